// The table of measurements. Ranges are what a living body or a room can physically show, wider than
// anything clinical: a value outside is a broken sensor, not a finding.
#include "model/reading.h"

#include <array>

namespace lamplight {
namespace {

constexpr std::array k_readings{
    ReadingFacts{"heart_rate", "beat/min", 10, 350, 'n', false},
    ReadingFacts{"spo2", "%", 20, 100, 'n', false},
    ReadingFacts{"respiratory_rate", "1/min", 0, 120, 'n', false},
    ReadingFacts{"systolic", "mm[Hg]", 20, 350, 'n', false},
    ReadingFacts{"diastolic", "mm[Hg]", 10, 250, 'n', false},
    ReadingFacts{"temperature", "Cel", 12, 46, 'n', false},
    ReadingFacts{"glucose", "mmol/L", 0.1, 80, 'n', false},
    ReadingFacts{"weight", "kg", 1, 500, 'n', false},
    ReadingFacts{"steps", "", 0, 10'000'000, 'n', false},
    ReadingFacts{"consciousness", "", 0, 4, 's', false},
    ReadingFacts{"oxygen_supply", "", 0, 1, 'b', false},
    ReadingFacts{"motion", "", 0, 1, 'b', true},
    ReadingFacts{"door", "", 0, 1, 'b', true},
    ReadingFacts{"bed", "", 0, 1, 'b', true},
    ReadingFacts{"chair", "", 0, 1, 'b', true},
    ReadingFacts{"room_temperature", "Cel", -60, 90, 'n', true},
    ReadingFacts{"humidity", "%RH", 0, 100, 'n', true},
};

}  // namespace

const ReadingFacts* facts_of_reading(std::string_view name) {
  const auto colon = name.find(':');
  const std::string_view base = name.substr(0, colon);
  for (const ReadingFacts& facts : k_readings) {
    if (facts.name != base) continue;
    if (colon == std::string_view::npos) return &facts;
    const bool placed = facts.place && name.size() > colon + 1 && name.size() <= 64;
    return placed ? &facts : nullptr;
  }
  return nullptr;
}

}  // namespace lamplight
