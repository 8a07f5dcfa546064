// Where everybody on duty is, cut into cells, so that the nearest are found without looking at the whole town.
//
// Part of a dispatch/workforce snapshot: never changed afterwards; a changed place makes a new grid that shares all
// rows but those that it touches, in microseconds. Any thread may read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "model/geo.h"
#include "model/ids.h"

namespace lamplight {

// A bit for each skill; several skills may share one. Whoever lacks a bit lacks the skill, whoever has it has to be
// looked at.
[[nodiscard]] std::uint64_t skill_bits(const std::vector<SkillCode>& skills);

struct GridSpot {
  Position position;
  std::uint64_t skills = 0;
  std::uint32_t number = 0;  // of the worker
};

class WorkerGrid {
 public:
  WorkerGrid() = default;
  explicit WorkerGrid(const std::vector<GridSpot>& spots);

  [[nodiscard]] WorkerGrid with(const GridSpot& spot) const;
  // `spot` as it was put in.
  [[nodiscard]] WorkerGrid without(const GridSpot& spot) const;

  // Calls `visit(number)` once for each spot that has all of `skills`, near ones rather early. Before each further
  // ring of cells asks `enough(metres)`: nobody who was not visited yet is nearer than that; true ends the walk.
  template <class Enough, class Visit>
  void walk(const Position& from, std::uint64_t skills, const Enough& enough, const Visit& visit) const {
    if (rows_.empty()) return;
    const int row = row_of(from);
    const int column = column_of(from);
    for (int ring = 0;; ++ring) {
      if (ring > 0 && enough(beyond_m(from, row, column, ring - 1))) return;
      const int low = column - ring;
      const int high = column + ring;
      for (int r = std::max(0, row - ring); r <= std::min(height() - 1, row + ring); ++r) {
        if (r == row - ring || r == row + ring) {
          for (int c = std::max(0, low); c <= std::min(width_ - 1, high); ++c) visit_cell(r, c, skills, visit);
          continue;
        }
        if (low >= 0) visit_cell(r, low, skills, visit);
        if (high < width_ && ring > 0) visit_cell(r, high, skills, visit);
      }
      const bool all = row - ring <= 0 && row + ring >= height() - 1 && low <= 0 && high >= width_ - 1;
      if (all) return;
    }
  }

 private:
  struct Row {
    std::vector<std::uint64_t> skills;  // of each cell: of anybody in it
    std::vector<std::uint32_t> first;   // of each cell and one more: where its spots begin
    std::vector<GridSpot> spots;
  };

  [[nodiscard]] int height() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] int row_of(const Position& place) const;
  [[nodiscard]] int column_of(const Position& place) const;
  // How far at least everything is that lies in no cell of up to `ring` around.
  [[nodiscard]] double beyond_m(const Position& from, int row, int column, int ring) const;
  [[nodiscard]] static Row row_from(std::vector<std::vector<GridSpot>>& cells);
  [[nodiscard]] WorkerGrid with_row(int row, Row changed) const;

  template <class Visit>
  void visit_cell(int row, int column, std::uint64_t skills, const Visit& visit) const {
    const Row& line = *rows_[static_cast<std::size_t>(row)];
    const auto cell = static_cast<std::size_t>(column);
    if ((skills & ~line.skills[cell]) != 0) return;
    for (std::uint32_t i = line.first[cell]; i < line.first[cell + 1]; ++i) {
      if ((skills & ~line.spots[i].skills) == 0) visit(line.spots[i].number);
    }
  }

  double south_ = 0;
  double west_ = 0;
  double cell_lat_ = 1;  // degrees
  double cell_lon_ = 1;
  int width_ = 0;
  std::vector<std::shared_ptr<const Row>> rows_;
};

}  // namespace lamplight
