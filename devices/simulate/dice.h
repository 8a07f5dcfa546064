// Chance with a seed: the same numbers on every machine, whatever the standard library.
//
// The story of the simulator hangs on names, not on the order of throws: the dice of one resident's
// one day are the same whoever asked before, so a restart or a person's interference changes nothing else.
// A value; one thread at a time.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace lamplight::simulate {

class Dice {
 public:
  // The dice for one part of the story, by name: ("day", "r-001", "20657").
  Dice(std::uint64_t seed, std::initializer_list<std::string_view> parts);

  [[nodiscard]] std::uint64_t bits();
  // At least 0, less than 1.
  [[nodiscard]] double fraction();
  // Both ends included; `most` not below `least`.
  [[nodiscard]] int whole(int least, int most);
  [[nodiscard]] double between(double least, double most);
  [[nodiscard]] bool chance(double probability);
  // Bell-shaped about `mean`, never further away than 3.46 deviations.
  [[nodiscard]] double around(double mean, double deviation);
  // The time to the next of events that come `1 / mean` a unit (exponential).
  [[nodiscard]] double waiting(double mean);

 private:
  std::uint64_t state_;
};

}  // namespace lamplight::simulate
