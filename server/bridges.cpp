// Read, name, speak.
#include "server/bridges.h"

#include "server/clock.h"
#include "server/finding_teller.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_messages_max = 20'000;
constexpr std::size_t k_bytes_max = std::size_t{64} * 1024 * 1024;
constexpr std::size_t k_messages_a_look = 200;
constexpr Millis k_look_every{500};
constexpr Millis k_same_press{2'000};    // a button that says its press on two topics says it at once
constexpr Millis k_moment{4'000};        // of a cry: two monitors that hear it give it one time, and so one id
constexpr Millis k_found_again{60'000};  // a thing that nobody registers is kept once a minute
constexpr Millis k_read_again_every{5'000};
constexpr std::size_t k_letters_at_once = 100;
constexpr std::size_t k_found_max = 10'000;  // more things than that have no names, but noise

}  // namespace

Bridges::Bridges(const Borrowed& borrowed)
    : out_(borrowed),
      waiting_(k_messages_max, k_bytes_max, Overflow::drop_oldest),
      book_(borrowed.findings, borrowed.teller, borrowed.figures),
      thread_("bridges", [this](const std::stop_token& stop) { run(stop); }) {}

void Bridges::offer(Arrived&& message) {
  [[maybe_unused]] const bool kept = out_.spool.keep(message, out_.clock.now());
  [[maybe_unused]] const bool taken = waiting_.offer(std::move(message));
  ++queued_;
}

std::size_t Bridges::messages_max() {
  return k_messages_max;
}

std::vector<std::string> Bridges::filters(const DistrictShare& share) {
  std::vector<std::string> filters;
  for (const Language language : {Language::zigbee2mqtt, Language::theengs, Language::tasmota, Language::shelly,
                                  Language::esphome, Language::homeassistant}) {
    for (const std::string& base : share.bases()) filters.push_back(base + std::string(name_of(language)) + "/#");
  }
  return filters;
}

void Bridges::run(const std::stop_token& stop) {
  take_up_left();
  while (!stop.stop_requested()) {
    if (!loaded_) load();
    const Town town = out_.town.town();
    for (Arrived& message : waiting_.take_batch(k_messages_a_look, k_look_every, stop)) {
      take(std::move(message), town, out_.clock.now());
    }
    book_.write();
    forget_dealt_with();
    book_.try_refused_again();
    if (!to_keep_.empty() && out_.found.keep(to_keep_)) to_keep_.clear();
    if (to_keep_.size() > k_found_max) to_keep_.clear();
    read_again();
  }
  book_.write();
}

// What an earlier process was killed over, at the time at which it came: what it has told of that already has
// the same ids.
void Bridges::take_up_left() {
  const Town town = out_.town.town();
  for (BridgeSpool::Entry& entry : out_.spool.take_left()) {
    take(std::move(entry.message), town, entry.received_at);
    ++queued_;
  }
}

// Everything that was kept has been taken from the queue, and its cries are in the database. Without that they stay:
// a cry told ahead may not have been received.
void Bridges::forget_dealt_with() {
  const std::int64_t kept = out_.spool.kept();
  if (queued_ == kept && waiting_.figures().depth == 0 && book_.all_written()) out_.spool.forget(kept);
}

// States of things that an earlier run has left open.
void Bridges::load() {
  const auto open = out_.findings.open();
  if (!open) return;
  for (const Finding& finding : open.value()) {
    if (finding.rule.starts_with("thing_")) book_.remember(finding);
  }
  loaded_ = true;
}

// Read twice where we die in between: what can be read then is a repeat, what can't one more letter.
void Bridges::read_again() {
  const Instant now = out_.clock.now();
  if (now < read_again_next_) return;
  read_again_next_ = now + k_read_again_every;
  const auto letters = out_.letters.to_retry(k_letters_at_once);
  if (!letters) return;
  for (const db::DeadLetter& letter : letters.value()) {
    Arrived message{letter.topic, letter.raw, false};
    if (read_bridge_topic(letter.topic)) {
      offer(std::move(message));
    } else {
      [[maybe_unused]] const bool taken = out_.arrivals.offer(std::move(message));
    }
    [[maybe_unused]] const auto taken_up = out_.letters.taken_up(letter.id);
  }
}

void Bridges::take(Arrived&& message, const Town& town, Instant now) {
  const auto topic = read_bridge_topic(message.topic);
  const auto things =
      topic ? read_things(topic->language, topic->path, message.payload) : ThingsRead{Failure{std::string()}};
  if (!things) {
    // Kept there as a dead letter, with its reason, and counted.
    [[maybe_unused]] const bool taken = out_.arrivals.offer(std::move(message));
    return;
  }
  for (const ThingSays& says : things.value()) speak(*topic, says, message.retained, town, now);
}

void Bridges::speak(const BridgeTopic& topic, const ThingSays& says, bool retained, const Town& town, Instant now) {
  const DeviceId device = device_id_of(topic, says.thing);
  const DeviceCard* card = town.device(device);
  if (card == nullptr) note_found(topic, device, says, now);
  if (card != nullptr) {
    for (Arrived& message : spoken_by(*card, says, now)) {
      [[maybe_unused]] const bool taken = out_.arrivals.offer(std::move(message));
    }
  }
  const DeviceCard* bridge = town.device(topic.bridge);
  const DeviceCard voice = card != nullptr     ? *card
                           : bridge != nullptr ? *bridge
                                               : DeviceCard{.id = topic.bridge, .district = topic.district};
  for (const ThingAlarm& alarm : says.alarms) {
    // The broker's last word of a press is no press: it would be one again at each restart of ours.
    if (retained && alarm.cry == ThingCry::once) continue;
    cry(voice, says, alarm, topic.language, now);
  }
}

void Bridges::cry(const DeviceCard& card, const ThingSays& says, const ThingAlarm& alarm, Language language,
                  Instant now) {
  const std::string subject = subject_of(card.id);
  const Instant moment = now - now.time_since_epoch() % k_moment;
  if (alarm.cry == ThingCry::ends) {
    if (book_.is_open(subject, rule_of(alarm.kind)))
      book_.end(subject, rule_of(alarm.kind), now, says.thing + ": over");
    return;
  }
  if (alarm.cry == ThingCry::begins) {
    if (book_.is_open(subject, rule_of(alarm.kind))) return;
    Finding state = cry_of(card, says, alarm, language, moment);
    out_.teller.tell_ahead(state);
    book_.begin(std::move(state));
    return;
  }
  Instant& last = pressed_at_[card.id];
  if (now - last < k_same_press) return;
  last = now;
  const Finding press = cry_of(card, says, alarm, language, moment);
  out_.teller.tell_ahead(press);
  book_.begin(press);
  book_.end(subject, press.rule, now, {});
}

void Bridges::note_found(const BridgeTopic& topic, const DeviceId& device, const ThingSays& says, Instant now) {
  if (found_at_.size() > k_found_max) found_at_.clear();
  Instant& last = found_at_[device];
  if (now - last < k_found_again && says.about.empty()) return;
  last = now;
  db::FoundThing found;
  found.device = device;
  found.bridge = topic.bridge;
  found.district = topic.district;
  found.language = std::string(name_of(topic.language));
  found.thing = says.thing;
  found.about = says.about;
  found.says = summary_of(says);
  found.first_at = now;
  found.last_at = now;
  to_keep_.push_back(std::move(found));
}

}  // namespace lamplight::server
