// What other departments' systems get: FHIR by search and by id, and webhooks with signatures.
#include <catch2/catch.hpp>

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>

#include <istream>
#include <iterator>
#include <mutex>
#include <set>

#include "server/webhook_sender.h"
#include "tests/flow/http_town.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

struct Told {
  std::string body;
  std::string signature;
  std::string delivery;
};

// Another department's system: keeps what it is told, and answers with what it is set to.
class Receiver {
 public:
  Receiver() : socket_(Poco::Net::SocketAddress("127.0.0.1", 0)), server_(new Factory(*this), socket_, parameters()) {
    server_.start();
  }
  ~Receiver() { server_.stopAll(true); }
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(socket_.address().port()) + "/told?by=lamplight";
  }
  void answer_with(int status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
  }
  [[nodiscard]] std::vector<Told> told() const {
    const std::lock_guard lock(mutex_);
    return told_;
  }

 private:
  static Poco::Net::HTTPServerParams::Ptr parameters() {
    return new Poco::Net::HTTPServerParams;
  }  // NOLINT: Poco owns it

  class Handler : public Poco::Net::HTTPRequestHandler {
   public:
    explicit Handler(Receiver& receiver) : receiver_(receiver) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
      const std::string body{std::istreambuf_iterator<char>(request.stream()), {}};
      const std::lock_guard lock(receiver_.mutex_);
      receiver_.told_.push_back(
          {body, request.get("X-Lamplight-Signature", ""), request.get("X-Lamplight-Delivery", "")});
      response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(receiver_.status_));
      response.setContentLength(0);
      response.send();
    }

   private:
    Receiver& receiver_;
  };
  class Factory : public Poco::Net::HTTPRequestHandlerFactory {
   public:
    explicit Factory(Receiver& receiver) : receiver_(receiver) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
      return new Handler(receiver_);  // NOLINT: Poco owns it
    }

   private:
    Receiver& receiver_;
  };

  mutable std::mutex mutex_;
  std::vector<Told> told_;  // guarded by mutex_
  int status_ = 200;        // guarded by mutex_
  Poco::Net::ServerSocket socket_;
  Poco::Net::HTTPServer server_;
};

void measure(const std::string& resident, const std::string& name, std::int64_t at_ms, double value) {
  http_town().change(
      "INSERT INTO readings (device_id, name, value, at_ms, received_ms, resident_id) VALUES ('p-fhir_1', '" + name +
      "', " + std::to_string(value) + ", " + std::to_string(at_ms) + ", 0, '" + resident + "')");
}

std::vector<json> resources(const WebAnswer& answer) {
  INFO(answer.text);
  REQUIRE(answer.status == 200);
  CHECK(answer.headers.at("Content-Type") == "application/fhir+json");
  CHECK(answer.body["resourceType"] == "Bundle");
  std::vector<json> found;
  for (const auto& entry : answer.body.value("entry", json::array())) found.push_back(entry["resource"]);
  return found;
}

// A resident at high risk with a daughter, five heart rates, a blood pressure, and a motion.
void measured_patient(Web& desk) {
  REQUIRE(desk.post("/api/v1/residents",
                    {{"id", "r-fhir_1"},
                     {"name", "郭婆婆"},
                     {"district", "d-1"},
                     {"place", {{"lat", 22.6}, {"lon", 113.1}}},
                     {"born", "1939-01-02"},
                     {"gender", "female"},
                     {"high_risk", true},
                     {"contacts", {{{"name", "女儿"}, {"phone", "0760-1"}, {"relation", "daughter"}}}}})
              .status == 201);
  const std::int64_t noon = ms_of(*from_rfc3339("2026-11-20T12:00:00.000Z"));
  for (int i = 0; i < 5; ++i) measure("r-fhir_1", "heart_rate", noon + i * 86'400'000, 70 + i);
  measure("r-fhir_1", "systolic", noon, 128);
  measure("r-fhir_1", "diastolic", noon, 79);
  measure("r-fhir_1", "motion:kitchen", noon, 1);
}

// Every id that a search finds, and on how many pages.
template <class Ask>
std::pair<std::set<std::string>, int> walked(const Ask& ask, std::string next) {
  std::set<std::string> ids;
  int pages = 0;
  while (!next.empty()) {
    const auto page = ask(next);
    for (const auto& resource : resources(page)) ids.insert(resource["id"]);
    next.clear();
    for (const auto& link : page.body["link"]) {
      if (link["relation"] == "next")
        next = link["url"].template get<std::string>().substr(std::string("/api/v1/fhir/").size());
    }
    ++pages;
  }
  return {ids, pages};
}

}  // namespace

TEST_CASE("Another department reads vital signs by patient, code and date, page by page") {
  Web desk = signed_in("u-d-0");
  Web admin = signed_in("u-a");
  measured_patient(desk);
  const auto token =
      admin.post("/api/v1/tokens", {{"name", "The hospital"}, {"role", "dispatcher"}, {"scopes", {"fhir"}}});
  REQUIRE(token.status == 201);
  Web hospital(http_town().http_port());
  const std::map<std::string, std::string> bearer{
      {"Authorization", "Bearer " + token.body["token"].get<std::string>()}};
  const auto ask = [&](const std::string& path) {
    return hospital.send("GET", "/api/v1/fhir/" + path, nullptr, bearer);
  };

  const auto all = resources(ask("Observation?patient=Patient/r-fhir.U1"));
  CHECK(all.size() == 6);  // five times a heart rate, one blood pressure, no motion
  const auto rates = resources(
      ask("Observation?patient=r-fhir.U1&code=http://loinc.org%7C8867-4&date=ge2026-11-21&date=lt2026-11-24"));
  REQUIRE(rates.size() == 3);
  CHECK(rates[0]["valueQuantity"]["value"] == 71);
  CHECK(rates[0]["valueQuantity"]["code"] == "/min");
  CHECK(rates[0]["subject"]["reference"] == "Patient/r-fhir.U1");
  CHECK(resources(ask("Observation?patient=r-fhir.U1&code=8867-4&date=2026-11-20")).size() == 1);
  const auto pressures = resources(ask("Observation?patient=r-fhir.U1&code=85354-9"));
  REQUIRE(pressures.size() == 1);
  CHECK(pressures[0]["component"][1]["valueQuantity"]["value"] == 79);
  const auto one = ask("Observation/" + pressures[0]["id"].get<std::string>());
  CHECK(one.body == pressures[0]);

  const auto [ids, pages] = walked(ask, "Observation?patient=r-fhir.U1&_count=2&date=ge2026-11-01");
  CHECK(pages == 3);
  CHECK(ids.size() == 6);
  CHECK(ask("Observation").status == 400);
  CHECK(ask("Observation?patient=r-fhir.U1&date=soon").status == 400);

  CHECK(ask("Patient/r-fhir.U1").body["contact"][0]["name"]["text"] == "女儿");
  CHECK(resources(ask("Patient?name=guopopo")).size() == 1);
  CHECK(resources(ask("Flag?patient=r-fhir.U1")).size() == 1);
  CHECK(resources(ask("CareTeam?patient=r-fhir.U1"))[0]["participant"][0]["member"]["display"] == "女儿");
  CHECK(resources(ask("Device?patient=r-30"))[0]["id"] == "p-30");
  CHECK(ask("Patient/r-nobody").status == 404);
  CHECK(ask("metadata").body["fhirVersion"] == "4.0.1");
  // The scope opens nothing else, and an administrator without it has no business here.
  CHECK(hospital.send("GET", "/api/v1/residents", nullptr, bearer).status == 403);
  CHECK(admin.get("/api/v1/fhir/Patient").status == 403);
  CHECK(http_town().count(
            "SELECT COUNT(*) FROM audit WHERE what = 'fhir.observations' AND subject = 'resident:r-fhir_1'") >= 5);
}

TEST_CASE("A webhook is told of an incident with a signature that only the two of them can make") {
  Receiver receiver;
  Web admin = signed_in("u-a");
  Web desk = signed_in("u-d-0");
  CHECK(desk.post("/api/v1/webhooks", {{"name", "x"}, {"url", receiver.url()}}).status == 403);
  CHECK(admin.post("/api/v1/webhooks", {{"name", "x"}, {"url", "http://example.org/"}}).status == 422);
  CHECK(admin.post("/api/v1/webhooks", {{"name", "x"}, {"url", "https://user:word@example.org/"}}).status == 422);
  CHECK(admin.post("/api/v1/webhooks", {{"name", "x"}, {"url", receiver.url()}, {"events", {"incident.dreamt"}}})
            .status == 422);
  receiver.answer_with(503);
  const auto made = admin.post(
      "/api/v1/webhooks",
      {{"name", "The hospital"}, {"url", receiver.url()}, {"events", {"incident.opened", "incident.closed"}}});
  INFO(made.text);
  REQUIRE(made.status == 201);
  const std::string secret = made.body["secret"];
  CHECK(admin.get("/api/v1/webhooks").text.find(secret) == std::string::npos);
  CHECK(http_town().count("SELECT COUNT(*) FROM webhooks WHERE secret_sealed LIKE '%" + secret + "%'") == 0);

  const std::string incident = press(33, "webhook-1");
  REQUIRE_FALSE(incident.empty());
  const auto about = [&](const std::string& event) {
    std::vector<Told> found;
    for (const Told& told : receiver.told()) {
      const json body = json::parse(told.body);
      if (body["incident"]["id"] == incident && body["event"] == event) found.push_back(told);
    }
    return found;
  };
  REQUIRE(eventually([&] { return !about("incident.opened").empty(); }, 1'500));
  receiver.answer_with(200);
  REQUIRE(eventually([&] { return about("incident.opened").size() >= 2; }, 1'500));  // refused, so told again
  Web closing = signed_in("u-d-0");  // a connection that was idle for so long may be shut
  REQUIRE(closing.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  REQUIRE(eventually([&] { return !about("incident.closed").empty(); }, 1'500));

  const auto told = about("incident.opened");
  CHECK(told[0].body == told[1].body);
  CHECK(told[0].delivery == told[1].delivery);
  const json body = json::parse(told[0].body);
  CHECK(body["incident"]["kind"] == "sos");
  CHECK(body["incident"]["resident"] == "r-33");
  for (const Told& one : told) {
    const std::string moment = one.signature.substr(2, one.signature.find(',') - 2);
    CHECK(one.signature == server::webhook_signature(secret, instant_of_ms(std::stoll(moment)), one.body));
    CHECK(one.signature != server::webhook_signature("another secret", instant_of_ms(std::stoll(moment)), one.body));
  }
  for (const Told& one : receiver.told()) {
    CHECK(json::parse(one.body)["event"] != "incident.offered");
    CHECK(one.body.find("住户") == std::string::npos);
  }
  const std::string id = made.body["id"];
  REQUIRE(eventually([&] {
    const auto listed = signed_in("u-a").get("/api/v1/webhooks");
    for (const auto& one : listed.body["items"]) {
      if (one["id"] == id && one["taken"].get<int>() >= 2) return true;
    }
    return false;
  }));
  Web removing = signed_in("u-a");
  CHECK(removing.send("DELETE", "/api/v1/webhooks/" + id, nullptr).status == 204);
  CHECK(removing.send("DELETE", "/api/v1/webhooks/" + id, nullptr).status == 404);
}

TEST_CASE("An administrator sees of each message to a webhook what was answered and when it is told again") {
  Receiver receiver;
  Web admin = signed_in("u-a");
  receiver.answer_with(503);
  const auto made = admin.post(
      "/api/v1/webhooks",
      {{"name", "The clinic"}, {"url", receiver.url()}, {"events", {"incident.opened", "incident.closed"}}});
  REQUIRE(made.status == 201);
  const std::string list = "/api/v1/webhooks/" + made.body["id"].get<std::string>() + "/deliveries";
  const auto deliveries = [&](const std::string& query) { return signed_in("u-a").get(list + query); };
  const std::string incident = press(35, "webhook-2");
  json refused;
  REQUIRE(eventually([&] {
    refused = deliveries("").body.value("items", json::array());
    return !refused.empty() && !refused[0]["tried_at"].is_null();
  }));
  INFO(refused);
  CHECK(refused[0]["id"] == receiver.told()[0].delivery);
  CHECK(refused[0]["event"] == "incident.opened");
  CHECK(refused[0]["incident"] == incident);
  CHECK(refused[0]["state"] == "waiting");
  CHECK(refused[0]["answer"] == 503);
  CHECK(refused[0]["attempts"].get<int>() >= 1);
  CHECK(refused[0]["next_at"].get<std::string>() > refused[0]["tried_at"].get<std::string>());

  receiver.answer_with(200);
  REQUIRE(signed_in("u-d-0").command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  json settled;
  REQUIRE(eventually([&] {
    settled = deliveries("").body["items"];
    return settled.size() == 2 && settled[0]["state"] == "taken" && settled[1]["state"] == "taken";
  }, 1'500));
  INFO(settled);
  CHECK(settled[0]["event"] == "incident.closed");  // the latest event first
  CHECK(settled[0]["answer"] == 200);
  CHECK(settled[0]["attempts"] == 1);
  CHECK(settled[0]["next_at"].is_null());
  CHECK(settled[1]["attempts"].get<int>() >= 2);
  const auto first = deliveries("?limit=1");
  CHECK(first.body["items"] == json::array({settled[0]}));
  const auto second = deliveries("?limit=1&cursor=" + first.body["next"].get<std::string>());
  CHECK(second.body["items"] == json::array({settled[1]}));
  CHECK(second.body["next"].is_null());
  CHECK(deliveries("?cursor=nonsense").status == 400);
  CHECK(signed_in("u-d-0").get(list).status == 403);
  CHECK(signed_in("u-a").send("DELETE", list.substr(0, list.rfind('/')), nullptr).status == 204);
  CHECK(deliveries("").status == 404);
}

TEST_CASE("An administrator sees that nobody answers at a webhook's address, and when it is told again") {
  std::string nowhere;
  {
    const Receiver gone;
    nowhere = gone.url();
  }
  Web admin = signed_in("u-a");
  const auto made =
      admin.post("/api/v1/webhooks", {{"name", "Gone"}, {"url", nowhere}, {"events", {"incident.opened"}}});
  REQUIRE(made.status == 201);
  const std::string id = made.body["id"];
  REQUIRE_FALSE(press(34, "webhook-gone").empty());
  json line;
  REQUIRE(eventually([&] {
    const auto page = signed_in("u-a").get("/api/v1/webhooks/" + id + "/deliveries");
    const json items = page.body.value("items", json::array());
    if (items.empty() || items[0]["tried_at"].is_null()) return false;
    line = items[0];
    return true;
  }));
  INFO(line);
  CHECK(line["answer"].is_null());
  CHECK(line["state"] == "waiting");
  CHECK(line["next_at"].is_string());
  CHECK(signed_in("u-a").send("DELETE", "/api/v1/webhooks/" + id, nullptr).status == 204);
}
