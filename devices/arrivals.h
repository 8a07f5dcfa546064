// The two places where messages wait: raw ones between Paho's callback and the decoder, read alarms
// between the decoder and the ledger.
//
// Offering never waits for room and never throws for lack of it; taking waits. Any thread. The
// overflow rules: alarms refuse (the home repeats what nobody has acknowledged), readings drop the
// oldest. Both count.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stop_token>
#include <vector>

#include "devices/mqtt_link.h"
#include "model/signal.h"
#include "model/time.h"

namespace lamplight {

struct QueueFigures {
  std::int64_t received = 0;  // offered, whatever became of them
  std::int64_t refused = 0;   // turned away, the queue being full
  std::int64_t dropped = 0;   // thrown out for a newer one
  std::int64_t taken = 0;
  std::size_t depth = 0;  // received = refused + dropped + taken + depth
  std::size_t bytes = 0;  // of topics and payloads that wait
  bool operator==(const QueueFigures&) const = default;
};

enum class Overflow : std::uint8_t { refuse, drop_oldest };

// Raw messages. Full is the first of two bounds: how many, and how many bytes in all.
class Arrivals {
 public:
  Arrivals(std::size_t messages_max, std::size_t bytes_max, Overflow overflow);

  // False when it was refused. Called inside Paho's callback.
  [[nodiscard]] bool offer(Arrived&& message);
  // The oldest ones, at most `max`; none when none came within `wait` or a stop was asked for.
  [[nodiscard]] std::vector<Arrived> take_batch(std::size_t max, Millis wait, const std::stop_token& stop);
  [[nodiscard]] QueueFigures figures() const;

 private:
  const std::size_t messages_max_;
  const std::size_t bytes_max_;
  const Overflow overflow_;

  mutable std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<Arrived> waiting_;  // guarded by mutex_
  QueueFigures figures_;         // guarded by mutex_; depth is filled in when asked for
  int takers_ = 0;               // guarded by mutex_; nobody is woken when nobody waits
};

// Read alarms in two lanes, so that a storm of mains failures never stands before a pressed SOS.
class SignalLanes {
 public:
  // Each lane holds at most `lane_max`.
  explicit SignalLanes(std::size_t lane_max) : lane_max_(lane_max) {}

  // False when its lane was full.
  [[nodiscard]] bool offer(Signal&& signal);
  // Life-safety ones first, each lane in the order of arrival; otherwise as in Arrivals.
  [[nodiscard]] std::vector<Signal> take_batch(std::size_t max, Millis wait, const std::stop_token& stop);
  // Both lanes together; bytes are not counted.
  [[nodiscard]] QueueFigures figures() const;

 private:
  const std::size_t lane_max_;

  mutable std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<Signal> urgent_;  // guarded by mutex_
  std::deque<Signal> other_;   // guarded by mutex_
  QueueFigures figures_;       // guarded by mutex_
  int takers_ = 0;             // guarded by mutex_
};

}  // namespace lamplight
