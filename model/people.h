// The cards that dispatch decides with: what of a resident, a home device and a care worker matters
// for who goes. The full records live in db/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/geo.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

enum class Gender : std::uint8_t { unsaid, female, male };
enum class Wish : std::uint8_t { none, rather, must };

[[nodiscard]] std::string_view name_of(Gender gender);  // "", "female", "male"
[[nodiscard]] std::string_view name_of(Wish wish);      // "none", "rather", "must"
[[nodiscard]] std::optional<Gender> gender_named(std::string_view name);
[[nodiscard]] std::optional<Wish> wish_named(std::string_view name);

// A need for a vehicle stands among the needs for skills, and what a worker drives and has on board among her skills:
// "vehicle_van", "vehicle_stretcher".
inline constexpr std::string_view k_vehicle_prefix = "vehicle_";

struct ResidentCard {
  ResidentId id;
  std::string name;
  DistrictId district;
  Position home;
  bool high_risk = false;
  std::vector<SkillCode> needs;        // whoever comes must have all of these
  std::string language;                // BCP 47 ("yue", "zh", "en"); empty: no matter
  Wish language_wish = Wish::none;
  Gender gender_wanted = Gender::unsaid;
  Wish gender_wish = Wish::none;
  std::vector<WorkerId> excluded;      // may never be sent here
  std::vector<WorkerId> preferred;
  int contacts = 0;                    // how many people there are to call
  bool operator==(const ResidentCard&) const = default;
};

struct DeviceCard {
  DeviceId id;
  DistrictId district;                 // provisioned to
  std::optional<ResidentId> resident;  // nobody yet: in the register, not assigned
  std::string model;                   // "pendant", "smoke_alarm", …
  std::string room;
  Seconds interval{900};               // its profile's: how often it speaks where it promises nothing itself
  bool operator==(const DeviceCard&) const = default;
};

struct WorkerCard {
  WorkerId id;
  std::string name;
  bool on_duty = false;
  std::optional<Position> position;    // nothing: never reported
  Instant position_at{};
  double accuracy_m = 0;
  std::vector<SkillCode> skills;       // valid today, and what her vehicle adds; sorted
  std::vector<std::string> languages;
  Gender gender = Gender::unsaid;
  std::vector<DistrictId> districts;   // may serve; empty: all
  std::optional<Instant> shift_ends;
  std::optional<Instant> break_until;  // of the break that she is having
  std::optional<Instant> works_since;  // without a break: since her shift began, or its last break ended
  bool by_sms = false;                 // has no data on her phone: asked by SMS, and answers so
  bool operator==(const WorkerCard&) const = default;
};

// What binds a worker right now: an offer that waits for an answer, or an incident in hand.
struct Commitment {
  WorkerId worker;
  IncidentId incident;
  int priority = 5;
  bool emergency = false;
  bool offered = false;                // true: only asked; false: holds it
  bool arrived = false;                // holds it and is there: nothing takes her away
  bool operator==(const Commitment&) const = default;
};

}  // namespace lamplight
