// Twice a second: take in what was said, look who said nothing, keep what follows.
#include "server/home_watch.h"

#include <spdlog/spdlog.h>

#include <condition_variable>

#include "devices/two_languages.h"
#include "model/digest.h"
#include "model/limits.h"
#include "server/clock.h"
#include "server/resident_watching.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{500};
constexpr Millis k_remember_every{5'000};
constexpr Millis k_short_restart{30'000};       // the broker has kept what came meanwhile; promises go on
constexpr Millis k_habits_unseen{10 * 60'000};  // somebody may have got up meanwhile
constexpr std::size_t k_words_max = 200'000;    // of a monitor whose watch thread hangs; hearing them later is enough
constexpr std::string_view k_silent_rule = "silent";
constexpr std::string_view k_district_rule = "district_silent";

std::string minutes_text(Millis span) {
  return std::to_string(std::max<std::int64_t>(1, std::chrono::round<std::chrono::minutes>(span).count())) + " min";
}

std::string silence_text(const SilentDevice& silent, Instant now) {
  const std::string heard = minutes_text(now - silent.heard_at);
  const std::string promised = minutes_text(silent.promise);
  return in_both("not heard for " + heard + ", a word was promised within " + promised,
                 heard + "没有信号，应在" + promised + "内有信号");
}

Finding district_finding(const SilentDistrict& district) {
  // No home's own device: a matter of the whole district, spoken of under a name of its own.
  std::string name = "district-" + district.district.text();
  if (!is_name(name)) name = "district-" + digest_of({district.district.text()});
  const std::string share = std::to_string(district.silent) + "/" + std::to_string(district.watched);
  Finding finding{.subject = subject_of(district.district), .rule = std::string(k_district_rule)};
  finding.device = DeviceId{name};
  finding.district = district.district;
  finding.started_at = district.since;
  finding.text = in_both(share + " devices of this district fell silent within a minute",
                         "本片区" + share + "台设备在一分钟内失去信号");
  return finding;
}

}  // namespace

HomeWatch::HomeWatch(const Borrowed& borrowed, const SupervisionRules& rules, std::string instance,
                     std::function<bool()> connected)
    : out_(borrowed),
      instance_(std::move(instance)),
      connected_(std::move(connected)),
      read_to_(borrowed.clock.now()),
      supervision_(rules),
      book_(borrowed.findings, borrowed.teller, borrowed.figures),
      thread_("watch", [this](const std::stop_token& stop) { run(stop); }) {}

void HomeWatch::hear(std::vector<DeviceWord>&& words, Instant read_to) {
  const std::lock_guard lock(mutex_);
  read_to_ = read_to;
  if (words_.size() + words.size() > k_words_max) return;
  words_.insert(words_.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
}

void HomeWatch::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    const Instant now = out_.clock.now();
    if (sight_ || load(now)) look(now);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
  if (sight_) remember(out_.clock.now());
}

// What an earlier run knew. False while the database is away: nothing is watched before.
bool HomeWatch::load(Instant now) {
  const auto seen = out_.promises.seen(instance_);
  const auto promises = out_.promises.all();
  const auto open = out_.findings.open();
  if (!seen || !promises || !open) return false;
  const Town town = out_.town.town();
  for (const db::DevicePromise& promise : promises.value()) {
    if (const auto watched = watched_of(promise.device, town)) {
      supervision_.remember(*watched, promise.heard_at, promise.promise);
    }
  }
  for (const Finding& finding : open.value()) {
    if (finding.subject.starts_with("r:")) continue;  // of a resident: server/resident_watching
    book_.remember(finding);
    if (finding.rule == k_silent_rule) {
      // Its promise may never have been remembered: it fell silent soon after its first word.
      if (const auto watched = watched_of(finding.device, town)) supervision_.remember_silent(*watched);
    }
    if (finding.rule == k_district_rule && out_.share.has(finding.district)) {
      supervision_.remember_silent_district(finding.district, finding.started_at);
    }
  }
  const bool short_restart = seen.value() && now - *seen.value() < k_short_restart;
  if (short_restart) {
    supervision_.allow_grace(now);
  } else {
    supervision_.start_anew(now);
  }
  sight_ = std::make_unique<Sight>(short_restart ? std::nullopt : seen.value());
  spdlog::info("watch.ready devices={} findings={}", supervision_.watched(), book_.open().size());
  return true;
}

void HomeWatch::look(Instant now) {
  look_at_sight(now);
  std::vector<DeviceWord> words;
  Instant read_to{};
  {
    const std::lock_guard lock(mutex_);
    words.swap(words_);
    read_to = read_to_;
  }
  const Town town = out_.town.town();
  for (const DeviceWord& word : words) take_in(word, town);
  if (town.registers.get() != registers_seen_) forget_unregistered(town, now);
  if (sight_->sees()) look_for_silence(std::min(now, read_to));
  book_.write();
  if (now - remembered_at_ >= k_remember_every) {
    remember(now);
    book_.try_refused_again();
  }
  out_.figures.watched = static_cast<std::int64_t>(supervision_.watched());
  out_.figures.silent = static_cast<std::int64_t>(supervision_.silent());
}

void HomeWatch::look_at_sight(Instant now) {
  const bool saw = sight_->sees();
  Outlook outlook{.connected = connected_()};
  {
    const std::lock_guard lock(mutex_);
    outlook.read_to = read_to_;
  }
  if (const auto spoke_ms = broker_spoke_ms_.load(); spoke_ms != 0) outlook.broker_spoke = instant_of_ms(spoke_ms);
  const auto blind = sight_->look(now, outlook);
  if (saw && !sight_->sees()) ++out_.figures.blind;
  if (!blind) return;
  supervision_.start_anew(now);
  if (blind->to - blind->from >= k_habits_unseen) out_.residents.note_blind();
  spdlog::warn("watch.blind from={} to={} why=\"{}\" nobody is found silent for that time", to_rfc3339(blind->from),
               to_rfc3339(blind->to), blind->why);
  [[maybe_unused]] const auto seen = out_.promises.see(instance_, now);
  [[maybe_unused]] const auto noted = out_.promises.note_blindness(instance_, {blind->from, blind->to, blind->why});
}

// Devices in the register, of a resident, in a district of ours.
std::optional<Watched> HomeWatch::watched_of(const DeviceId& device, const Town& town) const {
  const DeviceCard* card = town.device(device);
  if (card == nullptr || !card->resident || !out_.share.has(card->district)) return std::nullopt;
  const ResidentCard* resident = town.resident(*card->resident);
  if (resident == nullptr) return std::nullopt;
  return Watched{device, card->district, resident->high_risk,
                 card->interval == Seconds{0} ? Seconds{0} : std::max(card->interval, Seconds{60})};
}

void HomeWatch::take_in(const DeviceWord& word, const Town& town) {
  const auto watched = watched_of(word.device, town);
  if (!watched) return;
  heard_.insert(word.device);
  if (word.status && !word.status->online) return supervision_.said_goodbye(*watched, word.said.at);
  if (supervision_.heard(*watched, word.said)) {
    book_.end(subject_of(word.device), k_silent_rule, word.said.at, in_both("heard again", "恢复信号"));
  }
  if (!word.status) return;
  judge_health(*word.status, *watched);
  judge_counts(word.counts, *watched, word.status->received_at);
}

void HomeWatch::judge_health(const DeviceStatus& status, const Watched& watched) {
  const std::string subject = subject_of(status.device);
  const Instant at = status.received_at;
  turn(judge_battery(status, book_.is_open(subject, k_battery_rule), health_rules_), k_battery_rule,
       AlarmKind::battery_low, watched, at);
  turn(judge_mains(status, book_.is_open(subject, k_mains_rule)), k_mains_rule, AlarmKind::mains_lost, watched, at);
  const auto skew = clock_skew(status);
  const auto before = clock_skews_.find(status.device);
  turn(judge_clock(before == clock_skews_.end() ? std::nullopt : std::optional(before->second), skew,
                   book_.is_open(subject, k_clock_rule), health_rules_),
       k_clock_rule, AlarmKind::device_fault, watched, at);
  if (skew && std::chrono::abs(*skew) > health_rules_.clock_off) {
    clock_skews_[status.device] = *skew;
  } else if (before != clock_skews_.end()) {
    clock_skews_.erase(before);
  }
}

void HomeWatch::judge_counts(const DeviceCounts& counts, const Watched& watched, Instant at) {
  const std::string subject = subject_of(watched.device);
  turn(judge_tamper(counts, book_.is_open(subject, k_tamper_rule)), k_tamper_rule, AlarmKind::tamper, watched, at);
  if (!counts.seq && !counts.uptime_s) return;
  DeviceCourse& course = courses_[watched.device];
  note_heartbeat(course, counts, at);
  turn(judge_gaps(course, book_.is_open(subject, k_gaps_rule)), k_gaps_rule, AlarmKind::device_fault, watched, at);
  turn(judge_restarts(course, at, book_.is_open(subject, k_restarts_rule)), k_restarts_rule, AlarmKind::device_fault,
       watched, at);
}

void HomeWatch::turn(const HealthVerdict& verdict, std::string_view rule, AlarmKind kind, const Watched& watched,
                     Instant at) {
  if (verdict.turn == Turn::stays) return;
  if (verdict.turn == Turn::ends) return book_.end(subject_of(watched.device), rule, at, verdict.text);
  Finding finding{.subject = subject_of(watched.device), .rule = std::string(rule), .device = watched.device};
  finding.district = watched.district;
  finding.kind = kind;
  finding.started_at = at;
  finding.text = verdict.text;
  book_.begin(std::move(finding));
}

void HomeWatch::look_for_silence(Instant now) {
  const SilenceFound found = supervision_.look(now);
  const Town town = out_.town.town();
  for (const SilentDevice& silent : found.devices) {
    if (!watched_of(silent.device, town)) {
      supervision_.forget(silent.device);
      continue;
    }
    Finding finding{.subject = subject_of(silent.device), .rule = std::string(k_silent_rule), .device = silent.device};
    finding.district = silent.district;
    finding.started_at = now;
    finding.text = silence_text(silent, now);
    book_.begin(std::move(finding));
  }
  for (const SilentDistrict& district : found.districts) book_.begin(district_finding(district));
  for (const DistrictId& district : found.districts_back) {
    book_.end(subject_of(district), k_district_rule, now, in_both("most devices are heard again", "多数设备恢复信号"));
  }
}

// Devices that were taken out of the register, or out of the home, owe nobody a word.
void HomeWatch::forget_unregistered(const Town& town, Instant now) {
  registers_seen_ = town.registers.get();
  for (const Finding& finding : book_.open()) {
    if (finding.subject != subject_of(finding.device) || watched_of(finding.device, town)) continue;
    if (town.device(finding.device) != nullptr && !out_.share.has(finding.district)) continue;
    supervision_.forget(finding.device);
    courses_.erase(finding.device);
    book_.end(finding.subject, finding.rule, now, in_both("no longer in use in this home", "设备已不在此户使用"));
  }
}

void HomeWatch::remember(Instant now) {
  std::vector<db::DevicePromise> promises;
  for (const DeviceId& device : heard_) {
    const auto promise = supervision_.promise_of(device);
    if (promise) promises.push_back({device, promise->heard_at, promise->promise});
  }
  if (!out_.promises.keep(promises)) return;
  heard_.clear();
  remembered_at_ = now;
  if (sight_->sees()) [[maybe_unused]]
    const auto seen = out_.promises.see(instance_, now);
}

}  // namespace lamplight::server
