// One request of Poco's: into a Call, through the router, out again with a length and the safe headers.
#include "server/http/connection.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPCookie.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/URI.h>
#include <spdlog/spdlog.h>

#include <istream>

#include "db/columns.h"
#include "model/limits.h"
#include "server/http/probes.h"
#include "server/http/problem.h"
#include "server/http/routes.h"

namespace lamplight::server::http {
namespace {

constexpr std::string_view k_api = "/api/v1";
constexpr std::size_t k_query_chars_max = 2'000;
constexpr std::size_t k_address_chars_max = 60;

// Scripts, styles and connections from this server only; maps draw in workers and on blobs.
constexpr const char* k_content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; media-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

std::optional<Method> method_named(const std::string& name) {
  if (name == "GET" || name == "HEAD") return Method::get;
  if (name == "POST") return Method::post;
  if (name == "PATCH") return Method::patch;
  if (name == "DELETE") return Method::del;
  return std::nullopt;
}

std::string cookie_in(const Poco::Net::HTTPServerRequest& request) {
  Poco::Net::NameValueCollection cookies;
  request.getCookies(cookies);
  const std::string plain = cookies.get("lamplight_session", "");
  return cookies.get("__Host-lamplight_session", plain);
}

std::string bearer_in(const Poco::Net::HTTPServerRequest& request) {
  const std::string header = request.get("Authorization", "");  // by value: a default is returned by reference
  constexpr std::string_view scheme = "Bearer ";
  return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string();
}

// The peer, or whom our proxy names; it writes the header anew, so that nobody can name himself.
std::string address_in(const Poco::Net::HTTPServerRequest& request, bool behind_proxy) {
  const std::string peer = request.clientAddress().host().toString();
  if (!behind_proxy) return peer;
  const std::string named = request.get("X-Forwarded-For", peer);
  return db::fitting(named.substr(named.rfind(' ') + 1), k_address_chars_max);
}

constexpr std::size_t k_passed_over_bytes_max = std::size_t{1024} * 1024;
constexpr std::size_t k_upload_bytes_max = std::size_t{8} * 1024 * 1024;  // a scanned page, a register of 20,000 rows

// Reads on, so that whoever is still sending gets an answer rather than a broken connection.
void pass_over(std::istream& body, std::size_t bytes_max) {
  body.ignore(static_cast<std::streamsize>(bytes_max + k_passed_over_bytes_max));
}

// Files and registers to import are longer than other bodies, and nobody unknown may send one.
std::size_t bytes_max_of(const std::string& path, const Credentials& credentials) {
  const bool known = !credentials.cookie.empty() || !credentials.bearer.empty();
  const bool upload = path.ends_with("/files") || path.ends_with("/import");
  return known && upload ? k_upload_bytes_max : limits::body_bytes_max;
}

// Nothing when it is longer than a body may be.
std::optional<std::string> body_in(Poco::Net::HTTPServerRequest& request, std::size_t bytes_max) {
  if (request.getContentLength64() > static_cast<Poco::Int64>(bytes_max)) {
    pass_over(request.stream(), bytes_max);
    return std::nullopt;
  }
  std::string body(bytes_max + 1, '\0');
  request.stream().read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(request.stream().gcount()));
  if (body.size() > bytes_max) {
    pass_over(request.stream(), bytes_max);
    return std::nullopt;
  }
  return body;
}

class Connection final : public Poco::Net::HTTPRequestHandler {
 public:
  Connection(Api& api, const ConsoleFiles& files, Answered& answered, bool crowded)
      : api_(api), files_(files), answered_(answered), crowded_(crowded) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    if (crowded_) response.setKeepAlive(false);
    Answer answer;
    try {
      answer = answer_to_request(request, response);
    } catch (const Poco::Exception& fault) {
      // The client went away, or sent what Poco can't parse.
      answer = answer_of(malformed(fault.displayText()));
    } catch (const std::exception& fault) {
      spdlog::error("http.broken {} {}: {}", request.getMethod(), path_of(request), fault.what());
      answer = answer_of(broken());
    }
    try {
      send(request, response, std::move(answer));
    } catch (const Poco::Exception&) {
      return;  // the client did not wait for the answer
    }
  }

 private:
  // Without the query: it may name people.
  static std::string path_of(const Poco::Net::HTTPServerRequest& request) {
    return request.getURI().substr(0, request.getURI().find('?'));
  }

  Answer answer_to_request(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) {
    const auto method = method_named(request.getMethod());
    if (!method) return answer_of(method_not_allowed("GET, HEAD, POST, PATCH, DELETE"));
    const std::string path = path_of(request);
    if (path != k_api && !path.starts_with(std::string(k_api) + "/")) return outside_api(*method, path, request);
    // A browser says when another site's page has sent it here; no such page may change anything.
    if (*method != Method::get && request.get("Sec-Fetch-Site", "") == "cross-site") return answer_of(forbidden());

    Call call;
    call.method = *method;
    call.path = path.substr(k_api.size());
    call.now = api_.parts.clock.now();
    for (const auto& [name, value] : Poco::URI(request.getURI()).getQueryParameters()) {
      // Of repeated names the last counts; those before stand under the name with a plus, for searches that want them
      // all.
      std::string& held = call.query[name];
      if (!held.empty()) call.query[name + "+"] += held + "\n";
      held = db::fitting(value, k_query_chars_max);
    }
    call.credentials = {cookie_in(request), bearer_in(request), request.get("X-CSRF-Token", "")};
    auto body = body_in(request, bytes_max_of(path, call.credentials));
    if (!body) {
      response.setKeepAlive(false);  // what was not read stands in the way of the next request
      return answer_of(body_too_long());
    }
    call.body = std::move(*body);
    call.if_match = request.get("If-Match", "");
    call.accept = request.get("Accept", "");
    call.client = request.get("User-Agent", "");
    call.address = address_in(request, api_.parts.settings.behind_proxy == 1);
    return answer_to(api_, call);
  }

  Answer outside_api(Method method, const std::string& path, Poco::Net::HTTPServerRequest& request) {
    if (method != Method::get) return answer_of(method_not_allowed("GET, HEAD"));
    if (auto answer = probe(api_, path)) return *answer;
    std::string decoded;
    Poco::URI::decode(path, decoded);
    return files_.answer(decoded, request.get("If-None-Match", ""), request.get("Accept-Encoding", ""));
  }

  void send(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response, Answer answer) {
    const auto status_class = static_cast<std::size_t>(answer.status / 100);
    answered_.by_class[std::min<std::size_t>(status_class, 5)].fetch_add(1, std::memory_order_relaxed);
    answered_.body_bytes.fetch_add(static_cast<std::int64_t>(answer.body.size()), std::memory_order_relaxed);
    if (answer.live) {
      auto& detachable = dynamic_cast<Poco::Net::HTTPServerRequestImpl&>(request);
      api_.parts.live.adopt(detachable.detachSocket(), std::move(*answer.live));
      return;
    }
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
    response.set("Content-Security-Policy", k_content_policy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    response.set("Permissions-Policy", "geolocation=(self)");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    if (api_.parts.settings.behind_proxy == 1) {
      response.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    for (const auto& [name, value] : answer.headers) response.add(name, value);
    if (!response.has("Cache-Control")) response.set("Cache-Control", "no-store");
    if (answer.status == 204 || answer.status == 304) {
      response.setContentLength64(0);
      response.send();
      return;
    }
    response.setContentType(answer.content_type);
    response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
    if (request.getMethod() == "HEAD") {
      response.send();
      return;
    }
    response.sendBuffer(answer.body.data(), answer.body.size());
  }

  Api& api_;
  const ConsoleFiles& files_;
  Answered& answered_;
  const bool crowded_;
};

}  // namespace

ConnectionFactory::ConnectionFactory(Api& api, const ConsoleFiles& files, Answered& answered,
                                     std::function<bool()> crowded)
    : api_(api), files_(files), answered_(answered), crowded_(std::move(crowded)) {}

Poco::Net::HTTPRequestHandler* ConnectionFactory::createRequestHandler(const Poco::Net::HTTPServerRequest&) {
  return new Connection(api_, files_, answered_, crowded_());  // NOLINT: Poco owns it
}

}  // namespace lamplight::server::http
