// A look at the registers every two seconds, at the clock every half minute.
#include "server/town_keeper.h"

#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include <spdlog/spdlog.h>

#include "db/canaries.h"
#include "db/clock_anchor.h"
#include "server/clock.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_refresh{2'000};
constexpr int k_refreshes_an_anchor = 15;
constexpr Millis k_canary_kept{3'600'000};   // for a look back

}  // namespace

TownKeeper::TownKeeper(TownWatch& town, db::Pool& pool, Clock& clock)
    : town_(town), pool_(pool), clock_(clock), thread_([&] {
        // A server that starts by a clock nobody has compared would date alarms by it for half a minute.
        if (!anchor_clock()) throw std::runtime_error("The database's time can't be read: " + pool_.last_fault() + ".");
        if (!town_.refresh(clock_.now())) throw std::runtime_error("The registers can't be read: " + pool_.last_fault() + ".");
        return Thread("town", [this](const std::stop_token& stop) { run(stop); });
      }()) {}

void TownKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  for (int round = 1;; ++round) {
    {
      std::unique_lock lock(mutex);
      never.wait_for(lock, stop, k_refresh, [] { return false; });
    }
    if (stop.stop_requested()) return;
    // While the database is away the town stays as it was last seen.
    [[maybe_unused]] const auto refreshed = town_.refresh(clock_.now());
    if (round % k_refreshes_an_anchor != 0) continue;
    [[maybe_unused]] const bool compared = anchor_clock();
    db::forget_canaries(pool_, clock_.now() - k_canary_kept);
  }
}

bool TownKeeper::anchor_clock() {
  const auto database_now = db::database_time(pool_);
  if (!database_now) return false;
  const bool jumped = !clock_.anchor(database_now.value());
  if (jumped && !jumped_) {
    spdlog::error("clock.jumped the database's time is {} s off; this server's goes on as before, until it is restarted",
                  (database_now.value() - clock_.now()).count() / 1'000);
  }
  jumped_ = jumped;
  return true;
}

}  // namespace lamplight::server
