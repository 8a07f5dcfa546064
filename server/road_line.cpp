// Poco's client, a connection a question: a router is near, and a kept one would be one more thing that dies.
#include "server/road_line.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/URI.h>

#include <istream>
#include <stdexcept>

namespace lamplight::server {
namespace {

constexpr std::size_t k_answer_bytes_max = 1U << 20U;  // 200 sources take some 20 KiB
constexpr int k_patience = 3;                          // deadlines: a late answer still serves the next decision

std::string mode_of(const RouterSettings& settings, RouterKind kind) {
  if (!settings.mode.empty()) return settings.mode;
  return kind == RouterKind::valhalla ? "bicycle" : "bike";
}

std::string read_body(std::istream& stream) {
  std::string body;
  char part[8192];
  while (body.size() < k_answer_bytes_max && stream) {
    stream.read(part, sizeof part);
    body.append(part, static_cast<std::size_t>(stream.gcount()));
  }
  return body;
}

}  // namespace

void check_router(const RouterSettings& settings) {
  const auto kind = router_kind_named(settings.kind);
  if (!kind) throw std::runtime_error("[router] kind must be valhalla or osrm, not \"" + settings.kind + "\".");
  if (*kind == RouterKind::none) return;
  try {
    const Poco::URI uri(settings.url);
    if (uri.getScheme() == "http" && !uri.getHost().empty()) return;
  } catch (const Poco::Exception&) {  // said below
  }
  throw std::runtime_error("[router] url: \"" + settings.url + "\" is no http address.");
}

Result<RoadTimes, std::string> ask_router(const RouterSettings& settings, std::span<const Position> sources,
                                          const Position& target) {
  using namespace Poco::Net;
  const RouterKind kind = router_kind_named(settings.kind).value_or(RouterKind::none);
  const MatrixRequest wish = matrix_request(kind, mode_of(settings, kind), sources, target);
  try {
    const Poco::URI uri(settings.url);
    HTTPClientSession session(uri.getHost(), uri.getPort());
    session.setKeepAlive(false);
    session.setTimeout(Poco::Timespan(Poco::Timespan::TimeDiff{settings.deadline_ms} * k_patience * 1000));
    std::string base = uri.getPath();
    while (base.ends_with('/')) base.pop_back();
    HTTPRequest out(wish.post ? HTTPRequest::HTTP_POST : HTTPRequest::HTTP_GET, base + wish.path, HTTPMessage::HTTP_1_1);
    out.set("Accept", "application/json");
    if (wish.post) {
      out.setContentType("application/json");
      out.setContentLength64(static_cast<Poco::Int64>(wish.body.size()));
    }
    session.sendRequest(out) << wish.body;
    HTTPResponse in;
    const std::string body = read_body(session.receiveResponse(in));
    if (in.getStatus() != HTTPResponse::HTTP_OK) return Failure{"it answers " + std::to_string(in.getStatus())};
    return read_matrix(kind, body, sources.size());
  } catch (const Poco::Exception& error) {
    return Failure{error.displayText()};
  }
}

}  // namespace lamplight::server
