// Readings off the broker, a batch at a time, into the database (design §5).
//
// Runs on the thread "readings"; Paho's callback has only queued the bytes, the oldest being thrown
// out when the queue is full. With the database away the batch in hand is kept and tried again.
#pragma once

#include <functional>

#include "devices/arrivals.h"
#include "devices/readings.h"
#include "dispatch/town.h"
#include "server/figures.h"
#include "server/readings_batch.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class TownWatch;

class ReadingsIntake {
 public:
  // Who watches what comes. Called on the thread "readings"; they only note it.
  struct Listeners {
    // What devices have said, in order, before it is stored; no message that came before `read_to` is unread.
    std::function<void(std::vector<DeviceWord>&& words, Instant read_to)> words;
    std::function<void(const std::vector<Reading>& readings)> stored;
  };

  ReadingsIntake(Arrivals& arrivals, Readings& readings, Directory& directory, const TownWatch& town,
                 const Clock& clock, Listeners listeners, ReadingsFigures& figures);

 private:
  void run(const std::stop_token& stop);
  void fill(ReadingsBatch& batch, Millis wait, const std::stop_token& stop);
  // True when all of it is stored; what is stored already has left the batch.
  [[nodiscard]] bool store(ReadingsBatch& batch);
  void store_apart(ReadingsBatch& batch);
  // False when the end came before the database did.
  [[nodiscard]] bool write(ReadingsBatch& batch, const std::stop_token& stop);
  void say_figures();

  Arrivals& arrivals_;
  Readings& readings_;
  Directory& directory_;
  const TownWatch& town_;
  const Clock& clock_;
  const Listeners listeners_;
  ReadingsFigures& figures_;
  Instant said_at_{};  // the figures, last
  Instant read_to_{};  // no message that came before it is unread

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
