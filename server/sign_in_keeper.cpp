// Write, run, ask.
#include "server/sign_in_keeper.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <iterator>

#include "db/certificate_holders.h"
#include "server/broker_door.h"
#include "server/child_program.h"
#include "server/clock.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{1'000};
constexpr Millis k_all_every{60'000};  // a certificate may have become void with nothing in the register changed
constexpr Millis k_reload_patience{5'000};
constexpr Millis k_complains_every{60'000};
constexpr Millis k_accept_patience{5'000};
constexpr std::size_t k_void_at_once = 500;  // whose holders are words of one run of the program

// Where devices are told to find the broker, unless that is said.
SignInSettings told(const Settings& settings) {
  SignInSettings to_devices = settings.sign_ins;
  if (to_devices.host.empty()) to_devices.host = settings.broker.host;
  if (to_devices.port == 0) to_devices.port = settings.broker.port;
  return to_devices;
}

}  // namespace

SignInKeeper::SignInKeeper(const Settings& settings, db::Pool& pool, const TownWatch& town, const Clock& clock)
    : settings_(told(settings)),
      town_(town),
      clock_(clock),
      pool_(pool),
      sign_ins_(pool),
      files_(settings.sign_ins),
      thread_("sign-ins", [this](const std::stop_token& stop) { run(stop); }) {}

void SignInKeeper::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  const Registers* seen = nullptr;
  Instant renewed_at{};
  while (!stop.stop_requested()) {
    const Town town = town_.town();
    const Instant now = clock_.now();
    bool unfinished = false;
    {
      const std::lock_guard lock(mutex_);
      unfinished = untold_ || unlisted_;
    }
    if (unfinished || town.registers.get() != seen || now - renewed_at > k_all_every) {
      // The pointer is only compared: a register that is gone may have left its place to another, and the minute
      // covers that.
      if (renew()) {
        seen = town.registers.get();
        renewed_at = now;
      }
    }
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

bool SignInKeeper::renew() {
  const std::lock_guard lock(mutex_);
  try {
    const auto changed = files_.write(sign_ins_, clock_.now());
    if (!changed) return false;
    untold_ = untold_ || changed.value().changed;
    unlisted_ = changed.value().waits;
    void_.insert(changed.value().newly_void.begin(), changed.value().newly_void.end());
  } catch (const std::runtime_error& error) {
    spdlog::error("sign_ins.unwritten {}", error.what());
    return false;
  }
  if (untold_) untold_ = !tell_broker();
  return !untold_;
}

bool SignInKeeper::tell_broker() {
  if (settings_.reload.empty()) {
    void_.clear();
    return true;
  }
  const auto last = std::next(void_.begin(), static_cast<std::ptrdiff_t>(std::min(void_.size(), k_void_at_once)));
  const auto holders = db::holders_of(pool_, {void_.begin(), last});
  if (!holders) return false;
  std::vector<std::string> words{settings_.reload};
  for (const DeviceId& holder : holders.value()) words.push_back(holder.text());
  const auto status = run_program(words, k_reload_patience);
  if (status == 0) {
    void_.erase(void_.begin(), last);
    return void_.empty();
  }
  // It is tried each second; a broker that can't be told for hours must not fill the log.
  if (const Instant now = clock_.now(); now - complained_at_ > k_complains_every) {
    complained_at_ = now;
    spdlog::error("sign_ins.untold the program of [sign_ins] reload ended with {}", status.value_or(-1));
  }
  return false;
}

bool SignInKeeper::accepted(const std::string& user, const std::string& password) const {
  return broker_takes({settings_.host, settings_.port, user, password}, k_accept_patience);
}

}  // namespace lamplight::server
