// What is said to road routers and what they answer; and one that is away, odd or slow.
#include <catch2/catch.hpp>

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <functional>
#include <istream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "server/road_line.h"

using namespace lamplight;
using namespace lamplight::server;

namespace {

const std::vector<Position> k_workers{{22.61, 113.181}, {22.61, 113.195}};
const Position k_home{22.6, 113.181};

// As Valhalla 3.6 answered for tests/router's network, the ways of these two to this home.
const char* const k_valhalla_answer =
    R"({"sources_to_targets":[[{"from_index":0,"to_index":0,"time":1009,"distance":5.017}],)"
    R"([{"from_index":1,"to_index":0,"time":721,"distance":3.58}]],"sources":[{"lat":22.61,"lon":113.181},)"
    R"({"lat":22.61,"lon":113.195}],"targets":[{"lat":22.599999,"lon":113.181}],"units":"kilometers",)"
    R"("algorithm":"timedistancematrix"})";
// As OSRM's documentation of the table service writes it.
const char* const k_osrm_answer =
    R"({"code":"Ok","sources":[{"hint":"","distance":4.2,"location":[113.181,22.61],"name":"North"}],)"
    R"("destinations":[{"hint":"","distance":0,"location":[113.181,22.6],"name":"South"}],)"
    R"("durations":[[1008.6],[null]]})";

// An HTTP server on a port of its own that answers one way.
class Router {
 public:
  struct Asked {
    std::string method;
    std::string path;
    std::string body;
  };
  using Answer = std::function<void(const Asked&, Poco::Net::HTTPServerResponse&)>;

  explicit Router(Answer answer) : answer_(std::move(answer)), server_(new Factory(*this), socket(), new Poco::Net::HTTPServerParams) {
    server_.start();
  }
  ~Router() { server_.stopAll(true); }

  [[nodiscard]] RouterSettings settings(const std::string& kind, int deadline_ms = 10'000) const {
    return {kind, "http://127.0.0.1:" + std::to_string(server_.port()) + "/routing/", "", deadline_ms};
  }
  Asked asked;  // read after the answer has come

 private:
  struct Handler : Poco::Net::HTTPRequestHandler {
    explicit Handler(Router& its_router) : router(its_router) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
      router.asked = {request.getMethod(), request.getURI(), {std::istreambuf_iterator<char>(request.stream()), {}}};
      router.answer_(router.asked, response);
    }
    Router& router;
  };
  struct Factory : Poco::Net::HTTPRequestHandlerFactory {
    explicit Factory(Router& its_router) : router(its_router) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
      return new Handler(router);
    }
    Router& router;
  };
  static Poco::Net::ServerSocket socket() { return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)); }

  Answer answer_;
  Poco::Net::HTTPServer server_;
};

Router::Answer says(const std::string& body) {
  return [body](const Router::Asked&, Poco::Net::HTTPServerResponse& response) {
    response.sendBuffer(body.data(), body.size());
  };
}

}  // namespace

TEST_CASE("Valhalla is asked for the ways of all to one place, and its times are read") {
  Router router(says(k_valhalla_answer));
  const auto times = ask_router(router.settings("valhalla"), k_workers, k_home);
  REQUIRE(times.ok());
  CHECK(times.value() == RoadTimes{1009, 721});
  CHECK(router.asked.method == "POST");
  CHECK(router.asked.path == "/routing/sources_to_targets");
  CHECK(nlohmann::json::parse(router.asked.body) == nlohmann::json::parse(R"({"costing":"bicycle",
      "sources":[{"lat":22.61,"lon":113.181},{"lat":22.61,"lon":113.195}],"targets":[{"lat":22.6,"lon":113.181}]})"));
}

TEST_CASE("OSRM is asked for its table, longitude first, and no way by road is none") {
  Router router(says(k_osrm_answer));
  const auto times = ask_router(router.settings("osrm"), k_workers, k_home);
  REQUIRE(times.ok());
  CHECK(times.value() == RoadTimes{1009, std::nullopt});
  CHECK(router.asked.method == "GET");
  CHECK(router.asked.path ==
        "/routing/table/v1/bike/113.181000,22.610000;113.195000,22.610000;113.181000,22.600000"
        "?annotations=duration&sources=0;1&destinations=2");
}

TEST_CASE("Whatever is no answer of a router is refused, not believed") {
  const auto read = [](RouterKind kind, const std::string& body) { return read_matrix(kind, body, 2).ok(); };
  for (const char* body : {"", "[]", "null", "{}", R"({"sources_to_targets":[]})", R"({"sources_to_targets":[[],[]]})",
                           R"({"sources_to_targets":[[{"time":1}]]})", R"({"sources_to_targets":[[{"time":1}],[7]]})",
                           R"({"sources_to_targets":[[{"time":1}],[{"time":"2"}]]})",
                           R"({"sources_to_targets":[[{"time":-1}],[{"time":2}]]})",
                           R"({"sources_to_targets":[[{"time":1e9}],[{"time":2}]]})"}) {
    INFO(body);
    CHECK_FALSE(read(RouterKind::valhalla, body));
  }
  for (const char* body : {R"({"code":"NoTable","durations":[[1],[2]]})", R"({"durations":[[1],[2]]})",
                           R"({"code":"Ok","durations":[[1,2]]})", R"({"code":"Ok","durations":[[1],["2"]]})"}) {
    INFO(body);
    CHECK_FALSE(read(RouterKind::osrm, body));
  }
  CHECK(read(RouterKind::osrm, R"({"code":"Ok","durations":[[1],[2.4]]})"));
}

TEST_CASE("A router that answers an error, that is not there or that never answers is a failure with its words") {
  Router broken([](const Router::Asked&, Poco::Net::HTTPServerResponse& response) {
    response.setStatus(Poco::Net::HTTPResponse::HTTP_INTERNAL_SERVER_ERROR);
    response.sendBuffer("", 0);
  });
  const auto answer = ask_router(broken.settings("valhalla"), k_workers, k_home);
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error() == "it answers 500");

  // Bound and never accepted: the kernel takes the connection, nobody answers.
  Poco::Net::ServerSocket deaf(Poco::Net::SocketAddress("127.0.0.1", 0));
  RouterSettings settings{"valhalla", "http://127.0.0.1:" + std::to_string(deaf.address().port()), "", 30};
  CHECK_FALSE(ask_router(settings, k_workers, k_home).ok());
  deaf.close();
  CHECK_FALSE(ask_router(settings, k_workers, k_home).ok());
}

TEST_CASE("Settings that make no router are refused with their name") {
  CHECK_NOTHROW(check_router({}));
  CHECK_NOTHROW(check_router({"osrm", "http://router:5000", "", 200}));
  CHECK_THROWS_WITH(check_router({"google", "http://router", "", 200}), Catch::Contains("[router] kind"));
  CHECK_THROWS_WITH(check_router({"osrm", "router:5000", "", 200}), Catch::Contains("[router] url"));
}
