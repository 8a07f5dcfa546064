// How long each class of data is kept, what is past it, and its removal.
//
// Used by server/http on request threads and by server/retention_keeper on its thread. Removing is done some rows at a
// time, each a transaction of its own; it may be cut off and run again, by several servers at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct RetentionClass {
  std::string_view name;  // "sessions", "incident_words", …
  std::optional<int> days;
  std::int64_t version = 0;  // 0: nobody has said anything yet
  std::int64_t due = 0;      // rows past it; 0 where it is kept for ever
  std::optional<Instant> oldest_at;
};

class Retention {
 public:
  Retention(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] static bool is_class(std::string_view name);

  // Every class with what a run would remove now.
  [[nodiscard]] Answer<std::vector<RetentionClass>> report(Instant now);
  // False: it has another version meanwhile.
  [[nodiscard]] Answer<bool> change(const std::string& name, std::optional<int> days, std::int64_t version,
                                    const AuditEntry& audit);
  // Removes it, and says of each class how many rows; erased residents have their audit rows, by `who`.
  [[nodiscard]] Answer<std::vector<RetentionClass>> run(Instant now, const std::string& who);

 private:
  [[nodiscard]] std::int64_t erase_left_residents(Session& session, Instant before, Instant now,
                                                  const std::string& who);

  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db
