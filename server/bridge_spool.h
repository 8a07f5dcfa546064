// What bridges have said and nobody has dealt with yet, in a file: a monitor that is killed finds it at its
// next start. A thing behind a bridge says its cry once, and the broker believes it delivered.
//
// `keep` is called inside Paho's callback: one write into the system's memory, which outlives the process and
// not the power. The rest is the thread "bridges"'. One process a file.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "devices/mqtt_link.h"
#include "model/time.h"

namespace lamplight::server {

class BridgeSpool {
 public:
  struct Entry {
    Arrived message;
    Instant received_at{};
  };

  // Opens the file or makes it (mode 0600), and reads what an earlier process has left. Empty: nothing is kept.
  // Throws std::runtime_error with a sentence where there can be none, or another process has it.
  explicit BridgeSpool(const std::string& file);
  ~BridgeSpool();
  BridgeSpool(const BridgeSpool&) = delete;
  BridgeSpool& operator=(const BridgeSpool&) = delete;

  // In the order in which it came; once.
  [[nodiscard]] std::vector<Entry> take_left();

  // False: the file is full or can't be written. Nothing waits for it; the message is dealt with all the same.
  bool keep(const Arrived& message, Instant received_at);
  // How many have been kept so far.
  [[nodiscard]] std::int64_t kept() const;
  // All of the first `dealt_with` have been dealt with: forgets everything, unless more have come meanwhile.
  void forget(std::int64_t dealt_with);

 private:
  void read_left();

  int file_ = -1;
  std::vector<Entry> left_;
  mutable std::mutex mutex_;
  std::int64_t end_ = 0;   // guarded by mutex_; where the next one goes
  std::int64_t kept_ = 0;  // guarded by mutex_
};

}  // namespace lamplight::server
