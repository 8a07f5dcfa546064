// Server-sent events out of bytes as they come: the head of the answer, then the events. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lamplight::simulator {

struct Event {
  std::string name;  // "snapshot", "offer", …
  std::string data;
  bool operator==(const Event&) const = default;
};

class EventReader {
 public:
  // The events that these bytes complete. After a fault there are none.
  [[nodiscard]] std::vector<Event> read(std::string_view bytes);
  // The status of the answer; nothing until its head is complete.
  [[nodiscard]] std::optional<int> status() const { return status_; }
  // Not an event stream, or more than anybody may say at once.
  [[nodiscard]] bool faulty() const { return faulty_; }

 private:
  bool read_head();
  void read_line(std::string_view line, std::vector<Event>& events);

  std::string unread_;
  std::optional<int> status_;
  bool faulty_ = false;
  Event event_;
};

}  // namespace lamplight::simulator
