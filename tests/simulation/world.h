// A town under a seed: homes that press and repeat, a network that loses, doubles and delays, servers
// that die, freeze and come back, a database that fails, workers who accept, decline, vanish or forget,
// dispatchers who are slow. Time is virtual; nothing waits.
//
// The decisions are the real ones (dispatch/), on the real tables in memory (db/memory_ledger). The
// servers here do what server/intake, timekeeper, desk and courier do, without their threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <random>

#include "db/memory_outbox.h"
#include "tests/simulation/faulty_ledger.h"
#include "tests/simulation/record.h"
#include "tests/support/small_town.h"

namespace lamplight::simulation {

struct WorldSize {
  int homes = 8;
  int workers = 6;
  int presses = 14;              // in all; with a daily rhythm where `trouble` is long
  double presses_an_hour = 0;    // on the mean of the day: by chance (Poisson) and the hour, instead of `presses`
  Millis worker_looks{3'500};    // at her phone, on the mean
  Millis look{2'000};            // of the judge, at the least; he looks after every commit besides
  Millis trouble{20 * 60'000};   // faults and presses happen within this time; then all is healthy
  Millis patience{24 * 3'600'000};  // after which whatever has not ended never will
  int failing_per_mille = 60;    // of the store calls, while there is trouble
  int kills = 4;
  Bug bug = Bug::none;
  std::size_t fail_at = 0;       // of the calls that decide, only this one …
  Failing failing = Failing::before;  // … and this way
};

// Thousands of residents over a day and a night.
[[nodiscard]] WorldSize large_town();

class World {
 public:
  World(std::uint64_t seed, const WorldSize& size);

  // Runs to the end: everything closed, or a day after the last fault.
  [[nodiscard]] Record run();

 private:
  struct Server {
    std::unique_ptr<FaultyLedger> ledger;
    bool alive = true;
    Millis clock_error{0};
    std::vector<Signal> queue;
  };
  struct Home {
    DeviceId device;
    std::int64_t clock_error_ms = 0;
    int pressed = 0;
  };
  struct Pressed {
    Signal signal;
    bool heard = false;
    bool heard_end = false;       // by the highest number that came; a late word changes nothing
    std::int64_t seq_shown = 0;
    int attempts = 0;
  };
  struct Event {
    Instant at;
    std::int64_t order;
    std::function<void()> act;
    bool operator<(const Event& other) const { return at != other.at ? at > other.at : order > other.order; }
  };

  void after(Millis wait, std::function<void()> act);
  [[nodiscard]] bool chance(int per_cent) { return static_cast<int>(random_() % 100) < per_cent; }
  [[nodiscard]] Millis between(std::int64_t least_ms, std::int64_t most_ms);
  [[nodiscard]] bool healthy() const { return now_ >= record_.healed_at; }
  [[nodiscard]] Instant clock_of(const Server& server) const { return now_ + server.clock_error; }

  // Homes.
  void press(Home& home);
  void say(std::size_t pressed);
  void deliver(const Ack& ack);
  void ask_again_after_reconnecting();
  void take_back(const Signal& signal);
  [[nodiscard]] Millis moment_of_a_press();
  void presses_come();

  // Servers.
  void kill(Server& server);
  void clock_jumps(Server& server);
  void take_in(Server& server);
  [[nodiscard]] bool take_in_batch(Server& server, std::span<const Signal> batch);
  void keep_time(Server& server);
  void sweep(Server& server);
  void tell(Server& server, const std::vector<Ack>& stored, const std::vector<Ack>& answers);
  [[nodiscard]] bool command(const Command& command, const IncidentId& incident);

  // People.
  void worker_looks(const WorkerId& worker);
  [[nodiscard]] Position somewhere();
  void worker_moves(std::size_t number);
  void worker_goes(const WorkerId& worker, const IncidentId& incident);
  void dispatcher_looks();

  void run_events();
  void observe();
  [[nodiscard]] bool all_ended() const;

  std::mt19937_64 random_;
  WorldSize size_;
  tests::SmallTown small_;
  Town town_;
  Instant now_ = tests::k_noon;
  std::int64_t order_ = 0;
  std::priority_queue<Event> events_;
  Record record_;
  std::size_t looks_ = 0;
  std::shared_ptr<db::MemoryTables> tables_;
  db::MemoryOutbox outbox_;
  std::vector<Server> servers_;
  std::vector<Home> homes_;
  std::vector<Pressed> pressed_;
  std::map<std::pair<WorkerId, IncidentId>, bool> decided_;   // a worker makes up her mind once
};

}  // namespace lamplight::simulation
