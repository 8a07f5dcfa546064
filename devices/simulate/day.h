// A resident's day: where she is and what she does, minute by minute, from one seed.
//
// The day is the town's (Guzhen, UTC+8, no summer time) and belongs to the resident and the date
// alone: asked twice, it is the same. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/time.h"

namespace lamplight::simulate {

enum class Doing : std::uint8_t { sleeping, washing, toilet, cooking, eating, resting, television, napping, out };
enum class Room : std::uint8_t { bedroom, bathroom, kitchen, living_room, outside };

[[nodiscard]] std::string_view name_of(Doing doing);
[[nodiscard]] std::string_view name_of(Room room);

// From `from` until the next stay begins.
struct Stay {
  Instant from{};
  Doing doing = Doing::sleeping;
  Room room = Room::bedroom;
  bool operator==(const Stay&) const = default;
};

// Days of the town since 1970.
using TownDay = std::chrono::sys_days;
[[nodiscard]] TownDay town_day_of(Instant at);
[[nodiscard]] Instant begin_of(TownDay day);
// Minutes since the town's midnight, 0..1439.
[[nodiscard]] int minute_of_day(Instant at);

// In order, the first at midnight; covers the whole day.
[[nodiscard]] std::vector<Stay> plan_day(std::uint64_t seed, const ResidentId& resident, TownDay day);

// The stay of that time; `at` must be of the day or later.
[[nodiscard]] const Stay& stay_at(const std::vector<Stay>& day, Instant at);

}  // namespace lamplight::simulate
