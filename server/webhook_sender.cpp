// Posting with Poco: a connection a delivery, closed afterwards.
#include "server/webhook_sender.h"

#include <Poco/Exception.h>
#include <Poco/HMACEngine.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/SHA2Engine.h>
#include <Poco/URI.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <ostream>

#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Millis k_look_every{1'000};
constexpr Millis k_lease{60'000};
constexpr std::size_t k_at_once = 20;
constexpr long k_answer_within_s = 5;
constexpr int k_attempts_max = 20;

class Sha256 : public Poco::SHA2Engine {
 public:
  enum { BLOCK_SIZE = 64, DIGEST_SIZE = 32 };
  Sha256() : Poco::SHA2Engine(Poco::SHA2Engine::SHA_256) {}
};

std::string text_or_null(const std::optional<ResidentId>& id) {
  return id ? "\"" + id->text() + "\"" : "null";
}

std::unique_ptr<Poco::Net::HTTPClientSession> session_to(const Poco::URI& uri) {
  std::unique_ptr<Poco::Net::HTTPClientSession> session;
  if (uri.getScheme() == "https") {
    const Poco::Net::Context::Ptr context =
        new Poco::Net::Context(Poco::Net::Context::CLIENT_USE, "", "", "", Poco::Net::Context::VERIFY_STRICT, 9, true);
    session = std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(), context);
  } else {
    session = std::make_unique<Poco::Net::HTTPClientSession>(uri.getHost(), uri.getPort());
  }
  session->setTimeout(Poco::Timespan(k_answer_within_s, 0));
  return session;
}

// The status answered; 0 for none.
int post(const db::Delivery& delivery, Instant now) {
  const Poco::URI uri(delivery.url);
  const std::string body = webhook_body(delivery);
  const auto session = session_to(uri);
  Poco::Net::HTTPRequest request("POST", uri.getPathAndQuery().empty() ? "/" : uri.getPathAndQuery(), "HTTP/1.1");
  request.setContentType("application/json");
  request.setContentLength64(static_cast<Poco::Int64>(body.size()));
  request.set("X-Lamplight-Event", "incident." + delivery.what);
  request.set("X-Lamplight-Delivery", delivery.webhook + "-" + std::to_string(delivery.history));
  request.set("X-Lamplight-Signature", webhook_signature(delivery.secret, now, body));
  session->sendRequest(request) << body << std::flush;
  Poco::Net::HTTPResponse response;
  session->receiveResponse(response);
  return static_cast<int>(response.getStatus());
}

}  // namespace

std::string webhook_body(const db::Delivery& delivery) {
  // Ids and words of ours only, none of which needs escaping; the text of an unknown kind is not among them.
  const std::string kind = is_alarm_id(delivery.kind) ? delivery.kind : "unknown";
  return "{\"id\":\"" + delivery.webhook + "-" + std::to_string(delivery.history) + "\",\"event\":\"incident." +
         delivery.what + "\",\"at\":\"" + to_rfc3339(delivery.at) + "\",\"incident\":{\"id\":\"" +
         delivery.incident.text() + "\",\"kind\":\"" + kind + "\",\"priority\":" + std::to_string(delivery.priority) +
         ",\"state\":\"" + delivery.state + "\",\"district\":\"" + delivery.district.text() +
         "\",\"resident\":" + text_or_null(delivery.resident) + "}}";
}

std::string webhook_signature(const std::string& secret, Instant at, const std::string& body) {
  const std::string moment = std::to_string(ms_of(at));
  Poco::HMACEngine<Sha256> engine(secret);
  engine.update(moment + "." + body);
  return "t=" + moment + ",v1=" + Poco::DigestEngine::digestToHex(engine.digest());
}

bool is_webhook_url(const std::string& url) {
  try {
    const Poco::URI uri(url);
    const std::string host = uri.getHost();
    if (host.empty() || !uri.getUserInfo().empty()) return false;
    if (uri.getScheme() == "https") return true;
    constexpr std::array<std::string_view, 3> k_here{"127.0.0.1", "localhost", "::1"};
    return uri.getScheme() == "http" && std::find(k_here.begin(), k_here.end(), host) != k_here.end();
  } catch (const Poco::Exception&) {
    return false;
  }
}

std::optional<Millis> webhook_wait(int attempts) {
  if (attempts >= k_attempts_max) return std::nullopt;
  constexpr Millis k_first{5'000};
  constexpr Millis k_longest{7'200'000};
  return std::min(k_longest, k_first * (std::int64_t{1} << std::min(attempts - 1, 20)));
}

WebhookSender::WebhookSender(db::Pool& pool, const db::MasterKeys& master, const Clock& clock)
    : webhooks_(pool, master), clock_(clock), thread_("webhooks", [this](const std::stop_token& stop) { run(stop); }) {}

void WebhookSender::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    // While the database is away nothing is queued; afterwards the history says what was missed.
    if (webhooks_.queue(clock_.now())) {
      const auto due = webhooks_.claim(clock_.now(), k_lease, k_at_once);
      if (due) {
        for (const db::Delivery& delivery : due.value()) {
          if (!stop.stop_requested()) deliver(delivery);
        }
      }
    }
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_look_every, [] { return false; });
  }
}

void WebhookSender::deliver(const db::Delivery& delivery) {
  int status = 0;
  try {
    status = post(delivery, clock_.now());
  } catch (const Poco::Exception&) {
    status = 0;  // nobody there, or no answer in time
  }
  const Instant now = clock_.now();
  const bool taken = status >= 200 && status < 300;
  std::optional<Instant> again;
  if (const auto wait = webhook_wait(delivery.attempts); !taken && wait) again = now + *wait;
  if (!taken && !again)
    spdlog::warn("webhook.given_up {} after {} attempts, last answer {}", delivery.webhook, delivery.attempts, status);
  // Unsettled it is delivered once more when its lease is over.
  (void)webhooks_.settle(delivery, status, again, now);
}

}  // namespace lamplight::server
