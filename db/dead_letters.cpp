// Reading dead letters.
#include "db/dead_letters.h"

#include "db/statements_records.h"

namespace lamplight::db {

Result<std::vector<DeadLetter>, StoreError> DeadLetters::list(std::int64_t before, std::size_t max) {
  return pool_.run<std::vector<DeadLetter>>([&](Session& session) {
    std::vector<DeadLetter> letters;
    session.query(k_list_dead_letters, {before, static_cast<std::int64_t>(max)}, [&](const Row& row) {
      letters.push_back({row.integer(0), row.instant(1), row.text(2), row.text(3), row.text(4)});
    });
    return letters;
  });
}

}  // namespace lamplight::db
