// Poco's own way of binding shares the port with whoever asks for the same.
#include "server/listening_socket.h"

#include <Poco/Net/NetException.h>

#include <stdexcept>

namespace lamplight::server {
namespace {

constexpr int k_backlog = 1024;

}  // namespace

Poco::Net::ServerSocket listening_socket(const std::string& host, int port, const std::string& whose,
                                         const std::string& setting) {
  Poco::Net::ServerSocket socket;
  try {
    const bool at_once_after_a_restart = true;
    const bool shared = false;
    socket.bind(Poco::Net::SocketAddress(host, static_cast<Poco::UInt16>(port)), at_once_after_a_restart, shared);
    socket.listen(k_backlog);
  } catch (const Poco::Exception& fault) {
    throw std::runtime_error(whose + " " + std::to_string(port) + " on " + host + " can't be used (" + setting +
                             "): " + fault.displayText());
  }
  return socket;
}

}  // namespace lamplight::server
