// The simulator's port: the home on the screen, what it asks for, and /healthz.
//
// There is no sign-in; so it answers only to a name of this machine, and takes changes only from its
// own page. Requests run on a small pool of threads of their own; every answer closes its connection.
#pragma once

#include <memory>
#include <string>

#include "server/simulator/homes.h"
#include "server/simulator/page_feed.h"

namespace lamplight::simulator {

class PageServer {
 public:
  // Listens on loopback. `folder` holds the page; throws std::runtime_error with a sentence that names
  // the port or the folder when it can't be used.
  PageServer(int port, const std::string& folder, Homes& homes, PageFeed& feed);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  [[nodiscard]] int port() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::simulator
