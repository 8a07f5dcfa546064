// A day is laid from midnight on: each step adds a stay of so many minutes. Habits (when she gets up,
// how often she goes out) are the resident's own; the day throws its dice around them.
#include "devices/simulate/day.h"

#include <algorithm>

#include "devices/simulate/dice.h"

namespace lamplight::simulate {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours k_town_offset{8};
constexpr int k_day_min = 24 * 60;

// What stays the same from day to day.
struct Habits {
  double wakes_min;  // of the day
  double to_bed_min;
  double goes_out;  // probability of a morning's outing
  double afternoon_out;
  double nap;
  double toilet_every_min;
};

Habits habits_of(std::uint64_t seed, const ResidentId& resident) {
  Dice dice(seed, {"habits", resident.text()});
  return {.wakes_min = dice.around(6 * 60 + 10, 35),
          .to_bed_min = dice.around(21 * 60 + 25, 30),
          .goes_out = dice.between(0.25, 0.85),
          .afternoon_out = dice.between(0.1, 0.5),
          .nap = dice.between(0.4, 0.95),
          .toilet_every_min = dice.between(110, 200)};
}

class DayInTheMaking {
 public:
  DayInTheMaking(TownDay day, Dice dice, const Habits& habits)
      : begin_(begin_of(day)),
        dice_(dice),
        habits_(habits),
        toilet_due_min_(dice_.between(40, 2.1 * habits.toilet_every_min)) {}

  [[nodiscard]] double minute() const { return minute_; }
  [[nodiscard]] Dice& dice() { return dice_; }

  void stay(Doing doing, Room room, double length_min) {
    if (minute_ >= k_day_min || length_min < 1) return;
    const auto from_s = static_cast<std::int64_t>(minute_ * 60);
    stays_.push_back({begin_ + Seconds{from_s}, doing, room});
    minute_ = std::min<double>(k_day_min, minute_ + length_min);
  }

  // Until that minute, with the ways to the bathroom that fall into it.
  void stay_until(Doing doing, Room room, double until_min) {
    while (minute_ < until_min) {
      const bool asleep = doing == Doing::sleeping || doing == Doing::napping;
      const double patience = asleep ? 2.1 : 1;
      const double next_toilet = std::max(minute_ + 5, toilet_due_min_);
      if (next_toilet + 10 > until_min) {
        stay(doing, room, until_min - minute_);
        return;
      }
      stay(doing, room, next_toilet - minute_);
      stay(Doing::toilet, Room::bathroom, dice_.between(3, 9));
      toilet_due_min_ = minute_ + patience * dice_.around(habits_.toilet_every_min, 25);
    }
  }

  [[nodiscard]] std::vector<Stay> take() { return std::move(stays_); }

 private:
  Instant begin_;
  Dice dice_;
  Habits habits_;
  double minute_ = 0;
  double toilet_due_min_;
  std::vector<Stay> stays_;
};

void morning(DayInTheMaking& day, const Habits& habits) {
  Dice& dice = day.dice();
  day.stay_until(Doing::sleeping, Room::bedroom, dice.around(habits.wakes_min, 18));
  day.stay(Doing::washing, Room::bathroom, dice.between(8, 22));
  day.stay(Doing::cooking, Room::kitchen, dice.between(8, 20));
  day.stay(Doing::eating, Room::living_room, dice.between(12, 28));
  if (dice.chance(habits.goes_out)) {
    day.stay_until(Doing::resting, Room::living_room, day.minute() + dice.between(5, 60));
    day.stay(Doing::out, Room::outside, dice.between(35, 120));  // the market, tea, the park
  }
  day.stay_until(Doing::resting, Room::living_room, dice.around(11 * 60 + 15, 12));
  day.stay(Doing::cooking, Room::kitchen, dice.between(20, 45));
  day.stay(Doing::eating, Room::living_room, dice.between(15, 35));
}

void afternoon(DayInTheMaking& day, const Habits& habits) {
  Dice& dice = day.dice();
  if (dice.chance(habits.nap)) {
    day.stay_until(Doing::napping, Room::bedroom, day.minute() + dice.between(30, 100));
  }
  if (dice.chance(habits.afternoon_out)) {
    day.stay_until(Doing::television, Room::living_room, day.minute() + dice.between(10, 60));
    day.stay(Doing::out, Room::outside, dice.between(30, 110));
  }
  day.stay_until(Doing::television, Room::living_room, dice.around(17 * 60, 15));
  day.stay(Doing::cooking, Room::kitchen, dice.between(20, 45));
  day.stay(Doing::eating, Room::living_room, dice.between(15, 35));
}

void evening(DayInTheMaking& day, const Habits& habits) {
  Dice& dice = day.dice();
  const double to_bed = dice.around(habits.to_bed_min, 20);
  day.stay_until(Doing::television, Room::living_room, to_bed - 20);
  day.stay(Doing::washing, Room::bathroom, dice.between(10, 20));
  day.stay_until(Doing::sleeping, Room::bedroom, k_day_min);
}

}  // namespace

std::string_view name_of(Doing doing) {
  switch (doing) {
    case Doing::sleeping:
      return "sleeping";
    case Doing::washing:
      return "washing";
    case Doing::toilet:
      return "toilet";
    case Doing::cooking:
      return "cooking";
    case Doing::eating:
      return "eating";
    case Doing::resting:
      return "resting";
    case Doing::television:
      return "television";
    case Doing::napping:
      return "napping";
    case Doing::out:
      return "out";
  }
  return {};
}

std::string_view name_of(Room room) {
  switch (room) {
    case Room::bedroom:
      return "bedroom";
    case Room::bathroom:
      return "bathroom";
    case Room::kitchen:
      return "kitchen";
    case Room::living_room:
      return "living_room";
    case Room::outside:
      return "outside";
  }
  return {};
}

TownDay town_day_of(Instant at) {
  return std::chrono::floor<std::chrono::days>(at + k_town_offset);
}

Instant begin_of(TownDay day) {
  return Instant{day} - k_town_offset;
}

int minute_of_day(Instant at) {
  const auto since = at - begin_of(town_day_of(at));
  return static_cast<int>(std::chrono::duration_cast<minutes>(since).count());
}

std::vector<Stay> plan_day(std::uint64_t seed, const ResidentId& resident, TownDay day) {
  const Habits habits = habits_of(seed, resident);
  const std::string date = std::to_string(day.time_since_epoch().count());
  DayInTheMaking making(day, Dice(seed, {"day", resident.text(), date}), habits);
  morning(making, habits);
  afternoon(making, habits);
  evening(making, habits);
  return making.take();
}

const Stay& stay_at(const std::vector<Stay>& day, Instant at) {
  const auto after =
      std::upper_bound(day.begin(), day.end(), at, [](Instant moment, const Stay& stay) { return moment < stay.from; });
  return after == day.begin() ? day.front() : *std::prev(after);
}

}  // namespace lamplight::simulate
