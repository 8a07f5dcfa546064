// Which ways out there are.
#include "server/notify/mail.h"
#include "server/notify/notifier.h"
#include "server/notify/sms_gateway.h"
#include "server/notify/webhook.h"

namespace lamplight::server {

std::vector<std::unique_ptr<Notifier>> notifiers_of(const NotifySettings& settings) {
  std::vector<std::unique_ptr<Notifier>> ways;
  if (!settings.sms_url.empty()) ways.push_back(std::make_unique<SmsGateway>(settings));
  if (!settings.smtp_host.empty()) ways.push_back(std::make_unique<Mail>(settings));
  if (!settings.webhook_url.empty()) ways.push_back(std::make_unique<Webhook>(settings));
  return ways;
}

}  // namespace lamplight::server
