// E-mail over SMTP, plain or by STARTTLS.
#pragma once

#include "server/notify/notifier.h"

namespace lamplight::server {

class Mail final : public Notifier {
 public:
  explicit Mail(const NotifySettings& settings) : settings_(settings) {}
  [[nodiscard]] Channel channel() const override { return Channel::email; }
  [[nodiscard]] Result<Done, NotSent> send(const Letter& letter) override;

 private:
  const NotifySettings settings_;
};

}  // namespace lamplight::server
