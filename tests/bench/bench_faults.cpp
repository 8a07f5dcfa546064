// The whole fault matrix, many times, until each fault has struck often enough; resumable.
//
// LAMPLIGHT_ROUNDS: how often each short fault strikes (100; a long one a twentieth of that). LAMPLIGHT_FAULTS:
// a part of the names of those to strike (all). Towns that are done stand in the file LAMPLIGHT_FAULTS_DONE, with
// their seeds; a run goes on after them. Besides: every single call of store and bus, and every reading
// of the clock, fails once (`calls`).
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/bench/figures.h"
#include "tests/fault_bench/faults.h"
#include "tests/fault_bench/one_life.h"
#include "tests/support/failing_sync.h"
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
  std::vector<double> late_calm_ms;    // due while nothing was broken
  std::vector<double> late_broken_ms;  // due in a fault, or near it
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
    for (const double late : under.latenesses(true)) sums.late_calm_ms.push_back(late);
    for (const double late : under.latenesses(false)) sums.late_broken_ms.push_back(late);
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

void print_sums(const std::string& name, const Sums& sums) {
  print_figure("faults", name + "_strikes", sums.strikes, "strikes");
  print_figure("faults", name + "_acknowledged", static_cast<double>(sums.acknowledged), "alarms");
  print_figure("faults", name + "_violations", sums.violations, "towns");
  if (sums.blackout_ms.empty()) return;
  print_figure("faults", name + "_blackout_p50", percentile(sums.blackout_ms, 0.5), "ms");
  print_figure("faults", name + "_blackout_p99", percentile(sums.blackout_ms, 0.99), "ms");
}

void add(Sums& total, const Sums& sums) {
  const auto append = [](std::vector<double>& all, const std::vector<double>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  total.strikes += sums.strikes;
  total.acknowledged += sums.acknowledged;
  total.violations += sums.violations;
  append(total.late_calm_ms, sums.late_calm_ms);
  append(total.late_broken_ms, sums.late_broken_ms);
}

// How many lives failed calls have been tried in, and how many came to something else than they should.
struct Tried {
  int lived = 0;
  int bad = 0;

  void note(const std::string& words) {
    ++lived;
    note_record(words);
  }
  void note_record(const std::string& words) {
    if (words.empty()) return;
    ++bad;
    std::cerr << words << std::endl;
  }
};

// Each reading of the clock in an alarm's life is wrong: an hour ahead, an hour behind, nothing.
void misread_every_time(Tried& tried) {
  FailingLives lives(Millis{1'000});
  const Millis to_nothing = -std::chrono::floor<Millis>(std::chrono::steady_clock::now().time_since_epoch());
  const std::int64_t readings = lives.readings_of_a_life();
  for (std::int64_t nth = 1; nth <= readings; ++nth) {
    for (const Millis lie : {Millis{3'600'000}, Millis{-3'600'000}, to_nothing}) tried.note(lives.live(nth, lie));
  }
  tried.note_record(lives.record());
}

// Each call of an alarm's life fails, before and after it was carried out.
int fail_every_call(Sums& total) {
  FailingLives lives;
  Tried tried;
  for (const Called called : {Called::store, Called::bus}) {
    const std::int64_t calls = lives.calls_of_a_life(called);
    for (std::int64_t nth = 1; nth <= calls; ++nth) {
      for (const tests::Cut how : {tests::Cut::before, tests::Cut::after}) {
        tried.note(lives.live(called, nth, how));
      }
    }
  }
  tried.note_record(lives.record());
  misread_every_time(tried);
  print_figure("faults", "calls_failed", tried.lived, "lives");
  print_figure("faults", "calls_violations", tried.bad, "lives");
  total.acknowledged += tried.lived;
  return tried.bad;
}

}  // namespace

int main() {
  const bool cables = tests::enter_own_network();
  if (!cables) std::cerr << "no network of its own: faults of cables and disks are left out" << std::endl;
  const bool traces = tests::FailingSync::possible();
  if (!traces) std::cerr << "no program may be traced: failing fsyncs are left out" << std::endl;
  const auto rounds = static_cast<int>(tests::number_from_environment("LAMPLIGHT_ROUNDS", 100));
  const char* part = std::getenv("LAMPLIGHT_FAULTS");
  const std::string named = part == nullptr ? "" : part;
  std::uint64_t seed = tests::seed_of_this_run("the whole fault matrix");
  std::map<std::string, Sums> all = read_done();
  Sums total;
  int bad = 0;
  if (std::string("calls").find(named) != std::string::npos) bad += fail_every_call(total);
  for (const Fault& fault : all_faults()) {
    if (fault.name.find(named) == std::string::npos) continue;
    if ((fault.needs_network && !cables) || (fault.needs_trace && !traces)) continue;
    Sums& sums = all[fault.name];
    const int wanted = fault.is_long ? std::max(1, rounds / 20) : rounds;
    while (sums.strikes < wanted) strike_a_town(fault, seed++, std::min(k_strikes_a_town, wanted - sums.strikes), sums);
    print_sums(fault.name, sums);
    add(total, sums);
  }
  print_figure("faults", "strikes", total.strikes, "strikes");
  print_figure("faults", "acknowledged", static_cast<double>(total.acknowledged), "alarms");
  print_figure("faults", "violations", total.violations, "towns");
  print_figure("faults", "expiry_late_calm_p999", percentile(total.late_calm_ms, 0.999), "ms");
  print_figure("faults", "expiry_late_broken_p999", percentile(total.late_broken_ms, 0.999), "ms");
  return total.violations + bad == 0 ? 0 : 1;
}
