// Ports for the programs that a test starts.
#pragma once

namespace lamplight::tests {

// A TCP port that nobody has right now, this process asks for only once, and the kernel gives to no outgoing
// connection, so that it is still free when the program that it is for has started.
[[nodiscard]] int free_port();

}  // namespace lamplight::tests
