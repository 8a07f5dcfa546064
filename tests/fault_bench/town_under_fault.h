// A whole town that lives while it is being broken, and the verdict on its history.
//
// Homes press on the caller's thread (`live`), people act on the thread "staff". One fault at a time is
// announced to the history; what is healed is healed for good. Used by tests/fault and bench_faults.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/fault_bench/history.h"
#include "tests/fault_bench/history_checker.h"
#include "tests/fault_bench/staff.h"
#include "tests/support/homes.h"
#include "tests/support/own_network.h"
#include "tests/support/running_town.h"
#include "tests/support/wire.h"

namespace lamplight::fault_bench {

struct TownUnderFaultOptions {
  int residents = 60;
  int workers = 16;
  double presses_per_s = 8;
  bool database_over_tcp = false;  // so that its cable can be pulled
  int disk_megabytes = 0;          // a file system of its own for the database, that can be filled
  bool log_in_holes = false;       // no room is set aside there for the redo log, as where writing is copying
  bool two_servers = false;
  bool second_by_wire = false;  // the second one has a line of its own to the database, that can be pulled
  bool monitor = false;      // watches as well
  bool bridges = false;      // some homes cry through it, once each; the broker must live
  bool wires = false;        // between servers and database, servers and broker
  bool small_disks = false;  // under journal, log and the broker's store
  double haste = 4;                           // homes repeat so many times as fast as agreed
  Millis patience{60'000};                    // until everything must have been heard, and have ended
  std::vector<std::string> environment = {};  // of the servers, as "NAME=value"
};

class TownUnderFault {
 public:
  TownUnderFault(std::uint64_t seed, const TownUnderFaultOptions& options = {});

  [[nodiscard]] tests::RunningTown& town() { return town_; }
  [[nodiscard]] std::mt19937_64& random() { return random_; }
  [[nodiscard]] const tests::SmallDisk& disk() const { return *disk_; }
  // Where the servers find them.
  [[nodiscard]] int database_port() const { return database_wire_ ? database_wire_->port() : database_port_; }
  [[nodiscard]] int broker_port() { return broker_wire_ ? broker_wire_->port() : town_.broker().port(); }
  [[nodiscard]] tests::Wire& database_wire() { return *database_wire_; }
  [[nodiscard]] int database_port_of_second() const { return second_wire_->port(); }
  [[nodiscard]] tests::Wire& broker_wire() { return *broker_wire_; }
  [[nodiscard]] const tests::SmallDisk& journal_disk() const { return *journal_disk_; }
  [[nodiscard]] const tests::SmallDisk& log_disk() const { return *log_disk_; }
  [[nodiscard]] const tests::SmallDisk& broker_disk() const { return *broker_disk_; }

  // Homes press and repeat for that long; people act meanwhile.
  void live(Millis time);
  // The same for a random time up to that.
  void live_a_while(Millis most);

  // Between the two nobody vouches for anything but what must hold in a fault. Not `durable`: nothing can be
  // written anywhere, so nothing may be acknowledged.
  void begins(const std::string& fault, bool durable = true);
  void healed();

  void start_servers();
  void start_monitor();
  void kill_server(const std::string& name = "server");

  // Everything is healed: every press is heard, every incident ends or reaches a person, the record is
  // read. Empty, or the report of the first violation (its history is kept in a file that it names).
  [[nodiscard]] std::string verdict();

  [[nodiscard]] int pressed() const { return pressed_; }
  [[nodiscard]] std::int64_t acknowledged() const { return static_cast<std::int64_t>(homes_.acknowledged().size()); }
  [[nodiscard]] const std::vector<std::string>& environment() const { return options_.environment; }
  // Of each fault: from its beginning until a press made after it was acknowledged, in ms.
  [[nodiscard]] std::vector<double> blackouts() const;
  // How late each expired offer was acted upon, in ms: those due while nothing was broken, or those due in a fault
  // or in the moments before and after it.
  [[nodiscard]] std::vector<double> latenesses(bool calm) const;

 private:
  void beat();
  void press();
  void cry_behind_a_bridge();
  void make_small_disks();
  void dig_holes_in_log();
  void read_record();
  void read_alarms(db::Session& session);
  [[nodiscard]] std::int64_t open_in_the_record() const;
  void read_counters(const std::string& server);

  std::uint64_t seed_;
  TownUnderFaultOptions options_;
  std::mt19937_64 random_;
  server::Clock clock_;
  History history_;
  int database_port_;
  tests::TemporaryFolder disk_folder_;
  std::unique_ptr<tests::SmallDisk> disk_;
  tests::RunningTown town_;
  std::unique_ptr<tests::SmallDisk> journal_disk_;
  std::unique_ptr<tests::SmallDisk> log_disk_;
  std::unique_ptr<tests::SmallDisk> broker_disk_;
  std::unique_ptr<tests::Wire> database_wire_;
  std::unique_ptr<tests::Wire> second_wire_;
  std::unique_ptr<tests::Wire> broker_wire_;
  tests::Homes homes_;
  std::unique_ptr<Staff> staff_;
  double owed_ = 0;  // presses
  int pressed_ = 0;
  int cried_ = 0;  // behind bridges
};

}  // namespace lamplight::fault_bench
