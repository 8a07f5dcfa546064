// The people of a town under fault: care workers who answer and go, a dispatcher who closes.
//
// Runs on a thread of its own, one HTTP call after the other, and writes each into the history with its
// outcome or "unknown". Speaks to whichever server answers.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "server/clock.h"
#include "server/thread.h"
#include "tests/fault_bench/history.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

namespace lamplight::fault_bench {

class Staff {
 public:
  // `servers` as RunningTown names them.
  Staff(tests::RunningTown& town, int workers, std::vector<int> ports, std::uint64_t seed, History& history);

  // From now on everybody says yes and nobody dawdles: what is open is to end.
  void hurry() { hurried_ = true; }
  // Of the last look at the desk; -1: nobody answered.
  [[nodiscard]] int open_incidents() const { return open_; }

 private:
  void run(const std::stop_token& stop);
  void look_at_the_desk(const std::stop_token& stop);
  void care_for(const std::string& id, const std::string& state, const std::string& worker);
  void answer_offers(const std::string& id);
  // A yes that comes when somebody else may already have it.
  void say_yes_late(const std::string& id);
  void command(const std::string& who, const std::string& incident, nlohmann::json words);
  [[nodiscard]] tests::Web& web_of(const std::string& who);

  History& history_;
  std::mt19937_64 random_;
  server::Clock clock_;
  std::vector<int> ports_;
  std::size_t port_ = 0;  // of ports_
  std::map<std::string, tests::SeededSession> sessions_;
  std::map<std::string, std::unique_ptr<tests::Web>> webs_;  // by person, of the present port
  std::atomic<bool> hurried_ = false;
  std::atomic<int> open_ = -1;
  server::Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::fault_bench
