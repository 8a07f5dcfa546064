// The other side of server/clock_lie.
#include "tests/support/lying_clock.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <stdexcept>

namespace lamplight::tests {

LyingClock::LyingClock() {
  const int file = open((folder_.path() / "lie").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const bool room = file >= 0 && ftruncate(file, sizeof(server::ClockLie)) == 0;
  void* at = room ? mmap(nullptr, sizeof(server::ClockLie), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
  if (file >= 0) close(file);
  if (at == MAP_FAILED) throw std::runtime_error("no memory to share with a program");
  lie_ = new (at) server::ClockLie;
}

LyingClock::~LyingClock() {
  munmap(lie_, sizeof(server::ClockLie));
}

std::string LyingClock::environment() const {
  return "LAMPLIGHT_CLOCK_LIE=" + (folder_.path() / "lie").string();
}

void LyingClock::lie_at(std::int64_t nth, Millis off_by) {
  lie_->off_by_ms = off_by.count();
  lie_->lies_at = lie_->asked + nth;
}

}  // namespace lamplight::tests
