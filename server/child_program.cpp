// Spawn, wait, end.
#include "server/child_program.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "model/check.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{10};

}  // namespace

std::optional<int> run_program(const std::vector<std::string>& words, Millis patience) {
  LAMPLIGHT_CHECK(!words.empty());
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t pid = 0;
  if (posix_spawn(&pid, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) return std::nullopt;
  std::mutex mutex;
  std::condition_variable never;
  int status = 0;
  for (Millis waited{0};; waited += k_look_every) {
    const pid_t ended = waitpid(pid, &status, waited < patience ? WNOHANG : 0);
    if (ended == pid) break;
    std::unique_lock lock(mutex);
    never.wait_for(lock, k_look_every);
    if (waited + k_look_every >= patience) kill(pid, SIGKILL);
  }
  return WIFEXITED(status) ? std::optional<int>(WEXITSTATUS(status)) : std::nullopt;
}

}  // namespace lamplight::server
