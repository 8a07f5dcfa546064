// What may happen to a town: each fault by name, and how it strikes.
//
// The short matrix (tests/fault) strikes some of them, `./lamplight bench faults` all of them many times.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fault_bench/town_under_fault.h"

namespace lamplight::fault_bench {

struct Fault {
  std::string name;
  // Begins, lasts while the town lives on, and is healed.
  std::function<void(TownUnderFault&)> strike;
  TownUnderFaultOptions town = {};  // what it takes
  bool needs_network = false;       // of its own: cables, disks
  bool is_long = false;             // takes half a minute or more
  bool needs_trace = false;         // of other programs: failing fsyncs
};

[[nodiscard]] const std::vector<Fault>& all_faults();
// Throws where there is none of that name.
[[nodiscard]] const Fault& fault_named(const std::string& name);

}  // namespace lamplight::fault_bench
