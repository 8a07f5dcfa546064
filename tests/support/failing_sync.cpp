// strace holds a program by its threads, and /proc says whether it does.
#include "tests/support/failing_sync.h"

#include <signal.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/support/child.h"

namespace lamplight::tests {
namespace {

bool is_traced(const std::filesystem::path& task) {
  std::ifstream status(task / "status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("TracerPid:")) return line.find_first_of("123456789") != std::string::npos;
  }
  return true;  // it has ended meanwhile
}

bool all_traced(pid_t pid) {
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    if (!is_traced(task.path())) return false;
  }
  return true;
}

}  // namespace

FailingSync::FailingSync(pid_t of)
    : pid_(start_child({installed_program("strace"), "-f", "-qq", "-p", std::to_string(of), "-e",
                        "trace=fsync,fdatasync,sync_file_range,syncfs", "-e",
                        "inject=fsync,fdatasync,sync_file_range,syncfs:error=EIO", "-o", "/dev/null"},
                       (folder_.path() / "strace.log").string())) {
  const bool held = eventually([&] { return has_ended(pid_) || all_traced(of); });
  const bool alive = kill(pid_, 0) == 0;
  if (held && alive) return;
  if (alive) end_child(pid_, SIGKILL);
  throw std::runtime_error("strace holds nothing");
}

FailingSync::~FailingSync() {
  end_child(pid_, SIGINT);  // lets go of what it holds
}

bool FailingSync::possible() {
  static const bool answer = [] {
    const pid_t sleeper = start_child({installed_program("sleep"), "60"}, "/dev/null");
    bool held = true;
    try {
      const FailingSync tried(sleeper);
    } catch (const std::runtime_error&) {
      held = false;
    }
    end_child(sleeper, SIGKILL);
    return held;
  }();
  return answer;
}

}  // namespace lamplight::tests
