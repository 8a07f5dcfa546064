// Poco's client, one keep-alive connection an object.
#include "tests/support/web.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/StreamCopier.h>

#include <sstream>

namespace lamplight::tests {
namespace {

constexpr int k_seconds_max = 15;
constexpr int k_keep_alive_s = 3;  // under the server's 5: it must not close just as the next request goes out

}  // namespace

struct Web::Inside {
  Poco::Net::HTTPClientSession client;
  SeededSession session;
};

Web::Web(int port, SeededSession session) : inside_(std::make_unique<Inside>()) {
  inside_->client.setHost("127.0.0.1");
  inside_->client.setPort(static_cast<Poco::UInt16>(port));
  inside_->client.setTimeout(Poco::Timespan(k_seconds_max, 0));
  inside_->client.setKeepAlive(true);
  inside_->client.setKeepAliveTimeout(Poco::Timespan(k_keep_alive_s, 0));
  inside_->session = std::move(session);
}

Web::~Web() = default;

WebAnswer Web::get(const std::string& path) { return send("GET", path, nullptr); }
WebAnswer Web::post(const std::string& path, const nlohmann::json& body) { return send("POST", path, &body); }

WebAnswer Web::command(const std::string& incident, const nlohmann::json& body) {
  return post("/api/v1/incidents/" + incident + "/commands", body);
}

WebAnswer Web::send(const std::string& method, const std::string& path, const nlohmann::json* body,
                    const std::map<std::string, std::string>& headers) {
  return send_text(method, path, body == nullptr ? std::string() : body->dump(), headers);
}

WebAnswer Web::send_text(const std::string& method, const std::string& path, const std::string& text,
                         const std::map<std::string, std::string>& headers) {
  WebAnswer answer;
  try {
    Poco::Net::HTTPRequest request(method, path, "HTTP/1.1");
    request.set("User-Agent", "lamplight-tests");
    if (!inside_->session.cookie.empty()) request.set("Cookie", "lamplight_session=" + inside_->session.cookie);
    if (!inside_->session.csrf.empty() && method != "GET") request.set("X-CSRF-Token", inside_->session.csrf);
    for (const auto& [name, value] : headers) request.set(name, value);
    if (!text.empty() || method == "POST") {
      request.setContentType("application/json");
      request.setContentLength(static_cast<std::streamsize>(text.size()));
    }
    inside_->client.sendRequest(request) << text;
    Poco::Net::HTTPResponse response;
    std::ostringstream received;
    Poco::StreamCopier::copyStream(inside_->client.receiveResponse(response), received);
    answer.text = received.str();
    if (response.hasContentLength() && answer.text.size() < static_cast<std::size_t>(response.getContentLength64())) {
      throw Poco::Net::MessageException("cut short");  // the server died at it; a browser takes that for no answer
    }
    answer.status = response.getStatus();
    answer.body = nlohmann::json::parse(answer.text, nullptr, false);
    if (answer.body.is_discarded()) answer.body = nullptr;
    for (const auto& [name, value] : response) answer.headers[name] = value;
  } catch (const Poco::Exception& error) {
    inside_->client.reset();
    answer.text = error.displayText();  // beside the status 0: why nothing came
  }
  return answer;
}

int get_status(int port, const std::string& path) { return Web(port).get(path).status; }

struct EventStream::Inside {
  Poco::Net::HTTPClientSession client;
  std::istream* stream = nullptr;
};

EventStream::EventStream(int port, const SeededSession& session) : inside_(std::make_unique<Inside>()) {
  inside_->client.setHost("127.0.0.1");
  inside_->client.setPort(static_cast<Poco::UInt16>(port));
  inside_->client.setTimeout(Poco::Timespan(k_seconds_max, 0));
  Poco::Net::HTTPRequest request("GET", "/api/v1/live", "HTTP/1.1");
  request.set("Cookie", "lamplight_session=" + session.cookie);
  request.set("Accept", "text/event-stream");
  inside_->client.sendRequest(request);
  Poco::Net::HTTPResponse response;
  inside_->stream = &inside_->client.receiveResponse(response);
  if (response.getStatus() != 200) throw std::runtime_error("no event stream: " + std::to_string(response.getStatus()));
}

EventStream::~EventStream() = default;

std::optional<EventStream::Event> EventStream::next(const std::string& name, int seconds_max) {
  // A tick comes every two seconds, so events that don't interest bound the wait.
  const int ticks_max = seconds_max / 2 + 1;
  Event event;
  std::string line;
  std::string data;
  int ticks = 0;
  try {
    while (std::getline(*inside_->stream, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.starts_with("event: ")) event.name = line.substr(7);
      if (line.starts_with("data: ")) data += line.substr(6);
      if (!line.empty() || event.name.empty()) continue;
      if (name.empty() || event.name == name) {
        event.body = nlohmann::json::parse(data, nullptr, false);
        return event;
      }
      if (event.name == "tick" && ++ticks > ticks_max) return std::nullopt;
      event.name.clear();
      data.clear();
    }
  } catch (const Poco::Exception&) {
  }
  return std::nullopt;
}

}  // namespace lamplight::tests
