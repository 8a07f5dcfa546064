// The registers in memory: the twin of db/directory for simulations and tests.
//
// Any thread. What a register of MySQL works out from its rows (which skills are valid today, whose
// shift runs) is put in as it is.
#pragma once

#include <map>
#include <mutex>

#include "dispatch/town.h"

namespace lamplight::db {

class MemoryDirectory final : public Directory {
 public:
  explicit MemoryDirectory(Registers registers = {}, const std::vector<WorkerCard>& workers = {});

  [[nodiscard]] Result<Registers, StoreError> registers(Instant now) override;
  [[nodiscard]] Result<std::int64_t, StoreError> registers_mark() override;
  [[nodiscard]] Result<std::vector<WorkerCard>, StoreError> workers(Instant now) override;
  [[nodiscard]] Result<std::optional<DeviceCard>, StoreError> device(const DeviceId& id) override;
  [[nodiscard]] Result<std::optional<ResidentCard>, StoreError> resident(const ResidentId& id) override;
  [[nodiscard]] Result<MeasuredDemand, StoreError> demand(Instant now) override;

  // These raise the mark, as every writer of registers does.
  void put(const ResidentCard& resident);
  void put(const DeviceCard& device);
  void put(const District& district);
  void put(const Policies& policies);
  void put_skills_for_two(const std::set<SkillCode>& skills);
  // Workers move all the time and have no mark.
  void put(const WorkerCard& worker);
  void put(const MeasuredDemand& demand);

 private:
  std::mutex mutex_;
  Registers registers_;                     // guarded by mutex_
  std::map<WorkerId, WorkerCard> workers_;  // guarded by mutex_
  MeasuredDemand demand_;                   // guarded by mutex_
  std::int64_t mark_ = 1;                   // guarded by mutex_
};

}  // namespace lamplight::db
