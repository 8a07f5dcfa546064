// Picked at random below the kernel's own range, and tried.
#include "tests/support/free_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <mutex>
#include <random>
#include <set>

namespace lamplight::tests {
namespace {

constexpr int k_lowest_port = 10'000;
constexpr int k_usual_first_port_of_the_kernel = 32'768;

// On every address of this machine, since the brokers of tests listen on two.
bool can_be_bound(int port) {
  const int socket_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool bound = bind(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(socket_fd);
  return bound;
}

// The first port that the kernel may give to an outgoing connection.
int first_port_of_the_kernel() {
  int first = 0;
  std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first;
  return first > k_lowest_port ? first : k_usual_first_port_of_the_kernel;
}

}  // namespace

int free_port() {
  static std::mutex mutex;
  static std::set<int> given;  // guarded by mutex
  static std::mt19937 random{std::random_device{}()};
  static std::uniform_int_distribution<int> ports(k_lowest_port, first_port_of_the_kernel() - 1);
  const std::lock_guard lock(mutex);
  while (true) {
    const int port = ports(random);
    if (can_be_bound(port) && given.insert(port).second) return port;
  }
}

}  // namespace lamplight::tests
