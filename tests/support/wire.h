// A wire between two programs that counts what passes, holds it up, and is cut at the word that a test names.
//
// Knows where a packet of MySQL or of MQTT ends, and nothing of what it means. Cables are pulled by packet
// rules (own_network.h); this is for what only somebody who reads along can do: lose the answer to a COMMIT,
// fail the n-th call. Set from any thread; one thread of its own carries everything.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "model/time.h"
#include "server/thread.h"

namespace lamplight::tests {

enum class Tongue : std::uint8_t { mysql, mqtt };

enum class Cut : std::uint8_t {
  before,  // the other side never hears it
  after,   // the other side has it, and its answer is lost
};

class Wire {
 public:
  // From 127.0.0.1:port() to 127.0.0.1:to. What is counted are statements, or publishes at QoS 1 of the side that
  // connected.
  Wire(Tongue tongue, int to);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::int64_t counted() const { return counted_.load(); }

  // The n-th from now (1: the next) is the last of its connection. Once; 0: none.
  void cut_at(std::int64_t nth, Cut how);
  // True when that has happened.
  [[nodiscard]] bool has_cut() const { return cut_at_.load() == 0; }
  // So many COMMITs from now on are carried out, and their answers are lost.
  void lose_commits(int count) { commits_to_lose_ = count; }
  // Each statement is held up for so long.
  void hold_up(Millis time) { held_ms_ = time.count(); }

 private:
  struct Line;
  struct Lines;
  enum class Fate : std::uint8_t { pass, cut_before, cut_after };

  void run(const std::stop_token& stop);
  void welcome();
  [[nodiscard]] bool carry(Line& line);
  [[nodiscard]] bool carry_to(Line& line);
  [[nodiscard]] bool carry_back(Line& line);
  [[nodiscard]] Fate fate_of(const std::string& packet);
  [[nodiscard]] std::size_t first_packet_of(const std::string& bytes) const;

  const Tongue tongue_;
  const int to_;
  int listening_ = -1;
  int port_ = 0;
  std::atomic<std::int64_t> counted_{0};
  std::atomic<std::int64_t> cut_at_{0};  // of counted_
  std::atomic<Cut> cut_how_{Cut::before};
  std::atomic<int> commits_to_lose_{0};
  std::atomic<std::int64_t> held_ms_{0};
  std::unique_ptr<Lines> lines_;  // only the wire's thread
  std::unique_ptr<server::Thread> thread_;
};

}  // namespace lamplight::tests
