// The table of error numbers.
#include "db/fault.h"

#include <algorithm>
#include <array>

namespace lamplight::db {
namespace {

// The transaction is gone, or another one was there first. 1062: every unique key of ours guards a
// decision (who holds what, what is known already), so a taken one is always a lost race.
constexpr std::array k_conflicts{
    1020,  // the row has changed since it was read (innodb_snapshot_isolation)
    1062,  // duplicate key
    1205,  // waited too long for a lock
    1213,  // deadlock; at COMMIT on a cluster: another node was first
    3572,  // NOWAIT found a lock
};

// The server or its disk can't serve us now. Nothing of it is our defect, and a new connection may do.
constexpr std::array k_unavailable{
    1021, 1030, 1114,              // disk full, storage engine, table full
    1037, 1038, 1041,              // out of memory
    1040, 1129, 1203, 1226,        // too many connections
    1044, 1045, 1049, 1130, 1698,  // the account or the database is not there (yet)
    1053, 1077, 1152, 1153,        // shutting down, aborted, packet too large
    1158, 1159, 1160, 1161,        // network
    1180, 1181,                    // an error during COMMIT or ROLLBACK
    1290, 1792, 1836,              // read only: a replica, or a fail-over going on
    1317, 1927, 1969, 4031,        // query or connection killed, statement or idle time-out
    1461,                          // too many prepared statements; a new connection has none
};

template <std::size_t N>
bool among(const std::array<int, N>& codes, int code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

FaultKind fault_kind_of(int code, Moment moment) {
  if (moment == Moment::connecting) return FaultKind::lost;
  if (among(k_conflicts, code)) return FaultKind::conflict;
  // Whatever else befalls a COMMIT, nobody can say whether it is done.
  if (moment == Moment::committing) return FaultKind::lost_at_commit;
  const bool of_client = code >= 2000 && code < 3000;
  return of_client || among(k_unavailable, code) ? FaultKind::lost : FaultKind::other;
}

StoreError store_error_of(const DbFault& fault) {
  switch (fault.kind()) {
    case FaultKind::conflict:
      return StoreError::conflict;
    case FaultKind::lost:
      return StoreError::unavailable;
    case FaultKind::lost_at_commit:
      return StoreError::unknown;
    case FaultKind::other:
      return StoreError::unavailable;
  }
  LAMPLIGHT_CHECK(false && "a fault outside the enumeration");
}

}  // namespace lamplight::db
