// Travel times by road, asked of a router; the straight line wherever the router is late, wrong or away.
//
// Decisions ask for one pair at a time; the first pair to a place asks the router for the ways of everybody on
// duty to that place, and the answer serves for a minute. A decision waits for it until the deadline, and never
// more than `k_waiting_max` in a second in all, then goes by the straight line and says so; a late answer serves
// the next one. After a failure the router is left in peace for a while, and nobody waits. Any thread; the
// questions are asked on the thread "roads". (docs/decisions/0027)
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "dispatch/travel.h"
#include "server/figures.h"
#include "server/road_matrix.h"
#include "server/thread.h"

namespace lamplight::server {

struct RoadFigures {
  Count asked{0};     // questions to the router
  Count answered{0};
  Count late{0};      // answered after the decision had gone on
  Count failed{0};
  Count fell_back{0};  // places decided by the straight line
  Count away{0};      // 1 while the last question failed
};

class RoadTravel final : public TravelTime {
 public:
  using Ask = std::function<Result<RoadTimes, std::string>(std::span<const Position> sources, const Position& target)>;
  using Sources = std::function<std::vector<Position>()>;  // where everybody on duty is
  using Elapsed = std::function<Millis()>;                 // a clock that only goes forward

  // `line` outlives it. `elapsed` may be called from any thread.
  RoadTravel(const TravelTime& line, Ask ask, Sources sources, Elapsed elapsed, Millis deadline, RoadFigures& figures);

  [[nodiscard]] int travel_s(const Position& from, const Position& to, Pace pace) const override;
  [[nodiscard]] std::string_view remark(const Position& from, const Position& to) const override;

 private:
  using Cell = std::pair<std::int32_t, std::int32_t>;  // about 10 m for a place to go to, 50 m for one to come from
  // The ways to one place.
  struct Fan {
    bool by_road = false;
    std::map<Cell, int> seconds;
    double detour = 1;  // of the ways known over their straight lines, for whoever was not in the question
    Millis until{0};
  };
  using FanPtr = std::shared_ptr<const Fan>;

  [[nodiscard]] FanPtr fan_to(const Position& to) const;
  [[nodiscard]] FanPtr wait_for(std::unique_lock<std::mutex>& lock, const Cell& cell, const Position& to) const;
  void run(const std::stop_token& stop);
  [[nodiscard]] Fan read_off(const Position& to, const std::vector<Position>& sources, const RoadTimes& times) const;
  void keep(const Position& to, const Result<RoadTimes, std::string>& answer, const std::vector<Position>& sources);

  const TravelTime& line_;
  Ask ask_;
  Sources sources_;
  Elapsed elapsed_;
  Millis deadline_;
  RoadFigures& figures_;

  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  // Guarded by mutex_:
  mutable std::map<Cell, FanPtr> fans_;
  mutable std::map<Cell, FanPtr> late_;      // answers that came when a decision had gone on without them
  mutable std::deque<Position> questions_;
  mutable Millis second_began_{0};
  mutable Millis waited_{0};                 // by all decisions, in that second
  Millis peace_until_{0};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
