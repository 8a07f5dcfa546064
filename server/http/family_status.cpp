// Putting links, open incidents and the last that ended together.
#include "server/http/family_status.h"

#include <algorithm>

namespace lamplight::server::http {
namespace {

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
                                                           const std::vector<db::FamilyLink>& links) {
  std::vector<ResidentId> residents;
  for (const db::FamilyLink& link : links) residents.push_back(link.resident);
  const auto open = families.open_incidents(residents);
  if (!open) return Failure{open.error()};
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
      one.since = std::max(link.agreed_at, ended.value().value_or(link.agreed_at));
    }
    shown.push_back(std::move(one));
  }
  return shown;
}

}  // namespace lamplight::server::http
