// A row every five seconds.
#include "server/presence.h"

#include <condition_variable>
#include <mutex>

namespace lamplight::server {
namespace {

constexpr Millis k_forgotten{7LL * 24 * 3'600'000};  // a machine that was taken away is not missed for ever

}  // namespace

Presence::Presence(std::string program, std::string instance, db::Pool& pool, const Clock& clock, Parts parts)
    : instances_(pool),
      clock_(clock),
      row_{std::move(program), std::move(instance), clock.now(), clock.now(), {}},
      parts_(std::move(parts)),
      thread_("presence", [this](const std::stop_token& stop) { run(stop); }) {}

void Presence::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  [[maybe_unused]] const auto forgotten = instances_.forget(clock_.now() - k_forgotten);
  while (!stop.stop_requested()) {
    row_.seen_at = clock_.now();
    row_.parts = parts_();
    [[maybe_unused]] const auto said = instances_.put(row_);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_presence_every, [] { return false; });
  }
}

}  // namespace lamplight::server
