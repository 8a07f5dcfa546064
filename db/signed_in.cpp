// Sessions of one user on MySQL.
#include "db/signed_in.h"

#include "db/accounts.h"
#include "db/statements_sessions.h"

namespace lamplight::db {

Result<std::vector<SessionLine>, StoreError> SignedInPlaces::of(const UserId& user, Instant now) {
  return pool_.run<std::vector<SessionLine>>([&](Session& session) {
    std::vector<SessionLine> lines;
    session.query(k_list_sessions_of_user, {user, now}, [&](const Row& row) {
      lines.push_back(
          {row.text(0), row.text(1), row.instant(2), row.instant(3), row.instant(4), !row.null(5)});
    });
    return lines;
  });
}

Result<std::size_t, StoreError> SignedInPlaces::end(const UserId& user, const std::vector<std::string>& token_hashes,
                                                    const AuditEntry& audit) {
  return pool_.run<std::size_t>([&](Session& session) {
    std::size_t ended = 0;
    session.transaction([&] {
      for (const std::string& hash : token_hashes) {
        if (session.change(k_end_session_of_user, {audit.at, hash, user, audit.at}) > 0) ++ended;
      }
      if (ended > 0) write_audit(session, audit);
    });
    return ended;
  });
}

Result<Done, StoreError> SignedInPlaces::lock(const std::string& token_hash, bool locked, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.change(k_lock_session, {locked ? Param(audit.at) : Param(nullptr), token_hash});
      write_audit(session, audit);
    });
    return Done{};
  });
}

}  // namespace lamplight::db
