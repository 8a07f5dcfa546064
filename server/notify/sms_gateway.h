// SMS through an HTTP gateway that speaks as Kannel's sendsms does.
//
// The receipt comes back to /api/v1/gateway/receipts with the message's id (server/http/gateway), if
// [notify] sms_callback says under which address the gateway reaches this server.
#pragma once

#include "server/notify/notifier.h"

namespace lamplight::server {

class SmsGateway final : public Notifier {
 public:
  explicit SmsGateway(const NotifySettings& settings) : settings_(settings) {}
  [[nodiscard]] Channel channel() const override { return Channel::sms; }
  [[nodiscard]] Result<Done, NotSent> send(const Letter& letter) override;

 private:
  const NotifySettings settings_;
};

// The query of one letter; apart, to be tested without a gateway.
[[nodiscard]] std::string sms_query(const NotifySettings& settings, const Letter& letter);

}  // namespace lamplight::server
