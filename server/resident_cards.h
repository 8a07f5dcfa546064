// Residents' records in memory, for when the database is away: whom to telephone, where to go, how to get in.
//
// Runs on the thread "cards", which reads what has changed. Any thread may look one up. Key-safe codes
// are not among them: whoever reads one is written down, and that needs the database.
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "db/resident_records.h"
#include "server/thread.h"

namespace lamplight::server {

class ResidentCards {
 public:
  ResidentCards(db::Pool& pool, const db::MasterKeys& key);

  // As it was last read; nothing for somebody who was never read.
  [[nodiscard]] std::optional<db::ResidentRecord> card(const ResidentId& id) const;

 private:
  void run(const std::stop_token& stop);
  void read_changed(const std::stop_token& stop);

  db::ResidentRecords records_;
  mutable std::mutex mutex_;
  std::map<ResidentId, db::ResidentRecord> cards_;  // guarded by mutex_
  std::map<ResidentId, int> failures_;              // of the thread's own: how often it could not read whom of late

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
