// A run a day, and a line in the log where it removed something.
#include "server/retention_keeper.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>

#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Millis k_first_after{3'600'000};
constexpr Millis k_every{86'400'000};

}  // namespace

RetentionKeeper::RetentionKeeper(db::Pool& pool, const db::MasterKeys& master, const Clock& clock)
    : retention_(pool, master),
      clock_(clock),
      thread_("retention", [this](const std::stop_token& stop) { run(stop); }) {}

void RetentionKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  for (Millis wait = k_first_after;; wait = k_every) {
    {
      std::unique_lock lock(mutex);
      never.wait_for(lock, stop, wait, [] { return false; });
    }
    if (stop.stop_requested()) return;
    const auto done = retention_.run(clock_.now(), "server");
    if (!done) {
      spdlog::warn("retention.failed what was kept long enough could not be removed; tomorrow again");
      continue;
    }
    for (const db::RetentionClass& one : done.value()) {
      if (one.due > 0) spdlog::info("retention.removed {} {}", one.due, one.name);
    }
  }
}

}  // namespace lamplight::server
