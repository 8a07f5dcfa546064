// One POST a letter; the answer's errcode decides.
#include "server/notify/webhook.h"

#include <nlohmann/json.hpp>

#include <Poco/HMACEngine.h>
#include <Poco/SHA2Engine.h>

#include "server/http/base64.h"
#include "server/notify/web_call.h"

namespace lamplight::server {
namespace {

// What Poco's HMAC has to know of its digest, which the class itself does not say.
struct Sha256 : Poco::SHA2Engine {
  enum { BLOCK_SIZE = 64, DIGEST_SIZE = 32 };
};

std::string signature(const std::string& secret, const std::string& text) {
  Poco::HMACEngine<Sha256> engine(secret);
  engine.update(text);
  const auto& digest = engine.digest();
  return http::base64(std::string(digest.begin(), digest.end()));
}

}  // namespace

std::string webhook_body(const NotifySettings& settings, const Letter& letter) {
  using Json = nlohmann::json;
  const std::string content = letter.subject + "\n" + letter.text;
  Json body;
  if (settings.webhook_format == "wecom") {
    body = {{"msgtype", "text"}, {"text", {{"content", content}}}};
    if (letter.loud) body["text"]["mentioned_list"] = {"@all"};
  } else if (settings.webhook_format == "dingtalk") {
    body = {{"msgtype", "text"}, {"text", {{"content", content}}}, {"at", {{"isAtAll", letter.loud}}}};
  } else {
    body = {{"id", letter.id.text()}, {"subject", letter.subject}, {"text", letter.text}, {"loud", letter.loud},
            {"at", to_rfc3339(letter.at)}};
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string webhook_address(const NotifySettings& settings, Instant at) {
  if (settings.webhook_format != "dingtalk" || settings.webhook_secret.empty()) return settings.webhook_url;
  const std::string timestamp = std::to_string(ms_of(at));
  const std::string sign = signature(settings.webhook_secret, timestamp + "\n" + settings.webhook_secret);
  return settings.webhook_url + (settings.webhook_url.find('?') == std::string::npos ? "?" : "&") +
         "timestamp=" + timestamp + "&sign=" + url_encoded(sign);
}

Result<Done, NotSent> Webhook::send(const Letter& letter) {
  WebCall call{"POST", webhook_address(settings_, letter.at), "application/json; charset=utf-8",
               webhook_body(settings_, letter), {{"Idempotency-Key", letter.id.text()}}};
  const auto reply = web_call(call);
  if (!reply) return Failure{NotSent{"the group's robot does not answer: " + reply.error(), false}};
  if (reply.value().status / 100 != 2) {
    return Failure{NotSent{"the group's robot says " + std::to_string(reply.value().status), false}};
  }
  const auto body = nlohmann::json::parse(reply.value().body, nullptr, false);
  const bool refused = body.is_object() && body.contains("errcode") && body["errcode"] != 0;
  if (refused) return Failure{NotSent{"the group's robot says errcode " + body["errcode"].dump(), false}};
  return Done{};
}

}  // namespace lamplight::server
