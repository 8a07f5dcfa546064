// Programs that a test starts and ends by their pids.
//
// Used by the private servers of tests/support. A child dies with the thread that started it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace lamplight::tests {

// Where an installed program is, /usr/sbin included. Throws where it is not.
[[nodiscard]] std::string installed_program(const std::string& name);

// Starts `words[0]`, its output appended to a file.
[[nodiscard]] pid_t start_child(const std::vector<std::string>& words, const std::string& output_file);

// Runs it to its end; throws unless it succeeds.
void run_child(const std::vector<std::string>& words, const std::string& output_file);

// Sends the signal and waits for the end.
void end_child(pid_t pid, int signal);

// True when it has ended by itself; its pid is then gone.
[[nodiscard]] bool has_ended(pid_t pid);

// Asks every 20 ms until the answer is yes; false after `attempts_max` times: half a minute, on a machine that is busy.
[[nodiscard]] bool eventually(const std::function<bool()>& question, int attempts_max = 1'500);

// Somebody accepts connections there.
[[nodiscard]] bool somebody_listens(int port);

}  // namespace lamplight::tests
