// What of a town can break, each with its beginning and its end, so that two of them may overlap.
//
// faults.h makes faults of them: alone, and in random pairs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fault_bench/town_under_fault.h"

namespace lamplight::fault_bench {

using Act = std::function<void(TownUnderFault&)>;

// In which order things are healed: whoever comes back needs what stands before it.
enum class Healing : std::uint8_t { disk, cable, database, broker, program };

struct Part {
  std::string name;
  std::string of;  // what is broken; two faults of one thing are never paired
  Healing healing;
  Act begin;
  Act end;
};

// Killed, and started again.
[[nodiscard]] std::vector<Part> kills();
// SIGSTOP and SIGCONT.
[[nodiscard]] std::vector<Part> freezes();
// A database that is slow, full of deadlocks, has no connection left, or loses the answer to a COMMIT.
[[nodiscard]] std::vector<Part> database_troubles();
// No room, or no fsync, under database, log, broker store.
[[nodiscard]] std::vector<Part> disk_troubles();
// More telemetry than can be taken, connections that come and go.
[[nodiscard]] std::vector<Part> loads();
// Between server and database, server and broker, broker and homes.
[[nodiscard]] std::vector<Part> cable_troubles();

// Throws where there is none of that name.
// Of two servers, only the second one's line to the database: the other works on.
[[nodiscard]] std::vector<Part> splits();
[[nodiscard]] Part part_named(const std::string& name);

}  // namespace lamplight::fault_bench
