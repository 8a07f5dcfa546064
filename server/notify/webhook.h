// A message to the desk's group: the robots of WeCom and DingTalk, or plain JSON for anything else.
//
// WeCom: POST {"msgtype":"text","text":{"content",…,"mentioned_list":["@all"]}}; DingTalk: the same with "at", its
// address signed with HMAC-SHA256 where there is a secret. Both answer {"errcode":0} when they took it.
#pragma once

#include "server/notify/notifier.h"

namespace lamplight::server {

class Webhook final : public Notifier {
 public:
  explicit Webhook(const NotifySettings& settings) : settings_(settings) {}
  [[nodiscard]] Channel channel() const override { return Channel::webhook; }
  [[nodiscard]] Result<Done, NotSent> send(const Letter& letter) override;

 private:
  const NotifySettings settings_;
};

// What is posted, in the format of the settings; and where to, signed. Apart, to be tested.
[[nodiscard]] std::string webhook_body(const NotifySettings& settings, const Letter& letter);
[[nodiscard]] std::string webhook_address(const NotifySettings& settings, Instant at);

}  // namespace lamplight::server
