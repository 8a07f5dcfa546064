// The current Town in memory: loaded at start, renewed when the registers' mark or the workers change.
//
// `town()` is for any thread and never waits for the database; one thread of wiring calls `refresh`.
#pragma once

#include <atomic>
#include <mutex>

#include "dispatch/town.h"

namespace lamplight::server {

class TownWatch {
 public:
  // For a program that sends nobody.
  explicit TownWatch(Directory& directory) : directory_(directory) {}
  // What else whoever sends workers wants kept: the cover that they give, reckoned by `line`, and the pace of ways.
  struct Ways {
    const GreatCircle& line;
    HourSpeeds hours = k_hour_speeds_default;
    Seconds zone{0};
  };
  TownWatch(Directory& directory, const Ways& ways) : directory_(directory), ways_(ways) {}

  [[nodiscard]] Town town() const;

  // Reads what has changed: workers each time, registers when their mark has risen.
  [[nodiscard]] Result<Done, StoreError> refresh(Instant now);
  // What this instance has just written itself, without waiting for the next refresh.
  void worker_changed(const WorkerCard& worker);

  // For an alarm of a device that the snapshot does not know: asks the database, keeps what it finds.
  // True when it is known now.
  [[nodiscard]] bool look_up(const DeviceId& device);

 private:
  void renew_demand(Instant now);
  [[nodiscard]] std::shared_ptr<const PaceTable> pace() const;
  [[nodiscard]] Demand demand(const PaceTable& pace, Instant now) const;

  Directory& directory_;
  std::optional<Ways> ways_;
  mutable std::mutex mutex_;
  Town town_;                  // guarded by mutex_
  std::int64_t mark_ = 0;      // only refresh()
  MeasuredDemand measured_;    // only refresh()
  Instant measured_at_{};      // only refresh()
  std::atomic<std::int64_t> worker_writes_{0};
};

}  // namespace lamplight::server
