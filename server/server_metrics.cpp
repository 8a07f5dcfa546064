// One line a figure.
#include "server/server_metrics.h"

namespace lamplight::server {
namespace {

std::function<double()> of(const Count& count) {
  return [&count] { return static_cast<double>(count.load()); };
}

Metric counter(std::string name, std::string help, std::function<double()> value, std::string label = {},
               std::string label_value = {}) {
  return {"lamplight_" + name + "_total", std::move(help), MetricType::counter, std::move(value), std::move(label),
          std::move(label_value)};
}

Metric gauge(std::string name, std::string help, std::function<double()> value, std::string label = {},
             std::string label_value = {}) {
  return {"lamplight_" + name, std::move(help),  MetricType::gauge,
          std::move(value),    std::move(label), std::move(label_value)};
}

void add_alarms(std::vector<Metric>& table, const ServerParts& parts) {
  const AlarmFigures& a = parts.alarms;
  table.push_back(counter("alarms_received", "Alarm messages off the broker", of(a.received)));
  table.push_back(counter("alarms_stored", "New alarms committed", of(a.stored)));
  table.push_back(counter("alarms_repeated", "Messages recognised as repeats", of(a.repeated)));
  table.push_back(counter("alarms_refused", "Messages refused and not acknowledged; homes repeat them", of(a.refused)));
  table.push_back(counter("alarms_unreadable", "Stored alarms that could not be read", of(a.unreadable)));
  table.push_back(counter("alarm_transactions", "Transactions of the intake", of(a.transactions)));
  table.push_back(counter("alarm_conflicts", "Decisions taken again after a lost version", of(a.conflicts)));
  table.push_back(counter("alarm_database_away", "Attempts while the database was away", of(a.unavailable)));
  const SignalLanes& lanes = parts.lanes;
  table.push_back(gauge("alarm_lanes_depth", "Read alarms that wait for the ledger",
                        [&lanes] { return static_cast<double>(lanes.figures().depth); }));
  const Arrivals& arrivals = parts.arrivals;
  table.push_back(gauge("alarm_arrivals_depth", "Messages that wait to be read",
                        [&arrivals] { return static_cast<double>(arrivals.figures().depth); }));
}

void add_standby(std::vector<Metric>& table, const ServerParts& parts) {
  const StandbyFigures& standby = parts.standby;
  table.push_back(gauge("database_away", "1 while the database is away and the journal stands in",
                        [&standby] { return standby.since_ms.load() > 0 ? 1.0 : 0.0; }));
  table.push_back(counter("outages", "How often the database has been away", of(standby.outages)));
  table.push_back(counter("journal_not_durable", "Decisions given up because the journal could not be written",
                          of(standby.not_durable)));
  table.push_back(
      counter("journal_reconciled", "Entries of the journal brought into the database", of(standby.reconciled)));
  table.push_back(
      counter("journal_superseded", "Provisional acceptances that had to give way", of(standby.superseded)));
  const db::Journal* journal = parts.journal;
  if (journal == nullptr) return;
  const auto figure = [journal](auto field) {
    return [journal, field] { return static_cast<double>(journal->figures().*field); };
  };
  table.push_back(gauge("journal_depth", "Entries that wait for the database", figure(&db::Journal::Figures::depth)));
  table.push_back(
      gauge("journal_depth_max", "How many entries the journal takes", figure(&db::Journal::Figures::entries_max)));
  table.push_back(gauge("journal_put_aside", "Entries that the database would not take; look into the file",
                        figure(&db::Journal::Figures::aside)));
  table.push_back(
      counter("journal_appended", "Entries written to the journal", figure(&db::Journal::Figures::appended)));
  table.push_back(
      counter("journal_failures", "Writes to the journal that failed", figure(&db::Journal::Figures::failures)));
  const Clock& clock = parts.clock;
  table.push_back(gauge("journal_oldest_age_seconds", "How long the oldest entry has waited", [journal, &clock] {
    const auto oldest_at = journal->figures().oldest_at;
    return oldest_at ? static_cast<double>((clock.now() - *oldest_at).count()) / 1000.0 : 0.0;
  }));
}

void add_timers_and_courier(std::vector<Metric>& table, const ServerParts& parts) {
  table.push_back(counter("timers_acted", "Deadlines acted upon", of(parts.timers.acted)));
  table.push_back(counter("timers_late", "Batches acted upon more than 250 ms late", of(parts.timers.late)));
  const Count& latest_ms = parts.timers.latest_ms;
  table.push_back(gauge("timers_latest_seconds", "The worst lateness since the start",
                        [&latest_ms] { return static_cast<double>(latest_ms.load()) / 1'000; }));
  table.push_back(counter("acks_told", "Acknowledgements taken by the broker", of(parts.courier.told)));
  table.push_back(counter("acks_swept", "Acknowledgements sent from the outbox later", of(parts.courier.swept)));
  table.push_back(
      counter("acks_failed", "Acknowledgements that could not be handed over at once", of(parts.courier.failed)));
}

void add_roads(std::vector<Metric>& table, const RoadFigures& roads) {
  table.push_back(counter("router_asked", "Questions to the road router", of(roads.asked)));
  table.push_back(counter("router_answered", "Answers of the road router", of(roads.answered)));
  table.push_back(counter("router_late", "Of those, after the decision had gone on without it", of(roads.late)));
  table.push_back(counter("router_failed", "Questions that the road router did not answer", of(roads.failed)));
  table.push_back(
      counter("router_fell_back", "Places decided by the straight line though there is a router", of(roads.fell_back)));
  table.push_back(gauge("router_away", "1 while the road router fails", of(roads.away)));
}

void add_messages(std::vector<Metric>& table, const ServerParts& parts) {
  const MessageFigures& messages = parts.messages;
  table.push_back(counter("messages_sent", "Messages taken by a gateway, a mail server or a group", of(messages.sent)));
  table.push_back(counter("messages_refused", "Attempts to send a message that failed", of(messages.refused)));
  table.push_back(counter("messages_failed", "Messages given up", of(messages.failed)));
  table.push_back(counter("messages_no_channel", "Messages that nothing configured could carry", of(messages.no_channel)));
}

void add_pool(std::vector<Metric>& open, std::vector<Metric>& busy, std::vector<Metric>& faults, const db::Pool& pool,
              const std::string& name) {
  open.push_back(gauge(
      "pool_sessions_open", "Database sessions", [&pool] { return static_cast<double>(pool.figures().open); }, "pool",
      name));
  busy.push_back(gauge(
      "pool_sessions_in_use", "Database sessions at work",
      [&pool] { return static_cast<double>(pool.figures().in_use); }, "pool", name));
  faults.push_back(counter(
      "pool_faults", "Database faults", [&pool] { return static_cast<double>(pool.figures().faults); }, "pool", name));
}

void add_pools(std::vector<Metric>& table, const ServerParts& parts) {
  std::vector<Metric> open;
  std::vector<Metric> busy;
  std::vector<Metric> faults;
  add_pool(open, busy, faults, parts.alarm_pool, "alarms");
  add_pool(open, busy, faults, parts.desk_pool, "desk");
  add_pool(open, busy, faults, parts.request_pool, "requests");
  for (auto* part : {&open, &busy, &faults}) table.insert(table.end(), part->begin(), part->end());
}

void add_doors(std::vector<Metric>& table, const ServerParts& parts) {
  const HttpServer& http = parts.http;
  const auto answered = [&](const char* status, std::int64_t HttpFigures::*field) {
    table.push_back(counter(
        "http_answers", "Requests answered, by class of status",
        [&http, field] { return static_cast<double>(http.figures().*field); }, "status", status));
  };
  answered("2xx", &HttpFigures::answered_2xx);
  answered("3xx", &HttpFigures::answered_3xx);
  answered("4xx", &HttpFigures::answered_4xx);
  answered("5xx", &HttpFigures::answered_5xx);
  table.push_back(gauge("glass_overdue", "Looks beyond somebody's part that nobody has reviewed within 24 h",
                        of(parts.glass_overdue)));
  const LiveHub& live = parts.live;
  table.push_back(
      gauge("live_streams", "Open event streams", [&live] { return static_cast<double>(live.figures().streams); }));
  table.push_back(counter("live_slow_cut", "Streams cut for being too slow",
                          [&live] { return static_cast<double>(live.figures().slow_cut_total); }));
  const MqttLink& listening = parts.listening;
  const MqttLink& speaking = parts.speaking;
  table.push_back(gauge(
      "broker_connected", "1 while connected to the broker", [&listening] { return listening.connected() ? 1.0 : 0.0; },
      "link", "alarms"));
  table.push_back(gauge(
      "broker_connected", "1 while connected to the broker", [&speaking] { return speaking.connected() ? 1.0 : 0.0; },
      "link", "acks"));
}

}  // namespace

std::vector<Metric> server_metrics(const ServerParts& parts) {
  std::vector<Metric> table;
  add_alarms(table, parts);
  add_standby(table, parts);
  add_timers_and_courier(table, parts);
  add_roads(table, parts.roads);
  add_messages(table, parts);
  add_pools(table, parts);
  add_doors(table, parts);
  return table;
}

}  // namespace lamplight::server
