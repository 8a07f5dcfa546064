// Starting, breaking and ending a mariadbd by its pid.
#include "tests/support/private_database.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "db/migrate.h"
#include "tests/support/child.h"
#include "tests/support/prepared_database.h"

namespace lamplight::tests {
namespace {

constexpr int k_start_attempts_max = 1'200;  // of 50 ms
constexpr int k_attempt_ms = 50;

std::string mariadbd() {
  return installed_program("mariadbd");
}

// MariaDB's own tables, in a new data folder.
void install(const std::string& folder) {
  std::vector<std::string> words{installed_program("mariadb-install-db"),
                                 "--no-defaults",
                                 "--force",  // it would look up this host's name, which need not have one
                                 "--datadir=" + folder + "/d",
                                 "--tmpdir=" + folder + "/t",
                                 "--auth-root-authentication-method=normal",
                                 "--skip-test-db",
                                 "--skip-name-resolve"};
  if (geteuid() == 0) words.emplace_back("--user=root");
  run_child(words, folder + "/install.log");
}

}  // namespace

PrivateDatabase::PrivateDatabase(int port, std::vector<std::string> options, const std::string& parent)
    : port_(port), options_(std::move(options)) {
  make_folder(parent);
  copy_prepared(folder_ + "/d", mariadbd(), prepare);
  start();
}

PrivateDatabase::PrivateDatabase(Bare /*unused*/) : port_(0) {
  make_folder("/tmp");
  install(folder_);
  start();
}

void PrivateDatabase::make_folder(const std::string& parent) {
  // Short, because a socket's path has room for about a hundred bytes.
  std::string name = parent + "/lampdb-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  // Each MariaDB that starts throws out the temporary tables of all others that share a folder for them.
  std::filesystem::create_directory(folder_ + "/t");
}

void PrivateDatabase::prepare(const std::string& data_folder) {
  PrivateDatabase first{Bare{}};
  first.migrated(first.create(k_prepared_schema), 0);
  first.stop();
  std::filesystem::copy(first.folder_ + "/d", data_folder, std::filesystem::copy_options::recursive);
}

PrivateDatabase::~PrivateDatabase() {
  if (running()) end(SIGKILL);
  std::error_code ignored;  // a folder left behind in /tmp fails no test
  std::filesystem::remove_all(folder_, ignored);
}

db::Address PrivateDatabase::root() const {
  db::Address address;
  address.socket = socket();
  address.user = "root";
  return address;
}

void PrivateDatabase::start() {
  std::vector<std::string> words{mariadbd(),
                                 "--no-defaults",
                                 "--datadir=" + folder_ + "/d",
                                 "--tmpdir=" + folder_ + "/t",
                                 "--socket=" + socket(),
                                 "--pid-file=" + folder_ + "/pid",
                                 "--skip-name-resolve",
                                 "--character-set-server=utf8mb4",
                                 "--innodb-flush-log-at-trx-commit=1",
                                 "--innodb-buffer-pool-size=128M",
                                 "--max-connections=200"};
  if (port_ == 0) {
    words.emplace_back("--skip-networking");
  } else {
    words.emplace_back("--bind-address=127.0.0.1");
    words.push_back("--port=" + std::to_string(port_));
  }
  if (geteuid() == 0) words.emplace_back("--user=root");
  words.insert(words.end(), options_.begin(), options_.end());
  pid_ = start_child(words, folder_ + "/server.log");
  for (int attempt = 0; attempt < k_start_attempts_max; ++attempt) {
    try {
      const db::Session session{root(), db::Purpose::administration};
      return;
    } catch (const db::DbFault&) {
      if (has_ended(pid_)) {
        pid_ = 0;
        break;
      }
      poll(nullptr, 0, k_attempt_ms);
    }
  }
  throw std::runtime_error("mariadbd did not start, see " + folder_ + "/server.log");
}

void PrivateDatabase::end(int signal) {
  end_child(pid_, signal);
  pid_ = 0;
}

db::Address PrivateDatabase::create(const std::string& schema) {
  db::Session session{root(), db::Purpose::administration};
  session.run_text("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  for (const std::string host : {"localhost", "127.0.0.1"}) {
    const std::string user = "'lamplight'@'" + host + "'";
    session.run_text("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY 'only-for-tests'");
    session.run_text("GRANT ALL ON " + schema + ".* TO " + user);
  }
  return address_of(schema);
}

db::Address PrivateDatabase::address_of(const std::string& schema) const {
  db::Address address;
  address.socket = socket();
  address.host = "127.0.0.1";
  address.port = port_;
  address.database = schema;
  address.user = "lamplight";
  address.password = "only-for-tests";
  return address;
}

db::Address PrivateDatabase::create_migrated(const std::string& schema, int up_to) {
  const bool prepared = schema == k_prepared_schema && up_to == 0;
  return prepared ? address_of(schema) : migrated(create(schema), up_to);
}

db::Address PrivateDatabase::migrated(const db::Address& address, int up_to) {
  const auto migrations = db::read_migrations(db::default_migrations_folder());
  if (!migrations) throw std::runtime_error(migrations.error());
  db::Session session{address, db::Purpose::administration};
  const auto done = db::migrate(session, migrations.value(), instant_of_ms(1'700'000'000'000), up_to);
  if (!done) throw std::runtime_error(done.error());
  return address;
}

void PrivateDatabase::drop(const std::string& schema) {
  db::Session session{root(), db::Purpose::administration};
  session.run_text("DROP DATABASE IF EXISTS " + schema);
}

void PrivateDatabase::kill9() {
  end(SIGKILL);
}
void PrivateDatabase::stop() {
  end(SIGTERM);
}
void PrivateDatabase::restart() {
  if (running()) end(SIGTERM);
  start();
}
void PrivateDatabase::keep() {
  stop();
  std::filesystem::copy(folder_ + "/d", folder_ + "/kept", std::filesystem::copy_options::recursive);
  start();
}
void PrivateDatabase::die_and_lose() {
  kill9();
  std::filesystem::remove_all(folder_ + "/d");
  std::filesystem::rename(folder_ + "/kept", folder_ + "/d");
}
void PrivateDatabase::freeze() {
  kill(pid_, SIGSTOP);
}
void PrivateDatabase::thaw() {
  kill(pid_, SIGCONT);
}

PrivateDatabase& shared_database() {
  static PrivateDatabase database;
  return database;
}

}  // namespace lamplight::tests
