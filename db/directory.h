// The registers on MySQL, as dispatch wants them.
//
// Made by server/wiring; read by server/town_watch on its thread and, for one device, by intake.
#pragma once

#include "db/pool.h"
#include "dispatch/town.h"

namespace lamplight::db {

// Tells all instances that residents, devices, districts or policies have changed. Every writer of one
// of them calls it in the transaction of the change.
void raise_mark(Session& session);
// The town's weights; what has no row is as model/policy.h says.
[[nodiscard]] Weights read_weights(Session& session);

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
