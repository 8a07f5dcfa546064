// ./lamplight bench storm: a carrier fails. 50,000 devices say `mains_lost` within 10 s over 200 raw
// connections, 100 pressed SOS among them. How soon is each SOS received, how soon is everything
// stored, and does the broker drop anything?
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
  {
    const server::Thread storm("storm", [&](const std::stop_token&) {
      say_mains_lost(town.broker());
      said_ms = steady_ms() - start;
    });
    received = load.run(presses, k_devices - k_presses, "storm");
  }
  const std::string stored = "SELECT COUNT(*) FROM alarms WHERE alarm_id = 'storm-1'";
  const bool all = tests::eventually([&] { return town.count(stored) >= k_devices - k_presses; }, 6'000);
  const double stored_ms = steady_ms() - start;
  [[maybe_unused]] const bool said = tests::eventually([&] { return drops.dropped() >= 0; }, 1'500);

  print_figure("storm", "sos_received_p50", percentile(received, 0.5), "ms", percentile(quiet, 0.5));
  print_figure("storm", "sos_received_p99", percentile(received, 0.99), "ms", percentile(quiet, 0.99));
  print_figure("storm", "all_stored_after", stored_ms, "ms", said_ms);
  print_figure("storm", "stored_alarms", static_cast<double>(town.count("SELECT COUNT(*) FROM alarms WHERE kind_text <> 'canary'")),
               "alarms", k_devices + k_presses);
  print_figure("storm", "open_incidents", static_cast<double>(town.count("SELECT COUNT(*) FROM incidents WHERE is_open = 1")),
               "incidents");
  print_figure("storm", "dropped_by_broker", static_cast<double>(drops.dropped()), "messages");
  return all ? 0 : 1;
}
