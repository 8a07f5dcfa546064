// ./lamplight bench storm: a carrier fails. 50,000 devices say `mains_lost` within 10 s over 200 raw
// connections while 50,000 connect anew, 100 pressed SOS among them. How soon is each SOS received, how
// soon is everything stored, and does the broker drop anything? Then: as much telemetry as the broker
// takes, and presses among it. LAMPLIGHT_BENCH_RECONNECTS (50,000): 0 is the storm of words alone.
//
// The floor of the SOS is the same 100 presses in a quiet town, that of the storing the time the
// homes take to say it.
#include <atomic>
#include <cstdlib>

#include "devices/topic.h"
#include "server/thread.h"
#include "tests/bench/figures.h"
#include "tests/bench/press_load.h"
#include "tests/support/child.h"
#include "tests/support/raw_mqtt.h"
#include "tests/support/running_town.h"

using namespace lamplight;
using namespace lamplight::bench;

namespace {

constexpr int k_devices = 50'000;
constexpr int k_connections = 200;
constexpr int k_presses = 100;
constexpr double k_storm_ms = 10'000;
constexpr int k_districts = 12;
constexpr int k_connecting = 4;  // at a time

// All devices but the last k_presses say it, evenly over ten seconds.
void say_mains_lost(const tests::PrivateBroker& broker) {
  const std::string user = "lamplight-simulator";
  std::vector<tests::RawMqtt> connections;
  for (int i = 0; i < k_connections; ++i) {
    connections.emplace_back(broker.port(), "storm-" + std::to_string(i), user, broker.password_of(user));
  }
  const int voices = k_devices - k_presses;
  const double start = steady_ms();
  for (int n = 0; n < voices; ++n) {
    if (n % 50 == 0) wait_until_ms(start + k_storm_ms * n / voices);
    const Topic topic{DistrictId{"d-" + std::to_string(n % k_districts)}, DeviceId{"p-" + std::to_string(n)}, Leaf::alarm};
    tests::RawMqtt& connection = connections[static_cast<std::size_t>(n % k_connections)];
    connection.publish(write_topic(topic), R"({"id":"storm-1","kind":"mains_lost"})");
  }
  // The connections stay until the broker has taken everything.
  [[maybe_unused]] const bool taken = tests::eventually([&] {
    int sum = 0;
    for (tests::RawMqtt& connection : connections) sum += connection.acknowledged();
    return sum >= voices;
  }, 3'000);
}

// So many sign in and are gone again, evenly over ten seconds; how many could.
int connect_anew(const tests::PrivateBroker& broker, int part, int devices) {
  const std::string user = "lamplight-simulator";
  const double start = steady_ms();
  int connected = 0;
  for (int n = 0; n < devices; ++n) {
    if (n % 50 == 0) wait_until_ms(start + k_storm_ms * n / devices);
    try {
      const tests::RawMqtt line(broker.port(), "anew-" + std::to_string(part) + "-" + std::to_string(n), user,
                                broker.password_of(user));
      ++connected;
    } catch (const std::runtime_error&) {
      // Counted by its absence.
    }
  }
  return connected;
}

// Packs of a hundred readings, as many as the broker takes.
void flood(const tests::PrivateBroker& broker, const std::stop_token& stop) {
  const std::string user = "lamplight-simulator";
  std::string pack = R"([{"bt":1700000000})";
  for (int i = 0; i < 100; ++i) pack += R"(,{"n":"steps","v":1,"t":)" + std::to_string(i) + "}";
  pack += "]";
  std::vector<tests::RawMqtt> lines;
  for (int i = 0; i < 8; ++i) {
    lines.emplace_back(broker.port(), "flood-" + std::to_string(i), user, broker.password_of(user));
  }
  for (std::size_t n = 0; !stop.stop_requested(); ++n) {
    lines[n % lines.size()].publish("lamplight/v1/d-0/p-" + std::to_string(n % 1'000) + "/readings", pack);
    [[maybe_unused]] const int taken = lines[n % lines.size()].acknowledged();
  }
}

// What the broker says it has dropped since its start.
class DropWatch {
 public:
  explicit DropWatch(const tests::PrivateBroker& broker)
      : link_(broker.link("lamplight-server", "drop-watch", {"$SYS/broker/publish/messages/dropped"}),
              [this](Arrived&& message) { dropped_ = std::atoi(message.payload.c_str()); }) {
    link_.start();
  }
  ~DropWatch() { link_.stop(); }
  // -1: it has not said.
  [[nodiscard]] int dropped() const { return dropped_; }

 private:
  std::atomic<int> dropped_{-1};
  MqttLink link_;
};

}  // namespace

int main() {
  const char* given = std::getenv("LAMPLIGHT_BENCH_RECONNECTS");
  const int reconnects = given != nullptr ? std::atoi(given) : k_devices;
  tests::RunningTown town({.districts = k_districts, .residents = k_devices, .workers = 200});
  town.start_server();
  town.start_monitor();
  const DropWatch drops(town.broker());
  PressLoad load(town.broker());
  const Phase presses{"sos", k_presses / (k_storm_ms / 1000), k_presses};
  const auto quiet = load.run(presses, k_devices - 2 * k_presses, "quiet");

  const double start = steady_ms();
  std::vector<double> received;
  double said_ms = 0;
  std::atomic<int> connected{0};
  {
    const server::Thread storm("storm", [&](const std::stop_token&) {
      say_mains_lost(town.broker());
      said_ms = steady_ms() - start;
    });
    std::vector<server::Thread> anew;
    for (int part = 0; part < k_connecting; ++part) {
      anew.emplace_back("anew", [&, part](const std::stop_token&) {
        connected += connect_anew(town.broker(), part, reconnects / k_connecting);
      });
    }
    received = load.run(presses, k_devices - k_presses, "storm");
  }
  const std::string stored = "SELECT COUNT(*) FROM alarms WHERE alarm_id = 'storm-1'";
  const bool all = tests::eventually([&] { return town.count(stored) >= k_devices - k_presses; }, 6'000);
  const double stored_ms = steady_ms() - start;
  [[maybe_unused]] const bool said = tests::eventually([&] { return drops.dropped() >= 0; }, 1'500);

  std::vector<double> flooded;
  {
    const server::Thread flooding("flood", [&](const std::stop_token& stop) { flood(town.broker(), stop); });
    flooded = load.run(presses, k_devices - 3 * k_presses, "flooded");
  }

  print_figure("storm", "reconnected", connected, "connections", reconnects);
  print_figure("storm", "flooded_sos_received_p50", percentile(flooded, 0.5), "ms", percentile(quiet, 0.5));
  print_figure("storm", "flooded_sos_received_p99", percentile(flooded, 0.99), "ms", percentile(quiet, 0.99));
  print_figure("storm", "sos_received_p50", percentile(received, 0.5), "ms", percentile(quiet, 0.5));
  print_figure("storm", "sos_received_p99", percentile(received, 0.99), "ms", percentile(quiet, 0.99));
  print_figure("storm", "all_stored_after", stored_ms, "ms", said_ms);
  print_figure("storm", "stored_alarms", static_cast<double>(town.count("SELECT COUNT(*) FROM alarms WHERE kind_text <> 'canary'")),
               "alarms", k_devices + 2 * k_presses);
  print_figure("storm", "open_incidents", static_cast<double>(town.count("SELECT COUNT(*) FROM incidents WHERE is_open = 1")),
               "incidents");
  print_figure("storm", "dropped_by_broker", static_cast<double>(drops.dropped()), "messages");
  return all ? 0 : 1;
}
