// The whole fault matrix, many times, until each fault has struck often enough; resumable.
//
// LAMPLIGHT_ROUNDS: how often each short fault strikes (100; a long one a twentieth of that). Towns that
// are done stand in the file LAMPLIGHT_FAULTS_DONE, with their seeds; a run goes on after them.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/bench/figures.h"
#include "tests/fault_bench/faults.h"
#include "tests/support/own_network.h"
#include "tests/support/seed.h"
#include "tests/support/source_tree.h"

using namespace lamplight;
using namespace lamplight::fault_bench;
using namespace lamplight::bench;

namespace {

constexpr int k_strikes_a_town = 10;

struct Sums {
  int strikes = 0;
  std::int64_t acknowledged = 0;
  int violations = 0;  // towns with one
  std::vector<double> late_ms;
  std::vector<double> blackout_ms;
};

std::string done_file() {
  const char* path = std::getenv("LAMPLIGHT_FAULTS_DONE");
  return path == nullptr ? (tests::built_programs() / "faults-done.txt").string() : path;
}

// Of an earlier run: fault, strikes, acknowledged, violations.
std::map<std::string, Sums> read_done() {
  std::map<std::string, Sums> done;
  std::ifstream file(done_file());
  std::string fault;
  std::uint64_t seed = 0;
  int strikes = 0;
  std::int64_t acknowledged = 0;
  int violations = 0;
  while (file >> fault >> seed >> strikes >> acknowledged >> violations) {
    Sums& sums = done[fault];
    sums.strikes += strikes;
    sums.acknowledged += acknowledged;
    sums.violations += violations;
  }
  return done;
}

void strike_a_town(const Fault& fault, std::uint64_t seed, int strikes, Sums& sums) {
  std::string words;
  std::int64_t acknowledged = 0;
  try {
    TownUnderFault under(seed, fault.town);
    for (int i = 0; i < strikes; ++i) fault.strike(under);
    words = under.verdict();
    acknowledged = under.acknowledged();
    for (const double late : under.latenesses()) sums.late_ms.push_back(late);
    for (const double gap : under.blackouts()) sums.blackout_ms.push_back(gap);
  } catch (const std::exception& broken) {
    words = std::string("the town itself broke: ") + broken.what();
  }
  if (!words.empty()) std::cerr << fault.name << ", seed " << seed << ": " << words << std::endl;
  sums.strikes += strikes;
  sums.acknowledged += acknowledged;
  sums.violations += words.empty() ? 0 : 1;
  std::ofstream(done_file(), std::ios::app)
      << fault.name << ' ' << seed << ' ' << strikes << ' ' << acknowledged << ' ' << (words.empty() ? 0 : 1) << '\n';
}

}  // namespace

int main() {
  const bool cables = tests::enter_own_network();
  if (!cables) std::cerr << "no network of its own: faults of cables and disks are left out" << std::endl;
  const auto rounds = static_cast<int>(tests::number_from_environment("LAMPLIGHT_ROUNDS", 100));
  std::uint64_t seed = tests::seed_of_this_run("the whole fault matrix");
  std::map<std::string, Sums> all = read_done();
  Sums total;
  for (const Fault& fault : all_faults()) {
    if (fault.needs_network && !cables) continue;
    Sums& sums = all[fault.name];
    const int wanted = fault.is_long ? std::max(1, rounds / 20) : rounds;
    while (sums.strikes < wanted) strike_a_town(fault, seed++, std::min(k_strikes_a_town, wanted - sums.strikes), sums);
    print_figure("faults", fault.name + "_strikes", sums.strikes, "strikes");
    print_figure("faults", fault.name + "_acknowledged", static_cast<double>(sums.acknowledged), "alarms");
    print_figure("faults", fault.name + "_violations", sums.violations, "towns");
    if (!sums.blackout_ms.empty()) {
      print_figure("faults", fault.name + "_blackout_p50", percentile(sums.blackout_ms, 0.5), "ms");
      print_figure("faults", fault.name + "_blackout_p99", percentile(sums.blackout_ms, 0.99), "ms");
    }
    total.strikes += sums.strikes;
    total.acknowledged += sums.acknowledged;
    total.violations += sums.violations;
    total.late_ms.insert(total.late_ms.end(), sums.late_ms.begin(), sums.late_ms.end());
  }
  print_figure("faults", "strikes", total.strikes, "strikes");
  print_figure("faults", "acknowledged", static_cast<double>(total.acknowledged), "alarms");
  print_figure("faults", "violations", total.violations, "towns");
  print_figure("faults", "expiry_late_p99", percentile(total.late_ms, 0.99), "ms");
  return total.violations == 0 ? 0 : 1;
}
