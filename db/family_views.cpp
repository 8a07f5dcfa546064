// Reading links and the incidents that concern a family.
#include "db/family_views.h"

#include "db/statements_family.h"

namespace lamplight::db {
namespace {

FamilyLink link_of(const Row& row) {
  return {row.id<UserId>(0), row.id<ResidentId>(1), row.text(2),    row.truth(3), row.truth(4),
          row.truth(5),      row.truth(6),          row.instant(7), row.text(8)};
}

template <class I>
Params list_of(const std::vector<I>& ids) {
  return Params(ids.begin(), ids.end());
}

}  // namespace

Result<std::vector<FamilyLink>, StoreError> FamilyViews::links_of(const UserId& user) {
  auto links = links_of_each({user});
  if (!links) return Failure{links.error()};
  return std::move(links.value().at(user));
}

Result<std::map<UserId, std::vector<FamilyLink>>, StoreError> FamilyViews::links_of_each(
    const std::vector<UserId>& users) {
  return pool_.run<std::map<UserId, std::vector<FamilyLink>>>([&](Session& session) {
    std::map<UserId, std::vector<FamilyLink>> links;
    for (const UserId& user : users) links[user];
    session.query_in(k_list_links_of_users, {}, list_of(users), {},
                     [&](const Row& row) { links[row.id<UserId>(0)].push_back(link_of(row)); });
    return links;
  });
}

Result<std::optional<FamilyLink>, StoreError> FamilyViews::link(const UserId& user, const ResidentId& resident) {
  const auto links = links_of(user);
  if (!links) return Failure{links.error()};
  for (const FamilyLink& link : links.value()) {
    if (link.resident == resident) return std::optional(link);
  }
  return std::optional<FamilyLink>();
}

Result<std::vector<FamilyLink>, StoreError> FamilyViews::links_to(const std::vector<ResidentId>& residents) {
  return pool_.run<std::vector<FamilyLink>>([&](Session& session) {
    std::vector<FamilyLink> links;
    session.query_in(k_list_links_to_residents, {}, list_of(residents), {},
                     [&](const Row& row) { links.push_back(link_of(row)); });
    return links;
  });
}

Result<std::map<ResidentId, IncidentId>, StoreError> FamilyViews::open_incidents(
    const std::vector<ResidentId>& residents) {
  return pool_.run<std::map<ResidentId, IncidentId>>([&](Session& session) {
    std::map<ResidentId, IncidentId> open;
    session.query_in(k_list_incidents_of_residents, {}, list_of(residents), {}, [&](const Row& row) {
      open.emplace(row.id<ResidentId>(0), row.id<IncidentId>(1));  // the first is the most urgent
    });
    return open;
  });
}

Result<std::optional<FamilyViews::Ended>, StoreError> FamilyViews::last_ended(const ResidentId& resident) {
  return pool_.run<std::optional<Ended>>([&](Session& session) {
    std::optional<Ended> ended;
    session.query(k_find_last_ended, {resident}, [&](const Row& row) {
      ended = Ended{row.instant(0), row.null(1) ? std::nullopt : outcome_named(row.text(1))};
    });
    return ended;
  });
}

Result<std::map<ResidentId, Instant>, StoreError> FamilyViews::unheard(const std::vector<ResidentId>& residents,
                                                                       Instant since) {
  return pool_.run<std::map<ResidentId, Instant>>([&](Session& session) {
    std::map<ResidentId, Instant> unheard;
    session.query_in(k_list_unheard, {}, list_of(residents), {since},
                     [&](const Row& row) { unheard.emplace(row.id<ResidentId>(0), row.instant(1)); });
    return unheard;
  });
}

Result<std::vector<IncidentId>, StoreError> FamilyViews::recent(const ResidentId& resident, std::size_t max) {
  return pool_.run<std::vector<IncidentId>>([&](Session& session) {
    std::vector<IncidentId> ids;
    session.query(k_list_recent_incidents, {resident, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { ids.push_back(row.id<IncidentId>(0)); });
    return ids;
  });
}

}  // namespace lamplight::db
