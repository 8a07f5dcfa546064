// Writing and listing breaks.
#include "db/glass.h"

#include "db/accounts.h"
#include "db/statements_consents.h"

namespace lamplight::db {
namespace {

GlassBreak break_of(const Row& row) {
  GlassBreak one;
  one.id = row.text(0);
  one.user = row.id<UserId>(1);
  if (!row.null(2)) one.user_name = row.text(2);
  one.resident = row.id<ResidentId>(3);
  if (!row.null(4)) one.resident_name = row.text(4);
  one.reason = row.text(5);
  one.broken_at = row.instant(6);
  one.until = row.instant(7);
  one.reviewed_at = row.instant_or_nothing(8);
  one.reviewed_by = row.id<UserId>(9);
  one.review_note = row.text(10);
  return one;
}

}  // namespace

Result<Done, StoreError> Glass::break_it(const GlassBreak& made, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_insert_glass_break,
                     {{made.id, made.user, made.resident, made.reason, made.broken_at, made.until}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::optional<Instant>, StoreError> Glass::until(const UserId& user, const ResidentId& resident, Instant now) {
  return pool_.run<std::optional<Instant>>([&](Session& session) {
    std::optional<Instant> until;
    session.query(k_find_glass_until, {user, resident, now},
                  [&](const Row& row) { until = row.instant_or_nothing(0); });
    return until;
  });
}

Result<std::vector<GlassBreak>, StoreError> Glass::list(bool to_review_only, Instant before,
                                                        const std::string& before_id, std::size_t max) {
  return pool_.run<std::vector<GlassBreak>>([&](Session& session) {
    std::vector<GlassBreak> breaks;
    session.query(k_list_glass_breaks,
                  {before, before, before_id, to_review_only, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { breaks.push_back(break_of(row)); });
    return breaks;
  });
}

Result<std::optional<GlassBreak>, StoreError> Glass::one(const std::string& id) {
  return pool_.run<std::optional<GlassBreak>>([&](Session& session) {
    std::optional<GlassBreak> found;
    session.query(k_read_glass_break, {id}, [&](const Row& row) { found = break_of(row); });
    return found;
  });
}

Result<bool, StoreError> Glass::review(const std::string& id, const std::string& note, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool reviewed = false;
    session.transaction([&] {
      reviewed = session.change(k_review_glass_break, {audit.at, audit.who, note, id}) > 0;
      if (reviewed) write_audit(session, audit);
    });
    return reviewed;
  });
}

Result<std::int64_t, StoreError> Glass::overdue(Instant before) {
  return pool_.run<std::int64_t>([&](Session& session) {
    std::int64_t count = 0;
    session.query(k_count_glass_overdue, {before}, [&](const Row& row) { count = row.integer(0); });
    return count;
  });
}

}  // namespace lamplight::db
