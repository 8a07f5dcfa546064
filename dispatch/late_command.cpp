// Commands that were given while the database was away, brought into it.
#include <algorithm>
#include <tuple>

#include "dispatch/reconcile.h"

namespace lamplight {
namespace {

// Marks the answer of a worker who accepted while the database was away; the field app and desk show it.
constexpr const char* k_accepted_away = "accepted while the database was away";
constexpr const char* k_server = "server";

// Only an acceptance that was provisional as well, and later, gives way, and only until somebody is there.
bool gives_way(const Incident& incident, const Situation& situation, const WorkerId& me, Instant then) {
  if (incident.state != IncidentState::assigned && incident.state != IncidentState::on_the_way) return false;
  const Offer* theirs = nullptr;
  for (const Offer& offer : situation.offers) {
    const bool of_holder = offer.incident == incident.id && offer.worker == *incident.worker;
    if (of_holder && (theirs == nullptr || offer.round > theirs->round)) theirs = &offer;
  }
  if (theirs == nullptr || theirs->state != OfferState::accepted || theirs->reasons != k_accepted_away) return false;
  return std::tie(theirs->at, theirs->worker) > std::tie(then, me);
}

int next_round(const Situation& situation, const IncidentId& incident, const WorkerId& worker) {
  int round = 0;
  for (const Offer& offer : situation.offers) {
    if (offer.incident == incident && offer.worker == worker) round = std::max(round, offer.round + 1);
  }
  return round;
}

// The offer that says accepted also says how, so that another server's later entry can tell.
void mark_accepted_away(Changes& changes, const Situation& before, const Incident& incident, const WorkerId& me,
                        Instant then) {
  Offer offer{.incident = incident.id, .worker = me, .state = OfferState::accepted, .at = then, .expires_at = then};
  offer.round = next_round(before, incident.id, me);
  offer.reasons = k_accepted_away;
  changes.offers.push_back(std::move(offer));
  // It is her own word, though the change is that of an assignment.
  for (HistoryEntry& entry : changes.history) {
    if (entry.incident == incident.id && entry.what == "assigned") entry.what = "accepted";
  }
  for (AuditEntry& entry : changes.audit) {
    if (entry.subject == "incident:" + incident.id.text() && entry.what == "incident.assigned")
      entry.what = "incident.accepted";
  }
}

// By way of an assignment, which asks for no offer and takes the incident from who has it.
LateCommand accept_late(const Command& command, const Incident& incident, const Situation& before, const Town& town,
                        const TravelTime& travel, Instant then) {
  LateCommand result;
  const WorkerId me = *command.as_worker;
  const bool waits = incident.state == IncidentState::open || incident.state == IncidentState::offered;
  const bool swaps = gives_way(incident, before, me, then);
  std::string why = is_ended(incident.state) ? "the incident is over" : "another worker has it";
  if (waits || swaps) {
    const Command assign{.kind = CommandKind::assign, .who = command.who, .worker = me, .text = k_accepted_away};
    auto changes = carry_out(assign, incident.id, before, town, travel, then);
    if (changes) {
      result.changes = std::move(changes).value();
      mark_accepted_away(result.changes, before, incident, me, then);
      if (swaps) {
        result.superseded.push_back(*incident.worker);
        result.changes.history.push_back(
            {incident.id, then, k_server, "superseded", incident.worker, "an earlier acceptance stands"});
      }
      return result;
    }
    why = changes.error().detail;
  }
  result.superseded.push_back(me);
  Draft draft(before, town, travel, then);
  draft.edit(incident.id);
  draft.answer(incident.id, me, OfferState::withdrawn);
  draft.note(incident.id, command.who, "superseded", me, why);
  result.changes = draft.take();
  return result;
}

}  // namespace

bool is_fulfilled(const Command& command, const Incident& incident) {
  const IncidentState state = incident.state;
  const bool hers = !command.as_worker || incident.worker == command.as_worker;
  switch (command.kind) {
    case CommandKind::acknowledge:
      return incident.acknowledged_by == command.who;
    case CommandKind::accept:
      return is_held(state) && incident.worker == command.as_worker;
    case CommandKind::assign:
      return is_held(state) && incident.worker == command.worker;
    case CommandKind::depart:
      return hers && (state == IncidentState::on_the_way || state == IncidentState::arrived ||
                      state == IncidentState::resolved);
    case CommandKind::arrive:
      return hers && (state == IncidentState::arrived || state == IncidentState::resolved);
    case CommandKind::resolve:
      return hers && (state == IncidentState::resolved || is_ended(state));
    case CommandKind::close:
    case CommandKind::cancel:
      return is_ended(state);
    case CommandKind::reopen:
      return !is_ended(state);
    case CommandKind::offer:
    case CommandKind::decline:
    case CommandKind::escalate:
    case CommandKind::note:
      return false;
  }
  return false;
}

LateCommand carry_out_late(const Command& command, const IncidentId& incident, Situation situation, const Town& town,
                           const TravelTime& travel, Instant then, Instant now) {
  const Situation before = situation;
  Draft draft(std::move(situation), town, travel, then);
  LateCommand result;
  const Incident* known = draft.find(incident);
  if (known == nullptr || is_fulfilled(command, *known)) return result;
  if (command.kind == CommandKind::accept && command.as_worker) {
    result = accept_late(command, *known, before, town, travel, then);
    result.changes = brought_to(std::move(result.changes), before, then, now);
    return result;
  }
  auto changes = carry_out(command, incident, before, town, travel, then);
  if (!changes) {
    draft.edit(incident);
    draft.note(incident, command.who, "not_applied", command.as_worker,
               std::string(name_of(command.kind)) + ": " + changes.error().detail);
    changes = draft.take();
  }
  result.changes = brought_to(std::move(changes).value(), before, then, now);
  return result;
}

Changes open_by_hand_late(const ByHand& wish, Situation situation, const Town& town, const TravelTime& travel,
                          Instant then, Instant now) {
  const Situation before = situation;
  Draft draft(std::move(situation), town, travel, then);
  if (draft.find(wish.id) != nullptr) return {};
  auto changes = open_by_hand(wish, before, town, travel, then);
  if (changes) return brought_to(std::move(changes).value(), before, then, now);
  for (const Incident& incident : before.incidents) {
    if (!is_joinable(incident.state)) continue;
    draft.edit(incident.id);
    draft.note(incident.id, wish.who, "raised", {}, wish.text);
  }
  return brought_to(draft.take(), before, then, now);
}

}  // namespace lamplight
