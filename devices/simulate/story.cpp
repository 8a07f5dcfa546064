// Activations, power cuts, silences: three hands of dice for each day.
#include "devices/simulate/story.h"

#include <algorithm>
#include <array>

#include "devices/simulate/dice.h"

namespace lamplight::simulate {
namespace {

using std::chrono::minutes;

constexpr double k_days_of_month = 30.4;
constexpr double k_activations_a_month = 5;
constexpr double k_power_cuts_a_month = 0.5;  // of one district
constexpr double k_silences_a_year = 1.2;     // of one device
constexpr int k_happenings_max = 5'000;       // of one resident and day, whatever the speed
constexpr std::string_view k_id_begin = "s:";

struct KindShare {
  AlarmKind kind;
  double share;  // of all activations; what a home has no device for becomes a request
};

// standards.md §1: about 6 % falls, half ordinary requests; the rest as a desk sees it.
constexpr std::array k_shares{
    KindShare{AlarmKind::service, 0.50},      KindShare{AlarmKind::sos, 0.27},
    KindShare{AlarmKind::fall, 0.06},         KindShare{AlarmKind::wandering, 0.02},
    KindShare{AlarmKind::bed_exit, 0.02},     KindShare{AlarmKind::medication_missed, 0.04},
    KindShare{AlarmKind::smoke, 0.015},       KindShare{AlarmKind::water, 0.01},
    KindShare{AlarmKind::battery_low, 0.035}, KindShare{AlarmKind::tamper, 0.01},
    KindShare{AlarmKind::no_motion, 0.02},
};

constexpr std::array k_wishes{
    "请帮忙买菜。 Please do some shopping for me.", "想请人陪我去医院复诊。 I need company to the clinic.",
    "家里的灯坏了。 A lamp has gone out.",          "想订明天的午餐。 I would like lunch tomorrow.",
    "请帮我洗澡。 I need help with a bath.",        "水龙头漏水。 The tap drips.",
};
constexpr std::array k_troubles{
    "头晕，站不稳。 Dizzy, can't stand well.",
    "胸口闷。 My chest feels tight.",
    "一个人有点害怕。 I am afraid on my own.",
    "起不来了。 I can't get up.",
    "",
    "",
};

std::string date_of(TownDay day) {
  return std::to_string(day.time_since_epoch().count());
}

// Story ids name the seed, the day and the second: the same again on the same day, never on another.
AlarmId story_id(const Plot& plot, TownDay day, char what, Instant at) {
  const auto second = std::chrono::floor<Seconds>(at - begin_of(day)).count();
  return AlarmId{std::string(k_id_begin) + std::to_string(plot.seed % 1'000'000) + "." + date_of(day) + "." + what +
                 std::to_string(second)};
}

AlarmKind kind_thrown(Dice& dice) {
  double left = dice.fraction();
  for (const KindShare& share : k_shares) {
    if (left < share.share) return share.kind;
    left -= share.share;
  }
  return AlarmKind::service;
}

// More falls and calls by day than by night, most in the late morning and early evening.
Instant moment_thrown(Dice& dice, TownDay day) {
  double minute = 0;
  do {
    minute = dice.between(0, 24 * 60);
  } while (!dice.chance(minute < 6 * 60 ? 0.25 : minute > 22 * 60 ? 0.4 : 1.0));
  return begin_of(day) + Millis{static_cast<std::int64_t>(minute * 60'000)};
}

Signal alarm_of(const HomeDevice& device, AlarmKind kind, AlarmId id) {
  Signal alarm;
  alarm.device = device.id;
  alarm.district = device.district;
  alarm.id = std::move(id);
  alarm.kind = kind;
  alarm.kind_text = facts_of(kind).name;
  alarm.room = device.room;
  return alarm;
}

Raised raised(const HomeDevice& device, AlarmKind kind, AlarmId id, Dice& dice) {
  Raised raised{alarm_of(device, kind, std::move(id)), {}, {}, {}};
  if (kind == AlarmKind::sos || kind == AlarmKind::service) {
    raised.alarm.trigger = name_of(device.gadget);
    if (kind == AlarmKind::service) {
      raised.alarm.text = k_wishes.at(static_cast<std::size_t>(dice.whole(0, static_cast<int>(k_wishes.size()) - 1)));
    } else {
      raised.alarm.text =
          k_troubles.at(static_cast<std::size_t>(dice.whole(0, static_cast<int>(k_troubles.size()) - 1)));
      if (dice.chance(0.2)) raised.pressed_again = Seconds{dice.whole(40, 150)};
      if (dice.chance(0.08)) raised.taken_back = Seconds{dice.whole(15, 60)};
      raised.alarm.test = dice.chance(0.05);
    }
  }
  if (kind == AlarmKind::fall) {
    raised.alarm.trigger = "fall_detector";
    if (dice.chance(0.25)) raised.taken_back = Seconds{dice.whole(10, 40)};  // she sat down hard
  }
  const bool passes = kind == AlarmKind::smoke || kind == AlarmKind::water || kind == AlarmKind::battery_low ||
                      kind == AlarmKind::tamper || kind == AlarmKind::no_motion;
  if (passes) raised.over = Seconds{dice.whole(300, 1500)};
  return raised;
}

void activations(const Plot& plot, const Household& home, TownDay day, std::vector<Happening>& story) {
  Dice dice(plot.seed, {"activations", home.resident.text(), date_of(day)});
  const double mean_days = k_days_of_month / (k_activations_a_month * plot.speed);
  int number = 0;
  // The dice's own time runs from 0 to 1 day; the moment is thrown anew, by the hours of a day.
  for (double spent = dice.waiting(mean_days); spent < 1 && number < k_happenings_max;
       spent += dice.waiting(mean_days)) {
    AlarmKind kind = kind_thrown(dice);
    if (home.that_raises(kind) == nullptr) kind = AlarmKind::service;
    const Instant at = moment_thrown(dice, day);
    ++number;
    if (const HomeDevice* device = home.that_raises(kind)) {
      story.push_back({at, home.resident, raised(*device, kind, story_id(plot, day, 'a', at), dice)});
    }
  }
}

void power_cuts(const Plot& plot, const std::vector<Household>& town, const DistrictId& district, TownDay day,
                std::vector<Happening>& story) {
  Dice dice(plot.seed, {"power", district.text(), date_of(day)});
  if (!dice.chance(std::min(1.0, k_power_cuts_a_month / k_days_of_month * plot.speed))) return;
  const Instant begins = begin_of(day) + minutes{dice.whole(6 * 60, 22 * 60)};
  const Seconds lasts{dice.whole(8 * 60, 70 * 60)};
  for (const Household& home : town) {
    if (home.district != district) continue;
    const HomeDevice* device = home.that_raises(AlarmKind::mains_lost);
    if (device == nullptr) continue;
    Raised cut = raised(*device, AlarmKind::mains_lost, story_id(plot, day, 'm', begins), dice);
    cut.over = lasts + Seconds{dice.whole(0, 30)};
    story.push_back({begins + Millis{dice.whole(0, 25'000)}, home.resident, std::move(cut)});
  }
}

void silences(const Plot& plot, const Household& home, TownDay day, std::vector<Happening>& story) {
  for (const HomeDevice& device : home.devices) {
    Dice dice(plot.seed, {"silence", device.id.text(), date_of(day)});
    if (!dice.chance(std::min(0.2, k_silences_a_year / 365 * plot.speed))) continue;
    const Instant at = begin_of(day) + minutes{dice.whole(0, 24 * 60 - 1)};
    story.push_back({at, home.resident, FallsSilent{device.id, at + minutes{dice.whole(40, 360)}}});
  }
}

}  // namespace

std::vector<Happening> story_of(const Plot& plot, const std::vector<Household>& town, TownDay day) {
  std::vector<Happening> story;
  std::vector<DistrictId> districts;
  for (const Household& home : town) {
    activations(plot, home, day, story);
    silences(plot, home, day, story);
    districts.push_back(home.district);
  }
  std::sort(districts.begin(), districts.end());
  districts.erase(std::unique(districts.begin(), districts.end()), districts.end());
  for (const DistrictId& district : districts) power_cuts(plot, town, district, day, story);
  std::stable_sort(story.begin(), story.end(), [](const Happening& a, const Happening& b) { return a.at < b.at; });
  return story;
}

bool is_story_id(const AlarmId& id) {
  return id.text().starts_with(k_id_begin);
}

AlarmId following_id(const AlarmId& first, std::string_view what) {
  return AlarmId{first.text() + "." + std::string(what)};
}

}  // namespace lamplight::simulate
