// An incident that a dispatcher opens: a telephone call, a neighbour at the door.
#include <algorithm>

#include "dispatch/escalation.h"
#include "dispatch/lifecycle.h"
#include "dispatch/needs.h"
#include "dispatch/second_person.h"
#include "model/limits.h"

namespace lamplight {
namespace {

std::string join_key_of(const ByHand& wish) {
  if (wish.worker) return "w:" + wish.worker->text() + ":emergency";
  if (!wish.resident) return {};
  return "r:" + wish.resident->text() + ":" + std::string(name_of(facts_of(wish.kind).queue));
}

// A worker who presses again.
Changes raised_by_worker(Draft& draft, const IncidentId& id, const ByHand& wish) {
  draft.add_evidence({id, draft.now(), "worker", {}, {}, wish.kind_text, wish.text, {}});
  Incident& row = draft.edit(id);
  ++row.raises;
  if (wish.place) row.place = wish.place;
  draft.note(id, wish.who, "raised", wish.worker, wish.kind_text);
  const bool people_wait = row.deadline && !is_held(row.state) && row.deadline->what != DeadlineWhat::offer_answer;
  if (people_wait) row.deadline->at = std::min(row.deadline->at, draft.now() + limits::raised_wait);
  return decided(draft);
}

}  // namespace

SituationQuery by_hand_query(const ByHand& wish) {
  SituationQuery query;
  query.incidents = {wish.id};
  if (auto key = join_key_of(wish); !key.empty()) query.join_keys = {key, second_person_key(key, wish.id)};
  return query;
}

Result<Changes, Forbidden> open_by_hand(const ByHand& wish, Situation situation, const Town& town, const TravelTime& travel,
                                        Instant now) {
  Draft draft(std::move(situation), town, travel, now);
  const std::string join_key = join_key_of(wish);
  if (const Incident* open = draft.joinable(join_key)) {
    if (wish.worker) return raised_by_worker(draft, open->id, wish);
    return Failure{Forbidden{"already_open", "The resident already has the open incident " + open->id.text() + "."}};
  }
  const ResidentCard* resident = wish.resident ? town.resident(*wish.resident) : nullptr;
  if (wish.resident && resident == nullptr) return Failure{Forbidden{"unknown_resident", "There is no such resident."}};

  const KindFacts& facts = facts_of(wish.kind);
  Incident incident{.id = wish.id, .kind = wish.kind, .kind_text = wish.kind_text, .queue = facts.queue};
  const bool service = facts.queue == IncidentClass::service;
  // What can wait never stands before an emergency, whatever is wished.
  incident.priority = std::clamp(wish.priority.value_or(facts.priority), service ? facts.priority : 1, 5);
  if (service) incident.wished_for = wish.wished_for;
  if (wish.worker) incident.place = wish.place;
  incident.district = wish.district;
  if (resident != nullptr) {
    incident.resident = resident->id;
    incident.district = resident->district;
    incident.place = resident->home;
  }
  incident.needs = needs_of(resident, Said{wish.kind, wish.text}, {}, town.registers->policies);
  incident.join_key = join_key;
  draft.open(std::move(incident));
  draft.add_evidence({wish.id, now, wish.worker ? "worker" : "dispatcher", {}, {}, wish.kind_text, wish.text, {}});
  draft.note(wish.id, wish.who, "opened", wish.worker, wish.kind_text);
  // Anybody may be sent to her but herself.
  if (wish.worker) draft.record_answer(wish.id, *wish.worker, OfferState::declined);
  if (wish.wished_for && service && *wish.wished_for - limits::service_ahead > now) {
    Incident& waiting = draft.edit(wish.id);
    waiting.step = -1;
    waiting.deadline = Deadline{*wish.wished_for - limits::service_ahead, DeadlineWhat::service_due};
  } else {
    begin_escalation(draft, wish.id);
    keep_second_person(draft, wish.id);
  }
  return decided(draft);
}

}  // namespace lamplight
