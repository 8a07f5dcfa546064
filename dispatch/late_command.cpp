// Commands that were given while the database was away, brought into it.
#include <tuple>

#include "dispatch/escalation.h"
#include "dispatch/reconcile.h"

namespace lamplight {
namespace {

// Marks the answer of a worker who accepted while the database was away; the field app and desk show it.
constexpr const char* k_accepted_away = "accepted while the database was away";
constexpr const char* k_server = "server";

// It has come about by itself, or this very entry has been brought in before.
bool is_done(const Command& command, const Incident& incident) {
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

class LateAcceptance {
 public:
  LateAcceptance(Draft& draft, const IncidentId& id, const Command& command, LateCommand& result)
      : draft_(draft), id_(id), command_(command), me_(*command.as_worker), result_(result) {}

  void run() {
    const Incident& incident = *draft_.find(id_);
    const Commitment* busy = draft_.emergency_of(me_);
    const bool elsewhere = incident.queue == IncidentClass::emergency && busy != nullptr && busy->incident != id_;
    if (incident.state == IncidentState::open || incident.state == IncidentState::offered) {
      return elsewhere ? give_way("the worker holds another emergency") : take();
    }
    if (!elsewhere && was_before(incident)) return take_from(*incident.worker);
    give_way(is_ended(incident.state) ? "the incident is over" : "another worker has it");
  }

 private:
  // Only an acceptance that was provisional as well, and later, gives way, and only until somebody is there.
  [[nodiscard]] bool was_before(const Incident& incident) const {
    if (incident.state != IncidentState::assigned && incident.state != IncidentState::on_the_way) return false;
    const Offer* theirs = nullptr;
    for (const Offer& offer : draft_.situation().offers) {
      const bool of_holder = offer.incident == id_ && offer.worker == *incident.worker;
      if (of_holder && (theirs == nullptr || offer.round > theirs->round)) theirs = &offer;
    }
    if (theirs == nullptr || theirs->state != OfferState::accepted || theirs->reasons != k_accepted_away) return false;
    return std::tie(theirs->at, theirs->worker) > std::make_tuple(draft_.now(), me_);
  }

  void take() {
    draft_.answer(id_, me_, OfferState::withdrawn);  // the row that says accepted also says how
    draft_.record_answer(id_, me_, OfferState::accepted, k_accepted_away);
    draft_.withdraw_offers(id_, OfferState::withdrawn);
    draft_.hold(id_, me_);
    Incident& row = draft_.edit(id_);
    row.deadline = deadline_of_held(row.state, row.eta_s.value_or(0), draft_.now());
    draft_.note(id_, command_.who, "accepted", me_, k_accepted_away);
    draft_.tell_all(id_);
  }

  void take_from(const WorkerId& other) {
    result_.superseded.push_back(other);
    draft_.edit(id_);
    draft_.note(id_, k_server, "superseded", other, "an earlier acceptance stands");
    draft_.record_answer(id_, other, OfferState::withdrawn);
    draft_.release(id_);
    take();
  }

  void give_way(const std::string& why) {
    result_.superseded.push_back(me_);
    draft_.edit(id_);
    draft_.answer(id_, me_, OfferState::withdrawn);
    draft_.note(id_, command_.who, "superseded", me_, why);
  }

  Draft& draft_;
  const IncidentId& id_;
  const Command& command_;
  const WorkerId me_;
  LateCommand& result_;
};

}  // namespace

LateCommand carry_out_late(const Command& command, const IncidentId& incident, Situation situation, const Town& town,
                           const TravelTime& travel, Instant then, Instant now) {
  const Situation before = situation;
  Draft draft(std::move(situation), town, travel, then);
  LateCommand result;
  const Incident* known = draft.find(incident);
  if (known == nullptr || is_done(command, *known)) return result;
  if (command.kind == CommandKind::accept && command.as_worker) {
    LateAcceptance(draft, incident, command, result).run();
    result.changes = brought_to(draft.take(), before, then, now);
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
