// A way out of the house: what takes a letter to a telephone, a mailbox or a group.
//
// Called by server/messenger on its thread alone. `send` may take as long as its time-outs (k_notify_timeout);
// it never throws. One implementation a channel, made from the settings by `notifiers_of`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/message.h"
#include "model/result.h"
#include "server/settings.h"

namespace lamplight::server {

inline constexpr Millis k_notify_timeout{5'000};  // to connect, and for each answer

// What is sent, whole.
struct Letter {
  MessageId id;         // goes along as the idempotency key
  std::string address;  // a telephone number or a mailbox; empty for a group
  std::string subject;  // one line
  std::string text;     // UTF-8, lines by \n
  Instant at{};         // of this attempt
  bool loud = false;    // everybody in the group is called by name
};

struct NotSent {
  std::string reason;   // without personal data: it is logged and shown
  bool for_good = false;// another attempt on this channel would be refused as well
};

class Notifier {
 public:
  virtual ~Notifier() = default;
  [[nodiscard]] virtual Channel channel() const = 0;
  [[nodiscard]] virtual Result<Done, NotSent> send(const Letter& letter) = 0;
};

// Those that the settings name, each channel at most once.
[[nodiscard]] std::vector<std::unique_ptr<Notifier>> notifiers_of(const NotifySettings& settings);

}  // namespace lamplight::server
