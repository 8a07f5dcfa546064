// Putting links, open incidents and the last that ended together.
#include "server/http/family_status.h"

#include <algorithm>
#include <map>

namespace lamplight::server::http {
namespace {

// So long beyond what they had promised: a page for relatives is no supervision, and must not cry at a hiccup.
constexpr Millis k_unheard_for{600'000};

FamilyStatus status_of(IncidentState state) {
  switch (state) {
    case IncidentState::open:
    case IncidentState::offered:
      return FamilyStatus::attention;
    case IncidentState::assigned:
    case IncidentState::on_the_way:
      return FamilyStatus::help_coming;
    case IncidentState::arrived:
    case IncidentState::resolved:
      return FamilyStatus::help_there;
    case IncidentState::closed:
    case IncidentState::cancelled:
      return FamilyStatus::well;
  }
  return FamilyStatus::attention;
}

// Nothing is open. What ended badly is not well again because it has ended.
void tell_quiet(FamilyShown& shown, const std::optional<db::FamilyViews::Ended>& ended,
                const std::map<ResidentId, Instant>& unheard) {
  if (ended) shown.since = std::max(shown.since, ended->at);
  const auto silent = unheard.find(shown.link.resident);
  if (ended && ended->outcome == Outcome::deceased) {
    shown.status = FamilyStatus::call_awaited;
  } else if (ended && ended->outcome == Outcome::hospital) {
    shown.status = FamilyStatus::in_hospital;
  } else if (silent != unheard.end()) {
    shown.status = FamilyStatus::unheard;
    shown.since = silent->second;
  }
}

}  // namespace

FamilyTiers tiers_of(const db::FamilyLink& link) {
  return {true, link.sees_status, link.sees_incidents, link.sees_vitals, link.sees_location};
}

Fields fields_of_relative(const db::FamilyLink& link) {
  Caller relative;
  relative.user = link.user;
  relative.role = Role::family;
  Subject subject;
  subject.tiers = tiers_of(link);
  return fields_of(relative, subject);
}

Result<std::vector<FamilyShown>, StoreError> family_status(db::FamilyViews& families, IncidentReader& incidents,
                                                           const std::vector<db::FamilyLink>& links, Instant now) {
  std::vector<ResidentId> residents;
  for (const db::FamilyLink& link : links) residents.push_back(link.resident);
  const auto open = families.open_incidents(residents);
  if (!open) return Failure{open.error()};
  const auto unheard = families.unheard(residents, now - k_unheard_for);
  if (!unheard) return Failure{unheard.error()};
  std::vector<IncidentId> ids;
  for (const auto& [resident, incident] : open.value()) ids.push_back(incident);
  const auto wholes = incidents.wholes(ids);
  if (!wholes) return Failure{wholes.error()};

  std::vector<FamilyShown> shown;
  for (const db::FamilyLink& link : links) {
    FamilyShown one{link, fields_of_relative(link), FamilyStatus::well, link.agreed_at, std::nullopt};
    for (const db::IncidentWhole& whole : wholes.value()) {
      if (whole.incident.resident == link.resident) one.incident = whole;
    }
    if (one.incident) {
      one.status = status_of(one.incident->incident.state);
      one.since =
          one.status == FamilyStatus::attention ? one.incident->incident.opened_at : one.incident->incident.changed_at;
    } else {
      const auto ended = families.last_ended(link.resident);
      if (!ended) return Failure{ended.error()};
      tell_quiet(one, ended.value(), unheard.value());
    }
    shown.push_back(std::move(one));
  }
  return shown;
}

}  // namespace lamplight::server::http
