// An incident that a dispatcher opens: a telephone call, a neighbour at the door.
#include <algorithm>
#include <set>

#include "dispatch/escalation.h"
#include "dispatch/lifecycle.h"

namespace lamplight {
namespace {

std::string join_key_of(const ByHand& wish) {
  if (!wish.resident) return {};
  return "r:" + wish.resident->text() + ":" + std::string(name_of(facts_of(wish.kind).queue));
}

}  // namespace

SituationQuery by_hand_query(const ByHand& wish) {
  SituationQuery query;
  query.incidents = {wish.id};
  if (auto key = join_key_of(wish); !key.empty()) query.join_keys.push_back(std::move(key));
  return query;
}

Result<Changes, Forbidden> open_by_hand(const ByHand& wish, Situation situation, const Town& town, const TravelTime& travel,
                                        Instant now) {
  Draft draft(std::move(situation), town, travel, now);
  const std::string join_key = join_key_of(wish);
  if (const Incident* open = draft.joinable(join_key)) {
    return Failure{Forbidden{"already_open", "The resident already has the open incident " + open->id.text() + "."}};
  }
  const ResidentCard* resident = wish.resident ? town.resident(*wish.resident) : nullptr;
  if (wish.resident && resident == nullptr) return Failure{Forbidden{"unknown_resident", "There is no such resident."}};

  const KindFacts& facts = facts_of(wish.kind);
  Incident incident{.id = wish.id, .kind = wish.kind, .kind_text = wish.kind_text, .queue = facts.queue};
  incident.priority = std::clamp(wish.priority.value_or(facts.priority), 1, 5);
  incident.district = wish.district;
  std::set<SkillCode> needs;
  if (resident != nullptr) {
    incident.resident = resident->id;
    incident.district = resident->district;
    incident.place = resident->home;
    needs.insert(resident->needs.begin(), resident->needs.end());
  }
  const auto& by_kind = town.registers->policies.needs;
  if (const auto found = by_kind.find(wish.kind); found != by_kind.end()) needs.insert(found->second.begin(), found->second.end());
  incident.needs.assign(needs.begin(), needs.end());
  incident.join_key = join_key;
  draft.open(std::move(incident));
  draft.add_evidence({wish.id, now, "dispatcher", {}, {}, wish.kind_text, wish.text, {}});
  draft.note(wish.id, wish.who, "opened", {}, wish.kind_text);
  begin_escalation(draft, wish.id);
  return decided(draft);
}

}  // namespace lamplight
