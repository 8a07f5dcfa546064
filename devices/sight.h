// Whether the monitor can see at all. What it could not see says nothing about devices.
//
// Blind is: no connection to the broker, a broker that has stopped speaking though the connection
// stands, messages that wait unread (the database away), or a process that did not run (frozen,
// restarted). Pure; used by server/home_watch on its thread.
#pragma once

#include <optional>
#include <string>

#include "model/time.h"

namespace lamplight {

struct Outlook {
  bool connected = false;               // subscribed at the broker
  Instant read_to{};                    // every message that came until then has been read
  std::optional<Instant> broker_spoke;  // the broker's own regular word; nothing where it has none
};

struct Blind {
  Instant from{};
  Instant to{};
  std::string why;
  bool operator==(const Blind&) const = default;
};

class Sight {
 public:
  // `seen_before`: until when an earlier run saw; nothing on the very first start.
  explicit Sight(std::optional<Instant> seen_before) : saw_(seen_before) {}

  // What it was blind for, once, when it sees again. Call it at least every second.
  std::optional<Blind> look(Instant now, const Outlook& outlook);
  [[nodiscard]] bool sees() const { return sees_; }

 private:
  void note_broker(const std::optional<Instant>& spoke);
  [[nodiscard]] std::string hindrance(Instant now, const Outlook& outlook) const;

  bool sees_ = false;
  std::optional<Instant> saw_;  // the last time that it saw
  std::optional<Instant> looked_;
  std::string why_ = "restarted";
  std::optional<Instant> broker_spoke_;
  std::optional<Millis> broker_pace_;  // between its last two words
};

}  // namespace lamplight
