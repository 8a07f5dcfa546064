// What is open, as it was last read from the database: so that it can still be shown, and decided upon,
// while the database is away.
//
// Fed by server/incident_reader with whatever anybody has read; any thread.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "db/incident_views.h"

namespace lamplight::server {

class IncidentMirror {
 public:
  // Keeps the newest version of each; what has ended long enough before `now` is forgotten.
  void keep(const std::vector<db::IncidentWhole>& wholes, Instant now);
  [[nodiscard]] std::vector<db::IncidentWhole> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<IncidentId, db::IncidentWhole> incidents_;  // guarded by mutex_
  Instant swept_at_{};                                 // guarded by mutex_
};

}  // namespace lamplight::server
