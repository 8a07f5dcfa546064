// A Mosquitto whose lists of devices a server keeps: hashed passwords beside its programs' own, certificates of an
// authority of its own, and a program that has it read both again (server/launcher/broker.sh and authority.sh).
//
// In a temporary folder, on free ports, gone with the object. Rights are a town's for devices, and wide for programs.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace lamplight::tests {

class ListedBroker {
 public:
  explicit ListedBroker(bool certificates);
  ~ListedBroker();
  ListedBroker(const ListedBroker&) = delete;
  ListedBroker& operator=(const ListedBroker&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // How a program is started that is to use it: settings [broker] and [sign_ins], as an environment.
  [[nodiscard]] std::vector<std::string> settings() const;
  [[nodiscard]] const std::string& password() const { return password_; }  // of every program

 private:
  [[nodiscard]] std::string folder() const { return folder_.path().string(); }
  void write_files() const;

  TemporaryFolder folder_;
  const std::string password_ = "programs-only";
  int port_;
  int tls_port_ = 0;  // 0: by password only
  pid_t pid_ = 0;
};

}  // namespace lamplight::tests
