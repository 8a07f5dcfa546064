// The rules of one look, in the order of their urgency.
#include "devices/resident_watch.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "devices/two_languages.h"

namespace lamplight {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t k_recent_max = 10;
constexpr std::size_t k_recent_min = 5;
constexpr Millis k_recent_gap{30 * 60'000};    // an older value belongs to another situation
constexpr Millis k_value_counts{60 * 60'000};  // of measurements without a shelf life of their own
constexpr int k_morning_begins_min = 4 * 60;   // motion before that is the night's
constexpr Seconds k_emergency_lasting{30};
constexpr Seconds k_over_after{120};  // what has been found is over when it has been for so long

std::string_view base_of(std::string_view name) {
  return name.substr(0, name.find(':'));
}

// A door that leads outside: the only one of the home, or named so.
bool is_front_door(std::string_view name) {
  return name == "door" || name == "door:hall" || name == "door:front" || name == "door:entrance";
}

std::vector<Reading> latest_of(const ResidentState& state) {
  std::vector<Reading> readings;
  for (const auto& [name, reading] : state.latest) readings.push_back(reading);
  return readings;
}

// One look at one resident: gathers what turns.
class Look {
 public:
  Look(ResidentState& state, const CarePlan& plan, Instant now) : state_(state), plan_(plan), now_(now) {}

  void step(std::string_view rule, AlarmKind kind, const Judged& judged, Seconds begin_after, Seconds end_after,
            const DeviceId& device) {
    const auto known = state_.rules.find(rule);
    if (known == state_.rules.end() && !judged.begins) return;
    Lasting& lasting = known == state_.rules.end() ? state_.rules[std::string(rule)] : known->second;
    const Turn turn = lasting.step(judged.begins, judged.ends, begin_after, end_after, now_);
    if (turn != Turn::stays) turns.push_back({std::string(rule), kind, turn, judged.text, device});
    if (!lasting.open && !lasting.since) state_.rules.erase(std::string(rule));
  }

  void score(const News2& score) {
    if (!plan_.news2.on) return;
    const DeviceId device = device_of(score);
    if (score.from.empty()) return;
    step(k_news2_emergency_rule, AlarmKind::vital, judge_news2_emergency(score),
         std::min(plan_.news2.lasting, k_emergency_lasting), k_over_after, device);
    step(k_news2_urgent_rule, AlarmKind::vital, judge_news2_urgent(score), plan_.news2.lasting, k_over_after, device);
  }

  void limits() {
    for (const Limit& limit : plan_.limits) {
      const auto found = state_.latest.find(limit.name);
      if (found == state_.latest.end()) continue;
      const Reading& reading = found->second;
      if (now_ - reading.at > shelf_life_of(limit.name).value_or(std::chrono::ceil<Seconds>(k_value_counts))) continue;
      step(limit_rule_name(limit, false), AlarmKind::vital, judge_limit_low(limit, reading.value), limit.lasting,
           limit.lasting, reading.device);
      step(limit_rule_name(limit, true), AlarmKind::vital, judge_limit_high(limit, reading.value), limit.lasting,
           limit.lasting, reading.device);
    }
  }

  void trends() {
    if (!plan_.trend.on) return;
    for (const std::string& name : plan_.trend.names) {
      const auto usual = state_.usual.find(name);
      const auto recent = state_.recent.find(name);
      const auto latest = state_.latest.find(name);
      if (usual == state_.usual.end() || recent == state_.recent.end() || latest == state_.latest.end()) continue;
      const auto& values = recent->second.values;
      if (values.size() < k_recent_min || now_ - recent->second.latest_at > k_recent_gap) continue;
      const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
      step(trend_rule_name(name), AlarmKind::vital, judge_trend(name, mean, usual->second, plan_.trend.spreads), 600s,
           600s, latest->second.device);
    }
  }

  // The coldest room and the hottest one speak for all.
  void rooms() {
    const Reading* coldest = nullptr;
    const Reading* hottest = nullptr;
    for (const auto& [name, reading] : state_.latest) {
      if (base_of(name) != "room_temperature" || now_ - reading.at > k_value_counts) continue;
      if (coldest == nullptr || reading.value < coldest->value) coldest = &reading;
      if (hottest == nullptr || reading.value > hottest->value) hottest = &reading;
    }
    if (coldest == nullptr) return;
    const Seconds lasting = plan_.room.lasting;
    step(k_room_cold_rule, AlarmKind::cold, judge_room_cold(plan_.room, coldest->value), lasting, 600s,
         coldest->device);
    step(k_room_hot_rule, AlarmKind::vital, judge_room_hot(plan_.room, hottest->value), lasting, 600s, hottest->device);
  }

  void habits(const ResidentWatch& watch) {
    const bool count = plan_.habits_count(now_);
    const auto said = [&](Judged judged) {
      if (!count) judged.text = in_both("not looked at while she is away or has guests", "外出或有客期间不看护");
      return judged;
    };
    if (state_.motion) {
      const std::int64_t today = watch.day_of(now_);
      const bool moved = state_.morning_day == today;
      const bool unseen = state_.unseen_day == today;
      const auto usual = usual_morning(state_.mornings, plan_.no_motion.share);
      Judged judged = judge_no_motion(plan_.no_motion, usual, moved || !count, watch.minute_of(now_));
      judged.begins = judged.begins && !unseen;
      step(k_no_motion_rule, AlarmKind::no_motion, said(judged), 0s, 0s, state_.motion->device);
    }
    if (state_.bed) {
      const std::optional<Instant> left = count ? state_.bed_left_at : std::nullopt;
      step(k_bed_left_rule, AlarmKind::bed_exit,
           said(judge_bed_left(plan_.bed, left, left ? watch.minute_of(*left) : 0, now_)), 0s, 0s, state_.bed->device);
    }
    const Reading* longest = nullptr;
    for (const auto& [name, reading] : state_.open_doors) {
      if (longest == nullptr || reading.at < longest->at) longest = &reading;
    }
    const bool open = longest != nullptr && count;
    step(k_door_open_rule, AlarmKind::wandering,
         said(judge_door_open(plan_.door, open ? std::optional(longest->at) : std::nullopt, now_)), 0s, 0s,
         longest != nullptr ? longest->device : door_device());
  }

  std::vector<RuleTurn> turns;

 private:
  // Whose measurement brought the most points, the latest of equals.
  [[nodiscard]] DeviceId device_of(const News2& score) const {
    const Scored* most = nullptr;
    for (const Scored& scored : score.from) {
      if (most == nullptr || scored.points > most->points || (scored.points == most->points && scored.at > most->at)) {
        most = &scored;
      }
    }
    if (most == nullptr) return {};
    const auto found = state_.latest.find(most->name);
    return found == state_.latest.end() ? DeviceId{} : found->second.device;
  }
  [[nodiscard]] DeviceId door_device() const {
    for (const auto& [name, reading] : state_.latest) {
      if (base_of(name) == "door") return reading.device;
    }
    return {};
  }

  ResidentState& state_;
  const CarePlan& plan_;
  const Instant now_;
};

}  // namespace

std::int64_t ResidentWatch::day_of(Instant at) const {
  return std::chrono::floor<std::chrono::days>(at + town_time_).time_since_epoch().count();
}

int ResidentWatch::minute_of(Instant at) const {
  const Instant there = at + town_time_;
  return static_cast<int>((there - std::chrono::floor<std::chrono::days>(there)) / std::chrono::minutes{1});
}

std::optional<Morning> ResidentWatch::take(ResidentState& state, const Reading& reading, const CarePlan& plan) const {
  const auto [place, added] = state.latest.try_emplace(reading.name, reading);
  if (!added) {
    if (reading.at < place->second.at) return std::nullopt;
    place->second = reading;
  }
  const std::string_view base = base_of(reading.name);
  if (base == "bed") {
    if (reading.value != 0) {
      state.bed_left_at.reset();
    } else if (state.bed && state.bed->value != 0) {
      state.bed_left_at = reading.at;
    }
    state.bed = reading;
  } else if (base == "door" && is_front_door(reading.name)) {
    if (reading.value == 0) {
      state.open_doors.erase(reading.name);
    } else {
      state.open_doors.try_emplace(reading.name, reading);
    }
  } else if (base != "motion") {
    Recent& recent = state.recent[reading.name];
    if (reading.at - recent.latest_at > k_recent_gap) recent.values.clear();
    recent.latest_at = reading.at;
    recent.values.push_back(reading.value);
    if (recent.values.size() > k_recent_max) recent.values.erase(recent.values.begin());
  }
  if (base != "motion") return std::nullopt;
  state.motion = reading;
  if (reading.value == 0) return std::nullopt;
  const std::int64_t day = day_of(reading.at);
  const int minute = minute_of(reading.at);
  if (minute < k_morning_begins_min || (state.morning_day && *state.morning_day >= day)) return std::nullopt;
  state.morning_day = day;
  // A day on which nobody could see, or on which she or her guests were elsewhere, is no habit of hers.
  if (state.unseen_day == day || !plan.habits_count(reading.at)) return std::nullopt;
  state.mornings.push_back(minute);
  if (state.mornings.size() > static_cast<std::size_t>(k_mornings)) state.mornings.erase(state.mornings.begin());
  return Morning{day, minute};
}

News2 ResidentWatch::score(const ResidentState& state, Spo2Scale scale, Instant now) const {
  return news2_of(latest_of(state), scale, now);
}

std::vector<RuleTurn> ResidentWatch::judge(ResidentState& state, const CarePlan& plan, Spo2Scale scale,
                                           Instant now) const {
  Look look(state, plan, now);
  look.score(score(state, scale, now));
  look.limits();
  look.trends();
  look.rooms();
  look.habits(*this);
  return std::move(look.turns);
}

}  // namespace lamplight
