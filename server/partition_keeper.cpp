// Arrange, wait, arrange again.
#include "server/partition_keeper.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>

#include "model/limits.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Seconds k_after_failure{60};

}  // namespace

PartitionKeeper::PartitionKeeper(Readings& readings, const Clock& clock)
    : readings_(readings), clock_(clock), thread_("partitions", [this](const std::stop_token& stop) { run(stop); }) {}

void PartitionKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    const Instant now = clock_.now();
    const bool done = readings_.arrange_partitions(now - limits::readings_kept, now + limits::partitions_ahead).ok();
    // Without its partition a day goes into the last one: slower, not lost.
    if (!done) spdlog::warn("partitions.failed the days of the readings could not be arranged");
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, done ? limits::partitions_every : k_after_failure, [] { return false; });
  }
}

}  // namespace lamplight::server
