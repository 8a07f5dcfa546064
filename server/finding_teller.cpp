// Look up what is untold, tell what is due, note what was received.
#include "server/finding_teller.h"

#include <spdlog/spdlog.h>

#include <array>

#include "devices/encode.h"
#include "devices/topic.h"
#include "model/limits.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_heard_max = 10'000;  // acks that wait; what is lost is told again
constexpr std::size_t k_untold_max = 1'000;  // told at a time, the oldest first
constexpr Millis k_look{1'000};
constexpr Millis k_tick{200};
// As homes repeat (contracts §2).
constexpr std::array<Millis, 4> k_repeat_after{Millis{2'000}, Millis{4'000}, Millis{8'000}, Millis{15'000}};

Millis repeat_after(int sendings) {
  const auto index = static_cast<std::size_t>(sendings < 1 ? 0 : sendings - 1);
  return k_repeat_after[std::min(index, k_repeat_after.size() - 1)];
}

}  // namespace

FindingTeller::FindingTeller(Findings& findings, const FindingSeal& seal, MqttLink& link, const DistrictShare& share,
                             const Clock& clock, FindingFigures& figures)
    : findings_(findings),
      seal_(seal),
      link_(link),
      share_(share),
      clock_(clock),
      figures_(figures),
      thread_("findings", [this](const std::stop_token& stop) { run(stop); }) {}

void FindingTeller::hear(const Arrived& message) {
  const auto ack = decode_ack(message.payload);
  if (!ack || !ack.value().alarm.text().starts_with(k_finding_prefix)) return;
  if (ack.value().state == AckState::rejected) ++figures_.rejected;
  const std::lock_guard lock(mutex_);
  if (heard_.size() >= k_heard_max) return;
  heard_.push_back(ack.value().alarm);
  woken_.notify_one();
}

void FindingTeller::look_now() {
  const std::lock_guard lock(mutex_);
  look_now_ = true;
  woken_.notify_one();
}

void FindingTeller::run(const std::stop_token& stop) {
  Instant next_look = clock_.now();
  while (!stop.stop_requested()) {
    bool look = false;
    {
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, stop, k_tick, [this] { return look_now_ || !heard_.empty(); });
      look = std::exchange(look_now_, false);
    }
    take_in_heard();
    const Instant now = clock_.now();
    if (look || now >= next_look) {
      look_up(now);
      next_look = now + k_look;
    }
    tell_due(now);
  }
}

void FindingTeller::take_in_heard() {
  std::vector<AlarmId> heard;
  {
    const std::lock_guard lock(mutex_);
    heard.swap(heard_);
  }
  for (const AlarmId& id : heard) {
    const auto told = telling_.find(id);
    if (told == telling_.end()) continue;
    // With the database away it is told, and heard, once more.
    if (!findings_.received(told->second.finding, told->second.ending)) continue;
    ++figures_.received;
    if (!told->second.ending) forget_if_momentary(told->second.finding);
    const bool more = !told->second.ending && told->second.finding.ended_at;
    telling_.erase(told);
    if (more) look_now();
  }
}

// A press begins and is over: there is nothing to tell of its end.
bool FindingTeller::forget_if_momentary(const Finding& finding) {
  if (!finding.ended_at || !finding.end_text.empty()) return false;
  [[maybe_unused]] const auto forgotten = findings_.received(finding, true);
  return true;
}

void FindingTeller::look_up(Instant now) {
  const auto untold = findings_.untold(k_untold_max);
  if (!untold) return;
  std::map<AlarmId, Told> telling;
  for (const Finding& finding : untold.value()) {
    if (!share_.has(finding.district)) continue;
    const bool ending = finding.received;
    if (ending && forget_if_momentary(finding)) continue;
    const AlarmId id = ending ? end_id_of(finding) : id_of(finding);
    const auto known = telling_.find(id);
    Told told = known != telling_.end() ? known->second : Told{finding, ending, 0, now};
    told.finding = finding;
    telling.emplace(id, std::move(told));
  }
  telling_ = std::move(telling);
}

void FindingTeller::tell_ahead(const Finding& finding) {
  [[maybe_unused]] const bool published = publish(finding, false);
}

bool FindingTeller::publish(const Finding& finding, bool ending) {
  const Signal signal = signal_of(finding, ending);
  const std::string seal = seal_.of(signal.device, signal.id, signal.kind_text);
  if (!link_.publish(write_topic({signal.district, signal.device, Leaf::alarm}), encode_alarm(signal, seal)))
    return false;
  ++figures_.told;
  return true;
}

void FindingTeller::tell_due(Instant now) {
  for (auto& [id, told] : telling_) {
    if (told.next_at > now) continue;
    if (!publish(told.finding, told.ending)) return;
    ++told.sendings;
    told.next_at = now + repeat_after(told.sendings);
  }
}

}  // namespace lamplight::server
