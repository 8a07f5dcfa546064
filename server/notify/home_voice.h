// A question to a home, by the device that spoke: {"id":…,"do":"ask","text":…} on its command topic.
//
// Sent when the broker has it; the home's result, if it knows the command, is kept by the monitor. Her answer is an
// alarm like any other: a press, or a cancel.
#pragma once

#include <functional>

#include "server/notify/notifier.h"

namespace lamplight::server {

class HomeVoice final : public Notifier {
 public:
  using Tell = std::function<bool(const std::string& topic, const std::string& payload)>;
  explicit HomeVoice(Tell tell) : tell_(std::move(tell)) {}
  [[nodiscard]] Channel channel() const override { return Channel::home; }
  [[nodiscard]] Result<Done, NotSent> send(const Letter& letter) override;

 private:
  const Tell tell_;
};

}  // namespace lamplight::server
