// The event streams of all simulated phones and of the desk, on one thread.
//
// Used by the thread "field-staff" alone. A stream that ends, or keeps silent longer than three ticks,
// is closed; whoever wants it opens it again and gets a new snapshot.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/clock.h"
#include "server/simulator/api_client.h"
#include "server/simulator/event_reader.h"

namespace lamplight::simulator {

class LiveStreams {
 public:
  LiveStreams(ServerPlace place, const server::Clock& clock);
  ~LiveStreams();
  LiveStreams(const LiveStreams&) = delete;
  LiveStreams& operator=(const LiveStreams&) = delete;

  // `key` is the caller's number for it. False: the server could not be reached.
  [[nodiscard]] bool open(std::size_t key, const std::string& cookie);
  [[nodiscard]] bool is_open(std::size_t key) const;
  [[nodiscard]] bool empty() const;
  void close(std::size_t key);

  struct News {
    std::size_t key = 0;
    Event event;
    bool refused = false;  // the session was not good; the stream is closed
  };
  // What has come, waiting at most `patience` for it; without any stream it does not wait.
  [[nodiscard]] std::vector<News> wait(Millis patience);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
