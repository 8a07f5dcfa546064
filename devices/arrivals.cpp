// The waiting places. Locks are held for a move of one message, so Paho's thread is never kept.
#include "devices/arrivals.h"

#include <utility>

namespace lamplight {
namespace {

std::size_t bytes_of(const Arrived& message) {
  return message.topic.size() + message.payload.size();
}

// Moves up to `max - batch.size()` from the front of `lane` to the end of `batch`.
template <class T>
void move_front(std::deque<T>& lane, std::size_t max, std::vector<T>& batch) {
  while (!lane.empty() && batch.size() < max) {
    batch.push_back(std::move(lane.front()));
    lane.pop_front();
  }
}

}  // namespace

Arrivals::Arrivals(std::size_t messages_max, std::size_t bytes_max, Overflow overflow)
    : messages_max_(messages_max), bytes_max_(bytes_max), overflow_(overflow) {}

bool Arrivals::offer(Arrived&& message) {
  const std::size_t bytes = bytes_of(message);
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    ++figures_.received;
    const auto full = [&] { return waiting_.size() >= messages_max_ || figures_.bytes + bytes > bytes_max_; };
    if (overflow_ == Overflow::drop_oldest && bytes <= bytes_max_) {
      while (!waiting_.empty() && full()) {
        figures_.bytes -= bytes_of(waiting_.front());
        waiting_.pop_front();
        ++figures_.dropped;
      }
    }
    if (full()) {
      ++figures_.refused;
      return false;
    }
    waiting_.push_back(std::move(message));
    figures_.bytes += bytes;
    wake = takers_ > 0;
  }
  if (wake) came_.notify_one();
  return true;
}

std::vector<Arrived> Arrivals::take_batch(std::size_t max, Millis wait, const std::stop_token& stop) {
  std::vector<Arrived> batch;
  std::unique_lock lock(mutex_);
  ++takers_;
  came_.wait_for(lock, stop, wait, [this] { return !waiting_.empty(); });
  --takers_;
  move_front(waiting_, max, batch);
  for (const Arrived& message : batch) figures_.bytes -= bytes_of(message);
  figures_.taken += static_cast<std::int64_t>(batch.size());
  return batch;
}

QueueFigures Arrivals::figures() const {
  const std::lock_guard lock(mutex_);
  QueueFigures figures = figures_;
  figures.depth = waiting_.size();
  return figures;
}

bool SignalLanes::offer(Signal&& signal) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    ++figures_.received;
    std::deque<Signal>& lane = facts_of(signal.kind).life_safety ? urgent_ : other_;
    if (lane.size() >= lane_max_) {
      ++figures_.refused;
      return false;
    }
    lane.push_back(std::move(signal));
    wake = takers_ > 0;
  }
  if (wake) came_.notify_one();
  return true;
}

std::vector<Signal> SignalLanes::take_batch(std::size_t max, Millis wait, const std::stop_token& stop) {
  std::vector<Signal> batch;
  std::unique_lock lock(mutex_);
  ++takers_;
  came_.wait_for(lock, stop, wait, [this] { return !urgent_.empty() || !other_.empty(); });
  --takers_;
  move_front(urgent_, max, batch);
  move_front(other_, max, batch);
  figures_.taken += static_cast<std::int64_t>(batch.size());
  return batch;
}

QueueFigures SignalLanes::figures() const {
  const std::lock_guard lock(mutex_);
  QueueFigures figures = figures_;
  figures.depth = urgent_.size() + other_.size();
  return figures;
}

}  // namespace lamplight
