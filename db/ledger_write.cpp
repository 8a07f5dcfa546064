// The one transaction of design §2 step 5, in few multi-row statements.
//
// Timers come first and in order of their ids: every transaction locks an incident's timer before the
// incident, as the timekeeper does, so two of them wait for each other in one direction only.
#include "db/ledger_write.h"

#include "db/effects.h"
#include "db/incident_rows.h"
#include "db/statements_incidents.h"
#include "db/statements_messages.h"
#include "model/limits.h"
#include "model/planted_bug.h"

namespace lamplight::db {
namespace {

void write_timers(Session& session, const Changes& changes) {
  std::vector<Params> put;
  std::vector<IncidentId> gone;
  for (const auto& [incident, due] : timers_of(changes)) {
    if (due) {
      put.push_back({incident, *due});
    } else {
      gone.push_back(incident);
    }
  }
  if (!planted("no_timer", 3)) session.insert(k_put_timers, put);
  for (const IncidentId& incident : gone) session.change(k_delete_timer, {incident});
}

void write_incidents(Session& session, const Changes& changes) {
  for (const Incident* incident : in_order(changes.updated)) {
    if (session.change(k_update_incident, update_params_of(*incident)) == 0) {
      throw DbFault(FaultKind::conflict, 0, "the incident has changed since it was read");
    }
  }
  std::vector<Params> opened;
  for (const Incident& incident : changes.opened) opened.push_back(params_of(incident));
  session.insert(k_insert_incidents, opened);
}

void write_alarms(Session& session, const Changes& changes) {
  std::vector<Params> rows;
  for (const AlarmRow& alarm : changes.alarms) rows.push_back(params_of(alarm, storm_district_of(alarm, changes)));
  session.insert(k_insert_alarms, rows);
  for (const auto& [repeat, repeated] : counted(changes.repeats)) {
    session.change(k_repeat_alarm, {repeated.times, repeated.at, repeat.device, repeat.id, repeat.generation});
  }
}

template <class T>
void write_rows(Session& session, std::string_view statement, const std::vector<T>& values) {
  std::vector<Params> rows;
  rows.reserve(values.size());
  for (const T& value : values) rows.push_back(params_of(value));
  session.insert(statement, rows);
}

void write_offers(Session& session, const Changes& changes) {
  write_rows(session, k_insert_offers, changes.offers);
  for (const OfferAnswer& answer : changes.offer_answers) {
    if (planted("answer_not_kept", 3)) continue;
    session.change(k_answer_offer, {name_of(answer.state), answer.at, answer.incident, answer.worker, answer.round});
  }
}

std::vector<Ack> write_outbox(Session& session, const Changes& changes, Instant now) {
  std::vector<AlarmRow> stored;
  Params told;
  for (const IncidentId& incident : told_before(changes)) told.emplace_back(incident);
  session.query_in(k_select_answerable_alarms, {}, told, {}, [&](const Row& row) { stored.push_back(alarm_of(row)); });
  std::vector<Ack> acks = acks_of(changes, std::move(stored));
  std::vector<Params> rows;
  for (const Ack& ack : acks) rows.push_back(params_of(ack, now + limits::outbox_claim_age));
  if (!planted("no_outbox")) session.insert(k_insert_outbox, rows);
  return acks;
}

void write_messages(Session& session, const Changes& changes) {
  Params asked;
  for (const Tiding& tiding : changes.tidings) asked.emplace_back(tiding.incident);
  std::vector<Told> told;
  session.query_in(k_select_told, {}, asked, {}, [&](const Row& row) {
    if (const auto recipient = recipient_named(row.text(1)))
      told.push_back({row.id<IncidentId>(0), *recipient, row.text(2)});
  });
  std::vector<Params> rows;
  for (const Message& message : messages_of(changes, told)) rows.push_back(params_of(message));
  session.insert(k_insert_messages, rows);
}

}  // namespace

Committed write_changes(Session& session, const Changes& changes, Instant now) {
  write_timers(session, changes);
  write_incidents(session, changes);
  write_alarms(session, changes);
  write_rows(session, k_insert_evidence, changes.evidence);
  write_rows(session, k_insert_history, changes.history);
  write_offers(session, changes);
  write_messages(session, changes);
  std::vector<Ack> acks = write_outbox(session, changes, now);
  if (!planted("no_audit", 3)) write_rows(session, k_insert_audit, changes.audit);
  return committed_of(changes, std::move(acks));
}

}  // namespace lamplight::db
