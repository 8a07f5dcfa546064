// The refusals, each a rule of its own.
#include "dispatch/eligibility.h"

#include <algorithm>
#include <string_view>

#include "model/check.h"

namespace lamplight {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// A worker in hand of something as urgent, or asked for it, is not free for this one; nor is one who
// has arrived at another emergency. She may leave what is less urgent while she is on the way to it.
const Commitment* binding(const Incident& incident, const Ties& ties) {
  for (const Commitment* tie : ties.commitments) {
    if (tie->incident == incident.id) continue;
    const bool at_another = !tie->offered && tie->emergency && incident.queue == IncidentClass::emergency && tie->arrived;
    const bool service_waits = tie->emergency && incident.queue == IncidentClass::service;
    if (tie->priority <= incident.priority || at_another || service_waits) return tie;
  }
  return nullptr;
}

template <class Against>
bool lack_refuses(std::string_view need, const Against& against) {
  if (!need.starts_with(k_vehicle_prefix)) return against(Refusal::lacks_skill, need);
  return against(Refusal::no_vehicle, need.substr(k_vehicle_prefix.size()));
}

// Calls `against(refusal, detail)` for each rule that refuses, until it answers true (enough).
template <class Against>
bool wishes_refuse(const WorkerCard& worker, const ResidentCard& resident, const Against& against) {
  if (resident.language_wish == Wish::must && !holds(worker.languages, resident.language) &&
      against(Refusal::language, resident.language)) {
    return true;
  }
  if (resident.gender_wish == Wish::must && worker.gender != resident.gender_wanted &&
      against(Refusal::gender, name_of(resident.gender_wanted))) {
    return true;
  }
  return holds(resident.excluded, worker.id) && against(Refusal::excluded, std::string_view{});
}

template <class Against>
bool refuses(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident, const Ties& ties,
             const Against& against) {
  constexpr std::string_view k_no_detail;
  if (!worker.on_duty && against(Refusal::off_duty, k_no_detail)) return true;
  if (!incident.place && against(Refusal::no_place, k_no_detail)) return true;
  if (!worker.position && against(Refusal::no_position, k_no_detail)) return true;
  for (const SkillCode& need : incident.needs) {
    if (!holds(worker.skills, need) && lack_refuses(need.text(), against)) return true;
  }
  if (!worker.districts.empty() && !holds(worker.districts, incident.district) &&
      against(Refusal::other_district, incident.district.text())) {
    return true;
  }
  if (const Commitment* tie = binding(incident, ties)) {
    if (against(tie->offered ? Refusal::asked_elsewhere : Refusal::committed, tie->incident.text())) return true;
  }
  if (ties.declined && against(Refusal::declined_before, k_no_detail)) return true;
  return resident != nullptr && wishes_refuse(worker, *resident, against);
}

}  // namespace

std::string_view name_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::off_duty: return "off_duty";
    case Refusal::no_position: return "no_position";
    case Refusal::lacks_skill: return "lacks_skill";
    case Refusal::no_vehicle: return "no_vehicle";
    case Refusal::committed: return "committed";
    case Refusal::asked_elsewhere: return "asked_elsewhere";
    case Refusal::other_district: return "other_district";
    case Refusal::language: return "language";
    case Refusal::gender: return "gender";
    case Refusal::excluded: return "excluded";
    case Refusal::declined_before: return "declined_before";
    case Refusal::no_place: return "no_place";
  }
  LAMPLIGHT_CHECK(false && "a refusal outside the enumeration");
}

std::string words_of(const WhyNot& why_not) {
  switch (why_not.refusal) {
    case Refusal::off_duty: return "off duty";
    case Refusal::no_position: return "position unknown";
    case Refusal::lacks_skill: return "lacks " + why_not.detail;
    case Refusal::no_vehicle: return "comes without " + why_not.detail;
    case Refusal::committed: return "busy with " + why_not.detail;
    case Refusal::asked_elsewhere: return "asked for " + why_not.detail;
    case Refusal::other_district: return "does not serve " + why_not.detail;
    case Refusal::language: return "does not speak " + why_not.detail;
    case Refusal::gender: return "the resident asks for a " + why_not.detail + " worker";
    case Refusal::excluded: return "excluded by the resident";
    case Refusal::declined_before: return "has declined";
    case Refusal::no_place: return "the place is unknown";
  }
  LAMPLIGHT_CHECK(false && "a refusal outside the enumeration");
}

bool may_displace(const Incident& incident, const Commitment& tie) {
  return tie.priority > incident.priority && (tie.offered || !tie.arrived);
}

bool may_go(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident, const Ties& ties) {
  return !refuses(worker, incident, resident, ties, [](Refusal, std::string_view) { return true; });
}

std::vector<WhyNot> why_not(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident,
                            const Ties& ties) {
  std::vector<WhyNot> reasons;
  const auto note = [&reasons](Refusal refusal, std::string_view detail) {
    reasons.push_back({refusal, std::string(detail)});
    return false;
  };
  [[maybe_unused]] const bool enough = refuses(worker, incident, resident, ties, note);
  return reasons;
}

}  // namespace lamplight
