// A MariaDB of the test's own: in a temporary folder, gone with the object.
//
// Used by the suites that need a real database, and by the benchmarks. Takes a second to start, with
// what prepared_database.h keeps, so a suite usually shares one. Not thread-safe; the server dies with the thread that made it, too.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "db/session.h"

namespace lamplight::tests {

class PrivateDatabase {
 public:
  // Listens on a socket in its folder, and on 127.0.0.1 as well where a port is given. `options` are
  // further words of the server's command line; its own folder is made in `parent`.
  explicit PrivateDatabase(int port = 0, std::vector<std::string> options = {}, const std::string& parent = "/tmp");
  ~PrivateDatabase();
  PrivateDatabase(const PrivateDatabase&) = delete;
  PrivateDatabase& operator=(const PrivateDatabase&) = delete;

  // Makes an empty schema and the user `lamplight`, who may do everything in it.
  db::Address create(const std::string& schema);
  // The same, migrated from the tree's own files, up to `up_to` (0: all). k_prepared_schema is there already.
  db::Address create_migrated(const std::string& schema, int up_to = 0);
  void drop(const std::string& schema);

  [[nodiscard]] db::Address root() const;
  [[nodiscard]] std::string socket() const { return folder_ + "/s"; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool running() const { return pid_ > 0; }

  // Faults. `restart` returns once the server answers again.
  void kill9();
  void stop();
  void restart();
  void freeze();  // SIGSTOP
  void thaw();    // SIGCONT
  // Stops, keeps a copy of what is on the disk, and goes on. `die_and_lose` kills it; the next start has that copy.
  void keep();
  void die_and_lose();

 private:
  struct Bare {};  // with nothing prepared
  explicit PrivateDatabase(Bare /*unused*/);
  static void prepare(const std::string& data_folder);

  void make_folder(const std::string& parent);
  void start();
  void end(int signal);
  [[nodiscard]] db::Address address_of(const std::string& schema) const;
  static db::Address migrated(const db::Address& address, int up_to);

  std::string folder_;
  int port_;
  std::vector<std::string> options_;
  pid_t pid_ = 0;
};

// One for the whole test program, started when first asked for.
[[nodiscard]] PrivateDatabase& shared_database();

}  // namespace lamplight::tests
