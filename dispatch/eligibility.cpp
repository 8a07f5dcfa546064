// The refusals, each a rule of its own.
#include "dispatch/eligibility.h"

#include <algorithm>

#include "model/check.h"

namespace lamplight {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// A worker in hand of something as urgent, or asked for it, is not free for this one. One emergency
// at a time is also a key of the database (I4).
std::optional<WhyNot> binding(const Incident& incident, const Ties& ties) {
  for (const Commitment& tie : ties.commitments) {
    if (tie.incident == incident.id) continue;
    const bool both_emergencies = tie.emergency && incident.queue == IncidentClass::emergency;
    if (!tie.offered && (both_emergencies || tie.priority <= incident.priority)) {
      return WhyNot{Refusal::committed, tie.incident.text()};
    }
    if (tie.offered && tie.priority <= incident.priority) return WhyNot{Refusal::asked_elsewhere, tie.incident.text()};
  }
  return std::nullopt;
}

void check_resident(const WorkerCard& worker, const ResidentCard& resident, std::vector<WhyNot>& reasons) {
  if (resident.language_wish == Wish::must && !holds(worker.languages, resident.language)) {
    reasons.push_back({Refusal::language, resident.language});
  }
  if (resident.gender_wish == Wish::must && worker.gender != resident.gender_wanted) {
    reasons.push_back({Refusal::gender, std::string(name_of(resident.gender_wanted))});
  }
  if (holds(resident.excluded, worker.id)) reasons.push_back({Refusal::excluded, {}});
}

}  // namespace

std::string_view name_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::off_duty: return "off_duty";
    case Refusal::no_position: return "no_position";
    case Refusal::lacks_skill: return "lacks_skill";
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

std::vector<WhyNot> why_not(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident,
                            const Ties& ties) {
  std::vector<WhyNot> reasons;
  if (!worker.on_duty) reasons.push_back({Refusal::off_duty, {}});
  if (!incident.place) reasons.push_back({Refusal::no_place, {}});
  if (!worker.position) reasons.push_back({Refusal::no_position, {}});
  for (const SkillCode& skill : incident.needs) {
    if (!holds(worker.skills, skill)) reasons.push_back({Refusal::lacks_skill, skill.text()});
  }
  if (!worker.districts.empty() && !holds(worker.districts, incident.district)) {
    reasons.push_back({Refusal::other_district, incident.district.text()});
  }
  if (const auto bound = binding(incident, ties)) reasons.push_back(*bound);
  if (ties.declined) reasons.push_back({Refusal::declined_before, {}});
  if (resident != nullptr) check_resident(worker, *resident, reasons);
  return reasons;
}

}  // namespace lamplight
