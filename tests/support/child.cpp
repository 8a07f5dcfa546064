// Starting and ending, in the plainest calls there are.
#include "tests/support/child.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>

namespace lamplight::tests {
namespace {

constexpr int k_ask_again_ms = 20;

int wait_for_end(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

std::string installed_program(const std::string& name) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"}) {
    if (std::filesystem::exists(folder + name)) return folder + name;
  }
  throw std::runtime_error(name + " is not installed");
}

pid_t start_child(const std::vector<std::string>& words, const std::string& output_file) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("no new process");
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int file = open(output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  execv(arguments[0], arguments.data());
  _exit(127);
}

void run_child(const std::vector<std::string>& words, const std::string& output_file) {
  const int status = wait_for_end(start_child(words, output_file));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(words[0] + " failed, see " + output_file);
}

void end_child(pid_t pid, int signal) {
  kill(pid, signal);
  wait_for_end(pid);
}

bool has_ended(pid_t pid) {
  return waitpid(pid, nullptr, WNOHANG) == pid;
}

bool eventually(const std::function<bool()>& question, int attempts_max) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    if (question()) return true;
    poll(nullptr, 0, k_ask_again_ms);
  }
  return question();
}

bool somebody_listens(int port) {
  try {
    Poco::Net::StreamSocket socket;
    socket.connectNB(Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(port)));
    return socket.poll(Poco::Timespan(0, 200'000), Poco::Net::Socket::SELECT_WRITE) &&
           socket.impl()->socketError() == 0;
  } catch (const Poco::Exception&) {
    return false;
  }
}

}  // namespace lamplight::tests
