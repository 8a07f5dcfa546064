// ./lamplight bench api: the incident list, one resident's record and a day of her measurements in a town of 100,000
// residents, at 500 requests/s and as fast as they are answered, beside the floor of /healthz, which answers a constant
// through the same HTTP stack; and 2,000 live streams with the memory that they take.
//
// The server has one core, the load the other; database and broker run where there is room. LAMPLIGHT_BENCH_SECONDS
// (10) is how long each is loaded.
#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>

#include "tests/bench/figures.h"
#include "tests/bench/press_load.h"
#include "tests/bench/process_cost.h"
#include "tests/bench/request_load.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::bench;

namespace {

constexpr int k_residents = 100'000;
constexpr int k_whole_records = 300;
constexpr int k_open = 40;
constexpr double k_per_s = 500;
constexpr int k_connections = 16;
constexpr int k_streams = 2'000;

double memory_kb(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1'000;
}

// A day of three vital signs for everybody, one each quarter of an hour for those who are asked about.
void fill_readings(tests::RunningTown& town) {
  const std::int64_t now = ms_of(tests::RunningTown::now());
  for (const char* name : {"heart_rate", "spo2", "respiratory_rate"}) {
    for (int hour = 0; hour < 4; ++hour) {
      town.change("INSERT INTO readings (device_id, name, at_ms, value, received_ms, resident_id) SELECT id, '" +
                  std::string(name) + "', " + std::to_string(now - hour * 21'600'000 - 60'000) +
                  ", 72, 0, resident_id FROM devices");
    }
    for (int quarter = 0; quarter < 96; ++quarter) {
      town.change("INSERT IGNORE INTO readings (device_id, name, at_ms, value, received_ms, resident_id) SELECT id, '" +
                  std::string(name) + "', " + std::to_string(now - quarter * 900'000 - 30'000) +
                  ", 71, 0, resident_id FROM devices WHERE id LIKE 'p-77__'");
    }
  }
}

void fill_records(tests::Web& desk) {
  for (int n = 0; n < k_whole_records; ++n) {
    const nlohmann::json body{
        {"id", "r-w" + std::to_string(n)},
        {"name", "陈美玲"},
        {"district", "d-1"},
        {"place", {{"lat", 22.61}, {"lon", 113.19}}},
        {"address", "古镇镇新兴路七号"},
        {"clinical", std::string(600, 'x')},
        {"conditions", {"高血压", "糖尿病"}},
        {"contacts", {{{"name", "女儿"}, {"phone", "0760-1"}}, {{"name", "儿子"}, {"phone", "0760-2"}}}}};
    if (desk.post("/api/v1/residents", body).status != 201) throw std::runtime_error("a resident was not added");
  }
  for (int n = 0; n < k_open; ++n) {
    const nlohmann::json body{{"resident", "r-" + std::to_string(n)}, {"kind", "sos"}};
    if (desk.post("/api/v1/incidents", body).status != 201) throw std::runtime_error("an incident was not opened");
  }
}

struct Question {
  const char* name;
  Asked asked;
};

std::vector<Question> questions(int port, const tests::SeededSession& session) {
  std::vector<std::string> records;
  std::vector<std::string> readings;
  for (int n = 0; n < k_whole_records; ++n) records.push_back("/api/v1/residents/r-w" + std::to_string(n));
  for (int n = 10; n < 99; ++n)
    readings.push_back("/api/v1/residents/r-77" + std::to_string(n) + "/readings?name=heart_rate");
  return {{"incidents", {port, session, {"/api/v1/incidents?state=open"}}},
          {"record", {port, session, records}},
          {"readings", {port, session, readings}}};
}

// Everybody's desk at once: memory a stream, and the list beside them.
void measure_streams(tests::RunningTown& town, const tests::SeededSession& session, const Asked& list, double quiet_p99,
                     double seconds) {
  const pid_t server = town.pid_of("server");
  const double before = memory_kb(server);
  const double begin = steady_ms();
  std::vector<std::unique_ptr<tests::EventStream>> streams;
  for (int n = 0; n < k_streams; ++n) {
    streams.push_back(std::make_unique<tests::EventStream>(town.http_port(), session));
    if (!streams.back()->next("snapshot")) throw std::runtime_error("a stream has no snapshot");
  }
  print_figure("api", "streams_open", k_streams, "streams");
  print_figure("api", "stream_opened_mean", (steady_ms() - begin) / k_streams, "ms");
  print_figure("api", "stream_memory", (memory_kb(server) - before) / k_streams, "kB/stream");
  const auto times = ask_at_pace(list, k_per_s, seconds, k_connections);
  print_figure("api", "incidents_beside_streams_p99", percentile(times, 0.99), "ms", quiet_p99);
}

void on_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  (void)sched_setaffinity(0, sizeof cores, &cores);
}

// A server that has just started reads all records into its memory; what is asked is how it answers when it has.
void wait_until_calm(pid_t server) {
  constexpr int k_looks_max = 180;
  constexpr int k_calm = 12;  // looks of a second; it looks for changed records every ten
  for (int looks = 0, calm = 0; looks < k_looks_max && calm < k_calm; ++looks) {
    const double before = cpu_s(server);
    poll(nullptr, 0, 1'000);
    calm = cpu_s(server) - before < 0.2 ? calm + 1 : 0;
  }
}

}  // namespace

int main() {
  const char* given = std::getenv("LAMPLIGHT_BENCH_SECONDS");
  const double seconds = given != nullptr ? std::atof(given) : 10;
  tests::RunningTown town({.districts = 12, .residents = k_residents, .workers = 200});
  fill_readings(town);
  town.start_server("server", {"taskset", "-c", "0"});
  const auto session = town.sign_in("u-d-0");
  {
    tests::Web desk(town.http_port(), session);
    fill_records(desk);
  }
  wait_until_calm(town.pid_of("server"));
  on_core(1);
  const Asked constant{town.http_port(), session, {"/healthz"}};
  [[maybe_unused]] const auto warm = ask_at_pace(constant, k_per_s, 1, k_connections);
  const auto floor = ask_at_pace(constant, k_per_s, seconds, k_connections);
  const double floor_per_s = ask_all_out(constant, seconds / 2, 4);
  print_figure("api", "constant_p50", percentile(floor, 0.5), "ms");
  print_figure("api", "constant_p99", percentile(floor, 0.99), "ms");
  print_figure("api", "constant_per_s", floor_per_s, "requests/s");
  double list_p99 = 0;
  for (const Question& question : questions(town.http_port(), session)) {
    [[maybe_unused]] const auto first = ask_at_pace(question.asked, k_per_s, 1, k_connections);
    const auto times = ask_at_pace(question.asked, k_per_s, seconds, k_connections);
    const std::string name = question.name;
    if (name == "incidents") list_p99 = percentile(times, 0.99);
    print_figure("api", name + "_p50", percentile(times, 0.5), "ms", percentile(floor, 0.5));
    print_figure("api", name + "_p99", percentile(times, 0.99), "ms", percentile(floor, 0.99));
    print_figure("api", name + "_per_s", ask_all_out(question.asked, seconds / 2, 4), "requests/s", floor_per_s);
  }
  measure_streams(town, session, questions(town.http_port(), session).front().asked, list_p99, seconds);
  return 0;
}
