// Every part of the monitor, in the order in which each needs the ones above it.
#include "server/monitor.h"

#include <spdlog/spdlog.h>

#include "db/directory.h"
#include "db/readings.h"
#include "devices/arrivals.h"
#include "devices/mqtt_link.h"
#include "devices/topic.h"
#include "model/limits.h"
#include "server/canary.h"
#include "server/clock.h"
#include "server/metrics_endpoint.h"
#include "server/monitor_metrics.h"
#include "server/partition_keeper.h"
#include "server/readings_intake.h"
#include "server/schema_check.h"
#include "server/self_watch.h"
#include "server/town_keeper.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_readings_sessions = 2;  // one writes, one stands by for a lost one
constexpr std::size_t k_register_sessions = 2;
constexpr std::size_t k_administration_sessions = 1;

LinkSettings listening_to(const Settings& settings) {
  LinkSettings link{settings.broker.host, settings.broker.port, settings.broker.user, settings.broker.password};
  link.client_id = "lamplight-" + settings.instance + "-readings";
  // Shared, so that a second monitor halves the load; alarms are never shared (docs/operating.md).
  for (const Leaf leaf : {Leaf::readings, Leaf::status, Leaf::result}) {
    link.subscriptions.push_back("$share/monitor/" + std::string(k_topic_base) + "+/+/" + std::string(name_of(leaf)));
  }
  link.clean_session = false;  // what homes say while this instance restarts waits for it
  return link;
}

}  // namespace

struct Monitor::Parts {
  explicit Parts(const Settings& settings);
  ~Parts() { listening_link.stop(); }

  ReadingsFigures figures;
  Clock clock;

  // The memory. Readings have a pool of their own, as the alarms of the server have.
  db::Pool readings_pool;
  db::Pool register_pool;
  db::Pool administration_pool;
  db::MySqlReadings readings;
  db::MySqlDirectory directory;

  TownWatch town;
  TownKeeper town_keeper;
  PartitionKeeper partition_keeper;

  // Words that come; listened to last.
  Arrivals arrivals;
  ReadingsIntake intake;
  MqttLink listening_link;

  // Watching the town's alarms, and itself.
  Canary canary;
  SelfWatch self_watch;
  std::optional<MetricsEndpoint> endpoint;   // where the settings name a port
};

Monitor::Parts::Parts(const Settings& settings)
    : readings_pool(settings.database, db::Purpose::readings, k_readings_sessions),
      register_pool(settings.database, db::Purpose::requests, k_register_sessions),
      administration_pool(settings.database, db::Purpose::administration, k_administration_sessions),
      readings(readings_pool, administration_pool),
      directory(register_pool),
      town(directory),
      town_keeper(town, register_pool, clock),
      partition_keeper(readings, clock),
      arrivals(limits::readings_queue_max, limits::readings_queue_bytes_max, Overflow::drop_oldest),
      intake(arrivals, readings, directory, town, clock, figures),
      listening_link(listening_to(settings), [this](Arrived&& message) {
        // Too long for any queue is the only refusal here; the queue counts it.
        [[maybe_unused]] const bool taken = arrivals.offer(std::move(message));
      }),
      canary(settings, clock),
      self_watch({{"readings_queue", [this] { return static_cast<double>(arrivals.figures().depth); },
                   static_cast<double>(limits::readings_queue_max)},
                  {"readings_queue_bytes", [this] { return static_cast<double>(arrivals.figures().bytes); },
                   static_cast<double>(limits::readings_queue_bytes_max)},
                  {"pool_readings", [this] { return static_cast<double>(readings_pool.figures().in_use); },
                   static_cast<double>(k_readings_sessions)}}) {
  listening_link.start();
  if (settings.metrics.port == 0) return;
  endpoint.emplace(
      settings.metrics.host, settings.metrics.port,
      [this] {
        return metrics_text(self_watch.metrics()) +
               metrics_text(monitor_metrics({figures, arrivals, listening_link, canary}));
      },
      [this] { return listening_link.connected() && directory.registers_mark().ok(); });
}

Monitor::Monitor(const Settings& settings) {
  check_database(settings.database);
  parts_ = std::make_unique<Parts>(settings);
  spdlog::info("monitor.ready instance={}", settings.instance);
}

Monitor::~Monitor() {
  spdlog::info("monitor.stopping");
}

const ReadingsFigures& Monitor::figures() const {
  return parts_->figures;
}

bool Monitor::listening() const {
  return parts_->listening_link.connected();
}

}  // namespace lamplight::server
