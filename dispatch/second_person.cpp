// Opening, following and ending the incident of the second person.
#include "dispatch/second_person.h"

#include <algorithm>

#include "dispatch/escalation.h"
#include "model/digest.h"

namespace lamplight {
namespace {

constexpr std::string_view k_prefix = "2:";

// What the second person has to have too.
std::vector<SkillCode> needs_for_two(const Incident& first, const Registers& registers) {
  std::vector<SkillCode> needs;
  std::copy_if(first.needs.begin(), first.needs.end(), std::back_inserter(needs),
               [&](const SkillCode& skill) { return registers.skills_for_two.contains(skill); });
  return needs;
}

void open(Draft& draft, const Incident& first, std::vector<SkillCode> needs) {
  // A first one that is opened anew has another version, and so its second person another incident.
  const IncidentId id{"i" + digest_of({"second person", first.id.text(), std::to_string(first.version)})};
  if (draft.find(id) != nullptr) return;
  Incident second{.id = id, .kind = first.kind, .kind_text = first.kind_text, .queue = first.queue};
  second.priority = first.priority;
  second.resident = first.resident;
  second.district = first.district;
  second.place = first.place;
  second.needs = std::move(needs);
  second.join_key = second_person_key(first.join_key, first.id);
  const std::string words = "second person for " + first.id.text();
  const std::string kind_text = first.kind_text;
  draft.open(std::move(second));
  draft.add_evidence({id, draft.now(), "server", {}, {}, kind_text, words, {}});
  draft.note(id, "server", "opened", {}, words);
  begin_escalation(draft, id);
}

}  // namespace

std::string second_person_key(const std::string& first_join_key, const IncidentId& first) {
  return std::string(k_prefix) + (first_join_key.empty() ? first.text() : first_join_key);
}

bool is_second_person(const Incident& incident) { return incident.join_key.starts_with(k_prefix); }

void keep_second_person(Draft& draft, const IncidentId& first_id) {
  const Incident first = *draft.find(first_id);
  if (first.queue != IncidentClass::emergency || first.test || is_second_person(first)) return;
  const Incident* second = draft.joinable(second_person_key(first.join_key, first.id));
  if (second == nullptr) {
    auto needs = needs_for_two(first, *draft.town().registers);
    if (!needs.empty()) open(draft, first, std::move(needs));
    return;
  }
  if (second->priority == first.priority) return;
  Incident& row = draft.edit(second->id);
  row.priority = first.priority;
  row.kind = first.kind;
  row.kind_text = first.kind_text;
  if (row.state == IncidentState::open || row.state == IncidentState::offered) begin_escalation(draft, row.id);
}

void end_second_person(Draft& draft, const IncidentId& first_id, const std::string& who) {
  const Incident& first = *draft.find(first_id);
  const Incident* second = draft.joinable(second_person_key(first.join_key, first.id));
  if (second == nullptr || is_second_person(first)) return;
  const IncidentId id = second->id;
  draft.withdraw_offers(id, OfferState::withdrawn);
  draft.release(id);
  Incident& row = draft.edit(id);
  row.state = first.state;
  row.outcome = first.outcome;
  row.ended_at = draft.now();
  row.deadline.reset();
  draft.note(id, who, std::string(name_of(first.state)), {}, "with " + first_id.text());
  draft.tell_all(id);
}

}  // namespace lamplight
