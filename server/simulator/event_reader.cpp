// Lines of `field: value`; an empty line ends an event (WHATWG HTML, server-sent events).
#include "server/simulator/event_reader.h"

#include <charconv>

namespace lamplight::simulator {
namespace {

constexpr std::size_t k_unread_max = 8U << 20U;  // a snapshot of a desk on a bad day

}  // namespace

std::vector<Event> EventReader::read(std::string_view bytes) {
  std::vector<Event> events;
  if (faulty_) return events;
  unread_ += bytes;
  if (!status_ && !read_head()) return events;
  std::size_t from = 0;
  for (std::size_t end = unread_.find('\n', from); end != std::string::npos && !faulty_;
       end = unread_.find('\n', from)) {
    std::string_view line(unread_.data() + from, end - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    read_line(line, events);
    from = end + 1;
  }
  unread_.erase(0, from);
  if (unread_.size() + event_.data.size() > k_unread_max) faulty_ = true;
  return events;
}

// True when the head is complete and good.
bool EventReader::read_head() {
  const auto end = unread_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  constexpr std::string_view k_begin = "HTTP/1.1 ";
  int status = 0;
  if (unread_.starts_with(k_begin)) {
    std::from_chars(unread_.data() + k_begin.size(), unread_.data() + k_begin.size() + 3, status);
  }
  status_ = status;
  // Our own server streams until it closes; chunks would have to be taken apart first.
  faulty_ = status != 200 || unread_.substr(0, end).find("chunked") != std::string::npos;
  unread_.erase(0, end + 4);
  return !faulty_;
}

void EventReader::read_line(std::string_view line, std::vector<Event>& events) {
  if (line.empty()) {
    if (!event_.data.empty()) events.push_back(std::move(event_));
    event_ = {};
    return;
  }
  const auto colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "event") event_.name = value;
  if (field == "data") {
    if (!event_.data.empty()) event_.data += '\n';
    event_.data += value;
  }
}

}  // namespace lamplight::simulator
