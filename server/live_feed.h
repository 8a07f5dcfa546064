// Server-sent events of all who are signed in: snapshot, then changes, a tick every 2 s (contracts §3).
//
// `committed` is called after each COMMIT of this instance, on the thread that committed, and returns
// at once. One thread of its own writes to all streams (no stream holds a thread), another reads what
// other instances have changed.
#pragma once

#include <memory>

#include "dispatch/ledger.h"

namespace lamplight::server {

class LiveFeed {
 public:
  virtual ~LiveFeed() = default;
  // Nothing in here is said before it is true: call it after `apply` has returned.
  virtual void committed(const Changes& changes, const Committed& committed) = 0;
};

}  // namespace lamplight::server
