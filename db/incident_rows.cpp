// Column by column.
#include "db/incident_rows.h"

#include "db/columns.h"

namespace lamplight::db {
namespace {

template <class E>
E known(const std::optional<E>& value, const char* column) {
  if (!value) throw DbFault(FaultKind::other, 0, std::string{"an unknown word in the column "} + column);
  return *value;
}

std::optional<double> latitude(const std::optional<Position>& place) {
  return place ? std::optional{place->lat} : std::nullopt;
}
std::optional<double> longitude(const std::optional<Position>& place) {
  return place ? std::optional{place->lon} : std::nullopt;
}

std::optional<int> small_or_nothing(const Row& row, unsigned column) {
  if (row.null(column)) return std::nullopt;
  return static_cast<int>(row.integer(column));
}

int small(const Row& row, unsigned column) {
  return static_cast<int>(row.integer(column));
}

// The columns that inserts and updates share: all but the id and the version in the condition.
void append_values(Params& params, const Incident& i) {
  const std::optional<Instant> deadline = i.deadline ? std::optional{i.deadline->at} : std::nullopt;
  const Params values{name_of(i.state),
                      facts_of(i.kind).name,
                      fitting(i.kind_text, k_kind_chars),
                      name_of(i.queue),
                      i.priority,
                      i.test,
                      i.resident,
                      i.district,
                      latitude(i.place),
                      longitude(i.place),
                      joined(i.needs),
                      i.join_key,
                      i.opened_at,
                      i.acknowledged_at,
                      i.acknowledged_by,
                      i.worker,
                      i.eta_s,
                      i.eta_at,
                      deadline,
                      i.deadline ? name_of(i.deadline->what) : std::string_view{},
                      i.step,
                      i.wished_for,
                      i.raises,
                      i.ack_seq,
                      i.outcome ? name_of(*i.outcome) : std::string_view{},
                      i.ended_at,
                      i.changed_at,
                      i.version};
  params.insert(params.end(), values.begin(), values.end());
}

}  // namespace

Params params_of(const Incident& incident) {
  Params params{incident.id};
  append_values(params, incident);
  return params;
}

Params update_params_of(const Incident& incident) {
  Params params;
  append_values(params, incident);
  params.emplace_back(incident.id);
  params.emplace_back(incident.version - 1);
  return params;
}

Params params_of(const AlarmRow& alarm, const std::optional<DistrictId>& storm_district) {
  return {alarm.device,     alarm.id,    alarm.generation,  alarm.district, fitting(alarm.kind_text, k_kind_chars),
          alarm.incident,   alarm.at,    alarm.received_at, alarm.repeats,  alarm.seq_base,
          alarm.answerable, alarm.flags, storm_district};
}

Params params_of(const Evidence& evidence) {
  return {evidence.incident,
          evidence.at,
          evidence.source,
          evidence.device,
          evidence.alarm,
          fitting(evidence.kind_text, k_kind_chars),
          fitting(evidence.text, k_evidence_chars),
          evidence.raw};
}

Params params_of(const HistoryEntry& entry) {
  return {entry.incident, entry.at,     fitting(entry.who, k_who_chars),
          entry.what,     entry.worker, fitting(entry.detail, k_detail_chars)};
}

Params params_of(const AuditEntry& entry) {
  return {entry.at, fitting(entry.who, k_who_chars), entry.what, fitting(entry.subject, k_subject_chars),
          fitting(entry.detail, k_detail_chars)};
}

Params params_of(const Offer& offer) {
  return {offer.incident,
          offer.worker,
          offer.round,
          name_of(offer.state),
          offer.at,
          nullptr,
          offer.expires_at,
          offer.eta_s,
          offer.cost_s,
          offer.distance_m,
          fitting(offer.reasons, k_reasons_chars),
          fitting(offer.considered, k_considered_chars)};
}

Params params_of(const Ack& ack, Instant due) {
  return {ack.device,
          ack.alarm,
          ack.seq,
          ack.district,
          name_of(ack.state),
          ack.at,
          ack.incident,
          fitting(ack.worker, k_name_chars),
          ack.eta_s,
          fitting(ack.reason, k_reason_chars),
          due};
}

Params params_of(const Message& message) {
  return {message.id, message.incident, name_of(message.to), message.whom, name_of(message.about), message.code, message.loud,
          message.at, message.until,    message.at};
}

Incident incident_of(const Row& row) {
  Incident i;
  i.id = row.id<IncidentId>(0);
  i.state = known(incident_state_named(row.text(1)), "incidents.state");
  i.kind = known(stored_kind(row.text(2)), "incidents.kind");
  i.kind_text = row.text(3);
  i.queue = known(stored_class(row.text(4)), "incidents.queue");
  i.priority = small(row, 5);
  i.test = row.truth(6);
  i.resident = row.id_or_nothing<ResidentId>(7);
  i.district = row.id<DistrictId>(8);
  if (!row.null(9) && !row.null(10)) i.place = Position{row.real(9), row.real(10)};
  for (std::string& code : split(row.text(11))) i.needs.emplace_back(std::move(code));
  i.join_key = row.text(12);
  i.opened_at = row.instant(13);
  i.acknowledged_at = row.instant_or_nothing(14);
  i.acknowledged_by = row.text(15);
  i.worker = row.id_or_nothing<WorkerId>(16);
  i.eta_s = small_or_nothing(row, 17);
  i.eta_at = row.instant_or_nothing(18);
  if (!row.null(19)) {
    i.deadline = Deadline{row.instant(19), known(deadline_named(row.text(20)), "incidents.deadline_what")};
  }
  i.step = small(row, 21);
  i.wished_for = row.instant_or_nothing(22);
  i.raises = small(row, 23);
  i.ack_seq = row.integer(24);
  if (const std::string outcome = row.text(25); !outcome.empty()) {
    i.outcome = known(outcome_named(outcome), "incidents.outcome");
  }
  i.ended_at = row.instant_or_nothing(26);
  i.changed_at = row.instant(27);
  i.version = row.integer(28);
  return i;
}

AlarmRow alarm_of(const Row& row) {
  AlarmRow alarm;
  alarm.device = row.id<DeviceId>(0);
  alarm.id = row.id<AlarmId>(1);
  alarm.generation = small(row, 2);
  alarm.district = row.id<DistrictId>(3);
  alarm.kind_text = row.text(4);
  alarm.incident = row.id_or_nothing<IncidentId>(5);
  alarm.at = row.instant_or_nothing(6);
  alarm.received_at = row.instant(7);
  alarm.repeats = small(row, 8);
  alarm.seq_base = row.integer(9);
  alarm.answerable = row.truth(10);
  alarm.flags = row.text(11);
  return alarm;
}

Offer offer_of(const Row& row) {
  Offer offer;
  offer.incident = row.id<IncidentId>(0);
  offer.worker = row.id<WorkerId>(1);
  offer.round = small(row, 2);
  offer.state = known(offer_state_named(row.text(3)), "offers.state");
  offer.at = row.instant(4);
  offer.expires_at = row.instant(5);
  offer.eta_s = small(row, 6);
  offer.cost_s = small(row, 7);
  offer.distance_m = small(row, 8);
  offer.reasons = row.text(9);
  return offer;
}

Commitment commitment_of(const Row& row) {
  return {row.id<WorkerId>(0), row.id<IncidentId>(1), small(row, 2),
          known(stored_class(row.text(3)), "incidents.queue") == IncidentClass::emergency, row.truth(4), row.truth(5)};
}

Ack ack_of(const Row& row) {
  Ack ack;
  ack.device = row.id<DeviceId>(0);
  ack.alarm = row.id<AlarmId>(1);
  ack.seq = row.integer(2);
  ack.district = row.id<DistrictId>(3);
  ack.state = known(ack_state_named(row.text(4)), "outbox.state");
  ack.at = row.instant(5);
  ack.incident = row.id_or_nothing<IncidentId>(6);
  ack.worker = row.text(7);
  ack.eta_s = small_or_nothing(row, 8);
  ack.reason = row.text(9);
  return ack;
}

}  // namespace lamplight::db
