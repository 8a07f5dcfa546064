// Maps behind a mutex.
#include "db/memory_directory.h"

namespace lamplight::db {
namespace {

template <class Map, class Key>
auto found_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace

MemoryDirectory::MemoryDirectory(Registers registers, const std::vector<WorkerCard>& workers)
    : registers_(std::move(registers)) {
  for (const WorkerCard& worker : workers) workers_.emplace(worker.id, worker);
}

Result<Registers, StoreError> MemoryDirectory::registers(Instant) {
  const std::lock_guard lock{mutex_};
  return registers_;
}

Result<std::int64_t, StoreError> MemoryDirectory::registers_mark() {
  const std::lock_guard lock{mutex_};
  return mark_;
}

Result<std::vector<WorkerCard>, StoreError> MemoryDirectory::workers(Instant) {
  const std::lock_guard lock{mutex_};
  std::vector<WorkerCard> all;
  all.reserve(workers_.size());
  for (const auto& [id, card] : workers_) all.push_back(card);
  return all;
}

Result<std::optional<DeviceCard>, StoreError> MemoryDirectory::device(const DeviceId& id) {
  const std::lock_guard lock{mutex_};
  return found_in(registers_.devices, id);
}

Result<std::optional<ResidentCard>, StoreError> MemoryDirectory::resident(const ResidentId& id) {
  const std::lock_guard lock{mutex_};
  return found_in(registers_.residents, id);
}

Result<MeasuredDemand, StoreError> MemoryDirectory::demand(Instant) {
  const std::lock_guard lock{mutex_};
  return demand_;
}

void MemoryDirectory::put(const MeasuredDemand& demand) {
  const std::lock_guard lock{mutex_};
  demand_ = demand;
}

void MemoryDirectory::put(const ResidentCard& resident) {
  const std::lock_guard lock{mutex_};
  registers_.residents.insert_or_assign(resident.id, resident);
  ++mark_;
}

void MemoryDirectory::put(const DeviceCard& device) {
  const std::lock_guard lock{mutex_};
  registers_.devices.insert_or_assign(device.id, device);
  ++mark_;
}

void MemoryDirectory::put(const District& district) {
  const std::lock_guard lock{mutex_};
  registers_.districts.insert_or_assign(district.id, district);
  ++mark_;
}

void MemoryDirectory::put_skills_for_two(const std::set<SkillCode>& skills) {
  const std::lock_guard lock{mutex_};
  registers_.skills_for_two = skills;
  ++mark_;
}

void MemoryDirectory::put(const Policies& policies) {
  const std::lock_guard lock{mutex_};
  registers_.policies = policies;
  ++mark_;
}

void MemoryDirectory::put(const WorkerCard& worker) {
  const std::lock_guard lock{mutex_};
  workers_.insert_or_assign(worker.id, worker);
}

}  // namespace lamplight::db
