// Travel time is a port: a great circle with a speed (always there), or a road router (server/road_travel).
#pragma once

#include <string_view>

#include "dispatch/pace.h"
#include "model/geo.h"

namespace lamplight {

class TravelTime {
 public:
  virtual ~TravelTime() = default;
  // Whole seconds, never negative, with the straight line corrected by `pace`. Within one decision the same
  // places give the same answer. Any thread.
  [[nodiscard]] virtual int travel_s(const Position& from, const Position& to, Pace pace) const = 0;
  // What no way over so many metres of straight line takes less than, at that pace. 0: nothing is known.
  [[nodiscard]] virtual int least_s(double metres, Pace pace) const;
  // What whoever reads that time should know of how it was reckoned; empty: it is the usual way.
  [[nodiscard]] virtual std::string_view remark(const Position& from, const Position& to) const;
};

// Great-circle distance over one speed, at a pace, rounded to whole seconds.
class GreatCircle final : public TravelTime {
 public:
  explicit GreatCircle(double speed_mps) : speed_mps_(speed_mps) {}
  [[nodiscard]] int travel_s(const Position& from, const Position& to, Pace pace) const override;
  [[nodiscard]] int least_s(double metres, Pace pace) const override;
  // At the usual pace.
  [[nodiscard]] int travel_s(const Position& from, const Position& to) const { return travel_s(from, to, Pace{}); }

 private:
  double speed_mps_;
};

// An electric bicycle through the lanes of a town, detours included.
inline constexpr double k_town_speed_mps = 4.5;

}  // namespace lamplight
