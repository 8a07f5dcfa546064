// Blocks of cards, shared between snapshots.
#include "dispatch/workforce.h"

#include <algorithm>

namespace lamplight {
namespace {

bool is_somewhere(const WorkerCard& worker) { return worker.on_duty && worker.position; }

GridSpot spot_of(const WorkerCard& worker, std::size_t number) {
  return {*worker.position, skill_bits(worker.skills), static_cast<std::uint32_t>(number)};
}

}  // namespace

Workforce::Workforce(std::vector<WorkerCard> workers) : size_(workers.size()) {
  std::vector<GridSpot> spots;
  for (std::size_t i = 0; i < size_; ++i) {
    if (is_somewhere(workers[i])) spots.push_back(spot_of(workers[i], i));
  }
  grid_ = WorkerGrid(spots);
  for (std::size_t first = 0; first < size_; first += k_block) {
    const std::size_t last = std::min(size_, first + k_block);
    blocks_.push_back(
        std::make_shared<const Block>(std::make_move_iterator(workers.begin() + static_cast<std::ptrdiff_t>(first)),
                                      std::make_move_iterator(workers.begin() + static_cast<std::ptrdiff_t>(last))));
  }
}

std::size_t Workforce::place_of(const WorkerId& id) const {
  std::size_t first = 0;
  std::size_t count = size_;
  while (count > 0) {
    const std::size_t half = count / 2;
    if ((*this)[first + half].id < id) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

const WorkerCard* Workforce::find(const WorkerId& id) const {
  const std::size_t place = place_of(id);
  return place == size_ || (*this)[place].id != id ? nullptr : &(*this)[place];
}

Workforce Workforce::with(const WorkerCard& worker) const {
  const std::size_t place = place_of(worker.id);
  if (place == size_ || (*this)[place].id != worker.id) {
    // A new one moves all that follow her; people are hired seldom.
    std::vector<WorkerCard> all;
    all.reserve(size_ + 1);
    for (const WorkerCard& card : *this) all.push_back(card);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), worker);
    return Workforce(std::move(all));
  }
  Workforce next(*this);
  auto block = std::make_shared<Block>(*blocks_[place / k_block]);
  const WorkerCard& before = (*block)[place % k_block];
  if (is_somewhere(before)) next.grid_ = next.grid_.without(spot_of(before, place));
  if (is_somewhere(worker)) next.grid_ = next.grid_.with(spot_of(worker, place));
  (*block)[place % k_block] = worker;
  next.blocks_[place / k_block] = std::move(block);
  return next;
}

}  // namespace lamplight
