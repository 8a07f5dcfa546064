// Everything that is watched about one resident: her state, and which rules turn at a look.
//
// Pure: the state is a value, `now` a parameter. `take` is called with each of her readings, `judge` after
// that and now and then; server/resident_watching keeps the states, on its thread. What has been found
// stays open in the state until its rule says that it is over: one finding, one alarm.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "devices/care_plan.h"
#include "devices/lasting.h"
#include "devices/news2.h"
#include "devices/routine_rules.h"
#include "devices/vital_rules.h"
#include "model/alarm_kind.h"
#include "model/reading.h"

namespace lamplight {

// The last few values of a measurement, for what one slip must not decide.
struct Recent {
  std::vector<double> values;  // at most k_recent_max, the latest last
  Instant latest_at{};
};

struct ResidentState {
  std::map<std::string, Reading, std::less<>> latest;  // of each measurement that has a number or a word
  std::map<std::string, Recent, std::less<>> recent;
  std::map<std::string, Usual, std::less<>> usual;  // at this hour, from her roll-ups
  std::map<std::string, Lasting, std::less<>> rules;

  // Habits.
  std::optional<Reading> motion;            // the last word of a sensor, also that nobody moves
  std::vector<int> mornings;                // minutes of the first motion, the last k_mornings
  std::optional<std::int64_t> morning_day;  // the town's day whose morning has been seen
  std::optional<std::int64_t> unseen_day;   // the monitor was blind or new then: nobody can say who moved
  std::optional<Reading> bed;               // its last state
  std::optional<Instant> bed_left_at;
  std::map<std::string, Reading, std::less<>> open_doors;
};

struct RuleTurn {
  std::string rule;
  AlarmKind kind = AlarmKind::vital;
  Turn turn = Turn::stays;
  std::string text;
  DeviceId device;  // whose reading decided
};

// The first motion of a town's day, to be remembered.
struct Morning {
  std::int64_t day = 0;  // days since 1970, in the town's time
  int minute = 0;
  bool operator==(const Morning&) const = default;
};

class ResidentWatch {
 public:
  // `town_time`: what the town's clocks show beyond UTC.
  explicit ResidentWatch(Seconds town_time) : town_time_(town_time) {}

  // Her morning where this reading is its first motion.
  std::optional<Morning> take(ResidentState& state, const Reading& reading, const CarePlan& plan) const;
  [[nodiscard]] News2 score(const ResidentState& state, Spo2Scale scale, Instant now) const;
  [[nodiscard]] std::vector<RuleTurn> judge(ResidentState& state, const CarePlan& plan, Spo2Scale scale,
                                            Instant now) const;

  [[nodiscard]] std::int64_t day_of(Instant at) const;
  [[nodiscard]] int minute_of(Instant at) const;

 private:
  const Seconds town_time_;
};

}  // namespace lamplight
