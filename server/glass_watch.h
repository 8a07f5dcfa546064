// Counts the looks beyond somebody's part (db/glass) that nobody has reviewed within the term, for /metrics.
//
// Runs on the thread "glass", once a minute. While the database is away the last count stands.
#pragma once

#include "db/glass.h"
#include "server/figures.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class GlassWatch {
 public:
  GlassWatch(db::Pool& pool, const Clock& clock);

  [[nodiscard]] const Count& overdue() const { return overdue_; }

 private:
  void run(const std::stop_token& stop);

  db::Glass glass_;
  const Clock& clock_;
  Count overdue_{0};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
