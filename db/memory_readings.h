// Readings in memory: the twin of db/readings for simulations and tests. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "devices/readings.h"

namespace lamplight::db {

class MemoryReadings final : public Readings {
 public:
  [[nodiscard]] Result<std::size_t, ReadingsError> store(const std::vector<Reading>& readings) override;
  [[nodiscard]] Result<Done, ReadingsError> store_status(const std::vector<DeviceStatus>& statuses) override;
  [[nodiscard]] Result<Done, ReadingsError> store_dead_letters(const std::vector<DeadLetter>& letters) override;
  [[nodiscard]] Result<Done, ReadingsError> store_answers(const std::vector<DeviceAnswer>& answers) override;
  [[nodiscard]] Result<Done, ReadingsError> arrange_partitions(Instant keep_from, Instant until) override;

  // A command was given to that device.
  void expect_answer(const DeviceId& device, const std::string& command);

  // What is kept, by key.
  [[nodiscard]] std::vector<Reading> readings() const;
  [[nodiscard]] std::vector<DeviceStatus> statuses() const;
  [[nodiscard]] std::vector<DeadLetter> dead_letters() const;
  [[nodiscard]] std::vector<DeviceAnswer> answers() const;

 private:
  using Place = std::tuple<DeviceId, std::string, Instant>;

  mutable std::mutex mutex_;
  std::map<Place, Reading> readings_;            // guarded by mutex_
  std::map<DeviceId, DeviceStatus> statuses_;    // guarded by mutex_
  std::vector<DeadLetter> letters_;              // guarded by mutex_
  std::map<std::string, DeviceId> asked_;        // guarded by mutex_
  std::map<std::string, DeviceAnswer> answers_;  // guarded by mutex_
  std::set<Instant> partition_ends_;             // guarded by mutex_
};

}  // namespace lamplight::db
