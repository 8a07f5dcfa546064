// How long a way takes for its straight line: by the hour of the town's day, and by what arrivals have taught
// about each district (docs/decisions/0027).
//
// Made by server/town_watch from what was measured; read with the town. Pure; any thread.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

// In per cent of the straight line at town speed: 150 takes half as long again.
struct Pace {
  int way_pct = 100;
  bool operator==(const Pace&) const = default;
};

// A learned factor outside these is a fault of the records (nobody pressed "arrived" until evening), not a road.
inline constexpr int k_learned_pct_min = 50;
inline constexpr int k_learned_pct_max = 300;

// The speed of each hour of the town's day, in per cent of the usual one.
using HourSpeeds = std::array<int, 24>;
inline constexpr int k_hour_speed_pct_min = 10;
inline constexpr int k_hour_speed_pct_max = 400;
// School and work fill the lanes in the morning and towards evening; at night they are empty.
inline constexpr HourSpeeds k_hour_speeds_default{110, 110, 110, 110, 110, 110, 100, 85, 85, 95, 100, 100,
                                                  95,  100, 100, 100, 95,  85,  85, 95, 100, 100, 110, 110};

// Ways that ended in an arrival, of one district and one hour (of UTC) of the day.
struct WaysMeasured {
  DistrictId district;
  int hour = 0;
  int count = 0;
  double straight_m = 0;  // their straight lines together …
  double taken_s = 0;     // … and the time they took
  bool operator==(const WaysMeasured&) const = default;
};

class PaceTable {
 public:
  // `zone`: how far the town's clocks are ahead of UTC.
  PaceTable(const HourSpeeds& hours, Seconds zone) : hours_(hours), zone_(zone) {}

  // Learns each district's factor: the time that its ways took over the time that their straight lines take at
  // their hours. Few arrivals prove little, so a dozen ways as expected are counted besides.
  void learn(const std::vector<WaysMeasured>& measured, double town_speed_mps);

  [[nodiscard]] Pace at(const DistrictId& district, Instant when) const;
  // As learned, 100 where nothing was.
  [[nodiscard]] int learned_pct(const DistrictId& district) const;

  bool operator==(const PaceTable&) const = default;

 private:
  [[nodiscard]] int speed_pct(int hour_of_utc) const;

  HourSpeeds hours_;
  Seconds zone_;
  std::map<DistrictId, int> learned_pct_;
};

}  // namespace lamplight
