// The registers on MySQL, as dispatch wants them.
//
// Made by server/wiring; read by server/town_watch on its thread and, for one device, by intake.
#pragma once

#include <set>
#include <utility>

#include "db/pool.h"
#include "dispatch/town.h"

namespace lamplight::db {

// Tells all instances that residents, devices, districts or policies have changed. Every writer of one
// of them calls it in the transaction of the change.
void raise_mark(Session& session);
// All of them, whole.
[[nodiscard]] Policies read_policies(Session& session);
// The town's weights; what has no row is as model/policy.h says.
[[nodiscard]] Weights read_weights(Session& session);
// Of the vehicles in use: who drives one, and what a need for its kind or for something on board is called
// (model/people.h). For everybody, archived or not.
[[nodiscard]] std::set<std::pair<WorkerId, SkillCode>> read_vehicle_codes(Session& session);
// Every care worker who is not archived, by id, as she stands at `now`.
[[nodiscard]] std::vector<WorkerCard> read_workers(Session& session, Instant now);

class MySqlDirectory final : public Directory {
 public:
  explicit MySqlDirectory(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<Registers, StoreError> registers(Instant now) override;
  [[nodiscard]] Result<std::int64_t, StoreError> registers_mark() override;
  [[nodiscard]] Result<std::vector<WorkerCard>, StoreError> workers(Instant now) override;
  [[nodiscard]] Result<std::optional<DeviceCard>, StoreError> device(const DeviceId& id) override;
  [[nodiscard]] Result<std::optional<ResidentCard>, StoreError> resident(const ResidentId& id) override;
  [[nodiscard]] Result<MeasuredDemand, StoreError> demand(Instant now) override;

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
