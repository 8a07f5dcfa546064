// Namespaces by system call, rules by the program nft.
#include "tests/support/own_network.h"

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/child.h"

namespace lamplight::tests {
namespace {

constexpr const char* k_chain = "inet lamplight pulled";
bool entered = false;

bool bring_loopback_up() {
  const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (any < 0) return false;
  ifreq request{};
  std::strncpy(request.ifr_name, "lo", sizeof request.ifr_name - 1);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  const bool up = ioctl(any, SIOCSIFFLAGS, &request) == 0;
  close(any);
  return up;
}

void nft(const std::string& words) {
  run_child({"/bin/sh", "-c", "exec " + installed_program("nft") + " " + words}, "/dev/null");
}

}  // namespace

bool enter_own_network() {
  if (entered) return true;
  if (unshare(CLONE_NEWNS) != 0) return false;
  // What is mounted here is seen by nobody else. A changed root (chroot) can't promise that; then the network stays as
  // it is too, since one without its loopback serves nobody.
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  if (unshare(CLONE_NEWNET) != 0) return false;
  entered = bring_loopback_up();
  return entered;
}

bool in_own_network() {
  return entered;
}

PulledCable::PulledCable(const std::vector<std::string>& rules) {
  if (!entered) throw std::runtime_error("no cable is pulled outside of an own network");
  nft("add table inet lamplight");
  nft("'add chain " + std::string(k_chain) + " { type filter hook input priority 0; }'");
  for (const std::string& rule : rules) nft("'add rule " + std::string(k_chain) + " " + rule + "'");
}

PulledCable::~PulledCable() {
  try {
    nft("delete table inet lamplight");
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "a cable stays pulled: %s\n", fault.what());
  }
}

SmallDisk::SmallDisk(const std::string& folder, int megabytes) : folder_(folder) {
  if (!entered) throw std::runtime_error("no disk is made outside of an own list of mounts");
  const std::string size = "size=" + std::to_string(megabytes) + "m";
  if (mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) throw std::runtime_error("no tmpfs at " + folder);
}

SmallDisk::~SmallDisk() {
  umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
  std::ofstream file(folder_ + "/filler", std::ios::binary);
  const std::string block(4096, 'x');
  while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
  }
}

void SmallDisk::free() const {
  std::filesystem::remove(folder_ + "/filler");
}

}  // namespace lamplight::tests
