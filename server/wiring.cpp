// Every part of the server, in the order in which each needs the ones above it.
#include "server/wiring.h"

#include <stdexcept>

#include <spdlog/spdlog.h>

#include "db/clock_anchor.h"
#include "db/directory.h"
#include "db/ledger.h"
#include "db/outbox.h"
#include "db/seal.h"
#include "devices/arrivals.h"
#include "devices/finding_seal.h"
#include "devices/mqtt_link.h"
#include "devices/topic.h"
#include "dispatch/travel.h"
#include "model/limits.h"
#include "server/arrivals_reader.h"
#include "server/audit_sealer.h"
#include "server/claim_keeper.h"
#include "server/clock.h"
#include "server/code_sender.h"
#include "server/courier.h"
#include "server/desk.h"
#include "server/drill_keeper.h"
#include "server/figures.h"
#include "server/glass_watch.h"
#include "server/hands_board.h"
#include "server/http/http_server.h"
#include "server/incident_reader.h"
#include "server/intake.h"
#include "server/known_passwords.h"
#include "server/live_hub.h"
#include "server/messenger.h"
#include "server/mirrored_ledger.h"
#include "server/presence.h"
#include "server/notify/home_voice.h"
#include "server/reconciler.h"
#include "server/road_line.h"
#include "server/road_travel.h"
#include "server/retention_keeper.h"
#include "server/schema_check.h"
#include "server/self_watch.h"
#include "server/server_metrics.h"
#include "server/sign_in_keeper.h"
#include "server/standby.h"
#include "server/timekeeper.h"
#include "server/town_keeper.h"
#include "server/town_watch.h"
#include "server/webhook_sender.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_alarm_sessions = 4;  // intake, timekeeper, courier, town
constexpr std::size_t k_desk_sessions = 8;   // commands of people never wait behind a storm, nor it behind them
constexpr std::size_t k_request_sessions = 12;
constexpr std::size_t k_message_sessions = 3;  // messenger, claims, code sender

LinkSettings listening(const Settings& settings) {
  LinkSettings link{settings.broker.host, settings.broker.port, settings.broker.user, settings.broker.password};
  link.client_id = "lamplight-" + settings.instance + "-alarms";
  link.subscriptions = {std::string(k_topic_base) + "+/+/alarm", std::string(k_broker_dropped_topic)};
  link.clean_session = false;  // alarms that come while this instance restarts wait for it
  return link;
}

LinkSettings speaking(const Settings& settings) {
  LinkSettings link{settings.broker.host, settings.broker.port, settings.broker.user, settings.broker.password};
  link.client_id = "lamplight-" + settings.instance + "-acks";
  return link;
}

db::MasterKeys master_keys_of(const Settings& settings) {
  auto key = db::MasterKeys::read(settings.column_key_file);
  if (!key) throw std::runtime_error(key.error());
  return key.value();
}

// Null where the settings name no router.
std::unique_ptr<RoadTravel> roads_of(const RouterSettings& router, const TravelTime& line, const TownWatch& watched,
                                     RoadFigures& figures) {
  check_router(router);
  if (router.kind.empty()) return nullptr;
  const auto on_duty = [&watched] {
    std::vector<Position> places;
    for (const WorkerCard& worker : *watched.town().workers) {
      if (worker.on_duty && worker.position) places.push_back(*worker.position);
    }
    return places;
  };
  const auto ask = [router](std::span<const Position> sources, const Position& target) {
    return ask_router(router, sources, target);
  };
  const auto elapsed = [] {
    return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
  };
  return std::make_unique<RoadTravel>(line, ask, on_duty, elapsed, Millis{router.deadline_ms}, figures);
}

// Null where the settings name no file.
std::unique_ptr<db::Journal> journal_of(const Settings& settings) {
  if (settings.journal.file.empty()) {
    spdlog::warn("journal.none without [journal] file nothing is acknowledged while the database is away");
    return nullptr;
  }
  auto journal = std::make_unique<db::Journal>(settings.journal.file, limits::journal_entries_max);
  if (!journal->damaged().empty()) spdlog::error("journal.damaged put aside as {}; look into it", journal->damaged());
  return journal;
}

// Null where somebody else keeps the broker's list of devices.
std::unique_ptr<SignInKeeper> sign_ins_of(const Settings& settings, db::Pool& pool, const TownWatch& town,
                                          const Clock& clock) {
  if (settings.sign_ins.devices_file.empty()) return nullptr;
  return std::make_unique<SignInKeeper>(settings, pool, town, clock);
}

}  // namespace

struct Wiring::Parts {
  explicit Parts(const Settings& settings);
  ~Parts();

  // What is counted, and the time.
  AlarmFigures alarm_figures;
  TimerFigures timer_figures;
  CourierFigures courier_figures;
  StandbyFigures standby_figures;
  MessageFigures message_figures;
  Clock clock;
  const std::string instance;
  Instant started_at{};  // by the clock once it is anchored
  const NotifySettings notify;
  const db::MasterKeys master_key;
  const FindingSeal finding_seal;

  // The memory. Alarms, desk and requests have pools of their own.
  db::Pool alarm_pool;
  db::Pool desk_pool;
  db::Pool request_pool;
  db::Pool message_pool;
  IncidentMirror mirror;
  db::MySqlLedger stored;
  db::MySqlLedger stored_by_desk;
  MirroredLedger ledger;
  MirroredLedger desk_ledger;
  db::MySqlOutbox outbox;
  db::MySqlDirectory directory;

  // The way through the town, and the town.
  const GreatCircle line{k_town_speed_mps};
  TownWatch town;
  TownKeeper town_keeper;
  RoadFigures road_figures;
  const std::unique_ptr<RoadTravel> roads;  // where a router is configured
  const TravelTime& travel;

  // What stands in for the database while it is away.
  const std::unique_ptr<db::Journal> journal;
  Standby standby;
  IncidentReader incidents;
  ResidentCards cards;

  // Words that leave.
  MqttLink speaking_link;
  Courier courier;
  LiveHub live;
  WebhookSender webhooks;
  RetentionKeeper retention;
  GlassWatch glass;
  AuditSealer audit_sealer;
  ClaimKeeper claims;
  Messenger messenger;
  std::optional<CodeSender> codes;  // where there is an SMS gateway

  // Decisions.
  HandsBoard hands;
  Desk desk;
  Timekeeper timekeeper;
  std::optional<Reconciler> reconciler;  // where there is a journal
  std::unique_ptr<SignInKeeper> sign_ins;  // where the settings name a file for them
  DrillKeeper drills;
  HttpServer http;

  // Words that come; listened to last.
  SignalLanes lanes;
  Arrivals arrivals;
  Intake intake;
  ArrivalsReader reader;
  SelfWatch self_watch;
  MqttLink listening_link;
  std::optional<Presence> presence;

  [[nodiscard]] HttpParts http_parts(const Settings& settings);
  [[nodiscard]] std::vector<std::unique_ptr<Notifier>> ways_out(const NotifySettings& settings);
  [[nodiscard]] std::string metrics() const;
  [[nodiscard]] std::vector<Bounded> bounds() const;
};

Wiring::Parts::Parts(const Settings& settings)
    : instance(settings.instance),
      notify(settings.notify),
      master_key(master_keys_of(settings)),
      finding_seal(read_secret(settings.findings_file)),
      alarm_pool(settings.database, db::Purpose::alarms, k_alarm_sessions),
      desk_pool(settings.database, db::Purpose::alarms, k_desk_sessions),
      request_pool(settings.database, db::Purpose::requests, k_request_sessions),
      message_pool(settings.database, db::Purpose::requests, k_message_sessions),
      mirror(request_pool),
      stored(alarm_pool),
      stored_by_desk(desk_pool),
      ledger(stored, mirror),
      desk_ledger(stored_by_desk, mirror),
      outbox(alarm_pool),
      directory(alarm_pool),
      town(directory, {line, hour_speeds(settings), Seconds{settings.monitor.utc_offset_min * 60}}),
      town_keeper(town, request_pool, clock),
      roads(roads_of(settings.router, line, town, road_figures)),
      travel(roads ? static_cast<const TravelTime&>(*roads) : line),
      journal(journal_of(settings)),
      standby(ledger, journal.get(), mirror, town, travel, clock, standby_figures),
      incidents(request_pool, standby, mirror, clock),
      cards(request_pool, master_key),
      speaking_link(speaking(settings), {}),
      courier(outbox, speaking_link, clock, courier_figures),
      live(request_pool, incidents, town, clock),
      webhooks(request_pool, master_key, clock),
      retention(request_pool, master_key, clock),
      glass(request_pool, clock),
      audit_sealer(request_pool, master_key, settings.audit_heads_file, clock),
      claims(message_pool, desk_ledger, town, travel, clock, live, limits::claim_silent),
      messenger(message_pool, cards, settings.notify, ways_out(settings.notify), clock, message_figures,
                [this](const IncidentId& incident) { live.committed({}, {{}, {incident}}); }),
      hands(ledger, live),
      desk(desk_ledger, standby, town, travel, clock, courier, hands),
      timekeeper(ledger, standby, town, travel, clock, courier, hands, timer_figures),
      sign_ins(sign_ins_of(settings, request_pool, town, clock)),
      drills(request_pool, desk, standby, town, clock,
             [this](const std::string& topic, const std::string& payload) {
               return speaking_link.publish(topic, payload);
             }),
      http(http_parts(settings)),
      lanes(limits::arrivals_max),
      arrivals(limits::arrivals_max, limits::arrivals_bytes_max, Overflow::refuse),
      intake(lanes, ledger, standby, town, travel, clock, courier, hands, alarm_figures),
      reader(arrivals, lanes, finding_seal, clock, alarm_figures),
      self_watch(bounds(), {{"broker_listening", "the line to the broker (listening)", [this] { return listening_link.connected(); }},
                            {"broker_speaking", "the line to the broker (speaking)", [this] { return speaking_link.connected(); }}}),
      listening_link(listening(settings), [this](Arrived&& message) {
        if (message.topic.starts_with('$')) return self_watch.broker_says(message.topic, message.payload);
        if (!arrivals.offer(std::move(message))) {
          ++alarm_figures.received;
          ++alarm_figures.refused;
        }
      }) {
  if (journal) {
    reconciler.emplace(standby, *journal, ledger, town, travel, clock, courier, standby_figures,
                       [this] { live.begin_anew(); });
  }
  if (!settings.notify.sms_url.empty()) codes.emplace(message_pool, master_key, settings.notify, clock);
  started_at = clock.now();
  speaking_link.start();
  http.start();
  listening_link.start();
  self_watch.start();
  presence.emplace("server", settings.instance, request_pool, clock, [this] { return self_watch.state(); });
}

// Nothing new comes in, what runs is finished, streams are ended; the rest ends in reverse order.
Wiring::Parts::~Parts() {
  presence.reset();
  self_watch.stop();
  listening_link.stop();
  http.drain_and_stop();
  reconciler.reset();
  live.stop();
}

std::vector<std::unique_ptr<Notifier>> Wiring::Parts::ways_out(const NotifySettings& settings) {
  auto ways = notifiers_of(settings);
  ways.push_back(std::make_unique<HomeVoice>(
      [this](const std::string& topic, const std::string& payload) { return speaking_link.publish(topic, payload); }));
  return ways;
}

HttpParts Wiring::Parts::http_parts(const Settings& settings) {
  return {
      settings.http,
      desk,
      town,
      clock,
      request_pool,
      incidents,
      cards,
      live,
      notify,
      claims,
      master_key,
      [this] {
        return Readiness{ledger.next_due().ok(), listening_link.connected() && speaking_link.connected()};
      },
      [this] { return metrics(); },
      [this] { return db::InstanceRow{"server", instance, started_at, clock.now(), self_watch.state()}; },
      [this](const std::string& topic, const std::string& payload) { return speaking_link.publish(topic, payload); },
      sign_ins.get()};
}

// Everything that can fill up.
std::vector<Bounded> Wiring::Parts::bounds() const {
  const auto number = [](auto value) { return static_cast<double>(value); };
  const auto pool = [number](const db::Pool& watched) {
    return [&watched, number] { return number(watched.figures().in_use); };
  };
  std::vector<Bounded> table{
      {"arrivals", [this, number] { return number(arrivals.figures().depth); }, number(limits::arrivals_max)},
      {"arrivals_bytes", [this, number] { return number(arrivals.figures().bytes); },
       number(limits::arrivals_bytes_max)},
      {"lanes", [this, number] { return number(lanes.figures().depth); }, number(limits::arrivals_max)},
      {"pool_alarms", pool(alarm_pool), number(alarm_pool.figures().sessions_max)},
      {"pool_desk", pool(desk_pool), number(desk_pool.figures().sessions_max)},
      {"pool_requests", pool(request_pool), number(request_pool.figures().sessions_max)},
      {"http_threads", [this, number] { return number(http.figures().threads_busy); },
       number(HttpServer::threads_max())},
      {"http_waiting", [this, number] { return number(http.figures().connections_waiting); },
       number(HttpServer::connections_waiting_max())},
  };
  if (journal) {
    table.push_back({"journal", [this, number] { return number(journal->figures().depth + journal->figures().aside); },
                     number(limits::journal_entries_max)});
  }
  return table;
}

std::string Wiring::Parts::metrics() const {
  return metrics_text(self_watch.metrics()) +
         metrics_text(server_metrics({alarm_figures, timer_figures, courier_figures, lanes, arrivals, listening_link,
                                      speaking_link, alarm_pool, desk_pool, request_pool, live, http, standby_figures,
                                      clock, road_figures, journal.get(), message_figures, glass.overdue()}));
}

Wiring::Wiring(const Settings& settings) {
  check_database(settings.database);
  refuse_known_passwords(settings);
  parts_ = std::make_unique<Parts>(settings);
  spdlog::info("server.ready instance={} http_port={}", settings.instance, parts_->http.port());
}

Wiring::~Wiring() {
  spdlog::info("server.stopping");
}

int Wiring::http_port() const {
  return parts_->http.port();
}

}  // namespace lamplight::server
