// Where the monitor keeps what homes measure. Implemented by db/ on MySQL and in memory.
#pragma once

#include <string>
#include <vector>

#include "model/reading.h"
#include "model/result.h"

namespace lamplight {

enum class ReadingsError : std::uint8_t { unavailable };

// What a device said of a command that it was given (`…/result`).
struct DeviceAnswer {
  DeviceId device;
  std::string command;
  bool ok = false;
  std::string text;  // its own words, as they came
  Instant at{};
  bool operator==(const DeviceAnswer&) const = default;
};

class Readings {
 public:
  virtual ~Readings() = default;

  // One transaction; a reading with a known device, name and time is a repeat: the first stays.
  // Returns how many were new.
  [[nodiscard]] virtual Result<std::size_t, ReadingsError> store(const std::vector<Reading>& readings) = 0;
  // The latest of each device wins.
  [[nodiscard]] virtual Result<Done, ReadingsError> store_status(const std::vector<DeviceStatus>& statuses) = 0;
  [[nodiscard]] virtual Result<Done, ReadingsError> store_dead_letters(const std::vector<DeadLetter>& letters) = 0;
  // The first answer to a command stays; one to a command that the device was not given is passed over.
  [[nodiscard]] virtual Result<Done, ReadingsError> store_answers(const std::vector<DeviceAnswer>& answers) = 0;
  // Makes the partitions of the days up to `until`, drops those that end before `keep_from`.
  [[nodiscard]] virtual Result<Done, ReadingsError> arrange_partitions(Instant keep_from, Instant until) = 0;
};

}  // namespace lamplight
