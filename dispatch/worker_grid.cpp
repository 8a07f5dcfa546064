// Cells of equal angles over where everybody was when the grid was made; who goes beyond is in a cell of the edge.
#include "dispatch/worker_grid.h"

#include <cmath>
#include <numbers>

namespace lamplight {
namespace {

constexpr double k_spots_in_a_cell = 8;  // measured flat from 4 to 16
constexpr int k_cells_a_side_max = 400;
constexpr double k_least_degrees = 1e-6;
constexpr double k_radians = std::numbers::pi / 180.0;

std::uint64_t bit_of(const SkillCode& skill) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;  // FNV-1a
  for (const char c : skill.text()) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
  return std::uint64_t{1} << (hash >> 58);
}

}  // namespace

std::uint64_t skill_bits(const std::vector<SkillCode>& skills) {
  std::uint64_t bits = 0;
  for (const SkillCode& skill : skills) bits |= bit_of(skill);
  return bits;
}

WorkerGrid::WorkerGrid(const std::vector<GridSpot>& spots) {
  double north = -90;
  double east = -180;
  south_ = 90;
  west_ = 180;
  for (const GridSpot& spot : spots) {
    south_ = std::min(south_, spot.position.lat);
    north = std::max(north, spot.position.lat);
    west_ = std::min(west_, spot.position.lon);
    east = std::max(east, spot.position.lon);
  }
  if (spots.empty()) south_ = west_ = north = east = 0;
  const double cells = std::sqrt(static_cast<double>(spots.size()) / k_spots_in_a_cell);
  width_ = std::clamp(static_cast<int>(std::lround(cells)), 1, k_cells_a_side_max);
  cell_lat_ = std::max(k_least_degrees, (north - south_) / width_);
  cell_lon_ = std::max(k_least_degrees, (east - west_) / width_);
  const auto side = static_cast<std::size_t>(width_);
  rows_.resize(side);  // so that places have a row
  std::vector<std::vector<std::vector<GridSpot>>> rows(side, std::vector<std::vector<GridSpot>>(side));
  for (const GridSpot& spot : spots) {
    rows[static_cast<std::size_t>(row_of(spot.position))][static_cast<std::size_t>(column_of(spot.position))].push_back(
        spot);
  }
  for (std::size_t row = 0; row < side; ++row) rows_[row] = std::make_shared<const Row>(row_from(rows[row]));
}

int WorkerGrid::row_of(const Position& place) const {
  return static_cast<int>(std::clamp(std::floor((place.lat - south_) / cell_lat_), 0.0, height() - 1.0));
}

int WorkerGrid::column_of(const Position& place) const {
  return static_cast<int>(std::clamp(std::floor((place.lon - west_) / cell_lon_), 0.0, width_ - 1.0));
}

// To a parallel it is the difference of latitudes; to a meridian that of a right-angled triangle on the sphere.
double WorkerGrid::beyond_m(const Position& from, int row, int column, int ring) const {
  double least = std::numeric_limits<double>::infinity();
  const auto parallel = [&](double degrees) { least = std::min(least, std::max(0.0, degrees) * k_radians); };
  const auto meridian = [&](double degrees) {
    // Over a quarter of the earth, or round it, nothing is said.
    const bool small = degrees > 0 && degrees < 90 && cell_lon_ * width_ < 90;
    const double sine = small ? std::cos(from.lat * k_radians) * std::sin(degrees * k_radians) : 0;
    least = std::min(least, std::asin(std::max(0.0, sine)));
  };
  if (row - ring > 0) parallel(from.lat - (south_ + (row - ring) * cell_lat_));
  if (row + ring < height() - 1) parallel(south_ + (row + ring + 1) * cell_lat_ - from.lat);
  if (column - ring > 0) meridian(from.lon - (west_ + (column - ring) * cell_lon_));
  if (column + ring < width_ - 1) meridian(west_ + (column + ring + 1) * cell_lon_ - from.lon);
  constexpr double k_last_digits = 1 - 1e-9;
  return least * k_earth_radius_m * k_last_digits;
}

WorkerGrid::Row WorkerGrid::row_from(std::vector<std::vector<GridSpot>>& cells) {
  Row row;
  row.first.push_back(0);
  for (std::vector<GridSpot>& cell : cells) {
    std::sort(cell.begin(), cell.end(), [](const GridSpot& a, const GridSpot& b) { return a.number < b.number; });
    std::uint64_t skills = 0;
    for (const GridSpot& spot : cell) {
      skills |= spot.skills;
      row.spots.push_back(spot);
    }
    row.skills.push_back(skills);
    row.first.push_back(static_cast<std::uint32_t>(row.spots.size()));
  }
  return row;
}

WorkerGrid WorkerGrid::with_row(int row, Row changed) const {
  WorkerGrid next(*this);
  next.rows_[static_cast<std::size_t>(row)] = std::make_shared<const Row>(std::move(changed));
  return next;
}

WorkerGrid WorkerGrid::with(const GridSpot& spot) const {
  if (rows_.empty()) return WorkerGrid(std::vector<GridSpot>{spot});
  const int number = row_of(spot.position);
  const auto cell = static_cast<std::size_t>(column_of(spot.position));
  Row row = *rows_[static_cast<std::size_t>(number)];
  const auto begin = row.spots.begin();
  const auto at = std::lower_bound(begin + row.first[cell], begin + row.first[cell + 1], spot,
                                   [](const GridSpot& a, const GridSpot& b) { return a.number < b.number; });
  row.spots.insert(at, spot);
  row.skills[cell] |= spot.skills;
  for (std::size_t later = cell + 1; later < row.first.size(); ++later) ++row.first[later];
  return with_row(number, std::move(row));
}

WorkerGrid WorkerGrid::without(const GridSpot& spot) const {
  if (rows_.empty()) return *this;
  const int number = row_of(spot.position);
  const auto cell = static_cast<std::size_t>(column_of(spot.position));
  Row row = *rows_[static_cast<std::size_t>(number)];
  const auto begin = row.spots.begin();
  const auto last = begin + row.first[cell + 1];
  const auto at = std::find_if(begin + row.first[cell], last,
                               [&spot](const GridSpot& one) { return one.number == spot.number; });
  if (at == last) return *this;
  row.spots.erase(at);
  for (std::size_t later = cell + 1; later < row.first.size(); ++later) --row.first[later];
  row.skills[cell] = 0;
  for (std::uint32_t i = row.first[cell]; i < row.first[cell + 1]; ++i) row.skills[cell] |= row.spots[i].skills;
  return with_row(number, std::move(row));
}

}  // namespace lamplight
