// A network and a list of mounts of the test program's own, where cables can be pulled and disks filled.
//
// Entered once, before the first thread; whoever is not root stays outside, and what needs it is skipped.
// Loopback is all there is inside. Used by the fault suites; the rules speak nftables.
#pragma once

#include <string>
#include <vector>

namespace lamplight::tests {

// Moves this program into namespaces of its own. False where the system doesn't allow it.
bool enter_own_network();
[[nodiscard]] bool in_own_network();

// While it lives, packets that one of the rules names are dropped: nobody is told, as with a real cable.
class PulledCable {
 public:
  // Each as nftables has it: "tcp dport 3306 drop".
  explicit PulledCable(const std::vector<std::string>& rules);
  ~PulledCable();
  PulledCable(const PulledCable&) = delete;
  PulledCable& operator=(const PulledCable&) = delete;
};

// A file system of that many megabytes at a folder, while it lives.
class SmallDisk {
 public:
  SmallDisk(const std::string& folder, int megabytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Leaves no byte free; and gives them back.
  void fill() const;
  void free() const;

 private:
  std::string folder_;
};

}  // namespace lamplight::tests
