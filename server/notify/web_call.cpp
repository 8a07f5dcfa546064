// Poco's client sessions, one a call: there are few calls, and a kept connection would have to be doubted.
#include "server/notify/web_call.h"

#include <array>
#include <memory>

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/URI.h>

#include "server/notify/notifier.h"

namespace lamplight::server {
namespace {

constexpr std::size_t k_reply_bytes_max = std::size_t{64} * 1024;

std::unique_ptr<Poco::Net::HTTPClientSession> session_to(const Poco::URI& uri) {
  if (uri.getScheme() != "https") {
    return std::make_unique<Poco::Net::HTTPClientSession>(uri.getHost(), uri.getPort());
  }
  const Poco::Net::Context::Ptr context =
      new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", Poco::Net::Context::VERIFY_STRICT, 9, true);
  return std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(), context);
}

std::string read_some(std::istream& from) {
  std::string text;
  std::array<char, 4096> part{};
  while (text.size() < k_reply_bytes_max && from) {
    from.read(part.data(), part.size());
    text.append(part.data(), static_cast<std::size_t>(from.gcount()));
  }
  return text;
}

}  // namespace

Result<WebReply, std::string> web_call(const WebCall& call) {
  try {
    const Poco::URI uri(call.url);
    const auto session = session_to(uri);
    session->setTimeout(Poco::Timespan(0, static_cast<int>(k_notify_timeout.count()) * 1000));
    const std::string path = uri.getPathAndQuery();
    Poco::Net::HTTPRequest request(call.method, path.empty() ? "/" : path, Poco::Net::HTTPRequest::HTTP_1_1);
    for (const auto& [name, value] : call.headers) request.set(name, value);
    request.setKeepAlive(false);
    if (!call.content_type.empty()) request.setContentType(call.content_type);
    if (!call.body.empty() || call.method != "GET") {
      request.setContentLength(static_cast<std::streamsize>(call.body.size()));
    }
    session->sendRequest(request) << call.body;
    Poco::Net::HTTPResponse response;
    std::istream& answer = session->receiveResponse(response);
    return WebReply{static_cast<int>(response.getStatus()), read_some(answer)};
  } catch (const Poco::Exception& fault) {
    return Failure{std::string(fault.name())};
  } catch (const std::exception& fault) {
    return Failure{std::string(fault.what())};
  }
}

std::string url_encoded(const std::string& text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  constexpr std::string_view k_kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (k_kept.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += k_digits[byte >> 4];
    encoded += k_digits[byte & 15];
  }
  return encoded;
}

}  // namespace lamplight::server
