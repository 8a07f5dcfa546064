// The town as decisions see it: registers kept in memory, a snapshot that never changes under a reader.
//
// server/town_watch keeps the current one, db/directory loads it, dispatch only reads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "dispatch/cover.h"
#include "dispatch/ledger.h"
#include "dispatch/pace.h"
#include "dispatch/workforce.h"
#include "model/people.h"
#include "model/policy.h"

namespace lamplight {

struct District {
  DistrictId id;
  std::string name;       // 古镇
  std::string name_en;
  Position centre;
  bool operator==(const District&) const = default;
};

// Residents and devices change by hand, seldom; workers move all the time. Hence two parts.
struct Registers {
  std::unordered_map<ResidentId, ResidentCard> residents;
  std::unordered_map<DeviceId, DeviceCard> devices;
  std::unordered_map<DistrictId, District> districts;
  std::set<SkillCode> skills_for_two;  // whose work takes two people
  Policies policies;
  bool operator==(const Registers&) const = default;
};

// Who was at a resident's door last, within the `k_demand_window`.
using LastVisits = std::unordered_map<ResidentId, WorkerId>;

struct Town {
  std::shared_ptr<const Registers> registers;
  std::shared_ptr<const Workforce> workers;                 // sorted by id
  std::shared_ptr<const Cover> cover;                       // nothing: no demand is known, and nobody is held back
  std::shared_ptr<const LastVisits> visits;                 // nothing: nobody is remembered
  std::shared_ptr<const PaceTable> pace;                    // nothing: every way takes what its straight line takes

  [[nodiscard]] const ResidentCard* resident(const ResidentId& id) const;
  [[nodiscard]] const DeviceCard* device(const DeviceId& id) const;
  [[nodiscard]] const District* district(const DistrictId& id) const;
  [[nodiscard]] const WorkerCard* worker(const WorkerId& id) const;
  // Null: nobody of late.
  [[nodiscard]] const WorkerId* last_there(const ResidentId& id) const;
  // Of a way to that district at that time.
  [[nodiscard]] Pace pace_to(const DistrictId& district, Instant when) const;
};

inline constexpr Seconds k_demand_window{28 * 24 * 3600};  // four whole weeks: every weekday counts as often

struct MeasuredDemand {
  std::map<DistrictId, int> emergencies;  // opened in the window, tests left out
  std::optional<double> busy_share;       // of the time on shift; nothing where nobody was
  LastVisits visits;
  std::vector<WaysMeasured> ways;         // of workers who set out and arrived
  bool operator==(const MeasuredDemand&) const = default;
};

// What cover is reckoned with: at the middle of each district's homes, as often as measured and a little
// more for each resident, so that a quiet district is not an empty one.
[[nodiscard]] Demand demand_of(const MeasuredDemand& measured, const Registers& registers);

// Where the registers are kept. Any thread.
class Directory {
 public:
  virtual ~Directory() = default;

  // The registers, whole. `mark` (0 at first) is set to what the answer is current to.
  [[nodiscard]] virtual Result<Registers, StoreError> registers(Instant now) = 0;
  // Rises with every change of residents, devices, districts, policies.
  [[nodiscard]] virtual Result<std::int64_t, StoreError> registers_mark() = 0;
  // All care workers with duty, position and the skills valid at `now`, sorted by id.
  [[nodiscard]] virtual Result<std::vector<WorkerCard>, StoreError> workers(Instant now) = 0;
  // One device, for an alarm of one that the snapshot does not know (yet); nothing if there is none.
  [[nodiscard]] virtual Result<std::optional<DeviceCard>, StoreError> device(const DeviceId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<ResidentCard>, StoreError> resident(const ResidentId& id) = 0;
  // What happened in the `k_demand_window` before `now`.
  [[nodiscard]] virtual Result<MeasuredDemand, StoreError> demand(Instant now) = 0;
};

}  // namespace lamplight
