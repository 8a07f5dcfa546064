// ./lamplight bench alarm: press → `received` at the home, press → offer on the care worker's stream,
// sparse, at 200/s, at 200/s beside 5,000 readings/s, and 2,000 at once, each beside the floor of the
// same run (tests/bench/floor_server.h), in a town of 20,000 residents and 1,000 care workers.
#include <signal.h>

#include <iostream>

#include "dispatch/intake.h"
#include "tests/bench/figures.h"
#include "tests/bench/floor_server.h"
#include "tests/bench/offer_watch.h"
#include "tests/bench/press_load.h"
#include "tests/support/child.h"
#include "tests/support/running_town.h"
#include "tests/support/seed.h"

using namespace lamplight;
using namespace lamplight::bench;

namespace {

const std::vector<Phase> k_phases{{"sparse", 10, 200}, {"busy", 200, 1'600}, {"readings", 200, 1'600}, {"burst", 0, 2'000}};

struct Outcome {
  std::vector<double> received;
  std::vector<double> offered;
};

using Outcomes = std::map<std::string, Outcome>;

// Readings of other homes at 5,000/s, one a message, while it lives.
class ReadingsLoad {
 public:
  explicit ReadingsLoad(const tests::PrivateBroker& broker)
      : link_(broker.link("lamplight-simulator", "bench-readings"), {}),
        thread_("readings", [this](const std::stop_token& stop) { run(stop); }) {}
  ~ReadingsLoad() { link_.stop(); }

 private:
  void run(const std::stop_token& stop) {
    link_.start();
    std::int64_t said = 0;
    for (double moment = steady_ms(); !stop.stop_requested(); moment += 10) {
      for (int i = 0; i < 50; ++i, ++said) {
        const std::string device = "p-" + std::to_string(10'000 + said % 5'000);
        const std::string pack = R"([{"n":"heart_rate","u":"beat/min","v":)" + std::to_string(60 + said % 40) + R"(,"t":-)" +
                                 std::to_string(said % 1'000) + "}]";
        [[maybe_unused]] const bool kept = link_.publish("lamplight/v1/d-0/" + device + "/readings", pack);
      }
      wait_until_ms(moment + 10);
    }
  }

  MqttLink link_;
  server::Thread thread_;
};

// Back to a town at peace, so that every phase has its care workers.
void quieten(tests::RunningTown& town) {
  town.change("DELETE FROM timers");
  town.change("UPDATE offers SET state = 'withdrawn' WHERE state = 'pending'");
  town.change("UPDATE incidents SET state = 'closed', deadline_ms = NULL, ended_ms = changed_ms, version = version + 1 WHERE is_open = 1");
}

Outcomes run_phases(tests::RunningTown& town, PressLoad& load, const std::string& who, const OfferWatch* offers) {
  Outcomes outcomes;
  int device = 0;
  for (const Phase& phase : k_phases) {
    const std::string tag = who + "-" + phase.name;
    std::unique_ptr<ReadingsLoad> readings;
    if (phase.name == "readings") {
      readings = std::make_unique<ReadingsLoad>(town.broker());
      wait_until_ms(steady_ms() + 2'000);
    }
    Outcome& outcome = outcomes[phase.name];
    outcome.received = load.run(phase, device, tag);
    if (offers != nullptr) wait_until_ms(steady_ms() + 500);
    for (int n = 0; offers != nullptr && n < phase.presses; ++n) {
      const auto incident = incident_id_of(DeviceId{"p-" + std::to_string(device + n)}, AlarmId{tag}, 0);
      const double seen = offers->seen_at(incident.text());
      if (seen >= 0) outcome.offered.push_back(seen - load.pressed_at(n));
    }
    device += phase.presses;
    quieten(town);
  }
  return outcomes;
}

Outcomes run_floor(tests::RunningTown& town, PressLoad& load, const std::string& self) {
  const auto& address = town.address();
  const std::string user = "lamplight-server";
  const std::string log = town.database().folder() + "/floor.log";
  const std::string command = "sleep infinity | " + self + " floor " + address.socket + " " + address.database + " " +
                              address.user + " " + address.password + " " + std::to_string(town.broker().port()) + " " + user +
                              " " + town.broker().password_of(user);
  const pid_t pid = tests::start_child({"/usr/bin/setsid", "/bin/sh", "-c", command}, log);
  wait_until_ms(steady_ms() + 4'000);
  [[maybe_unused]] const auto warmed = load.run({"warm", 50, 50}, 19'000, "floor-warm");
  auto outcomes = run_phases(town, load, "floor", nullptr);
  kill(-pid, SIGKILL);
  tests::end_child(pid, SIGKILL);
  return outcomes;
}

void print(const Outcomes& ours, const Outcomes& floors) {
  for (const Phase& phase : k_phases) {
    const Outcome& mine = ours.at(phase.name);
    const Outcome& floor = floors.at(phase.name);
    if (phase.per_s == 0) {
      const double all = percentile(mine.received, 1.0);
      print_figure("alarm", "burst_2000_all_received", all, "ms", percentile(floor.received, 1.0));
      continue;
    }
    for (const auto& [name, share] : {std::pair{"p50", 0.5}, {"p99", 0.99}}) {
      print_figure("alarm", phase.name + "_received_" + name, percentile(mine.received, share), "ms",
                   percentile(floor.received, share));
      print_figure("alarm", phase.name + "_offer_" + name, percentile(mine.offered, share), "ms",
                   percentile(floor.received, share));
    }
  }
  std::size_t lost = 0;
  for (const auto& [name, outcome] : ours) {
    for (const double ms : outcome.received) lost += ms < 0 ? 1 : 0;
  }
  print_figure("alarm", "unacknowledged", static_cast<double>(lost), "alarms");
}

int measure(const std::string& self) {
  tests::RunningTown town({.districts = 12, .residents = 20'000, .workers = 1'000});
  town.start_monitor();
  PressLoad load(town.broker());
  const Outcomes floors = run_floor(town, load, self);
  std::vector<tests::SeededSession> phones;
  for (int w = 0; w < 1'000; ++w) phones.push_back(town.sign_in("u-w-" + std::to_string(w)));
  town.start_server();
  const OfferWatch offers(town.http_port(), phones);
  [[maybe_unused]] const auto warmed = load.run({"warm", 50, 50}, 19'100, "ours-warm");
  quieten(town);
  const Outcomes ours = run_phases(town, load, "ours", &offers);
  print(ours, floors);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() == 9 && words[1] == "floor") {
    serve_floor({words[2], words[3], words[4], words[5], std::stoi(words[6]), words[7], words[8]});
    return 0;
  }
  return measure(words[0]);
}
