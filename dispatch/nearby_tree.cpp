// Building the boxes: halve at the median of the longest side until few spots are left.
#include "dispatch/nearby_tree.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace lamplight {
namespace {

// Fewer cost more boxes, more cost distances to spots that are not near; measured flat from 8 to 24.
constexpr std::uint32_t k_spots_in_a_box = 12;

}  // namespace

PointInSpace point_in_space(const Position& position) {
  constexpr double k_radians = std::numbers::pi / 180.0;
  const double lat = position.lat * k_radians;
  const double lon = position.lon * k_radians;
  const double from_axis = k_earth_radius_m * std::cos(lat);
  return {from_axis * std::cos(lon), from_axis * std::sin(lon), k_earth_radius_m * std::sin(lat)};
}

NearbyTree::NearbyTree(std::span<const Spot> spots) {
  points_.reserve(spots.size());
  for (std::uint32_t i = 0; i < spots.size(); ++i) {
    points_.push_back({point_in_space(spots[i].position), spots[i].skills, i});
  }
  boxes_.reserve(4 * spots.size() / k_spots_in_a_box + 1);
  if (!points_.empty()) build(0, static_cast<std::uint32_t>(points_.size()));
}

std::uint32_t NearbyTree::build(std::uint32_t first, std::uint32_t last) {
  Box box;
  box.first = first;
  box.last = last;
  box.low.fill(std::numeric_limits<double>::infinity());
  box.high.fill(-std::numeric_limits<double>::infinity());
  for (std::uint32_t i = first; i < last; ++i) {
    box.skills |= points_[i].skills;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      box.low[axis] = std::min(box.low[axis], points_[i].at[axis]);
      box.high[axis] = std::max(box.high[axis], points_[i].at[axis]);
    }
  }
  const auto number = static_cast<std::uint32_t>(boxes_.size());
  boxes_.push_back(box);
  if (last - first <= k_spots_in_a_box) return number;

  std::size_t longest = 0;
  for (std::size_t axis = 1; axis < 3; ++axis) {
    if (box.high[axis] - box.low[axis] > box.high[longest] - box.low[longest]) longest = axis;
  }
  const std::uint32_t middle = first + (last - first) / 2;
  const auto at = [this](std::uint32_t i) { return points_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(first), at(middle), at(last),
                   [longest](const Point& a, const Point& b) { return a.at[longest] < b.at[longest]; });
  build(first, middle);
  boxes_[number].second = build(middle, last);
  return number;
}

std::vector<std::int64_t> NearbyTree::greatest_in_boxes(std::span<const std::int64_t> of_spots) const {
  std::vector<std::int64_t> greatest(boxes_.size(), std::numeric_limits<std::int64_t>::min());
  for (std::size_t number = boxes_.size(); number-- > 0;) {
    const Box& box = boxes_[number];
    if (box.second != 0) {
      greatest[number] = std::max(greatest[number + 1], greatest[box.second]);
      continue;
    }
    for (std::uint32_t i = box.first; i < box.last; ++i) {
      greatest[number] = std::max(greatest[number], of_spots[points_[i].index]);
    }
  }
  return greatest;
}

}  // namespace lamplight
