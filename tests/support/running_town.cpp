// Config files, programs, pids.
#include "tests/support/running_town.h"

#include <signal.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "server/clock.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/source_tree.h"
#include "tests/support/web.h"

namespace lamplight::tests {
namespace {

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  chmod(path.c_str(), 0600);
}

// A program that is killed counts nothing for `./lamplight test coverage`; otherwise there is no reason to wait.
bool ends_gently() {
  return std::getenv("LAMPLIGHT_END_GENTLY") != nullptr;
}

}  // namespace

RunningTown::RunningTown(const TownSize& size, int database_port, const std::string& database_parent)
    : size_(size),
      database_port_(database_port),
      database_(database_port, {}, database_parent),
      address_(database_.create_migrated("town")) {
  seed_town(address_, size, now());
  write_file((folder_.path() / "column.key").string(), std::string(64, '7') + "\n");
  write_file((folder_.path() / "findings.key").string(), std::string(64, '3') + "\n");
  std::filesystem::create_directory(log_folder());
  std::filesystem::create_directory(journal_of("server").parent_path());
}

RunningTown::~RunningTown() {
  for (const auto& [name, pid] : pids_) {
    if (pid <= 0) continue;
    kill(pid, SIGCONT);  // it may be frozen
    end_child(pid, ends_gently() ? SIGTERM : SIGKILL);
  }
}

Instant RunningTown::now() {
  return server::Clock().now();
}

void RunningTown::write_config(const std::string& name, int http_port) const {
  const std::string user = name == "monitor" ? "lamplight-monitor" : "lamplight-server";
  std::ostringstream text;
  text << "[database]\n";
  if (database_port_ == 0 && !wire_to_database_) {
    text << "socket = \"" << address_.socket << "\"\n";
  } else {
    text << "host = \"127.0.0.1\"\nport = " << wire_to_database_.value_or(database_port_) << "\n";
  }
  text << "name = \"" << address_.database << "\"\nuser = \"" << address_.user << "\"\npassword = \""
       << address_.password << "\"\n"
       << "[broker]\nport = " << wire_to_broker_.value_or(broker_.port()) << "\nuser = \"" << user << "\"\npassword = \""
       << broker_.password_of(user) << "\"\n"
       << "[http]\nport = " << http_port << "\n"
       << "[keys]\ncolumn = \"" << (folder_.path() / "column.key").string() << "\"\nfindings = \""
       << (folder_.path() / "findings.key").string() << "\"\n"
       << "[journal]\nfile = \"" << journal_of(name).string() << "\"\n"
       << "[monitor]\nspool = \"" << (journal_of(name).parent_path() / (name + ".spool")).string() << "\"\n"
       << "[server]\ninstance = \"" << name << "\"\n";
  write_file((folder_.path() / (name + ".toml")).string(), text.str());
}

std::filesystem::path RunningTown::journal_of(const std::string& name) const {
  return folder_.path() / "journal" / (name + ".sqlite");
}

void RunningTown::start(const std::string& name, const std::string& program,
                        const std::vector<std::string>& environment, const std::vector<std::string>& flags) {
  std::vector<std::string> words{"/usr/bin/env"};
  words.insert(words.end(), environment.begin(), environment.end());
  words.push_back((built_programs() / program).string());
  words.insert(words.end(), {"--config", (folder_.path() / (name + ".toml")).string()});
  words.insert(words.end(), flags.begin(), flags.end());
  pids_[name] = start_child(words, (log_folder() / (name + ".log")).string());
}

int RunningTown::choose_http_port(const std::string& name) {
  if (http_ports_.count(name) == 0) http_ports_[name] = free_port();
  return http_ports_[name];
}

void RunningTown::start_server(const std::string& name, const std::vector<std::string>& environment) {
  write_config(name, choose_http_port(name));
  start(name, "lamplight-server", environment);
  const bool up = eventually([&] { return ready(name) || ended(name); });
  if (!up || pids_[name] == 0) throw std::runtime_error("lamplight-server did not become ready: " + log_of(name));
}

void RunningTown::start_monitor(const std::vector<std::string>& environment) {
  write_config("monitor", 0);
  start("monitor", "lamplight-monitor", environment);
}

void RunningTown::write_simulator_files() const {
  nlohmann::json devices = nlohmann::json::array();
  for (int n = 0; n < size_.residents; ++n) {
    const std::string number = std::to_string(n);
    devices.push_back({{"device", "p-" + number},
                       {"district", "d-" + std::to_string(n % size_.districts)},
                       {"resident", "r-" + number},
                       {"username", "p-" + number},
                       {"password", ""}});
  }
  const auto account = [](const std::string& user, const char* role, const std::string& person) {
    return nlohmann::json{{"username", user.substr(2)},
                          {"password", k_seeded_password},
                          {"role", role},
                          {"person", person},
                          {"name", user}};
  };
  nlohmann::json accounts{account("u-d-0", "dispatcher", "u-d-0"), account("u-d-1", "dispatcher", "u-d-1"),
                          account("u-a", "administrator", "u-a")};
  for (int n = 0; n < size_.workers; ++n) {
    const std::string worker = "w-" + std::to_string(n);
    accounts.push_back(account("u-" + worker, "care_worker", worker));
  }
  write_file((folder_.path() / "devices.json").string(), devices.dump());
  write_file((folder_.path() / "accounts.json").string(), accounts.dump());
  std::ostringstream text;
  text << "[broker]\nport = " << broker_.port() << "\nuser = \"lamplight-simulator\"\npassword = \""
       << broker_.password_of("lamplight-simulator") << "\"\n"
       << "[simulator]\nport = 0\nserver_url = \"http://127.0.0.1:" << http_port() << "\"\naccounts = \""
       << (folder_.path() / "accounts.json").string() << "\"\ndevices = \""
       << (folder_.path() / "devices.json").string() << "\"\n";
  write_file((folder_.path() / "simulator.toml").string(), text.str());
}

void RunningTown::start_simulator(const std::vector<std::string>& flags) {
  write_simulator_files();
  start("simulator", "lamplight-simulator", {}, flags);
}

std::string RunningTown::press(const std::vector<std::string>& flags) {
  write_simulator_files();
  std::vector<std::string> words{(built_programs() / "lamplight-simulator").string(), "press", "--config",
                                 (folder_.path() / "simulator.toml").string()};
  words.insert(words.end(), flags.begin(), flags.end());
  const std::filesystem::path said = log_folder() / "press.log";
  std::filesystem::remove(said);
  run_child(words, said.string());
  return log_of("press");
}

void RunningTown::migrate(const std::vector<std::string>& flags, const std::string& name) {
  std::vector<std::string> words{(built_programs() / "lamplight-migrate").string(), "--config",
                                 (folder_.path() / (name + ".toml")).string()};
  words.insert(words.end(), flags.begin(), flags.end());
  run_child(words, (folder_.path() / "migrate.log").string());
}

void RunningTown::stop(const std::string& name, int signal) {
  end_child(pids_.at(name), signal);
  pids_[name] = 0;
}

void RunningTown::signal(const std::string& name, int signal) {
  kill(pids_.at(name), signal);
}

bool RunningTown::ended(const std::string& name) {
  pid_t& pid = pids_.at(name);
  if (pid > 0 && has_ended(pid)) pid = 0;
  return pid == 0;
}

bool RunningTown::ready(const std::string& name) const {
  return get_status(http_ports_.at(name), "/readyz") == 200;
}

std::string RunningTown::log_of(const std::string& name) const {
  std::ifstream file(log_folder() / (name + ".log"));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::int64_t RunningTown::count(const std::string& sql) const {
  db::Session session(address_, db::Purpose::administration);
  std::int64_t answer = -1;
  session.query(sql, {}, [&](const db::Row& row) { answer = row.integer(0); });
  return answer;
}

void RunningTown::change(const std::string& sql) const {
  db::Session session(address_, db::Purpose::administration);
  session.change(sql, {});
}

}  // namespace lamplight::tests
