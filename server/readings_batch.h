// What homes have measured and said, read and gathered for one write.
//
// Filled and written by server/readings_intake on its thread; reading the messages is pure.
#pragma once

#include <vector>

#include "devices/device_course.h"
#include "devices/mqtt_link.h"
#include "devices/readings.h"
#include "devices/supervision.h"
#include "dispatch/town.h"
#include "model/reading.h"
#include "server/figures.h"

namespace lamplight::server {

// Somebody spoke: what server/home_watch needs of a message.
struct DeviceWord {
  DeviceId device;
  Word said;
  std::optional<DeviceStatus> status;  // of a heartbeat
  DeviceCounts counts;                 // … which may count
};

struct ReadingsBatch {
  std::vector<Reading> readings;
  std::vector<DeviceStatus> statuses;  // one a device, the latest
  std::vector<DeadLetter> letters;
  std::vector<DeviceAnswer> answers;
  std::vector<DeviceWord> words;  // of all messages that could be read, in their order; not stored

  // Of all that was added.
  struct Tally {
    std::int64_t items = 0;
    std::int64_t statuses = 0;  // heartbeats and results, however many of one device
    std::int64_t refused = 0;
    std::int64_t dead_lettered = 0;
    std::int64_t clock_wrong = 0;
  };
  Tally tally;

  [[nodiscard]] std::size_t rows() const { return readings.size() + statuses.size() + letters.size() + answers.size(); }
  [[nodiscard]] bool empty() const { return tally.items == 0; }
};

// Reads one message of `…/readings`, `…/status` or `…/result` into the batch. A reading gets the
// resident whom its device belongs to in `town`, whatever district it spoke in.
void add_to(ReadingsBatch& batch, const Arrived& message, const Town& town, Instant now);

}  // namespace lamplight::server
