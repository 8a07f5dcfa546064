// Writing a broker's files, starting, breaking and ending it by its pid.
#include "tests/support/private_broker.h"

#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "tests/support/child.h"
#include "tests/support/free_port.h"

namespace lamplight::tests {
namespace {

// The rules of server/launcher/broker.sh, word by word.
constexpr const char* k_access_rules = R"(pattern readwrite lamplight/v1/+/%u/#

user lamplight-server
topic read lamplight/v1/+/+/alarm
topic read lamplight/v1/+/+/result
topic write lamplight/v1/+/+/ack
topic write lamplight/v1/+/+/command
topic read $SYS/#

user lamplight-monitor
topic read lamplight/v1/+/+/readings
topic read lamplight/v1/+/+/status
topic read lamplight/v1/+/+/result
topic read lamplight/v1/+/+/ack
topic read lamplight/v1/+/+/zigbee2mqtt/#
topic read lamplight/v1/+/+/theengs/#
topic read lamplight/v1/+/+/tasmota/#
topic read lamplight/v1/+/+/shelly/#
topic read lamplight/v1/+/+/esphome/#
topic read lamplight/v1/+/+/homeassistant/#
topic write lamplight/v1/+/+/alarm
topic read $SYS/#

user lamplight-simulator
topic readwrite lamplight/v1/#

user lamplight-doorkeeper
topic write $CONTROL/dynamic-security/v1
)";

void write_private(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace

PrivateBroker::PrivateBroker(Users users) : users_(std::move(users)), port_(free_port()) {
  for (const char* program : {"lamplight-server", "lamplight-monitor", "lamplight-simulator"}) {
    users_.emplace(program, std::string(program) + "-password");
  }
  write_settings();
  start();
}

PrivateBroker::~PrivateBroker() {
  if (pid_ > 0) kill9();
}

LinkSettings PrivateBroker::link(const std::string& user, const std::string& client_id,
                                 std::vector<std::string> subscriptions) const {
  LinkSettings settings;
  settings.port = port_;
  settings.user = user;
  settings.password = password_of(user);
  settings.client_id = client_id;
  settings.subscriptions = std::move(subscriptions);
  return settings;
}

LinkSettings PrivateBroker::home_link(const std::string& user, const std::string& client_id,
                                      std::vector<std::string> subscriptions) const {
  LinkSettings settings = link(user, client_id, std::move(subscriptions));
  settings.host = k_homes_host;
  return settings;
}

void PrivateBroker::write_settings() const {
  const std::string folder = folder_.path().string();
  std::filesystem::create_directory(folder_.path() / "kept");
  std::string passwords;
  for (const auto& [user, password] : users_) passwords += user + ":" + password + "\n";
  write_private(folder_.path() / "passwords", passwords);
  run_child({installed_program("mosquitto_passwd"), "-U", folder + "/passwords"}, folder + "/passwords.log");
  write_private(folder_.path() / "rules", k_access_rules);
  std::string settings = "listener " + std::to_string(port_) + " 127.0.0.1\nlistener " + std::to_string(port_) + " " +
                         k_homes_host + "\n" +
                         "allow_anonymous false\n"
                         "password_file " +
                         folder + "/passwords\n" + "acl_file " + folder + "/rules\n" +
                         "persistence true\n"
                         "persistence_location " +
                         folder + "/kept/\n" +
                         "autosave_interval 1800\n"
                         "max_queued_messages 1000000\n"
                         "max_inflight_messages 1000\n"
                         "set_tcp_nodelay true\n"
                         "retain_available true\n"
                         "message_size_limit 1048576\n"
                         "sys_interval 1\n";
  if (geteuid() == 0) settings += "user root\n";
  write_private(folder_.path() / "settings", settings);
}

void PrivateBroker::start() {
  const std::string folder = folder_.path().string();
  pid_ = start_child({installed_program("mosquitto"), "-c", folder + "/settings"}, folder + "/broker.log");
  if (eventually([this] { return has_ended(pid_) || somebody_listens(port_); }) && somebody_listens(port_)) return;
  throw std::runtime_error("mosquitto did not start, see " + folder + "/broker.log");
}

void PrivateBroker::kill9() {
  end_child(pid_, SIGKILL);
  pid_ = 0;
}

void PrivateBroker::stop() {
  end_child(pid_, SIGTERM);
  pid_ = 0;
}

void PrivateBroker::restart() {
  if (pid_ > 0) stop();
  start();
}

void PrivateBroker::freeze() {
  kill(pid_, SIGSTOP);
}
void PrivateBroker::thaw() {
  kill(pid_, SIGCONT);
}

}  // namespace lamplight::tests
