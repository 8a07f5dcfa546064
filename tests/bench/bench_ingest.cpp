// ./lamplight bench ingest: readings from publish (QoS 1) to committed row, through broker, monitor and
// database, beside the floor of the same run with the same packs (tests/bench/ingest_floor.h); the
// monitor's CPU a reading, its memory, and a resident's last day read back.
//
// LAMPLIGHT_BENCH_SECONDS (20) is how long each of them is loaded. `bench_ingest long` is ./lamplight bench
// ingest-long (tests/bench/ingest_long.h).
#include <signal.h>

#include <cstdlib>

#include "tests/bench/figures.h"
#include "tests/bench/ingest_floor.h"
#include "tests/bench/ingest_long.h"
#include "tests/bench/paced_load.h"
#include "tests/bench/press_load.h"
#include "tests/bench/process_cost.h"
#include "tests/bench/readings_load.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/running_town.h"

using namespace lamplight;
using namespace lamplight::bench;

namespace {

constexpr int k_residents = 2'000;

struct Ingested {
  double rows_per_s = 0;
  double cpu_us_a_row = 0;
  double memory_mb = 0;
};

// Loads and waits until every reading is a row.
Ingested ingest(tests::RunningTown& town, ReadingsLoad& load, pid_t pid, double for_ms) {
  const std::int64_t rows_before = town.count("SELECT COUNT(*) FROM readings");
  const double cpu_before = cpu_s(pid);
  const double begin = steady_ms();
  const std::int64_t said = load.run(for_ms);
  const double give_up = steady_ms() + 60'000;
  std::int64_t rows = 0;
  while (rows < said && steady_ms() < give_up) {
    wait_until_ms(steady_ms() + 200);  // counting a million rows costs the database something
    rows = town.count("SELECT COUNT(*) FROM readings") - rows_before;
  }
  const double took_ms = steady_ms() - begin;
  if (rows < said) print_figure("ingest", "missing", static_cast<double>(said - rows), "rows");
  return {static_cast<double>(rows) / took_ms * 1'000, (cpu_s(pid) - cpu_before) * 1e6 / static_cast<double>(rows),
          memory_mb(pid)};
}

Ingested floor_of(tests::RunningTown& town, const std::string& self, int records, double for_ms) {
  const auto& address = town.address();
  const std::string user = "lamplight-monitor";
  const std::string folder = town.database().folder();
  const pid_t pid = tests::start_child({self, "floor", address.socket, address.database, address.user, address.password,
                                        std::to_string(town.broker().port()), user, town.broker().password_of(user)},
                                       folder + "/ingest-floor.log");
  wait_until_ms(steady_ms() + 3'000);
  ReadingsLoad load(town.broker(), k_residents, records);
  const Ingested floor = ingest(town, load, pid, for_ms);
  tests::end_child(pid, SIGKILL);
  town.change("TRUNCATE TABLE readings");
  return floor;
}

// The same at the pace of the monitor, which throws the oldest out of a full queue.
Ingested ingest_paced(tests::RunningTown& town, ReadingsLoad& load, int records, int metrics_port, double for_ms) {
  const pid_t pid = town.pid_of("monitor");
  const double cpu_before = cpu_s(pid);
  const double begin = steady_ms();
  const ReadingsLoad::Course course{ms_of(tests::RunningTown::now()), -1};
  const Pace pace{.chunk = std::int64_t{2'000} * records, .ahead_max = std::int64_t{8'000} * records};
  const auto more = [end = begin + for_ms](std::int64_t) { return steady_ms() < end; };
  const auto said = say_paced(load, course, 0, pace, metrics_port, more);
  if (!said) return {};
  const double took_ms = steady_ms() - begin;
  const auto rows = static_cast<double>(town.count("SELECT COUNT(*) FROM readings"));
  if (rows < static_cast<double>(*said)) print_figure("ingest", "missing", static_cast<double>(*said) - rows, "rows");
  return {rows / took_ms * 1'000, (cpu_s(pid) - cpu_before) * 1e6 / rows, memory_mb(pid)};
}

void measure(const std::string& self, int records, double for_ms) {
  tests::RunningTown town({.districts = 1, .residents = k_residents, .workers = 2});
  const Ingested floor = floor_of(town, self, records, for_ms);
  const int metrics_port = tests::free_port();
  town.start_monitor({"LAMPLIGHT_METRICS_PORT=" + std::to_string(metrics_port)});
  const auto listens = [&] { return counted(metrics_port, "lamplight_monitor_broker_connected") == 1; };
  if (!tests::eventually(listens, 1'500)) return;
  ReadingsLoad load(town.broker(), k_residents, records);
  const Ingested ours = ingest_paced(town, load, records, metrics_port, for_ms);
  const std::string packs = "_packs_of_" + std::to_string(records);
  print_figure("ingest", "rows" + packs + "_per_s", ours.rows_per_s, "rows/s", floor.rows_per_s);
  print_figure("ingest", "cpu" + packs, ours.cpu_us_a_row, "us/reading", floor.cpu_us_a_row);
  print_figure("ingest", "monitor_memory" + packs, ours.memory_mb, "MB", floor.memory_mb);
  std::vector<double> reads;
  for (int r = 0; r < 50; ++r) {
    const double begin = steady_ms();
    [[maybe_unused]] const auto rows = town.count("SELECT COUNT(value) FROM readings WHERE resident_id = 'r-" +
                                                  std::to_string(r) + "' AND name = 'heart_rate' AND at_ms >= 0");
    reads.push_back(steady_ms() - begin);
  }
  print_figure("ingest", "resident_day_read" + packs + "_p50", percentile(reads, 0.5), "ms");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() == 9 && words[1] == "floor") {
    serve_ingest_floor({words[2], words[3], words[4], words[5], std::stoi(words[6]), words[7], words[8]});
    return 0;
  }
  if (words.size() == 2 && words[1] == "long") return ingest_long();
  const char* seconds = std::getenv("LAMPLIGHT_BENCH_SECONDS");
  const double for_ms = 1'000.0 * (seconds != nullptr ? std::atof(seconds) : 20);
  for (const int records : {1, 20}) measure(words[0], records, for_ms);
  return 0;
}
