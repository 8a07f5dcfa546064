// Arrange, roll up, wait.
#include "server/partition_keeper.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>

#include "model/limits.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Seconds k_look_every{60};
constexpr std::size_t k_hours_at_once = 48;  // after a long absence: two days a minute
constexpr int k_days_per_hours = 5;

}  // namespace

PartitionKeeper::PartitionKeeper(Readings& readings, db::RollUps& rollups, const Keeping& keeping, const Clock& clock)
    : readings_(readings),
      rollups_(rollups),
      keeping_(keeping),
      clock_(clock),
      thread_("partitions", [this](const std::stop_token& stop) { run(stop); }) {}

void PartitionKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    const Instant now = clock_.now();
    if (now >= arrange_next_) arrange(now);
    roll_up(now);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void PartitionKeeper::arrange(Instant now) {
  if (readings_.arrange_partitions(now - keeping_.readings, now + limits::partitions_ahead)) {
    arrange_next_ = now + limits::partitions_every;
    return;
  }
  // Without its partition a day goes into the last one: slower, not lost.
  spdlog::warn("partitions.failed the days of the readings could not be arranged");
}

void PartitionKeeper::roll_up(Instant now) {
  const auto rolled = rollups_.roll_up(now, k_hours_at_once);
  // What is due stays due: buckets come from the readings themselves meanwhile.
  if (!rolled) spdlog::warn("rollups.failed hours of readings could not be rolled up");
  [[maybe_unused]] const auto forgotten =
      rollups_.forget(now - keeping_.hours, now - k_days_per_hours * keeping_.hours);
}

}  // namespace lamplight::server
