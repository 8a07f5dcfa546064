// What binds whom, kept in memory: so that intake need not read every commitment of the town for each
// alarm.
//
// Fed by every COMMIT of this instance (it stands in front of the live feed) and read anew from the ledger
// by whoever asks and finds it `k_hands_fresh` old, which brings in what other instances have done. It may
// be that moment behind them; what it is used for, whom to ask, is no promise: the key that is one (I4)
// and every version are held by the ledger, and of two offers a worker accepts one. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "dispatch/ledger.h"
#include "server/live_feed.h"

namespace lamplight::server {

inline constexpr Millis k_hands_fresh{1'000};

class HandsBoard final : public LiveFeed {
 public:
  // Everything told goes on to `next`.
  HandsBoard(Ledger& ledger, LiveFeed& next) : ledger_(ledger), next_(next) {}

  void committed(const Changes& changes, const Committed& committed) override;

  // By worker and incident, as a ledger gives them. The failure is that of the ledger.
  [[nodiscard]] Result<std::vector<Commitment>, StoreError> commitments(Instant now);

 private:
  struct Row {
    int priority = 5;
    bool emergency = false;
    std::set<WorkerId> asked;
    std::optional<WorkerId> holder;
    bool arrived = false;
  };
  using Rows = std::map<IncidentId, Row>;

  // Reads all commitments anew, keeping what was committed meanwhile.
  [[nodiscard]] Result<Done, StoreError> refresh();
  static void take_in(Rows& rows, const Changes& changes);

  Ledger& ledger_;
  LiveFeed& next_;
  std::mutex mutex_;
  Rows rows_;                       // guarded by mutex_; nothing that binds nobody
  std::vector<Changes> meanwhile_;  // guarded by mutex_; while a refresh reads
  int readers_ = 0;                 // guarded by mutex_
  std::optional<Instant> read_at_;  // guarded by mutex_
};

}  // namespace lamplight::server
