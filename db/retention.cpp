// The classes as a table: what counts as past, and what removes some of it.
#include "db/retention.h"

#include <algorithm>
#include <array>

#include "db/accounts.h"
#include "db/resident_endings.h"
#include "db/statements_retention.h"

namespace lamplight::db {
namespace {

constexpr std::int64_t k_rows_at_once = 5'000;

struct Class {
  std::string_view name;
  std::string_view count;
  std::string_view remove;  // empty: residents, who are erased one by one
};

constexpr std::array<Class, 8> k_classes{{
    {"incident_words", k_count_old_words, k_blank_old_words},
    {"incident_notes", k_count_old_notes, k_blank_old_notes},
    {"scores", k_count_old_scores, k_drop_old_scores},
    {"findings", k_count_old_findings, k_drop_old_findings},
    {"dead_letters", k_count_old_dead_letters, k_drop_old_dead_letters},
    {"device_commands", k_count_old_device_commands, k_drop_old_device_commands},
    {"sessions", k_count_old_sessions, k_drop_old_sessions},
    {"archived_residents", k_count_left_residents, {}},
}};

std::vector<RetentionClass> classes_of(Session& session) {
  std::vector<RetentionClass> classes;
  for (const Class& one : k_classes) classes.push_back({one.name, std::nullopt, 0, 0, std::nullopt});
  session.query(k_list_retention, {}, [&](const Row& row) {
    const std::string name = row.text(0);
    for (RetentionClass& one : classes) {
      if (one.name != name) continue;
      if (!row.null(1)) one.days = static_cast<int>(row.integer(1));
      one.version = row.integer(2);
    }
  });
  return classes;
}

Instant past(Instant now, int days) {
  return now - std::chrono::hours{24} * days;
}

}  // namespace

bool Retention::is_class(std::string_view name) {
  return std::any_of(k_classes.begin(), k_classes.end(), [&](const Class& one) { return one.name == name; });
}

Result<std::vector<RetentionClass>, StoreError> Retention::report(Instant now) {
  return pool_.run<std::vector<RetentionClass>>([&](Session& session) {
    auto classes = classes_of(session);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      RetentionClass& one = classes[i];
      if (!one.days) continue;
      session.query(k_classes[i].count, {past(now, *one.days)}, [&](const Row& row) {
        one.due = row.integer(0);
        one.oldest_at = row.instant_or_nothing(1);
      });
    }
    return classes;
  });
}

Result<bool, StoreError> Retention::change(const std::string& name, std::optional<int> days, std::int64_t version,
                                           const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool fits = false;
    session.transaction([&] {
      std::int64_t present = 0;
      session.query(k_lock_retention, {name}, [&](const Row& row) { present = row.integer(0); });
      fits = present == version;
      if (!fits) return;
      session.insert(k_put_retention, {{name, days ? Param(*days) : Param(nullptr), 1, audit.at}});
      write_audit(session, audit);
    });
    return fits;
  });
}

std::int64_t Retention::erase_left_residents(Session& session, Instant before, Instant now, const std::string& who) {
  std::vector<ResidentId> left;
  session.query(k_list_left_residents, {before}, [&](const Row& row) { left.push_back(row.id<ResidentId>(0)); });
  std::int64_t erased = 0;
  ResidentEndings endings(pool_, master_);
  for (const ResidentId& id : left) {
    const AuditEntry audit{now, who, "resident.erased", "resident:" + id.text(), "kept long enough"};
    const auto ending = endings.erase(id, audit);
    if (ending && ending.value() == Ending::done) ++erased;
  }
  return erased;
}

Result<std::vector<RetentionClass>, StoreError> Retention::run(Instant now, const std::string& who) {
  return pool_.run<std::vector<RetentionClass>>([&](Session& session) {
    auto classes = classes_of(session);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      RetentionClass& one = classes[i];
      if (!one.days) continue;
      const Instant before = past(now, *one.days);
      if (k_classes[i].remove.empty()) {
        one.due = erase_left_residents(session, before, now, who);
        continue;
      }
      for (std::int64_t rows = k_rows_at_once; rows == k_rows_at_once; one.due += rows) {
        rows = session.change(k_classes[i].remove, {before});
      }
    }
    return classes;
  });
}

}  // namespace lamplight::db
