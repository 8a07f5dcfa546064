// A socket that listens on a port of its own: shared with nobody, so that a second program is told instead
// of getting every other visitor.
//
// Called by whatever answers HTTP, before it starts; any thread.
#pragma once

#include <Poco/Net/ServerSocket.h>

#include <string>

namespace lamplight::server {

// `whose` is how the sentence begins: "The HTTP port"; `setting` what to change. Port 0 is any free one.
// Throws std::runtime_error with a sentence that names the port.
[[nodiscard]] Poco::Net::ServerSocket listening_socket(const std::string& host, int port, const std::string& whose,
                                                       const std::string& setting);

}  // namespace lamplight::server
