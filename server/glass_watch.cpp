// A count a minute.
#include "server/glass_watch.h"

#include <condition_variable>
#include <mutex>

#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Millis k_every{60'000};

}  // namespace

GlassWatch::GlassWatch(db::Pool& pool, const Clock& clock)
    : glass_(pool), clock_(clock), thread_("glass", [this](const std::stop_token& stop) { run(stop); }) {}

void GlassWatch::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    if (const auto overdue = glass_.overdue(clock_.now() - db::k_glass_review)) overdue_ = overdue.value();
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_every, [] { return false; });
  }
}

}  // namespace lamplight::server
