// The table of conversions: ours = value * factor + offset.
#include "devices/units.h"

#include <array>
#include <cmath>

namespace lamplight {
namespace {

struct Conversion {
  std::string_view ours;
  std::string_view theirs;
  double factor;
  double offset;
};

constexpr double k_mm_hg_per_kpa = 7.500615758456564;  // conventional millimetre of mercury, 133.322387415 Pa
constexpr double k_glucose_mg_per_mmol_dl = 18.016;    // molar mass 180.16 g/mol

constexpr std::array k_conversions{
    // rates
    Conversion{"beat/min", "1/min", 1, 0},
    Conversion{"beat/min", "/min", 1, 0},
    Conversion{"beat/min", "{beats}/min", 1, 0},
    Conversion{"beat/min", "Hz", 60, 0},
    Conversion{"beat/min", "1/s", 60, 0},
    Conversion{"1/min", "/min", 1, 0},
    Conversion{"1/min", "{breaths}/min", 1, 0},
    Conversion{"1/min", "Hz", 60, 0},
    Conversion{"1/min", "1/s", 60, 0},
    // shares
    Conversion{"%", "/", 100, 0},
    Conversion{"%RH", "%", 1, 0},
    Conversion{"%RH", "/", 100, 0},
    // pressure
    Conversion{"mm[Hg]", "mmHg", 1, 0},
    Conversion{"mm[Hg]", "kPa", k_mm_hg_per_kpa, 0},
    Conversion{"mm[Hg]", "Pa", k_mm_hg_per_kpa / 1000, 0},
    // temperature
    Conversion{"Cel", "degF", 5.0 / 9.0, -160.0 / 9.0},
    Conversion{"Cel", "[degF]", 5.0 / 9.0, -160.0 / 9.0},
    Conversion{"Cel", "K", 1, -273.15},
    // glucose
    Conversion{"mmol/L", "mg/dL", 1 / k_glucose_mg_per_mmol_dl, 0},
    // mass
    Conversion{"kg", "g", 0.001, 0},
    Conversion{"kg", "[lb_av]", 0.45359237, 0},
    // counts
    Conversion{"", "count", 1, 0},
    Conversion{"", "{steps}", 1, 0},
};

}  // namespace

std::optional<double> in_our_unit(const ReadingFacts& facts, std::string_view unit, double value) {
  if (unit.empty() || unit == facts.unit) return value;
  for (const Conversion& conversion : k_conversions) {
    if (conversion.ours != facts.unit || conversion.theirs != unit) continue;
    return std::round((value * conversion.factor + conversion.offset) * 10'000) / 10'000;
  }
  return std::nullopt;
}

}  // namespace lamplight
