// Files, keys, a reload.
#include "tests/support/listed_broker.h"

#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "db/password.h"
#include "server/clock.h"
#include "server/device_authority.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"

namespace lamplight::tests {
namespace {

void write_private(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void make_authority(const std::string& folder) {
  const std::string openssl = installed_program("openssl");
  const std::string log = folder + "/openssl.log";
  std::filesystem::create_directory(folder + "/authority");
  const std::string ca = folder + "/authority/ca";
  const std::string broker = folder + "/authority/broker";
  run_child({openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
             "30", "-subj", "/CN=authority", "-keyout", ca + ".key", "-out", ca + ".crt", "-addext",
             "keyUsage=critical,keyCertSign,cRLSign"},
            log);
  run_child({openssl, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
             "/CN=broker", "-keyout", broker + ".key", "-out", broker + ".request"},
            log);
  std::ofstream(broker + ".extensions") << "subjectAltName=IP:127.0.0.1\n";
  run_child({openssl, "x509", "-req", "-in", broker + ".request", "-CA", ca + ".crt", "-CAkey", ca + ".key",
             "-CAcreateserial", "-days", "30", "-extfile", broker + ".extensions", "-out", broker + ".crt"},
            log);
  const Instant a_minute_ago = server::Clock().now() - std::chrono::minutes{1};
  write_private(folder + "/revoked", server::DeviceAuthority(folder + "/authority").revocation_list({}, a_minute_ago));
}

std::string dynamic_security() {
  for (const auto& folder : std::filesystem::directory_iterator("/usr/lib")) {
    const auto plugin = folder.path() / "mosquitto_dynamic_security.so";
    if (std::filesystem::exists(plugin)) return plugin.string();
  }
  throw std::runtime_error("mosquitto came without its plugin for dynamic security");
}

// Ends the connections of those who are named, as a town's reload-broker does.
constexpr const char* k_shut_out = R"sh([ ! -s pid ] || kill -HUP "$(cat pid)"
[ $# -gt 0 ] || exit 0
commands=
for name; do
  for command in createClient deleteClient; do
    commands="$commands${commands:+,}{\"command\":\"$command\",\"username\":\"$name\"}"
  done
done
XDG_CONFIG_HOME=. timeout 20 mosquitto_pub -V mqttv5 -q 1 -t '$CONTROL/dynamic-security/v1' \
  -m "{\"commands\":[$commands]}"
)sh";

std::string tls_listener(const std::string& folder, int port) {
  return "listener " + std::to_string(port) + " 127.0.0.1\ncafile " + folder + "/authority/ca.crt\ncertfile " + folder +
         "/authority/broker.crt\nkeyfile " + folder + "/authority/broker.key\ncrlfile " + folder +
         "/revoked\nrequire_certificate true\nuse_identity_as_username true\n";
}

}  // namespace

ListedBroker::ListedBroker(bool certificates) : port_(free_port()) {
  if (certificates) {
    make_authority(folder());
    tls_port_ = free_port();
  }
  write_files();
  run_child({folder() + "/reload"}, folder() + "/reload.log");
  pid_ = start_child({installed_program("mosquitto"), "-c", folder() + "/settings"}, folder() + "/broker.log");
  std::ofstream(folder() + "/pid") << pid_ << "\n";
  if (!eventually([this] { return has_ended(pid_) || somebody_listens(port_); }) || !somebody_listens(port_))
    throw std::runtime_error("mosquitto did not start, see " + folder() + "/broker.log");
}

ListedBroker::~ListedBroker() {
  if (pid_ > 0) end_child(pid_, SIGKILL);
}

void ListedBroker::write_files() const {
  std::string programs;
  std::string rights = "pattern readwrite lamplight/v1/+/%u/#\n";
  for (const std::string name : {"server", "monitor", "simulator"}) {
    programs += "lamplight-" + name + ":" + db::hash_for_broker(password_) + "\n";
    rights += "user lamplight-" + name + "\ntopic readwrite lamplight/v1/#\ntopic read $SYS/#\n";
  }
  programs += "lamplight-doorkeeper:" + db::hash_for_broker(password_) + "\n";
  write_private(folder() + "/programs", programs);
  rights += "user lamplight-doorkeeper\ntopic write $CONTROL/dynamic-security/v1\n";
  write_private(folder() + "/rights", rights);
  write_private(folder() + "/dynamic", R"({"defaultACLAccess":{"publishClientSend":false,)"
                                       R"("publishClientReceive":false,"subscribe":false,"unsubscribe":false}})");
  write_private(folder() + "/mosquitto_pub",
                "-h 127.0.0.1\n-p " + std::to_string(port_) + "\n-u lamplight-doorkeeper\n-P " + password_ + "\n");
  const std::string reload = folder() + "/reload";
  std::ofstream(reload) << "#!/bin/sh\ncd " << folder() << " && umask 077 && touch devices &&\n"
                        << "cat programs devices >passwords.new && mv -f passwords.new passwords || exit 1\n"
                        << k_shut_out;
  std::filesystem::permissions(reload, std::filesystem::perms::owner_all);
  write_private(folder() + "/settings", "listener " + std::to_string(port_) + " 127.0.0.1\n" +
                                            (tls_port_ == 0 ? "" : tls_listener(folder(), tls_port_)) +
                                            "allow_anonymous false\npassword_file " + folder() +
                                            "/passwords\nacl_file " + folder() + "/rights\nplugin " +
                                            dynamic_security() + "\nplugin_opt_config_file " + folder() +
                                            "/dynamic\nset_tcp_nodelay true\n" + (geteuid() == 0 ? "user root\n" : ""));
}

std::vector<std::string> ListedBroker::settings() const {
  std::vector<std::string> settings{
      "LAMPLIGHT_BROKER_PORT=" + std::to_string(port_), "LAMPLIGHT_BROKER_PASSWORD=" + password_,
      "LAMPLIGHT_SIGN_INS_DEVICES=" + folder() + "/devices", "LAMPLIGHT_SIGN_INS_RELOAD=" + folder() + "/reload"};
  if (tls_port_ == 0) return settings;
  settings.push_back("LAMPLIGHT_SIGN_INS_AUTHORITY=" + folder() + "/authority");
  settings.push_back("LAMPLIGHT_SIGN_INS_REVOKED=" + folder() + "/revoked");
  settings.push_back("LAMPLIGHT_SIGN_INS_TLS_PORT=" + std::to_string(tls_port_));
  return settings;
}

}  // namespace lamplight::tests
