// A named lock of the database server, for work that only one process may do at a time.
//
// Used by db/migrate and db/readings. The server keeps it for the connection, so whoever dies leaves none
// behind. One lock a session at a time.
#pragma once

#include <string>

#include "db/session.h"

namespace lamplight::db {

class AdvisoryLock {
 public:
  // Waits for `wait_s` seconds at most. The name is made unique for the session's schema. Throws DbFault.
  AdvisoryLock(Session& session, const std::string& name, int wait_s);
  ~AdvisoryLock();
  AdvisoryLock(const AdvisoryLock&) = delete;
  AdvisoryLock& operator=(const AdvisoryLock&) = delete;

  [[nodiscard]] bool taken() const { return taken_; }

 private:
  Session& session_;
  std::string name_;
  bool taken_ = false;
};

}  // namespace lamplight::db
