// What a resident's care plan says to the monitor: her limits, and the parameters of every rule about her.
//
// The grammar, one JSON object; every member is optional, and what is absent is as written here:
//   news2     {"on":true,"lasting_s":90}
//   limits    [{"name":"heart_rate","low":50,"high":110,"hysteresis":5,"lasting_s":300}, …]     none
//   trend     {"on":false,"names":["heart_rate"],"spreads":4}
//   no_motion {"on":true,"share":0.9,"late_min":50}
//   bed       {"on":false,"from":"22:00","to":"05:00","minutes":45}
//   door      {"on":true,"minutes":20}
//   room      {"on":true,"cold":14,"hot":33,"lasting_s":3600}
//   away      {"from":RFC 3339,"until":RFC 3339}          she is out: nothing about her habits is found
//   guests    {"from":RFC 3339,"until":RFC 3339}          others move in her home: the same
// Read by decode_care_plan, stored as its text by db/care_plans, used by the rules of devices/. Pure values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace lamplight {

// A personal limit: found when the value has been beyond it for `lasting`, over when it is back inside by
// `hysteresis`.
struct Limit {
  std::string name;  // of a measurement, with its place where it has one
  std::optional<double> low;
  std::optional<double> high;
  double hysteresis = 0;
  Seconds lasting{0};
  bool operator==(const Limit&) const = default;
};

struct Span {
  Instant from{};
  Instant until{};
  [[nodiscard]] bool has(Instant at) const { return at >= from && at < until; }
  bool operator==(const Span&) const = default;
};

struct CarePlan {
  struct News2Rule {
    bool on = true;
    Seconds lasting{90};  // a sensor's slip is shorter
    bool operator==(const News2Rule&) const = default;
  };
  struct TrendRule {
    bool on = false;
    std::vector<std::string> names{"heart_rate"};
    double spreads = 4;  // of her usual scatter
    bool operator==(const TrendRule&) const = default;
  };
  struct NoMotionRule {
    bool on = true;
    double share = 0.9;  // of the days, by whose usual minute she should be up
    int late_min = 50;   // and this long after it
    bool operator==(const NoMotionRule&) const = default;
  };
  struct BedRule {
    bool on = false;
    int from_min = 22 * 60;  // of the town's day
    int to_min = 5 * 60;
    int minutes = 45;
    bool operator==(const BedRule&) const = default;
  };
  struct DoorRule {
    bool on = true;
    int minutes = 20;
    bool operator==(const DoorRule&) const = default;
  };
  struct RoomRule {
    bool on = true;
    double cold = 14;  // °C
    double hot = 33;
    Seconds lasting{3600};
    bool operator==(const RoomRule&) const = default;
  };

  News2Rule news2;
  std::vector<Limit> limits;
  TrendRule trend;
  NoMotionRule no_motion;
  BedRule bed;
  DoorRule door;
  RoomRule room;
  std::optional<Span> away;
  std::optional<Span> guests;

  // Her habits say nothing while she is out or others are in.
  [[nodiscard]] bool habits_count(Instant at) const { return !(away && away->has(at)) && !(guests && guests->has(at)); }
  bool operator==(const CarePlan&) const = default;
};

// The plan, or which member is wrong: unlike a home's message a plan is taken whole or not at all.
[[nodiscard]] Result<CarePlan, std::string> decode_care_plan(std::string_view text);

}  // namespace lamplight
