// Tells webhooks what has happened to incidents: signed, at least once, again and again for a day where they do not
// answer.
//
// Runs on the thread "webhooks" of each server, which queues new events every second and delivers what is due; the
// database decides who delivers what. A slow or dead receiver delays others by its time-out at most.
#pragma once

#include <string>

#include "db/webhooks.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;

// The body of a delivery, JSON; and what stands in X-Lamplight-Signature: "t=MS,v1=HEX", HMAC-SHA256 of "MS.BODY".
[[nodiscard]] std::string webhook_body(const db::Delivery& delivery);
[[nodiscard]] std::string webhook_signature(const std::string& secret, Instant at, const std::string& body);
// Whether such an address may be told anything: https, or http on this machine.
[[nodiscard]] bool is_webhook_url(const std::string& url);
// How long after attempt n (from 1) the next one is; nothing: given up.
[[nodiscard]] std::optional<Millis> webhook_wait(int attempts);

class WebhookSender {
 public:
  WebhookSender(db::Pool& pool, const db::MasterKeys& master, const Clock& clock);

 private:
  void run(const std::stop_token& stop);
  void deliver(const db::Delivery& delivery);

  db::Webhooks webhooks_;
  const Clock& clock_;

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
