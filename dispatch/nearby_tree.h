// Who is near: places with skills, cut into boxes, so that a search passes over whole neighbourhoods
// that are too far or lack a skill.
//
// A k-d tree over points in space, not over latitude and longitude: a straight line is never longer
// than the way over the ground, so its bounds hold at the poles and at the date line too. Built by
// dispatch/assignment for one question; never changed afterwards; any thread may read.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/geo.h"

namespace lamplight {

// Metres from the centre of the earth.
using PointInSpace = std::array<double, 3>;

[[nodiscard]] PointInSpace point_in_space(const Position& position);

class NearbyTree {
 public:
  struct Spot {
    Position position;
    std::uint64_t skills = 0;  // a bit each
  };

  explicit NearbyTree(std::span<const Spot> spots);

  // Calls `visit(index of a spot, squared straight distance in m²)` for spots that have all `skills`,
  // near ones rather early. `reach(box)` says up to which squared distance a box still matters
  // (negative: not at all) and may shrink as the walk goes on.
  template <class Reach, class Visit>
  void walk(const PointInSpace& from, std::uint64_t skills, const Reach& reach, const Visit& visit) const {
    if (!boxes_.empty()) walk_box(0, squared_distance(from, boxes_[0]), from, skills, reach, visit);
  }

  // For each box the greatest of the values that belong to its spots.
  [[nodiscard]] std::vector<std::int64_t> greatest_in_boxes(std::span<const std::int64_t> of_spots) const;

 private:
  struct Box {
    PointInSpace low;
    PointInSpace high;
    std::uint64_t skills = 0;  // of any spot in it
    std::uint32_t first = 0;   // of its spots in points_
    std::uint32_t last = 0;    // behind them
    std::uint32_t second = 0;  // its second half; the first half is the next box; 0: not halved
  };
  struct Point {
    PointInSpace at;
    std::uint64_t skills = 0;
    std::uint32_t index = 0;
  };

  std::uint32_t build(std::uint32_t first, std::uint32_t last);

  static double squared_distance(const PointInSpace& from, const PointInSpace& to) {
    const double x = from[0] - to[0];
    const double y = from[1] - to[1];
    const double z = from[2] - to[2];
    return x * x + y * y + z * z;
  }
  static double squared_distance(const PointInSpace& from, const Box& box) {
    double sum = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double outside = std::max({box.low[axis] - from[axis], from[axis] - box.high[axis], 0.0});
      sum += outside * outside;
    }
    return sum;
  }

  template <class Reach, class Visit>
  void walk_box(std::uint32_t number, double squared, const PointInSpace& from, std::uint64_t skills,
                const Reach& reach, const Visit& visit) const {
    const Box& box = boxes_[number];
    if ((skills & ~box.skills) != 0 || squared > reach(number)) return;
    if (box.second == 0) {
      for (std::uint32_t i = box.first; i < box.last; ++i) {
        if ((skills & ~points_[i].skills) == 0) visit(points_[i].index, squared_distance(from, points_[i].at));
      }
      return;
    }
    const double to_first = squared_distance(from, boxes_[number + 1]);
    const double to_second = squared_distance(from, boxes_[box.second]);
    if (to_first <= to_second) {
      walk_box(number + 1, to_first, from, skills, reach, visit);
      walk_box(box.second, to_second, from, skills, reach, visit);
    } else {
      walk_box(box.second, to_second, from, skills, reach, visit);
      walk_box(number + 1, to_first, from, skills, reach, visit);
    }
  }

  std::vector<Box> boxes_;     // a box stands before its halves
  std::vector<Point> points_;  // those of a box stand together
};

}  // namespace lamplight
