// Two statements.
#include "db/claims.h"

#include "db/statements_claims.h"

namespace lamplight::db {

Result<Done, StoreError> Claims::heard(const std::map<std::string, Instant>& desks) {
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    for (const auto& [user, at] : desks) rows.push_back({user, at});
    session.insert(k_put_desks, rows);
    return Done{};
  });
}

Result<std::vector<SilentClaim>, StoreError> Claims::silent(Instant since) {
  return pool_.run<std::vector<SilentClaim>>([&](Session& session) {
    std::vector<SilentClaim> claims;
    session.query(k_list_silent_claims, {since}, [&](const Row& row) {
      claims.push_back({row.id<IncidentId>(0), row.text(1)});
    });
    return claims;
  });
}

}  // namespace lamplight::db
