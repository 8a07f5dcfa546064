// What the town loses while a care worker is away: the delay that the next emergency must expect more.
//
// Maximal expected coverage (Daskin's model; for dispatching, Jagtenberg, Bhulai and van der Mei 2015,
// "DMEXCLP"), with response times in the place of a radius. Every worker is busy with the same chance q,
// on her own; an emergency of a district is served by its nearest who is free. With travel times
// t1 <= t2 <= … it must then expect the sum of (1-q) q^(j-1) tj, and with q^k nobody of the town comes
// but `k_help_from_outside_s`. The loss of a worker is that sum without her less that sum with her, over
// all districts by their share of the emergencies, times the chance that there is one while she is away.
//
// Built by server/town_watch from measured demand whenever the workers are read; read by
// dispatch/sharing and dispatch/matcher. Never changed afterwards; any thread may read.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "dispatch/pace.h"
#include "dispatch/travel.h"
#include "dispatch/workforce.h"

namespace lamplight {

inline constexpr int k_help_from_outside_s = 45 * 60;  // the attendance target (standards.md §1)
inline constexpr double k_away_h = 0.75;               // of one emergency: there, the visit, free again

// Emergencies of a district, as measured.
struct DistrictDemand {
  DistrictId district;
  Position centre;
  double per_hour = 0;
  Pace pace = {};  // of ways to it
  bool operator==(const DistrictDemand&) const = default;
};

struct Demand {
  std::vector<DistrictDemand> districts;
  double busy_share = 0.1;  // of the time on duty that a worker spends on emergencies: q
  bool operator==(const Demand&) const = default;
};

class Cover {
 public:
  Cover(const Workforce& workers, Demand demand, const TravelTime& travel);

  // Seconds that the next emergency must expect to wait longer if each of them leaves, the `busy` ones
  // being away already. Who is not named costs nothing.
  [[nodiscard]] std::unordered_map<WorkerId, int> losses(const std::set<WorkerId>& busy) const;

 private:
  struct Near {
    int travel_s = 0;
    WorkerId worker;
    auto operator<=>(const Near&) const = default;
  };
  struct District {
    double weight = 0;         // its share of the emergencies, times the chance of one
    std::vector<Near> nearest;  // of those on duty who serve it
  };

  [[nodiscard]] double expected_s(std::span<const int> travel_s) const;

  double busy_share_;
  std::vector<District> districts_;
};

}  // namespace lamplight
