// Where the monitor keeps what homes measure. Implemented by db/ on MySQL and in memory.
#pragma once

#include <vector>

#include "model/reading.h"
#include "model/result.h"

namespace lamplight {

enum class ReadingsError : std::uint8_t { unavailable };

class Readings {
 public:
  virtual ~Readings() = default;

  // One transaction; a reading with a known device, name and time is a repeat: the first stays.
  // Returns how many were new.
  [[nodiscard]] virtual Result<std::size_t, ReadingsError> store(const std::vector<Reading>& readings) = 0;
  // The latest of each device wins.
  [[nodiscard]] virtual Result<Done, ReadingsError> store_status(const std::vector<DeviceStatus>& statuses) = 0;
  [[nodiscard]] virtual Result<Done, ReadingsError> store_dead_letters(const std::vector<DeadLetter>& letters) = 0;
  // Makes the partitions of the days up to `until`, drops those that end before `keep_from`.
  [[nodiscard]] virtual Result<Done, ReadingsError> arrange_partitions(Instant keep_from, Instant until) = 0;
};

}  // namespace lamplight
