// Rows out, marks in.
#include "db/dead_letters.h"

#include "db/accounts.h"
#include "db/statements_things.h"

namespace lamplight::db {
namespace {

DeadLetter letter_of(const Row& row) {
  return {row.integer(0), row.instant(1), row.text(2), row.text(3), row.text(4), row.instant_or_nothing(5)};
}

// A change of one row and its audit row together; false when there was no row.
bool changed_one(Session& session, std::string_view statement, const Params& params, const AuditEntry& audit) {
  bool found = false;
  session.transaction([&] {
    found = session.change(statement, params) > 0;
    if (found) write_audit(session, audit);
  });
  return found;
}

}  // namespace

Result<std::vector<DeadLetter>, StoreError> DeadLetters::list(std::int64_t before, std::size_t max) {
  return pool_.run<std::vector<DeadLetter>>([&](Session& session) {
    std::vector<DeadLetter> letters;
    session.query(k_list_dead_letters, {before, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { letters.push_back(letter_of(row)); });
    return letters;
  });
}

Result<std::optional<DeadLetter>, StoreError> DeadLetters::one(std::int64_t id) {
  return pool_.run<std::optional<DeadLetter>>([&](Session& session) {
    std::optional<DeadLetter> letter;
    session.query(k_find_dead_letter, {id}, [&](const Row& row) { letter = letter_of(row); });
    return letter;
  });
}

Result<bool, StoreError> DeadLetters::retry(std::int64_t id, Instant now, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) { return changed_one(session, k_retry_dead_letter, {now, id}, audit); });
}

Result<bool, StoreError> DeadLetters::remove(std::int64_t id, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) { return changed_one(session, k_delete_dead_letter, {id}, audit); });
}

Result<std::vector<DeadLetter>, StoreError> DeadLetters::to_retry(std::size_t max) {
  return pool_.run<std::vector<DeadLetter>>([&](Session& session) {
    std::vector<DeadLetter> letters;
    session.query(k_list_letters_to_retry, {static_cast<std::int64_t>(max)},
                  [&](const Row& row) { letters.push_back(letter_of(row)); });
    return letters;
  });
}

Result<Done, StoreError> DeadLetters::taken_up(std::int64_t id) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_delete_dead_letter, {id});
    return Done{};
  });
}

Result<Done, StoreError> DeadLetters::forget(Instant before) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_delete_old_dead_letters, {before});
    return Done{};
  });
}

}  // namespace lamplight::db
