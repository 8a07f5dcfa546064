// Travel time is a port: a great circle with a speed (always there), later a road router.
#pragma once

#include "model/geo.h"

namespace lamplight {

class TravelTime {
 public:
  virtual ~TravelTime() = default;
  // Whole seconds, never negative. Pure: the same places give the same answer. Any thread.
  [[nodiscard]] virtual int travel_s(const Position& from, const Position& to) const = 0;
};

// Great-circle distance over one speed, rounded to whole seconds.
class GreatCircle final : public TravelTime {
 public:
  explicit GreatCircle(double speed_mps) : speed_mps_(speed_mps) {}
  [[nodiscard]] int travel_s(const Position& from, const Position& to) const override;

 private:
  double speed_mps_;
};

// An electric bicycle through the lanes of a town, detours included.
inline constexpr double k_town_speed_mps = 4.5;

}  // namespace lamplight
