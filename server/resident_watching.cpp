// Take in, judge those who were measured, judge all now and then, keep what follows.
#include "server/resident_watching.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>

#include "server/clock.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_look_every{1'000};
constexpr Millis k_judge_all_every{30'000};
constexpr Millis k_plans_every{5'000};
constexpr Millis k_score_again{3'600'000};      // unchanged, it is written once an hour
constexpr std::size_t k_waiting_max = 500'000;  // readings; what is older is in the database all the same
constexpr auto k_latest_since = 24h;            // all shelf lives but oxygen's, and who moved on the day before
constexpr std::size_t k_rows_max = 10'000;      // unwritten scores while the database is away; the oldest go

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// What was known and what it brought: tells two scores apart.
std::string points_text(const News2& score) {
  std::string text = std::to_string(score.least) + "-" + std::to_string(score.most);
  for (const Scored& scored : score.from) text += "," + scored.name + ":" + std::to_string(scored.points);
  return text;
}

db::ScoreRow row_of(const ResidentId& id, const News2& score, Instant now) {
  db::ScoreRow row{id, now, score.least, score.most, std::string(name_of(score.response)), score.decides.value_or(""),
                   "", ""};
  for (const std::string& name : score.missing) row.missing += (row.missing.empty() ? "" : ",") + name;
  for (const Scored& scored : score.from) {
    row.computed_from += (row.computed_from.empty() ? "" : ",") + scored.name + "=" + number_text(scored.value) + "@" +
                         std::to_string(ms_of(scored.at)) + ":" + std::to_string(scored.points);
  }
  return row;
}

template <class Row>
void forget_oldest(std::vector<Row>& rows) {
  if (rows.size() <= k_rows_max) return;
  rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(k_rows_max));
}

}  // namespace

ResidentWatching::ResidentWatching(const Borrowed& borrowed, Seconds town_time)
    : out_(borrowed),
      rules_(town_time),
      book_(borrowed.findings, borrowed.teller, borrowed.figures),
      thread_("residents", [this](const std::stop_token& stop) { run(stop); }) {}

void ResidentWatching::take(const std::vector<Reading>& readings) {
  const std::lock_guard lock(mutex_);
  for (const Reading& reading : readings) {
    if (reading.resident) waiting_.push_back(reading);
  }
  if (waiting_.size() > k_waiting_max) {
    waiting_.erase(waiting_.begin(), waiting_.end() - static_cast<std::ptrdiff_t>(k_waiting_max));
  }
}

void ResidentWatching::note_blind() {
  const std::lock_guard lock(mutex_);
  blind_ = true;
}

void ResidentWatching::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    const Instant now = out_.clock.now();
    if (loaded_ || load(now)) look(now);
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
  write();
}

// What an earlier run knew. False while the database is away.
bool ResidentWatching::load(Instant now) {
  const auto latest = out_.rows.latest(now - k_latest_since);
  const auto mornings = out_.rows.mornings(rules_.day_of(now) - k_mornings);
  const auto open = out_.findings.open();
  if (!latest || !mornings || !open) return false;
  refresh_plans();
  plans_read_at_ = now;
  for (const db::MorningRow& morning : mornings.value()) {
    ResidentState& state = residents_[morning.resident].state;
    state.mornings.push_back(morning.minute);
    state.morning_day = morning.day;
  }
  for (const Reading& reading : latest.value()) {
    Resident& resident = residents_[*reading.resident];
    // Only the mornings that were seen count; the latest motion alone is no morning.
    const auto day = resident.state.morning_day;
    const auto minutes = resident.state.mornings;
    [[maybe_unused]] const auto morning = rules_.take(resident.state, reading, resident.plan);
    resident.state.morning_day = day;
    resident.state.mornings = minutes;
  }
  for (auto& [id, resident] : residents_) {
    // When she left it is not known any more; that it is empty is.
    ResidentState& state = resident.state;
    if (state.bed && state.bed->value == 0 && !state.bed_left_at) state.bed_left_at = state.bed->at;
  }
  for (const Finding& finding : open.value()) {
    if (!finding.subject.starts_with("r:")) continue;
    book_.remember(finding);
    residents_[ResidentId{finding.subject.substr(2)}].state.rules[finding.rule].open = true;
  }
  loaded_ = true;
  spdlog::info("residents.ready known={}", residents_.size());
  return true;
}

void ResidentWatching::refresh_plans() {
  const auto plans = out_.rows.care_plans();
  const auto scale_two = out_.rows.on_scale_two();
  if (!plans || !scale_two) return;
  for (const db::CarePlanText& text : plans.value()) {
    Resident& resident = residents_[text.resident];
    if (resident.plan_version == text.version) continue;
    resident.plan_version = text.version;
    auto plan = decode_care_plan(text.plan);
    // The API lets no wrong plan in; one that got in otherwise must not take the rules away.
    if (!plan) spdlog::error("residents.plan resident={} wrong={}", text.resident.text(), plan.error());
    resident.plan = plan ? std::move(plan).value() : CarePlan{};
  }
  for (auto& [id, resident] : residents_) resident.scale = Spo2Scale::one;
  for (const ResidentId& id : scale_two.value()) residents_[id].scale = Spo2Scale::two;
}

void ResidentWatching::look(Instant now) {
  std::vector<Reading> readings;
  bool blind = false;
  {
    const std::lock_guard lock(mutex_);
    readings.swap(waiting_);
    blind = std::exchange(blind_, false);
  }
  if (now - plans_read_at_ >= k_plans_every) {
    refresh_plans();
    plans_read_at_ = now;
    book_.try_refused_again();
  }
  if (blind) {
    for (auto& [id, resident] : residents_) resident.state.unseen_day = rules_.day_of(now);
  }
  const Town town = out_.town.town();
  std::set<ResidentId> touched;
  for (const Reading& reading : readings) {
    const ResidentCard* card = town.resident(*reading.resident);
    if (card == nullptr || !out_.share.has(card->district)) continue;
    Resident& resident = residents_[*reading.resident];
    const auto morning = rules_.take(resident.state, reading, resident.plan);
    if (morning) mornings_.push_back({*reading.resident, morning->day, morning->minute});
    touched.insert(*reading.resident);
  }
  for (const ResidentId& id : touched) judge(id, residents_[id], now);
  if (now - all_judged_at_ >= k_judge_all_every) {
    for (auto& [id, resident] : residents_) {
      if (town.resident(id) != nullptr) judge(id, resident, now);
    }
    all_judged_at_ = now;
  }
  write();
}

void ResidentWatching::judge(const ResidentId& id, Resident& resident, Instant now) {
  if (resident.plan.trend.on) learn_usual(id, resident, now);
  note_score(id, resident, now);
  for (const RuleTurn& turn : rules_.judge(resident.state, resident.plan, resident.scale, now)) turned(id, turn, now);
}

void ResidentWatching::note_score(const ResidentId& id, Resident& resident, Instant now) {
  const News2 score = rules_.score(resident.state, resident.scale, now);
  if (score.from.empty()) return;
  std::string points = points_text(score);
  if (points == resident.scored && now - resident.scored_at < k_score_again) return;
  resident.scored = std::move(points);
  resident.scored_at = now;
  scores_.push_back(row_of(id, score, now));
}

// Once an hour: what is usual for her at this hour.
void ResidentWatching::learn_usual(const ResidentId& id, Resident& resident, Instant now) {
  const std::int64_t hour = std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count();
  if (resident.usual_hour == hour) return;
  resident.usual_hour = hour;
  resident.state.usual.clear();
  for (const std::string& name : resident.plan.trend.names) {
    const auto means = out_.rows.hourly_means(id, name, now - std::chrono::days{k_baseline_days});
    if (!means) continue;
    std::vector<HourlyMean> past;
    for (const db::HourMean& mean : means.value()) past.push_back({mean.hour, mean.mean});
    if (const auto usual = usual_at(past, now)) resident.state.usual.emplace(name, *usual);
  }
}

void ResidentWatching::turned(const ResidentId& id, const RuleTurn& turn, Instant now) {
  if (turn.turn == Turn::ends) return book_.end(subject_of(id), turn.rule, now, turn.text);
  const DeviceCard* device = out_.town.town().device(turn.device);
  if (device == nullptr) return;  // taken out of the register a moment ago
  Finding finding{.subject = subject_of(id), .rule = turn.rule, .device = turn.device};
  finding.district = device->district;
  finding.kind = turn.kind;
  finding.started_at = now;
  finding.text = turn.text;
  book_.begin(std::move(finding));
}

void ResidentWatching::write() {
  book_.write();
  if (!scores_.empty() && out_.rows.keep_scores(scores_)) scores_.clear();
  if (!mornings_.empty() && out_.rows.keep_mornings(mornings_)) mornings_.clear();
  forget_oldest(scores_);
  forget_oldest(mornings_);
}

}  // namespace lamplight::server
