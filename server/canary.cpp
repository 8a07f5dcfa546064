// Press, listen, judge; every round.
#include "server/canary.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>

#include <spdlog/spdlog.h>

#include "devices/encode.h"
#include "devices/topic.h"
#include "model/canary.h"

namespace lamplight::server {
namespace {

const DistrictId k_district{"canary"};

// A name that the broker and a topic take, whatever the instance is called.
std::string device_of(const std::string& instance) {
  std::string name(k_canary_prefix);
  for (const char c : instance) name += is_name(std::string_view(&c, 1)) ? c : '-';
  return name.substr(0, 64);
}

LinkSettings link_of(const Settings& settings, const std::string& device) {
  LinkSettings link{settings.broker.host, settings.broker.port, settings.broker.user, settings.broker.password};
  link.client_id = "lamplight-" + settings.instance + "-canary";
  link.subscriptions = {write_topic({k_district, DeviceId{device}, Leaf::ack})};
  return link;
}

}  // namespace

Canary::Canary(const Settings& settings, const Clock& clock)
    : settings_(settings.canary),
      clock_(clock),
      device_(device_of(settings.instance)),
      heard_at_ms_(ms_of(clock.now())),
      link_(link_of(settings, device_), [this](Arrived&& message) { hear(message); }),
      thread_("canary", [this](const std::stop_token& stop) { run(stop); }) {}

Canary::~Canary() {
  thread_.request_stop();
  link_.stop();
}

Millis Canary::unseen() const {
  return clock_.now() - instant_of_ms(heard_at_ms_.load());
}

void Canary::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  link_.start();
  while (!stop.stop_requested()) {
    press();
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, Millis{settings_.every_ms}, [] { return false; });
    judge();
  }
  reap(SIGKILL);
}

void Canary::press() {
  Signal signal;
  signal.device = DeviceId{device_};
  signal.district = k_district;
  signal.kind = AlarmKind::sos;
  signal.kind_text = "sos";
  signal.test = true;
  {
    const std::lock_guard lock(mutex_);
    pressed_at_ = clock_.now();
    pressed_id_ = "c-" + std::to_string(ms_of(pressed_at_));
    signal.id = AlarmId{pressed_id_};
  }
  // While the broker is away nothing is sent; then nothing comes back, which is what this is for.
  if (link_.publish(write_topic({k_district, signal.device, Leaf::alarm}), encode_alarm(signal))) ++figures_.pressed;
}

void Canary::hear(const Arrived& message) {
  const auto ack = decode_ack(message.payload);
  if (!ack) return;
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (ack.value().alarm.text() != pressed_id_) return;  // late, of an earlier round: too late
  ++figures_.heard;
  figures_.last_round_trip_ms = (now - pressed_at_).count();
  heard_at_ms_ = ms_of(now);
}

void Canary::judge() {
  reap(0);
  const bool silent = unseen() > Millis{settings_.unseen_after_ms};
  if (silent == crying_) return;
  crying_ = silent;
  if (silent) {
    ++figures_.alerts;
    spdlog::error("canary.unseen a press has not come back for {} ms: alarms may not be arriving", unseen().count());
    tell("unseen");
  } else {
    spdlog::warn("canary.seen presses come back again");
    tell("seen");
  }
}

void Canary::tell(const std::string& word) {
  if (settings_.alert.empty()) return;
  reap(SIGKILL);
  std::string program = settings_.alert;
  std::string what = word;
  std::string since = to_rfc3339(instant_of_ms(heard_at_ms_.load()));
  char* words[] = {program.data(), what.data(), since.data(), nullptr};
  if (posix_spawn(&alert_pid_, program.c_str(), nullptr, nullptr, words, environ) != 0) {
    alert_pid_ = 0;
    spdlog::error("canary.alert_failed the command of [canary] alert can't be started");
  }
}

// Takes note of the alert command's end; with a signal, ends it first.
void Canary::reap(int signal) {
  if (alert_pid_ == 0) return;
  if (signal != 0) kill(alert_pid_, signal);
  int status = 0;
  if (waitpid(alert_pid_, &status, signal != 0 ? 0 : WNOHANG) != alert_pid_) return;
  alert_pid_ = 0;
  if (signal == 0 && status != 0)
    spdlog::error("canary.alert_failed the command of [canary] alert ended with {}", status);
}

}  // namespace lamplight::server
