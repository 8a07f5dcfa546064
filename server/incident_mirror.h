// What is open, as it stands in the database: so that it can still be shown, and decided upon, while the
// database is away.
//
// Begins with everything open; then fed by server/mirrored_ledger with each COMMIT of this instance, and by
// server/incident_reader with whatever anybody has read, which brings in what other instances have done.
// Any thread.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "db/incident_views.h"
#include "dispatch/changes.h"

namespace lamplight::server {

class IncidentMirror {
 public:
  // Throws when the database can't say what is open.
  explicit IncidentMirror(db::Pool& pool);

  // Keeps the newest version of each; what has ended long enough before `now` is forgotten.
  void keep(const std::vector<db::IncidentWhole>& wholes, Instant now);
  // What is newer than the kept version is added to it; names come with the next reading.
  void committed(const Changes& changes);
  [[nodiscard]] std::vector<db::IncidentWhole> all() const;

 private:
  void add_lines(db::IncidentWhole& whole, const Changes& changes) const;

  mutable std::mutex mutex_;
  std::map<IncidentId, db::IncidentWhole> incidents_;  // guarded by mutex_
  Instant swept_at_{};                                 // guarded by mutex_
};

}  // namespace lamplight::server
