// One line a figure.
#include "server/monitor_metrics.h"

namespace lamplight::server {
namespace {

Metric counter(const std::string& name, std::string help, const Count& count) {
  return {"lamplight_" + name + "_total",
          std::move(help),
          MetricType::counter,
          [&count] { return static_cast<double>(count.load()); },
          "",
          ""};
}

Metric gauge(const std::string& name, std::string help, std::function<double()> value) {
  return {"lamplight_" + name, std::move(help), MetricType::gauge, std::move(value), "", ""};
}

void add_readings(std::vector<Metric>& table, const MonitorParts& parts) {
  const ReadingsFigures& r = parts.readings;
  table.push_back(counter("readings_items", "Records of packs, heartbeats, results and unreadable messages", r.items));
  table.push_back(counter("readings_stored", "Items written", r.stored));
  table.push_back(counter("readings_repeated", "Readings that were known", r.repeated));
  table.push_back(counter("readings_refused", "Records refused, one by one", r.refused));
  table.push_back(counter("readings_dead_lettered", "Whole messages that could not be read", r.dead_lettered));
  table.push_back(counter("readings_clock_wrong", "Readings dated by receipt", r.clock_wrong));
  table.push_back(counter("readings_writes", "Batches written", r.writes));
  table.push_back(counter("readings_database_away", "Attempts to write that failed", r.unavailable));
  const Arrivals& arrivals = parts.arrivals;
  table.push_back({"lamplight_readings_dropped_total", "Messages thrown out of a full queue, the oldest first",
                   MetricType::counter, [&arrivals] { return static_cast<double>(arrivals.figures().dropped); }, "",
                   ""});
  const Bridges& bridges = parts.bridges;
  table.push_back({"lamplight_bridge_messages_total", "Messages of things behind household bridges",
                   MetricType::counter, [&bridges] { return static_cast<double>(bridges.figures().received); }, "",
                   ""});
  table.push_back({"lamplight_bridge_messages_dropped_total", "Of those, thrown out of a full queue, the oldest first",
                   MetricType::counter, [&bridges] { return static_cast<double>(bridges.figures().dropped); }, "", ""});
  const MqttLink& listening = parts.listening;
  table.push_back(gauge("monitor_broker_connected", "1 while connected to the broker",
                        [&listening] { return listening.connected() ? 1.0 : 0.0; }));
}

void add_findings(std::vector<Metric>& table, const FindingFigures& f) {
  table.push_back(counter("findings_begun", "Findings begun", f.begun));
  table.push_back(counter("findings_ended", "Findings whose cause is over", f.ended));
  table.push_back(counter("findings_told", "Messages published about findings, repeats included", f.told));
  table.push_back(counter("findings_received", "Findings and their ends that were acknowledged", f.received));
  table.push_back(counter("findings_rejected", "Findings refused: the seals of monitor and server differ", f.rejected));
  table.push_back(counter("monitor_blind", "Times that the monitor could not see", f.blind));
  table.push_back(gauge("devices_watched", "Devices whose promises are watched",
                        [&f] { return static_cast<double>(f.watched.load()); }));
  table.push_back(gauge("devices_silent", "Of the watched devices, those that are silent",
                        [&f] { return static_cast<double>(f.silent.load()); }));
}

void add_canary(std::vector<Metric>& table, const Canary& canary) {
  const CanaryFigures& c = canary.figures();
  table.push_back(counter("canary_pressed", "Test presses of the canary", c.pressed));
  table.push_back(counter("canary_heard", "Test presses that came back acknowledged", c.heard));
  table.push_back(counter("canary_alerts", "How often the canary cried out", c.alerts));
  table.push_back(gauge("canary_unseen_seconds", "For how long no test press has come back",
                        [&canary] { return static_cast<double>(canary.unseen().count()) / 1000.0; }));
  table.push_back(gauge("canary_round_trip_seconds", "The last test press, from button to acknowledgement",
                        [&c] { return static_cast<double>(c.last_round_trip_ms.load()) / 1000.0; }));
}

}  // namespace

std::vector<Metric> monitor_metrics(const MonitorParts& parts) {
  std::vector<Metric> table;
  add_readings(table, parts);
  add_findings(table, parts.findings);
  add_canary(table, parts.canary);
  return table;
}

}  // namespace lamplight::server
