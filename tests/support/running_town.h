// A town of a test's own: real database, real broker, a seeded town, and Lamplight's own programs.
//
// Programs are the built ones, started from config files as in production, and may be killed, frozen
// and started again by name. Everything is gone with the object. Not thread-safe, except the facts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/private_broker.h"
#include "tests/support/private_database.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/town_seed.h"

namespace lamplight::tests {

class RunningTown {
 public:
  // With a port the programs reach the database over TCP, where a cable can be pulled; the test itself never does.
  explicit RunningTown(const TownSize& size = {}, int database_port = 0, const std::string& database_parent = "/tmp");
  ~RunningTown();
  RunningTown(const RunningTown&) = delete;
  RunningTown& operator=(const RunningTown&) = delete;

  [[nodiscard]] PrivateDatabase& database() { return database_; }
  [[nodiscard]] PrivateBroker& broker() { return broker_; }
  [[nodiscard]] const db::Address& address() const { return address_; }
  [[nodiscard]] int database_port() const { return database_port_; }
  // The wall clock, as anybody outside reads it.
  [[nodiscard]] static Instant now();

  // Starts the server `name` (an instance) and waits until it is ready; `environment` as "NAME=value".
  void start_server(const std::string& name = "server", const std::vector<std::string>& environment = {});
  // The port that this server will listen on, for whom it must be told before.
  int choose_http_port(const std::string& name = "server");
  void start_monitor(const std::vector<std::string>& environment = {});
  // Its homes and care workers, as one who reads the register sees them; with further flags of the program.
  void start_simulator(const std::vector<std::string>& flags = {});
  // `lamplight-simulator press` with these flags, to its end: what it printed. Throws when it was not acknowledged.
  std::string press(const std::vector<std::string>& flags);
  // `lamplight-migrate` with these flags and the settings of the server of that name, to its end; throws when it fails.
  void migrate(const std::vector<std::string>& flags, const std::string& name = "server");
  [[nodiscard]] std::filesystem::path column_key_file() const { return folder_.path() / "column.key"; }
  void stop(const std::string& name, int signal);      // and waits for its end
  void signal(const std::string& name, int signal);    // and does not wait
  [[nodiscard]] bool ended(const std::string& name);   // by itself
  [[nodiscard]] int http_port(const std::string& name = "server") const { return http_ports_.at(name); }
  [[nodiscard]] bool ready(const std::string& name = "server") const;
  [[nodiscard]] pid_t pid_of(const std::string& name) const { return pids_.at(name); }
  // The file that the server of that name keeps for when the database is away.
  [[nodiscard]] std::filesystem::path journal_of(const std::string& name) const;
  [[nodiscard]] std::string log_of(const std::string& name) const;
  [[nodiscard]] std::filesystem::path log_folder() const { return folder_.path() / "logs"; }

  // The programs started from now on reach them by these ports of 127.0.0.1: a wire of the test's own.
  void reach_database_by(int port) { wire_to_database_ = port; }
  void reach_broker_by(int port) { wire_to_broker_ = port; }

  [[nodiscard]] SeededSession sign_in(const std::string& user) { return seed_session(address_, user, now()); }
  // A number that one SQL question answers.
  [[nodiscard]] std::int64_t count(const std::string& sql) const;
  void change(const std::string& sql) const;

 private:
  void write_config(const std::string& name, int http_port) const;
  void write_simulator_files() const;
  void start(const std::string& name, const std::string& program, const std::vector<std::string>& environment,
             const std::vector<std::string>& flags = {});

  TownSize size_;
  TemporaryFolder folder_;
  int database_port_;
  std::optional<int> wire_to_database_;
  std::optional<int> wire_to_broker_;
  PrivateDatabase database_;
  PrivateBroker broker_;
  db::Address address_;
  std::map<std::string, pid_t> pids_;
  std::map<std::string, int> http_ports_;
};

}  // namespace lamplight::tests
