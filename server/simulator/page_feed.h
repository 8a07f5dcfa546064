// The event streams of the home on the screen: the whole home on connect and after every change.
//
// One thread, "page-feed", writes to all streams; a stream holds no thread of the HTTP server. A
// browser that does not read is cut and gets the whole home again when it comes back.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/ids.h"

namespace Poco::Net {
class StreamSocket;
}

namespace lamplight::simulator {

class PageFeed {
 public:
  // The home as it is now, as JSON; asked on the thread "page-feed".
  using Ask = std::function<std::string(const ResidentId&)>;

  explicit PageFeed(Ask ask);
  ~PageFeed();
  PageFeed(const PageFeed&) = delete;
  PageFeed& operator=(const PageFeed&) = delete;

  // Takes over a connection on which nothing has been answered yet. False: there are too many. Any thread.
  [[nodiscard]] bool adopt(const Poco::Net::StreamSocket& socket, const ResidentId& resident);
  // These homes are not as they were. Any thread; returns at once.
  void changed(const std::vector<ResidentId>& residents);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
