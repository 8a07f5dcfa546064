// Every part of the monitor, in the order in which each needs the ones above it.
#include "server/monitor.h"

#include <spdlog/spdlog.h>

#include "db/directory.h"
#include "db/findings.h"
#include "db/found_things.h"
#include "db/promises.h"
#include "db/readings.h"
#include "db/watching.h"
#include "devices/arrivals.h"
#include "devices/finding_seal.h"
#include "devices/mqtt_link.h"
#include "devices/topic.h"
#include "model/limits.h"
#include "server/bridge_spool.h"
#include "server/bridges.h"
#include "server/canary.h"
#include "server/clock.h"
#include "server/district_share.h"
#include "server/finding_teller.h"
#include "server/home_watch.h"
#include "server/metrics_endpoint.h"
#include "server/monitor_metrics.h"
#include "server/partition_keeper.h"
#include "server/presence.h"
#include "server/readings_intake.h"
#include "server/resident_watching.h"
#include "server/schema_check.h"
#include "server/self_watch.h"
#include "server/town_keeper.h"
#include "server/town_watch.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_readings_sessions =
    6;  // readings, watch, residents, bridges, findings; one stands by for a lost one
constexpr std::size_t k_register_sessions = 3;
constexpr std::size_t k_administration_sessions = 2;  // partitions and roll-ups; starting

// The broker's own regular word: while it comes, whatever homes say comes too.
constexpr std::string_view k_broker_topic = "$SYS/broker/uptime";

LinkSettings link_of(const Settings& settings, const std::string& what) {
  LinkSettings link{settings.broker.host, settings.broker.port, settings.broker.user, settings.broker.password};
  link.client_id = "lamplight-" + settings.instance + "-" + what;
  return link;
}

LinkSettings listening_to(const Settings& settings, const DistrictShare& share) {
  LinkSettings link = link_of(settings, "readings");
  // Never a shared subscription: a dead member would be given its turn, and its devices would seem silent.
  for (const Leaf leaf : {Leaf::readings, Leaf::status, Leaf::result, Leaf::ack}) {
    for (std::string& filter : share.filters(leaf)) link.subscriptions.push_back(std::move(filter));
  }
  for (std::string& filter : Bridges::filters(share)) link.subscriptions.push_back(std::move(filter));
  link.subscriptions.emplace_back(k_broker_topic);
  link.clean_session = false;  // what homes say while this instance restarts waits for it
  return link;
}

Keeping keeping_of(const MonitorSettings& settings) {
  return {std::chrono::days{settings.readings_kept_days}, std::chrono::days{settings.hours_kept_days}};
}

SupervisionRules rules_of(const MonitorSettings& settings) {
  SupervisionRules rules;
  rules.grace = rules.goodbye_grace = Seconds{settings.grace_s};
  rules.grace_high_risk = Seconds{settings.grace_high_risk_s};
  rules.district_window = Seconds{settings.district_window_s};
  return rules;
}

}  // namespace

struct Monitor::Parts {
  explicit Parts(const Settings& settings);
  ~Parts() {
    presence.reset();
    listening_link.stop();
    speaking_link.stop();
  }

  void take(Arrived&& message);
  [[nodiscard]] ReadingsIntake::Listeners listeners();

  ReadingsFigures figures;
  FindingFigures finding_figures;
  Clock clock;
  const DistrictShare share;
  const FindingSeal seal;

  // The memory. Readings have a pool of their own, as the alarms of the server have.
  db::Pool readings_pool;
  db::Pool register_pool;
  db::Pool administration_pool;
  db::MySqlReadings readings;
  db::RollUps rollups;
  db::MySqlFindings findings;
  db::Promises promises;
  db::Watching watching;
  db::FoundThings found;
  db::DeadLetters letters;
  db::MySqlDirectory directory;

  TownWatch town;
  TownKeeper town_keeper;
  PartitionKeeper partition_keeper;

  // What is noticed, and told.
  MqttLink speaking_link;
  FindingTeller teller;
  ResidentWatching residents;

  // Words that come; listened to last.
  Arrivals arrivals;
  BridgeSpool spool;
  Bridges bridges;
  MqttLink listening_link;
  HomeWatch watch;
  ReadingsIntake intake;

  // Watching the town's alarms, and itself.
  Canary canary;
  SelfWatch self_watch;
  std::optional<MetricsEndpoint> endpoint;  // where the settings name a port
  std::optional<Presence> presence;
};

Monitor::Parts::Parts(const Settings& settings)
    : share(settings.monitor.districts),
      seal(read_secret(settings.findings_file)),
      readings_pool(settings.database, db::Purpose::readings, k_readings_sessions),
      register_pool(settings.database, db::Purpose::requests, k_register_sessions),
      administration_pool(settings.database, db::Purpose::administration, k_administration_sessions),
      readings(readings_pool, administration_pool),
      rollups(administration_pool),
      findings(readings_pool),
      promises(readings_pool),
      watching(readings_pool, administration_pool),
      found(readings_pool),
      letters(readings_pool),
      directory(register_pool),
      town(directory),
      town_keeper(town, register_pool, clock),
      partition_keeper(readings, rollups, keeping_of(settings.monitor), clock),
      speaking_link(link_of(settings, "findings"), {}),
      teller(findings, seal, speaking_link, share, clock, finding_figures),
      residents({watching, findings, teller, town, share, clock, finding_figures},
                Seconds{settings.monitor.utc_offset_min * 60}),
      arrivals(limits::readings_queue_max, limits::readings_queue_bytes_max, Overflow::drop_oldest),
      spool(settings.monitor.spool_file),
      bridges({arrivals, found, letters, findings, teller, town, clock, finding_figures, spool}),
      listening_link(listening_to(settings, share), [this](Arrived&& message) { take(std::move(message)); }),
      watch({promises, findings, teller, residents, town, share, clock, finding_figures}, rules_of(settings.monitor),
            settings.instance, [this] { return listening_link.connected(); }),
      intake(arrivals, readings, directory, town, clock, listeners(), figures),
      canary(settings, clock),
      self_watch({{"readings_queue", [this] { return static_cast<double>(arrivals.figures().depth); },
                   static_cast<double>(limits::readings_queue_max)},
                  {"readings_queue_bytes", [this] { return static_cast<double>(arrivals.figures().bytes); },
                   static_cast<double>(limits::readings_queue_bytes_max)},
                  {"bridge_queue", [this] { return static_cast<double>(bridges.figures().depth); },
                   static_cast<double>(Bridges::messages_max())},
                  {"pool_readings", [this] { return static_cast<double>(readings_pool.figures().in_use); },
                   static_cast<double>(k_readings_sessions)}},
                 {{"broker_listening", "the line to the broker (listening)", [this] { return listening_link.connected(); }},
                  {"broker_speaking", "the line to the broker (speaking)", [this] { return speaking_link.connected(); }}}) {
  speaking_link.start();
  listening_link.start();
  self_watch.start();
  presence.emplace("monitor", settings.instance, register_pool, clock, [this] {
    std::vector<db::PartState> parts = self_watch.state();
    parts.push_back({"canary", 0, 0, !canary.crying()});
    return parts;
  });
  if (settings.metrics.port == 0) return;
  endpoint.emplace(
      settings.metrics.host, settings.metrics.port,
      [this] {
        return metrics_text(self_watch.metrics()) +
               metrics_text(monitor_metrics({figures, finding_figures, arrivals, bridges, listening_link, canary}));
      },
      [this] { return listening_link.connected() && directory.registers_mark().ok(); });
}

ReadingsIntake::Listeners Monitor::Parts::listeners() {
  return {[this](std::vector<DeviceWord>&& words, Instant read_to) { watch.hear(std::move(words), read_to); },
          [this](const std::vector<Reading>& stored) { residents.take(stored); }};
}

// Inside Paho's callback: hands over, waits for nothing.
void Monitor::Parts::take(Arrived&& message) {
  if (message.topic == k_broker_topic) return watch.hear_broker(clock.now());
  if (message.topic.ends_with("/ack")) return teller.hear(message);
  if (read_bridge_topic(message.topic)) return bridges.offer(std::move(message));
  // Too long for any queue is the only refusal here; the queue counts it.
  [[maybe_unused]] const bool taken = arrivals.offer(std::move(message));
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

const FindingFigures& Monitor::finding_figures() const {
  return parts_->finding_figures;
}

bool Monitor::listening() const {
  return parts_->listening_link.connected();
}

}  // namespace lamplight::server
