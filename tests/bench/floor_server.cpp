// Callback → queue → COMMIT → ack.
#include "tests/bench/floor_server.h"

#include <iostream>

#include "db/ledger.h"
#include "db/outbox.h"
#include "devices/arrivals.h"
#include "devices/encode.h"
#include "devices/mqtt_link.h"
#include "devices/topic.h"
#include "model/digest.h"
#include "model/limits.h"
#include "server/clock.h"
#include "server/courier.h"
#include "server/thread.h"

namespace lamplight::bench {
namespace {

// The rows of one press, as the server writes them.
void add_rows(Changes& changes, const Topic& topic, const std::string& id, Instant now) {
  const IncidentId incident_id{"i" + digest_of({topic.device.text(), id, "0"})};
  Incident incident{.id = incident_id, .state = IncidentState::offered, .kind = AlarmKind::sos, .kind_text = "sos"};
  incident.priority = 1;
  incident.resident = ResidentId{"r" + topic.device.text().substr(1)};
  incident.district = topic.district;
  incident.place = Position{22.6, 113.2};
  incident.join_key = "r:" + incident.resident->text() + ":emergency";
  incident.opened_at = now;
  incident.changed_at = now;
  incident.deadline = Deadline{now + Millis{45'000}, DeadlineWhat::offer_answer};
  incident.ack_seq = 1;
  incident.version = 1;
  changes.opened.push_back(incident);
  changes.alarms.push_back({.device = topic.device, .id = AlarmId{id}, .district = topic.district, .kind_text = "sos",
                            .incident = incident_id, .received_at = now});
  changes.evidence.push_back({incident_id, now, "device", topic.device, AlarmId{id}, "sos", "pendant", {}});
  changes.history.push_back({incident_id, now, "device:" + topic.device.text(), "opened", {}, "sos"});
  changes.history.push_back({incident_id, now, "server", "offered", WorkerId{"w-0"}, {}});
  changes.audit.push_back({now, "device:" + topic.device.text(), "incident.opened", "incident:" + incident_id.text(), {}});
  changes.audit.push_back({now, "server", "incident.offered", "incident:" + incident_id.text(), "worker:w-0"});
  changes.offers.push_back({.incident = incident_id, .worker = WorkerId{"w-0"}, .at = now, .expires_at = now + Millis{45'000},
                            .eta_s = 60, .cost_s = 60, .distance_m = 300, .reasons = "1 min away"});
  changes.acks.push_back({.device = topic.device, .district = topic.district, .alarm = AlarmId{id}, .at = now,
                          .incident = incident_id});
}

std::string id_in(const std::string& payload) {
  const auto from = payload.find("\"id\":\"") + 6;
  return payload.substr(from, payload.find('"', from) - from);
}

}  // namespace

void serve_floor(const FloorSettings& settings) {
  db::Address address{.socket = settings.socket, .database = settings.database, .user = settings.user,
                      .password = settings.password};
  db::Pool pool(address, db::Purpose::alarms, 3);
  db::MySqlLedger ledger(pool);
  db::MySqlOutbox outbox(pool);
  server::Clock clock;
  server::CourierFigures figures;
  Arrivals arrivals(limits::arrivals_max, std::size_t{64} << 20, Overflow::refuse);
  MqttLink out({"127.0.0.1", settings.broker_port, settings.broker_user, settings.broker_password, "floor-out"}, {});
  out.start();
  server::Courier courier(outbox, out, clock, figures);
  LinkSettings listening{"127.0.0.1", settings.broker_port, settings.broker_user, settings.broker_password, "floor-in"};
  listening.subscriptions = {"lamplight/v1/+/+/alarm"};
  MqttLink in(listening, [&](Arrived&& message) { [[maybe_unused]] const bool kept = arrivals.offer(std::move(message)); });
  in.start();
  const server::Thread worker("floor", [&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      Changes changes;
      const Instant now = clock.now();
      for (const Arrived& message : arrivals.take_batch(limits::intake_batch_max, Millis{100}, stop)) {
        if (const auto topic = read_topic(message.topic)) add_rows(changes, *topic, id_in(message.payload), now);
      }
      if (changes.empty()) continue;
      const auto committed = ledger.apply(changes, now);
      if (committed) courier.send(committed.value().acks, {});
    }
  });
  std::string line;
  std::cout << "ready" << std::endl;
  std::getline(std::cin, line);
  in.stop();
  out.stop();
}

}  // namespace lamplight::bench
