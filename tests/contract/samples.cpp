// Full rows.
#include "tests/contract/samples.h"

namespace lamplight::tests {

using namespace std::chrono_literals;

Incident sample_incident(const std::string& id, const std::string& join_key) {
  Incident incident;
  incident.id = IncidentId{id};
  incident.state = IncidentState::offered;
  incident.kind = AlarmKind::fall;
  incident.kind_text = "fall";
  incident.queue = IncidentClass::emergency;
  incident.priority = 1;
  incident.resident = ResidentId{"r-17"};
  incident.district = DistrictId{"guzhen"};
  incident.place = Position{22.6131234567, 113.1908765432};
  incident.needs = {SkillCode{"lifting"}, SkillCode{"wound_care"}};
  incident.join_key = join_key;
  incident.opened_at = k_morning;
  incident.acknowledged_at = k_morning + 3s;
  incident.acknowledged_by = "u-d-1";
  incident.eta_s = 420;
  incident.eta_at = k_morning + 4s;
  incident.deadline = Deadline{k_morning + 45s, DeadlineWhat::offer_answer};
  incident.step = 2;
  incident.raises = 1;
  incident.ack_seq = 1;
  incident.changed_at = k_morning + 5s;
  incident.version = 1;
  return incident;
}

AlarmRow sample_alarm(const std::string& device, const std::string& alarm, const std::string& incident) {
  AlarmRow row;
  row.device = DeviceId{device};
  row.id = AlarmId{alarm};
  row.generation = 1;
  row.district = DistrictId{"guzhen"};
  row.kind_text = "fall";
  row.incident = IncidentId{incident};
  row.at = k_morning - 1s;
  row.received_at = k_morning;
  row.flags = "clock_wrong,retained";
  return row;
}

Offer sample_offer(const std::string& incident, const std::string& worker, int round) {
  Offer offer;
  offer.incident = IncidentId{incident};
  offer.worker = WorkerId{worker};
  offer.round = round;
  offer.at = k_morning;
  offer.expires_at = k_morning + 45s;
  offer.eta_s = 360;
  offer.cost_s = 500;
  offer.distance_m = 1620;
  offer.reasons = "6 min away\nspeaks Cantonese";
  return offer;
}

Incident next(Incident incident) {
  ++incident.version;
  incident.changed_at += 1s;
  return incident;
}

Incident held_by(Incident incident, const std::string& worker) {
  incident = next(std::move(incident));
  incident.state = IncidentState::assigned;
  incident.worker = WorkerId{worker};
  incident.deadline = Deadline{k_morning + 120s, DeadlineWhat::depart};
  return incident;
}

Incident closed(Incident incident) {
  incident = next(std::move(incident));
  incident.state = IncidentState::closed;
  incident.worker.reset();
  incident.deadline.reset();
  incident.outcome = Outcome::helped;
  incident.ended_at = incident.changed_at;
  return incident;
}

Changes opening(const Incident& incident, const AlarmRow& alarm) {
  Changes changes;
  changes.opened = {incident};
  changes.alarms = {alarm};
  Evidence evidence;
  evidence.incident = incident.id;
  evidence.at = k_morning;
  evidence.source = "device";
  evidence.device = alarm.device;
  evidence.alarm = alarm.id;
  evidence.kind_text = alarm.kind_text;
  evidence.text = "浴室 bathroom";
  changes.evidence = {evidence};
  changes.history = {{incident.id, k_morning, "device:" + alarm.device.text(), "opened", {}, ""}};
  changes.tellings = {{incident.id, AckState::received, k_morning, "", {}, incident.ack_seq}};
  changes.audit = {{k_morning, "server", "incident.open", "incident:" + incident.id.text(), ""}};
  return changes;
}

Changes updating(const Incident& incident) {
  Changes changes;
  changes.updated = {incident};
  return changes;
}

SituationQuery about(const std::string& incident) {
  SituationQuery query;
  query.incidents = {IncidentId{incident}};
  return query;
}

SituationQuery about_alarm(const std::string& device, const std::string& alarm) {
  SituationQuery query;
  query.alarms = {{DeviceId{device}, AlarmId{alarm}}};
  return query;
}

}  // namespace lamplight::tests
