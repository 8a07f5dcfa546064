// Which command is legal in which state, and what it changes.
#include "dispatch/lifecycle.h"

#include <algorithm>
#include <array>

#include "dispatch/escalation.h"
#include "dispatch/intake.h"
#include "dispatch/second_person.h"
#include "model/check.h"
#include "model/limits.h"
#include "model/planted_bug.h"

namespace lamplight {
namespace {

constexpr std::array<std::string_view, 13> k_names{"acknowledge", "offer",   "assign", "accept",   "decline",
                                                   "depart",      "arrive",  "resolve", "close",   "escalate",
                                                   "note",        "cancel",  "reopen"};

using Verdict = std::optional<Forbidden>;

// One command on one incident; each function is one line of the table of contracts §3.
class Transition {
 public:
  Transition(Draft& draft, const IncidentId& id, const Command& command) : draft_(draft), id_(id), command_(command) {}

  [[nodiscard]] Verdict run() {
    if (command_.seen && *command_.seen != now_is().version) {
      return Forbidden{"stale", "The incident has changed since you saw it; look at it again."};
    }
    switch (command_.kind) {
      case CommandKind::acknowledge: return acknowledge();
      case CommandKind::offer: return offer();
      case CommandKind::assign: return assign();
      case CommandKind::accept: return accept();
      case CommandKind::decline: return decline();
      case CommandKind::depart: return depart();
      case CommandKind::arrive: return arrive();
      case CommandKind::resolve: return resolve();
      case CommandKind::close: return close();
      case CommandKind::escalate: return escalate();
      case CommandKind::note: return note();
      case CommandKind::cancel: return cancel();
      case CommandKind::reopen: return reopen();
    }
    LAMPLIGHT_CHECK(false && "a command outside the enumeration");
  }

 private:
  [[nodiscard]] const Incident& now_is() const { return *draft_.find(id_); }
  [[nodiscard]] IncidentState state() const { return now_is().state; }
  void say(const std::string& what, std::optional<WorkerId> worker = {}) {
    draft_.note(id_, command_.who, what, std::move(worker), command_.text);
  }

  [[nodiscard]] Verdict not_in(const std::string& what) const {
    return Forbidden{"wrong_state", "The incident is " + std::string(name_of(state())) + "; " + what + "."};
  }

  // A command of somebody else's hand on an incident: only its holder's, or a dispatcher's for her.
  [[nodiscard]] Verdict not_yours() const {
    if (!command_.as_worker || now_is().worker == command_.as_worker) return std::nullopt;
    return Forbidden{"not_yours", "The incident is not in this worker's hands."};
  }

  // One emergency at a time; but a more urgent one may take her from one that she is on the way to. A service request
  // waits for her.
  [[nodiscard]] Verdict busy(const WorkerId& worker) const {
    const IncidentClass queue = now_is().queue;
    if (queue != IncidentClass::emergency && queue != IncidentClass::service) return std::nullopt;
    const Commitment* held = draft_.emergency_of(worker);
    if (held == nullptr || held->incident == id_) return std::nullopt;
    if (queue == IncidentClass::emergency && may_displace(now_is(), *held) && draft_.find(held->incident) != nullptr) return std::nullopt;
    return Forbidden{"worker_busy", "The worker already holds the emergency " + held->incident.text() + "."};
  }

  // What else binds her: an emergency in hand is given back and offered anew, and offers that she can't
  // take any more do not wait for their end. All in this one decision.
  void take_from_others(const WorkerId& worker) {
    if (now_is().queue != IncidentClass::emergency) return;
    std::vector<Commitment> bound;
    for (const Commitment& tie : draft_.situation().commitments) {
      if (tie.worker == worker && tie.incident != id_ && tie.emergency && draft_.find(tie.incident) != nullptr) {
        bound.push_back(tie);
      }
    }
    for (const Commitment& tie : bound) {
      if (!tie.offered) {
        displace(tie.incident, worker);
      } else if (tie.priority >= now_is().priority) {
        draft_.answer(tie.incident, worker, OfferState::withdrawn);
        draft_.note(tie.incident, "server", "withdrawn", worker, "has taken " + id_.text());
        nobody_asked_any_more(draft_, tie.incident);
      }
    }
  }

  void displace(const IncidentId& other, const WorkerId& worker) {
    draft_.note(other, command_.who, "displaced", worker, id_.text());
    draft_.release(other);
    begin_escalation(draft_, other);
    draft_.tell_all(other);
  }

  void set_deadline_of_held() {
    Incident& row = draft_.edit(id_);
    row.deadline = deadline_of_held(row.state, row.eta_s.value_or(0), draft_.now());
  }

  void give_to(const WorkerId& worker) {
    take_from_others(worker);
    draft_.hold(id_, worker);
    set_deadline_of_held();
  }

  [[nodiscard]] const Offer* latest_offer_to(const WorkerId& worker) const {
    const Offer* latest = nullptr;
    for (const Offer& offer : draft_.situation().offers) {
      if (offer.incident == id_ && offer.worker == worker && (latest == nullptr || offer.round > latest->round)) latest = &offer;
    }
    return latest;
  }

  Verdict acknowledge() {
    if (is_ended(state())) return not_in("nothing is left to acknowledge");
    if (now_is().acknowledged_by != command_.who && !now_is().acknowledged_by.empty() && command_.text.empty()) {
      return Forbidden{"claimed", "Another dispatcher has taken it; take it over with a reason."};
    }
    if (now_is().acknowledged_by == command_.who) return std::nullopt;
    Incident& row = draft_.edit(id_);
    say(row.acknowledged_by.empty() ? "acknowledged" : "taken_over");
    if (!row.acknowledged_at) row.acknowledged_at = draft_.now();
    row.acknowledged_by = command_.who;
    if (row.deadline && row.deadline->what == DeadlineWhat::dispatcher_takes) {
      row.deadline->at = draft_.now() + limits::acknowledged_wait;
    }
    return std::nullopt;
  }

  Verdict offer() {
    if (state() != IncidentState::open && state() != IncidentState::offered) return not_in("it can't be offered");
    LAMPLIGHT_CHECK(command_.worker.has_value());
    const WorkerCard* worker = draft_.town().worker(*command_.worker);
    if (worker == nullptr) return Forbidden{"unknown_worker", "There is no such care worker."};
    const Offer* earlier = latest_offer_to(worker->id);
    if (earlier != nullptr && earlier->state == OfferState::pending) {
      return Forbidden{"already_offered", "The worker is being asked already."};
    }
    if (auto verdict = busy(worker->id)) return verdict;
    Candidate candidate{.worker = worker->id, .name = worker->name};
    candidate.eta_s = draft_.eta_s(worker->id, now_is()).value_or(0);
    candidate.reasons = {"chosen by the dispatcher"};
    if (worker->position && now_is().place) {
      candidate.distance_m = static_cast<int>(distance_m(*worker->position, *now_is().place));
    }
    const Instant expires_at = draft_.now() + limits::manual_offer_wait;
    draft_.offer(id_, candidate, expires_at, command_.who);
    draft_.edit(id_).deadline = Deadline{expires_at, DeadlineWhat::offer_answer};
    return std::nullopt;
  }

  Verdict assign() {
    if (is_ended(state()) || state() == IncidentState::arrived || state() == IncidentState::resolved) {
      return not_in("it can't be assigned");
    }
    LAMPLIGHT_CHECK(command_.worker.has_value());
    const WorkerId worker = *command_.worker;
    if (draft_.town().worker(worker) == nullptr) return Forbidden{"unknown_worker", "There is no such care worker."};
    if (now_is().worker == worker) return Forbidden{"already_assigned", "The worker holds it already."};
    if (auto verdict = busy(worker)) return verdict;
    if (is_held(state())) {
      draft_.note(id_, command_.who, "released", now_is().worker, "assigned to another");
      draft_.release(id_);
    }
    draft_.answer(id_, worker, OfferState::accepted);
    draft_.withdraw_offers(id_, OfferState::withdrawn);
    give_to(worker);
    say("assigned", worker);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict accept() {
    LAMPLIGHT_CHECK(command_.as_worker.has_value());
    const WorkerId me = *command_.as_worker;
    if (state() == IncidentState::assigned && now_is().worker == me) {
      say("confirmed", me);  // of an assignment, or once more over a bad line
      return std::nullopt;
    }
    if (is_held(state()) && !planted("second_holder")) return Forbidden{"already_assigned", "Another worker has it."};
    const bool is_free = state() == IncidentState::open || state() == IncidentState::offered;
    if (!is_free && !planted("second_holder")) return not_in("it can't be accepted");
    // A yes that comes a moment late is still a yes, as long as nobody else has the incident.
    const Offer* mine = latest_offer_to(me);
    if (mine == nullptr || (mine->state != OfferState::pending && mine->state != OfferState::expired)) {
      return Forbidden{"not_offered_to_you", "The incident is not offered to this worker."};
    }
    if (auto verdict = busy(me)) return verdict;
    if (mine->state == OfferState::pending) {
      draft_.answer(id_, me, OfferState::accepted);
    } else {
      draft_.record_answer(id_, me, OfferState::accepted);
    }
    draft_.withdraw_offers(id_, OfferState::withdrawn);
    give_to(me);
    say("accepted", me);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict decline() {
    LAMPLIGHT_CHECK(command_.as_worker.has_value());
    const WorkerId me = *command_.as_worker;
    if ((state() == IncidentState::assigned || state() == IncidentState::on_the_way) && now_is().worker == me) {
      say("declined", me);
      draft_.record_answer(id_, me, OfferState::declined);
      draft_.release(id_);
      begin_escalation(draft_, id_);
      draft_.tell_all(id_);
      return std::nullopt;
    }
    const Offer* mine = latest_offer_to(me);
    if (mine == nullptr || mine->state != OfferState::pending) {
      return Forbidden{"not_offered_to_you", "The incident is not offered to this worker."};
    }
    say("declined", me);
    draft_.answer(id_, me, OfferState::declined);
    nobody_asked_any_more(draft_, id_);
    return std::nullopt;
  }

  Verdict depart() {
    if (auto verdict = not_yours()) return verdict;
    if (state() != IncidentState::assigned) return not_in("nobody can set out for it");
    Incident& row = draft_.edit(id_);
    row.state = IncidentState::on_the_way;
    row.eta_s = draft_.eta_s(*row.worker, row);
    row.eta_at = draft_.now();
    row.step = 0;
    set_deadline_of_held();
    say("departed", row.worker);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict arrive() {
    if (auto verdict = not_yours()) return verdict;
    if (state() != IncidentState::assigned && state() != IncidentState::on_the_way) return not_in("nobody can arrive");
    Incident& row = draft_.edit(id_);
    row.state = IncidentState::arrived;
    row.step = 0;
    set_deadline_of_held();
    say("arrived", row.worker);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict resolve() {
    if (auto verdict = not_yours()) return verdict;
    if (state() != IncidentState::arrived) return not_in("it can't be resolved");
    Incident& row = draft_.edit(id_);
    row.state = IncidentState::resolved;
    row.outcome = command_.outcome;
    row.step = 0;
    set_deadline_of_held();
    say("resolved", row.worker);
    return std::nullopt;
  }

  void end(IncidentState ended) {
    draft_.withdraw_offers(id_, OfferState::withdrawn);
    draft_.release(id_);
    Incident& row = draft_.edit(id_);
    row.state = ended;
    row.ended_at = draft_.now();
    row.deadline.reset();
  }

  Verdict close() {
    if (is_ended(state())) return not_in("it is over");
    if (planted("close_ignored")) return std::nullopt;
    LAMPLIGHT_CHECK(command_.outcome.has_value());
    draft_.edit(id_).outcome = command_.outcome;
    end(IncidentState::closed);
    say("closed");
    end_second_person(draft_, id_, command_.who);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict cancel() {
    if (is_ended(state()) || state() == IncidentState::arrived || state() == IncidentState::resolved) {
      return not_in("it can't be cancelled");
    }
    end(IncidentState::cancelled);
    say("cancelled");
    end_second_person(draft_, id_, command_.who);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict reopen() {
    if (!is_ended(state())) return not_in("it is open");
    if (now_is().test) return Forbidden{"test", "A test has ended; press again."};
    if (const Incident* other = draft_.joinable(now_is().join_key)) {
      return Forbidden{"another_open", "The home already has the open incident " + other->id.text() + "."};
    }
    Incident& row = draft_.edit(id_);
    row.state = IncidentState::open;
    row.outcome.reset();
    row.ended_at.reset();
    say("reopened");
    begin_escalation(draft_, id_);
    keep_second_person(draft_, id_);
    draft_.tell_all(id_);
    return std::nullopt;
  }

  Verdict escalate() {
    if (is_ended(state())) return not_in("it is over");
    say("escalated");
    Incident& row = draft_.edit(id_);
    // Nobody is being asked beyond this moment: the timekeeper takes the next step at once.
    if (row.deadline) row.deadline->at = draft_.now();
    for (const Offer& offer : draft_.offers_of(id_)) {
      if (offer.state == OfferState::pending) draft_.answer(id_, offer.worker, OfferState::expired);
    }
    return std::nullopt;
  }

  Verdict note() {
    Incident& row = draft_.edit(id_);
    say("note");
    // A word from the worker on the scene is a sign of life: her clock begins anew.
    const bool checks_in = command_.as_worker && row.state == IncidentState::arrived && row.worker == command_.as_worker;
    if (checks_in) {
      row.step = 0;
      set_deadline_of_held();
    }
    return std::nullopt;
  }

  Draft& draft_;
  const IncidentId& id_;
  const Command& command_;
};

}  // namespace

std::string_view name_of(CommandKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  LAMPLIGHT_CHECK(index < k_names.size());
  return k_names[index];
}

std::optional<CommandKind> command_named(std::string_view name) {
  for (std::size_t i = 0; i < k_names.size(); ++i) {
    if (k_names[i] == name) return static_cast<CommandKind>(i);
  }
  return std::nullopt;
}

std::vector<IncidentId> also_concerned(const Command& command, const IncidentId& incident, const Situation& situation) {
  const bool gives = command.kind == CommandKind::accept || command.kind == CommandKind::assign ||
                     command.kind == CommandKind::offer;
  const std::optional<WorkerId>& worker = command.kind == CommandKind::accept ? command.as_worker : command.worker;
  std::vector<IncidentId> others;
  if (!gives || !worker) return others;
  for (const Commitment& tie : situation.commitments) {
    if (tie.worker == *worker && tie.incident != incident && tie.emergency) others.push_back(tie.incident);
  }
  return others;
}

std::vector<std::string> also_joined(const Command& command, const Incident& incident) {
  const bool reopens = command.kind == CommandKind::reopen;
  const bool ends = command.kind == CommandKind::close || command.kind == CommandKind::cancel;
  std::vector<std::string> keys;
  if (reopens && !incident.join_key.empty()) keys.push_back(incident.join_key);
  if ((reopens || ends) && !incident.needs.empty()) keys.push_back(second_person_key(incident.join_key, incident.id));
  return keys;
}

Result<Changes, Forbidden> carry_out(const Command& command, const IncidentId& incident, Situation situation,
                                     const Town& town, const TravelTime& travel, Instant now) {
  Draft draft(std::move(situation), town, travel, now);
  LAMPLIGHT_CHECK(draft.find(incident) != nullptr);
  if (auto forbidden = Transition(draft, incident, command).run()) return Failure{std::move(*forbidden)};
  return decided(draft);
}

}  // namespace lamplight
