// Poco's client session, kept alive a little shorter than the server does.
#include "server/simulator/api_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPCookie.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/URI.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <istream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace lamplight::simulator {
namespace {

constexpr int k_timeout_ms = 1'500;  // so that an end is never waited for longer
constexpr int k_keep_alive_s = 3;    // the server closes after five
constexpr int k_peace_s = 2;         // after a failure, doubling up to:
constexpr int k_peace_s_max = 20;
constexpr int k_refused_s = 30;                       // a password that is wrong is not tried all the time
constexpr std::size_t k_body_bytes_max = 16U << 20U;  // a page of 500 residents is far below

std::string text_in(const nlohmann::json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string read_body(std::istream& stream) {
  std::string body;
  char part[8192];
  while (body.size() < k_body_bytes_max && stream) {
    stream.read(part, sizeof part);
    body.append(part, static_cast<std::size_t>(stream.gcount()));
  }
  return body;
}

}  // namespace

ServerPlace read_server_url(const std::string& url) {
  try {
    const Poco::URI uri(url);
    if (uri.getScheme() == "http" && !uri.getHost().empty()) return {uri.getHost(), uri.getPort()};
  } catch (const Poco::Exception&) {  // said below
  }
  throw std::runtime_error("[simulator] server_url: \"" + url + "\" is no http address");
}

struct ApiClient::Inside {
  Inside(const ServerPlace& place, const server::Clock& its_clock)
      : session(place.host, static_cast<Poco::UInt16>(place.port)), clock(its_clock) {
    session.setKeepAlive(true);
    session.setKeepAliveTimeout(Poco::Timespan(k_keep_alive_s, 0));
    session.setTimeout(Poco::Timespan(k_timeout_ms * 1000));
  }

  Poco::Net::HTTPClientSession session;
  const server::Clock& clock;
  Instant peace_until{};
  int failures = 0;
};

ApiClient::ApiClient(ServerPlace place, const server::Clock& clock) : inside_(std::make_unique<Inside>(place, clock)) {}

ApiClient::~ApiClient() = default;

bool ApiClient::waiting() const {
  return inside_->clock.now() < inside_->peace_until;
}

void ApiClient::leave_in_peace(int seconds) {
  inside_->peace_until = inside_->clock.now() + Seconds{seconds};
  inside_->session.reset();
}

Reply ApiClient::get(SignIn& who, const std::string& path) {
  return call(who, {"GET", path, {}});
}

Reply ApiClient::post(SignIn& who, const std::string& path, const std::string& body) {
  return call(who, {"POST", path, body});
}

bool ApiClient::sign_in(SignIn& who) {
  if (!who.cookie.empty()) return true;
  if (waiting() || inside_->clock.now() < who.again_at) return false;
  const nlohmann::json wish{{"username", who.account.username}, {"password", who.account.password}};
  const Reply reply = exchange(who, {"POST", "/session", wish.dump()}, &who.cookie);
  const nlohmann::json answer = nlohmann::json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  if (!reply.ok() || !answer.is_object() || who.cookie.empty()) {
    who.cookie.clear();
    ++who.refusals;
    who.again_at =
        inside_->clock.now() + Seconds{reply.status == 0 ? k_peace_s : k_refused_s * std::min(who.refusals, 10)};
    if (reply.status != 0) spdlog::warn("simulator.sign_in_refused {} {}", who.account.username, reply.status);
    return false;
  }
  who.refusals = 0;
  who.csrf = text_in(answer, "csrf");
  return true;
}

Reply ApiClient::call(SignIn& who, const Request& request) {
  if (waiting() || !sign_in(who)) return {};
  Reply reply = exchange(who, request, nullptr);
  if (reply.status != 401) return reply;
  // The server has forgotten the session; once more with a new one.
  forget(who);
  if (!sign_in(who)) return reply;
  return exchange(who, request, nullptr);
}

Reply ApiClient::exchange(const SignIn& who, const Request& request, std::string* cookie) {
  using namespace Poco::Net;
  HTTPRequest out(request.method, "/api/v1" + request.path, HTTPMessage::HTTP_1_1);
  out.setKeepAlive(true);
  out.set("User-Agent", k_user_agent);
  out.set("Accept", "application/json");
  if (!who.cookie.empty() && cookie == nullptr) {
    out.set("Cookie", who.cookie);
    if (request.method != HTTPRequest::HTTP_GET) out.set("X-CSRF-Token", who.csrf);
  }
  try {
    if (request.method != HTTPRequest::HTTP_GET) {
      out.setContentType("application/json");
      out.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
    }
    inside_->session.sendRequest(out) << request.body;
    HTTPResponse in;
    Reply reply;
    reply.body = read_body(inside_->session.receiveResponse(in));
    reply.status = in.getStatus();
    inside_->failures = 0;
    if (cookie != nullptr) {
      std::vector<HTTPCookie> cookies;
      in.getCookies(cookies);
      if (!cookies.empty()) *cookie = cookies.front().getName() + "=" + cookies.front().getValue();
    }
    if (reply.status == HTTPResponse::HTTP_SERVICE_UNAVAILABLE ||
        reply.status == HTTPResponse::HTTP_TOO_MANY_REQUESTS) {
      int seconds = k_peace_s;
      if (in.has("Retry-After")) seconds = std::clamp(std::atoi(in.get("Retry-After").c_str()), 1, k_peace_s_max);
      leave_in_peace(seconds);
    }
    return reply;
  } catch (const Poco::Exception& fault) {
    ++inside_->failures;
    leave_in_peace(std::min(k_peace_s << std::min(inside_->failures - 1, 4), k_peace_s_max));
    if (inside_->failures == 1) spdlog::info("simulator.server_away {}", fault.displayText());
    return {};
  }
}

}  // namespace lamplight::simulator
