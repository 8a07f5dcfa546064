// A Mosquitto of the test's own: in a temporary folder, on a free port, gone with the object.
//
// Its settings and access rules are those of a town (server/launcher/broker.sh), so that what a test
// may do at the broker is what a home may do. Not thread-safe.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>

#include "devices/mqtt_link.h"
#include "tests/support/temporary_folder.h"

namespace lamplight::tests {

inline constexpr const char* k_homes_host = "127.0.0.2";

class PrivateBroker {
 public:
  using Users = std::map<std::string, std::string>;  // name → password

  // The programs' users are there besides `users` (devices, by their ids).
  explicit PrivateBroker(Users users = {});
  ~PrivateBroker();
  PrivateBroker(const PrivateBroker&) = delete;
  PrivateBroker& operator=(const PrivateBroker&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] std::string kept_folder() const { return (folder_.path() / "kept").string(); }  // its store
  [[nodiscard]] const std::string& password_of(const std::string& user) const { return users_.at(user); }
  // Settings to connect as that user: to listen, with subscriptions, or to publish, without.
  [[nodiscard]] LinkSettings link(const std::string& user, const std::string& client_id,
                                  std::vector<std::string> subscriptions = {}) const;

  // The same from the homes' side of the town: by an address of its own, whose cable can be pulled alone.
  [[nodiscard]] LinkSettings home_link(const std::string& user, const std::string& client_id,
                                       std::vector<std::string> subscriptions = {}) const;

  void kill9();
  void stop();
  void restart();  // the same port and folder
  void freeze();   // SIGSTOP
  void thaw();     // SIGCONT

 private:
  void write_settings() const;
  void start();

  TemporaryFolder folder_;
  Users users_;
  int port_;
  pid_t pid_ = 0;
};

}  // namespace lamplight::tests
