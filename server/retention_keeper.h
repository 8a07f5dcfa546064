// Removes what has been kept long enough (db/retention), once a day.
//
// Runs on the thread "retention" of each server, from an hour after its start on.
#pragma once

#include "db/retention.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

class RetentionKeeper {
 public:
  RetentionKeeper(db::Pool& pool, const db::MasterKeys& master, const Clock& clock);

 private:
  void run(const std::stop_token& stop);

  db::Retention retention_;
  const Clock& clock_;

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
