// Swapping snapshots of the town.
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Seconds k_demand_every{10 * 60};

}  // namespace

Town TownWatch::town() const {
  const std::lock_guard lock(mutex_);
  return town_;
}

Result<Done, StoreError> TownWatch::refresh(Instant now) {
  const auto mark = directory_.registers_mark();
  if (!mark) return Failure{mark.error()};
  if (mark.value() != mark_ || !town().registers) {
    auto registers = directory_.registers(now);
    if (!registers) return Failure{registers.error()};
    auto shared = std::make_shared<const Registers>(std::move(registers).value());
    const std::lock_guard lock(mutex_);
    town_.registers = std::move(shared);
    mark_ = mark.value();
  }
  const std::int64_t writes_before = worker_writes_.load();
  auto workers = directory_.workers(now);
  if (!workers) return Failure{workers.error()};
  auto shared = std::make_shared<const Workforce>(std::move(workers).value());
  std::shared_ptr<const Cover> cover;
  std::shared_ptr<const PaceTable> learned;
  std::shared_ptr<const LastVisits> visits;
  if (ways_) {
    renew_demand(now);
    learned = pace();
    visits = std::make_shared<const LastVisits>(measured_.visits);
    cover = std::make_shared<const Cover>(*shared, demand(*learned, now), ways_->line);
  }
  const std::lock_guard lock(mutex_);
  town_.cover = std::move(cover);
  town_.pace = std::move(learned);
  town_.visits = std::move(visits);
  // A card written by this instance meanwhile is newer than what was read; the next refresh has both.
  if (worker_writes_.load() == writes_before || !town_.workers) town_.workers = std::move(shared);
  return Done{};
}

// A month's demand changes slowly; while it can't be read the last one counts.
void TownWatch::renew_demand(Instant now) {
  if (now - measured_at_ < k_demand_every) return;
  auto measured = directory_.demand(now);
  if (!measured) return;
  measured_ = std::move(measured).value();
  measured_at_ = now;
}

std::shared_ptr<const PaceTable> TownWatch::pace() const {
  auto table = std::make_shared<PaceTable>(ways_->hours, ways_->zone);
  table->learn(measured_.ways, k_town_speed_mps);
  return table;
}

Demand TownWatch::demand(const PaceTable& pace, Instant now) const {
  Demand demand = demand_of(measured_, *town().registers);
  for (DistrictDemand& one : demand.districts) one.pace = pace.at(one.district, now);
  return demand;
}

void TownWatch::worker_changed(const WorkerCard& worker) {
  const std::lock_guard lock(mutex_);
  ++worker_writes_;
  const Workforce before = town_.workers ? *town_.workers : Workforce{};
  town_.workers = std::make_shared<const Workforce>(before.with(worker));
}

bool TownWatch::look_up(const DeviceId& device) {
  const auto card = directory_.device(device);
  if (!card || !card.value()) return false;
  std::optional<ResidentCard> resident;
  if (card.value()->resident && town().resident(*card.value()->resident) == nullptr) {
    auto found = directory_.resident(*card.value()->resident);
    if (found) resident = std::move(found).value();
  }
  const std::lock_guard lock(mutex_);
  auto registers = std::make_shared<Registers>(*town_.registers);
  registers->devices.insert_or_assign(device, *card.value());
  if (resident) registers->residents.insert_or_assign(resident->id, *resident);
  town_.registers = std::move(registers);
  return true;
}

}  // namespace lamplight::server
