// The other ends of messages: a telephone network behind Kannel, a mail server, a group's robot.
//
// Kannel's own programs with its fake SMSC, aiosmtpd with a maildir, and a small HTTP server of ours; each on ports
// of its own, gone with the object.
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace lamplight::tests {

class TelephoneNetwork {
 public:
  // `answers` is where incoming SMS are handed to: a URL to which the sender and the text are added.
  explicit TelephoneNetwork(const std::string& answers);
  ~TelephoneNetwork();
  TelephoneNetwork(const TelephoneNetwork&) = delete;
  TelephoneNetwork& operator=(const TelephoneNetwork&) = delete;

  [[nodiscard]] std::string sendsms_url() const;
  // The telephones are reached from now on; one of them may say something first.
  void connect(const std::string& says_from = {}, const std::string& text = {});
  void disconnect();
  // What the network has delivered to telephones so far, a line each.
  [[nodiscard]] std::string delivered() const;

 private:
  TemporaryFolder folder_;
  int smsc_port_;
  int sendsms_port_;
  pid_t bearerbox_ = 0;
  pid_t smsbox_ = 0;
  pid_t telephones_ = 0;
};

class MailServer {
 public:
  // One that hangs up does so when it is told goodbye, with the letter safely kept. `options` are aiosmtpd's own.
  explicit MailServer(bool hangs_up = false, const std::vector<std::string>& options = {});
  ~MailServer();
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // Every message as it came, oldest first.
  [[nodiscard]] std::vector<std::string> messages() const;

 private:
  TemporaryFolder folder_;
  int port_;
  pid_t server_ = 0;
};

// Takes what is posted to it; may refuse the first few.
class GroupRobot {
 public:
  explicit GroupRobot(int refused_first = 0);
  ~GroupRobot();
  GroupRobot(const GroupRobot&) = delete;
  GroupRobot& operator=(const GroupRobot&) = delete;

  struct Post {
    std::string path;
    std::string key;   // Idempotency-Key
    std::string body;
    bool refused = false;
  };
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::vector<Post> posts() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::tests
