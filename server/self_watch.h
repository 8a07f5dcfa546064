// Looks once a second at everything that has a bound, and warns when it is four fifths full; and at the lines to
// others, and warns when one stays down.
//
// Runs on the thread "self-watch". What the broker says of itself ($SYS) comes on Paho's thread.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/instances.h"
#include "server/metrics.h"
#include "server/thread.h"

namespace lamplight::server {

// One queue, pool or counter, with the bound of model/limits.h or of its owner.
struct Bounded {
  std::string name;
  std::function<double()> used;  // any thread
  double max = 1;
};

// A connection that is kept up by somebody else.
struct Line {
  std::string name;            // in code
  std::string words;           // for the log
  std::function<bool()> up;  // any thread
};

class SelfWatch {
 public:
  explicit SelfWatch(std::vector<Bounded> table, std::vector<Line> lines = {});

  // Begins to look, until `stop`; what the table and the lines ask must be there all that time.
  void start();
  void stop();

  // A message of $SYS. Any thread; returns at once.
  void broker_says(std::string_view topic, std::string_view payload);

  // One look at everything; the watch's own thread takes one a second. One thread at a time.
  void look();

  // The whole table and all lines as they are now. Any thread.
  [[nodiscard]] std::vector<db::PartState> state() const;

  // lamplight_bound_used, lamplight_bound_max and lamplight_bound_warned, and what the broker has dropped.
  [[nodiscard]] std::vector<Metric> metrics() const;

 private:
  void run(const std::stop_token& stop);
  void look_at_lines();

  const std::vector<Bounded> table_;
  const std::vector<Line> lines_;
  std::vector<int> down_looks_;                  // one for each of lines_: how often in a row it was down
  std::vector<std::atomic<bool>> warned_;        // one for each of table_
  std::atomic<std::int64_t> broker_dropped_{0};  // as the broker counts since its start
  std::atomic<std::int64_t> dropped_seen_{0};

  std::optional<Thread> thread_;  // last: it uses all of the above
};

// The topic of $SYS that counts messages thrown out of a full session; exact (traps.md).
inline constexpr std::string_view k_broker_dropped_topic = "$SYS/broker/publish/messages/dropped";

}  // namespace lamplight::server
