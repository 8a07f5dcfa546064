// Sends relatives the codes that they sign in with: claims what was asked for, makes the code, hands it to the SMS
// gateway, forgets it.
//
// Runs on the thread "code sender", apart from the messenger: a gateway that hangs over a code delays no word about an
// incident. Any number of servers may run one; who dies with an ask loses it to the next after k_code_hold. Neither
// codes nor telephone numbers are ever logged.
#pragma once

#include <memory>
#include <random>

#include "db/sign_in_codes.h"
#include "server/notify/notifier.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

// How long until the next attempt after `attempts` have failed: 2, 4, 8, 15 s. Nothing: it is given up.
[[nodiscard]] std::optional<Millis> code_retry_after(int attempts);

class CodeSender {
 public:
  CodeSender(db::Pool& pool, const db::MasterKeys& masters, const NotifySettings& settings, const Clock& clock);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool send_due();
  void send(const db::ClaimedCode& claimed);

  db::SignInCodes codes_;
  const std::string language_;
  const std::unique_ptr<Notifier> gateway_;
  const Clock& clock_;
  Instant swept_{};

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
