// What event streams need from the database: snapshots, whole incidents after a change, changes made by
// other instances, sessions that have ended. One thread (live-reader).
//
// What is asked while it reads is put together and read at once, so a storm costs a few statements a
// round and not one for each change. While the database is away, incidents come from the standby; what
// only the database knows is asked again with every poll. It reads on when nobody listens, because what
// it reads is what the standby begins with.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "db/accounts.h"
#include "db/family_views.h"
#include "server/incident_reader.h"
#include "server/live_streams.h"
#include "server/thread.h"

namespace lamplight::server {

class LiveReader {
 public:
  LiveReader(db::Pool& pool, IncidentReader& incidents, LiveStreams& streams, TownWatch& town, const Clock& clock);

  void start();
  void stop();

  // Any thread; they return at once.
  void changed(const std::vector<IncidentId>& incidents);
  void want_snapshot(StreamId stream, const Viewer& viewer);
  void check_tokens(std::vector<std::string> token_hashes);
  // Whether what these relatives may see is still what their streams began with: another server may have written down
  // that it is withdrawn. Who sees something else by now is given a new snapshot.
  void check_links(std::vector<std::pair<StreamId, Viewer>> families);
  // After an outage: versions begin anew.
  void forget_told();

 private:
  struct Wish {
    StreamId stream;
    Viewer viewer;
  };
  struct Work {
    std::set<IncidentId> changed;
    std::vector<Wish> snapshots;
    std::vector<std::string> tokens;
    std::vector<Wish> families;
    bool anew = false;
  };

  void run(const std::stop_token& stop);
  [[nodiscard]] Work wait_for_work(const std::stop_token& stop);

  [[nodiscard]] bool anybody_listens() const;
  void poll_others(std::set<IncidentId>& changed);
  // Returns those that the database did not answer; they are then tried again.
  [[nodiscard]] std::vector<Wish> give_snapshots(const std::vector<Wish>& wishes);
  // Each returns false when the database did not answer.
  [[nodiscard]] bool give_desk_snapshot(std::vector<StreamId> streams);
  [[nodiscard]] bool give_worker_snapshot(const Wish& wish);
  [[nodiscard]] bool give_family_snapshot(const Wish& wish);
  [[nodiscard]] bool tell_changed(const std::set<IncidentId>& changed);
  [[nodiscard]] bool tell_families(const std::vector<db::IncidentWhole>& wholes);
  void end_streams(const std::vector<std::string>& tokens);
  void look_at_links(const std::vector<Wish>& families);

  db::Accounts accounts_;
  IncidentReader& incidents_;
  db::FamilyViews families_;
  LiveStreams& streams_;
  TownWatch& town_;
  const Clock& clock_;

  std::mutex mutex_;
  std::condition_variable_any woken_;
  Work work_;  // guarded by mutex_

  // Only the reader's thread.
  bool knows_open_ = false;  // all that was open at the start has been read once
  Instant polled_at_{};
  Instant next_poll_{};
  std::map<UserId, std::vector<db::FamilyLink>> linked_;  // what the streams of each relative were last drawn by
  std::map<IncidentId, std::int64_t> told_;  // the versions told, of what changed lately

  std::optional<Thread> thread_;
};

}  // namespace lamplight::server
