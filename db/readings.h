// Readings, heartbeats and dead letters on MySQL.
//
// Made by the monitor's wiring; called by its writer thread, partitions by its housekeeping.
#pragma once

#include "db/pool.h"
#include "db/rollups.h"
#include "devices/readings.h"

namespace lamplight::db {

class MySqlReadings final : public Readings {
 public:
  // Writes with sessions of `readings`; partitions are arranged with one of `administration`, which has
  // no time-outs.
  MySqlReadings(Pool& readings, Pool& administration) : readings_(readings), administration_(administration) {}

  [[nodiscard]] Result<std::size_t, ReadingsError> store(const std::vector<Reading>& readings) override;
  [[nodiscard]] Result<Done, ReadingsError> store_status(const std::vector<DeviceStatus>& statuses) override;
  [[nodiscard]] Result<Done, ReadingsError> store_dead_letters(const std::vector<DeadLetter>& letters) override;
  [[nodiscard]] Result<Done, ReadingsError> store_answers(const std::vector<DeviceAnswer>& answers) override;
  [[nodiscard]] Result<Done, ReadingsError> arrange_partitions(Instant keep_from, Instant until) override;

 private:
  Pool& readings_;
  Pool& administration_;
  HoursTouched hours_;
};

}  // namespace lamplight::db
