// All care workers at one moment, by id: a snapshot that never changes, and of which the next one
// shares everything but a few cards.
//
// Kept by server/town_watch, where phones report new places all the time; read by dispatch. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "dispatch/worker_grid.h"
#include "model/people.h"

namespace lamplight {

class Workforce {
 public:
  Workforce() = default;
  // `workers` sorted by id.
  explicit Workforce(std::vector<WorkerCard> workers);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const WorkerCard& operator[](std::size_t number) const {
    return (*blocks_[number / k_block])[number % k_block];
  }
  // Nothing when there is no such worker.
  [[nodiscard]] const WorkerCard* find(const WorkerId& id) const;

  // The same with this card in the place of the one with its id; a new id is put in.
  [[nodiscard]] Workforce with(const WorkerCard& worker) const;

  // Those on duty whose place is known, near ones rather early (dispatch/worker_grid.h): `visit(number)`.
  template <class Enough, class Visit>
  void near(const Position& place, const std::vector<SkillCode>& needs, const Enough& enough, const Visit& visit) const {
    grid_.walk(place, skill_bits(needs), enough, visit);
  }

  class Walk {
   public:
    Walk(const Workforce& all, std::size_t number) : all_(all), number_(number) {}
    const WorkerCard& operator*() const { return all_[number_]; }
    Walk& operator++() {
      ++number_;
      return *this;
    }
    bool operator!=(const Walk& other) const { return number_ != other.number_; }

   private:
    const Workforce& all_;
    std::size_t number_;
  };
  [[nodiscard]] Walk begin() const { return {*this, 0}; }
  [[nodiscard]] Walk end() const { return {*this, size_}; }

 private:
  // A change copies one block and the list of blocks: both are short for a thousand workers.
  static constexpr std::size_t k_block = 32;
  using Block = std::vector<WorkerCard>;

  // The number of the first whose id is not before this one.
  [[nodiscard]] std::size_t place_of(const WorkerId& id) const;

  std::vector<std::shared_ptr<const Block>> blocks_;  // all full but the last
  std::size_t size_ = 0;
  WorkerGrid grid_;
};

}  // namespace lamplight
