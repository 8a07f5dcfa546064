// One GET a letter. 202 is "accepted"; what becomes of it is in the receipt.
#include "server/notify/sms_gateway.h"

#include <algorithm>

#include "server/notify/web_call.h"

namespace lamplight::server {
namespace {

// All kinds of receipt but "queued" and "handed to the network", which say nothing new.
constexpr const char* k_receipts_wanted = "19";  // 1 delivered, 2 not delivered, 16 refused by the network

bool is_plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Kannel takes blanks in a number for several numbers.
std::string dialled(const std::string& phone) {
  std::string number;
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || (c == '+' && number.empty())) number += c;
  }
  return number;
}

}  // namespace

std::string sms_query(const NotifySettings& settings, const Letter& letter) {
  std::string query = "username=" + url_encoded(settings.sms_user) + "&password=" + url_encoded(settings.sms_password) +
                      "&to=" + url_encoded(dialled(letter.address)) + "&text=" + url_encoded(letter.text) + "&charset=UTF-8" +
                      "&coding=" + (is_plain(letter.text) ? "0" : "2");
  if (!settings.sms_from.empty()) query += "&from=" + url_encoded(settings.sms_from);
  if (!settings.sms_callback.empty()) {
    // The gateway fills in %d; the rest of the address is its own, so it is encoded once more.
    const std::string receipt = settings.sms_callback + "/api/v1/gateway/receipts?key=" + url_encoded(settings.gateway_key) +
                                "&message=" + url_encoded(letter.id.text()) + "&state=%d";
    query += "&dlr-mask=" + std::string(k_receipts_wanted) + "&dlr-url=" + url_encoded(receipt);
  }
  return query;
}

Result<Done, NotSent> SmsGateway::send(const Letter& letter) {
  WebCall call;
  call.url = settings_.sms_url + (settings_.sms_url.find('?') == std::string::npos ? "?" : "&") + sms_query(settings_, letter);
  call.headers["Idempotency-Key"] = letter.id.text();
  const auto reply = web_call(call);
  if (!reply) return Failure{NotSent{"the SMS gateway does not answer: " + reply.error(), false}};
  const int status = reply.value().status;
  if (status >= 200 && status < 300) return Done{};
  const bool refused = status == 400 || status == 404 || status == 422;
  return Failure{NotSent{"the SMS gateway says " + std::to_string(status), refused}};
}

}  // namespace lamplight::server
