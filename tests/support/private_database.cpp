// Starting, breaking and ending a mariadbd by its pid.
#include "tests/support/private_database.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "db/migrate.h"

namespace lamplight::tests {
namespace {

constexpr int k_start_attempts_max = 600;  // of 50 ms
constexpr int k_attempt_ms = 50;

// Starts a program with its output in a file; it dies with us.
pid_t spawn(const std::vector<std::string>& words, const std::string& output) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid != 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

void run(const std::vector<std::string>& words, const std::string& output) {
  const pid_t pid = spawn(words, output);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error(words[0] + " failed, see " + output);
}

std::string program(const std::string& name) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"}) {
    if (std::filesystem::exists(folder + name)) return folder + name;
  }
  throw std::runtime_error(name + " is not installed");
}

}  // namespace

PrivateDatabase::PrivateDatabase(int port, std::vector<std::string> options, const std::string& parent)
    : port_(port), options_(std::move(options)) {
  // Short, because a socket's path has room for about a hundred bytes.
  std::string name = parent + "/lampdb-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  std::vector<std::string> install{program("mariadb-install-db"),
                                   "--no-defaults",
                                   "--force",  // it would look up this host's name, which need not have one
                                   "--datadir=" + folder_ + "/d",
                                   "--auth-root-authentication-method=normal",
                                   "--skip-test-db",
                                   "--skip-name-resolve"};
  if (geteuid() == 0) install.emplace_back("--user=root");
  run(install, folder_ + "/install.log");
  start();
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
  std::vector<std::string> words{program("mariadbd"),
                                 "--no-defaults",
                                 "--datadir=" + folder_ + "/d",
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
  pid_ = spawn(words, folder_ + "/server.log");
  for (int attempt = 0; attempt < k_start_attempts_max; ++attempt) {
    try {
      const db::Session session{root(), db::Purpose::administration};
      return;
    } catch (const db::DbFault&) {
      if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
        pid_ = 0;
        break;
      }
      poll(nullptr, 0, k_attempt_ms);
    }
  }
  throw std::runtime_error("mariadbd did not start, see " + folder_ + "/server.log");
}

void PrivateDatabase::end(int signal) {
  kill(pid_, signal);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

db::Address PrivateDatabase::create(const std::string& schema) {
  db::Session session{root(), db::Purpose::administration};
  session.run_text("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  for (const std::string host : {"localhost", "127.0.0.1"}) {
    const std::string user = "'lamplight'@'" + host + "'";
    session.run_text("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY 'lamplight'");
    session.run_text("GRANT ALL ON " + schema + ".* TO " + user);
  }
  db::Address address;
  address.socket = socket();
  address.host = "127.0.0.1";
  address.port = port_;
  address.database = schema;
  address.user = "lamplight";
  address.password = "lamplight";
  return address;
}

db::Address PrivateDatabase::create_migrated(const std::string& schema, int up_to) {
  db::Address address = create(schema);
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
