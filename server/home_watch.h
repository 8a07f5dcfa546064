// Watches over the devices: who has fallen silent, whose battery is low, whose clock is wrong.
//
// Words come from the thread "readings" and only wait here; looking, remembering and finding happens on
// the thread "watch". The rules are devices/supervision, device_health and sight; findings are kept
// (devices/findings.h) and told by server/finding_teller.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "db/promises.h"
#include "devices/device_course.h"
#include "devices/device_health.h"
#include "devices/findings.h"
#include "devices/sight.h"
#include "devices/supervision.h"
#include "model/reading.h"
#include "server/district_share.h"
#include "server/figures.h"
#include "server/finding_book.h"
#include "server/readings_batch.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class FindingTeller;
class ResidentWatching;
class TownWatch;

class HomeWatch {
 public:
  struct Borrowed {
    db::Promises& promises;
    Findings& findings;
    FindingTeller& teller;
    ResidentWatching& residents;
    const TownWatch& town;
    const DistrictShare& share;
    const Clock& clock;
    FindingFigures& figures;
  };

  // `connected`: subscribed at the broker. Any thread may be asked to answer it.
  HomeWatch(const Borrowed& borrowed, const SupervisionRules& rules, std::string instance,
            std::function<bool()> connected);

  // What devices have said, in order. `read_to`: no message that came before it is unread.
  void hear(std::vector<DeviceWord>&& words, Instant read_to);
  // The broker's own regular word. Called inside Paho's callback.
  void hear_broker(Instant now) { broker_spoke_ms_ = ms_of(now); }

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool load(Instant now);
  void look(Instant now);
  void look_at_sight(Instant now);
  void take_in(const DeviceWord& word, const Town& town);
  void judge_health(const DeviceStatus& status, const Watched& watched);
  void judge_counts(const DeviceCounts& counts, const Watched& watched, Instant at);
  void turn(const HealthVerdict& verdict, std::string_view rule, AlarmKind kind, const Watched& watched, Instant at);
  void look_for_silence(Instant now);
  void forget_unregistered(const Town& town, Instant now);
  void remember(Instant now);
  [[nodiscard]] std::optional<Watched> watched_of(const DeviceId& device, const Town& town) const;

  const Borrowed out_;
  const std::string instance_;
  const std::function<bool()> connected_;
  const HealthRules health_rules_;
  std::atomic<std::int64_t> broker_spoke_ms_{0};

  std::mutex mutex_;
  std::vector<DeviceWord> words_;  // guarded by mutex_
  Instant read_to_{};              // guarded by mutex_

  // Only its own thread.
  Supervision supervision_;
  std::unique_ptr<Sight> sight_;  // once it is known until when this instance saw
  FindingBook book_;
  std::map<DeviceId, Millis> clock_skews_;     // of devices whose last heartbeat was off
  std::map<DeviceId, DeviceCourse> courses_;   // of devices that count their heartbeats or their uptime
  std::set<DeviceId> heard_;                   // since they were last remembered
  const Registers* registers_seen_ = nullptr;  // to notice a new one; never looked into
  Instant remembered_at_{};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
