// Watches over the residents: scores, limits, habits, rooms, each reading as it comes.
//
// Readings come from the thread "readings" once they are stored, and only wait here; the rules
// (devices/resident_watch) are judged on the thread "residents", those about time every half minute. What
// is found is kept (server/finding_book) and told by server/finding_teller.
#pragma once

#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

#include "db/watching.h"
#include "devices/resident_watch.h"
#include "server/district_share.h"
#include "server/finding_book.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class TownWatch;

class ResidentWatching {
 public:
  struct Borrowed {
    db::Watching& rows;
    Findings& findings;
    FindingTeller& teller;
    const TownWatch& town;
    const DistrictShare& share;
    const Clock& clock;
    FindingFigures& figures;
  };

  // `town_time`: what the town's clocks show beyond UTC.
  ResidentWatching(const Borrowed& borrowed, Seconds town_time);

  // Stored readings. Takes those of residents; the oldest wait in vain when there are too many.
  void take(const std::vector<Reading>& readings);
  // The monitor could not see for a while: nobody can say today who has moved. Any thread.
  void note_blind();

 private:
  struct Resident {
    ResidentState state;
    CarePlan plan;
    std::int64_t plan_version = 0;
    Spo2Scale scale = Spo2Scale::one;
    std::string scored;  // the points last written, to write changes only
    Instant scored_at{};
    std::int64_t usual_hour = 0;  // for which `usual` was read
  };

  void run(const std::stop_token& stop);
  [[nodiscard]] bool load(Instant now);
  void refresh_plans();
  void look(Instant now);
  void judge(const ResidentId& id, Resident& resident, Instant now);
  void note_score(const ResidentId& id, Resident& resident, Instant now);
  void learn_usual(const ResidentId& id, Resident& resident, Instant now);
  void turned(const ResidentId& id, const RuleTurn& turn, Instant now);
  void write();

  const Borrowed out_;
  const ResidentWatch rules_;

  std::mutex mutex_;
  std::vector<Reading> waiting_;  // guarded by mutex_
  bool blind_ = false;            // guarded by mutex_

  // Only its own thread.
  bool loaded_ = false;
  FindingBook book_;
  std::unordered_map<ResidentId, Resident> residents_;
  std::vector<db::ScoreRow> scores_;
  std::vector<db::MorningRow> mornings_;
  Instant plans_read_at_{};
  Instant all_judged_at_{};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
