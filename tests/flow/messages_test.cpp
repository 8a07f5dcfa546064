// Messages to people outside, through a real telephone network, a real mail server and a group's robot.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/ways_out.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

constexpr int k_patient = 3'000;  // a minute, on a machine that is busy
constexpr const char* k_key = "the-gateways-key";
constexpr const char* k_phone = "13800000042";

// A town whose messages go somewhere.
struct Reached {
  RunningTown town{TownSize{.residents = 8, .workers = 4, .offer_wait = Millis{600'000}}};
  std::string door = "http://127.0.0.1:" + std::to_string(town.choose_http_port());
  TelephoneNetwork network{door + "/api/v1/gateway/answers?key=" + k_key};
  MailServer mail;
  GroupRobot robot{1};

  Reached() {
    town.change("UPDATE workers SET by_sms = 1, phone = '+86 138-0000-0042' WHERE id = 'w-1'");
    town.change("UPDATE contacts SET email = 'daughter@example.org', channel = 'email' WHERE id = 'c-2'");
    town.change("UPDATE workers SET on_duty = 0 WHERE id <> 'w-1'");
    town.start_server(
        "server",
        {std::string("LAMPLIGHT_NOTIFY_GATEWAY_KEY=") + k_key, "LAMPLIGHT_NOTIFY_SMS_URL=" + network.sendsms_url(),
         "LAMPLIGHT_NOTIFY_SMS_USER=town", "LAMPLIGHT_NOTIFY_SMS_PASSWORD=secret", "LAMPLIGHT_NOTIFY_SMS_FROM=10690000",
         "LAMPLIGHT_NOTIFY_SMS_CALLBACK=" + door, "LAMPLIGHT_NOTIFY_SMTP_HOST=127.0.0.1",
         "LAMPLIGHT_NOTIFY_SMTP_PORT=" + std::to_string(mail.port()), "LAMPLIGHT_NOTIFY_SMTP_FROM=town@example.org",
         "LAMPLIGHT_NOTIFY_WEBHOOK_URL=" + robot.url(), "LAMPLIGHT_NOTIFY_WEBHOOK_FORMAT=dingtalk",
         "LAMPLIGHT_NOTIFY_WEBHOOK_SECRET=shared"});
  }

  std::string press(const std::string& device) {
    Homes homes(town.broker(), "reached-homes");
    homes.press(device, "a-1", "sos", "d-" + std::to_string((device.back() - '0') % 4));
    const auto received = homes.heard(device, "a-1", AckState::received);
    REQUIRE(received.has_value());
    return received->incident->text();
  }
};

json messages_of(Web& desk, const std::string& incident) {
  return desk.get("/api/v1/incidents/" + incident).body["messages"];
}

// The state of the message to that kind of person about that.
std::string state_of(Web& desk, const std::string& incident, const std::string& to, const std::string& about) {
  const json messages = messages_of(desk, incident);
  for (const json& message : messages) {
    if (message["to"] == to && message["about"] == about) return message["state"];
  }
  return "none";
}

bool has_line(Web& desk, const std::string& incident, const std::string& what) {
  const json history = desk.get("/api/v1/incidents/" + incident).body["history"];
  for (const json& line : history) {
    if (line["what"] == what) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "A care worker without data is asked by SMS, accepts by answering it, and is told where and when it is over") {
  Reached reached;
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  reached.network.connect();
  const std::string incident = reached.press("p-1");
  REQUIRE(eventually([&] { return state_of(desk, incident, "worker", "offered") == "delivered"; }, k_patient));
  CHECK(has_line(desk, incident, "message_sent"));
  CHECK(has_line(desk, incident, "message_delivered"));
  CHECK(reached.network.delivered().find(k_phone) != std::string::npos);
  CHECK(reached.town.count("SELECT COUNT(*) FROM messages WHERE about = 'offered'") == 1);

  // Her own word, in her own hand: the code that the message named.
  reached.network.disconnect();
  const auto code = reached.town.count("SELECT CAST(code AS UNSIGNED) FROM messages WHERE about = 'offered'");
  reached.network.connect(k_phone, "Y" + std::to_string(code));
  REQUIRE(eventually([&] { return desk.get("/api/v1/incidents/" + incident).body["state"] == "assigned"; }, k_patient));
  const auto held = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(held["worker"]["id"] == "w-1");
  CHECK(state_of(desk, incident, "worker", "offered") == "read");
  CHECK(has_line(desk, incident, "message_read"));
  const auto accepted = std::find_if(held["history"].begin(), held["history"].end(),
                                     [](const json& line) { return line["what"] == "accepted"; });
  REQUIRE(accepted != held["history"].end());
  CHECK((*accepted)["who"] == "u-w-1");
  REQUIRE(eventually([&] { return state_of(desk, incident, "worker", "assigned") == "delivered"; }, k_patient));

  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  REQUIRE(eventually([&] { return state_of(desk, incident, "worker", "ended") == "delivered"; }, k_patient));
  CHECK(state_of(desk, incident, "worker", "taken_back") == "none");
}

TEST_CASE("A care worker without data declines by SMS, the desk sees whose word it is, and she is not asked again") {
  Reached reached;
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  reached.network.connect();
  const std::string incident = reached.press("p-1");
  REQUIRE(eventually([&] { return state_of(desk, incident, "worker", "offered") == "delivered"; }, k_patient));
  reached.network.disconnect();
  const auto code = reached.town.count("SELECT CAST(code AS UNSIGNED) FROM messages WHERE about = 'offered'");
  reached.network.connect(k_phone, "N" + std::to_string(code));
  REQUIRE(eventually([&] { return has_line(desk, incident, "declined"); }, k_patient));

  const auto left = desk.get("/api/v1/incidents/" + incident).body;
  CHECK(left["worker"].is_null());
  REQUIRE(left["offers"].size() == 1);
  CHECK(left["offers"][0]["state"] == "declined");
  const auto declined = std::find_if(left["history"].begin(), left["history"].end(),
                                     [](const json& line) { return line["what"] == "declined"; });
  CHECK((*declined)["who"] == "u-w-1");
  CHECK((*declined)["detail"] == "SMS");
  CHECK(state_of(desk, incident, "worker", "offered") == "read");
}

TEST_CASE("A contact is written to, the desk's group is told after a refusal, and both hear of the end") {
  Reached reached;
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  const std::string incident = reached.press("p-2");
  for (int step = 0; step < 3; ++step) {
    REQUIRE(desk.command(incident, {{"do", "escalate"}}).status == 200);
    REQUIRE(eventually([&] { return desk.get("/api/v1/incidents/" + incident).body["step"] > step; }, k_patient));
  }
  REQUIRE(eventually([&] { return !reached.mail.messages().empty(); }, k_patient));
  const std::string mail = reached.mail.messages().front();
  CHECK(mail.find("To: <daughter@example.org>") != std::string::npos);
  CHECK(mail.find("Subject: =?UTF-8?B?") != std::string::npos);
  CHECK(mail.find("Message-ID: <m") != std::string::npos);
  // The mail server has it before the server knows.
  CHECK(eventually([&] { return state_of(desk, incident, "contact", "contact_due") == "sent"; }, k_patient));

  REQUIRE(eventually([&] { return state_of(desk, incident, "desk", "dispatchers_called") == "sent"; }, k_patient));
  const auto posts = reached.robot.posts();
  REQUIRE(posts.size() >= 2);
  CHECK(posts[0].refused);
  CHECK(posts[0].key == posts[1].key);  // the same message, tried again
  CHECK(posts[1].path.find("&timestamp=") != std::string::npos);
  CHECK(posts[1].path.find("&sign=") != std::string::npos);
  const json body = json::parse(posts[1].body);
  CHECK(body["msgtype"] == "text");
  CHECK(body["at"]["isAtAll"] == true);

  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "no_answer"}}).status == 200);
  REQUIRE(eventually([&] { return state_of(desk, incident, "contact", "ended") == "sent"; }, k_patient));
  REQUIRE(eventually([&] { return state_of(desk, incident, "desk", "ended") == "sent"; }, k_patient));
  CHECK(reached.mail.messages().size() == 2);
  const std::string log = reached.town.log_of("server");
  for (const char* name : {"住户", "Contact", "0760-", "daughter@example.org", "138-0000-0042", "13800000042"}) {
    INFO(name);
    CHECK(log.find(name) == std::string::npos);
  }
}

TEST_CASE("An SMS that the network can't deliver is followed by a letter, and where there is none it has failed") {
  Reached reached;
  reached.town.change("UPDATE contacts SET channel = 'sms' WHERE id = 'c-2'");
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  Web gateway(reached.town.http_port());
  const auto not_delivered = [&](const std::string& to) {
    std::string id;
    db::Session session(reached.town.address(), db::Purpose::administration);
    session.query("SELECT id FROM messages WHERE recipient = ? AND state IN ('sent', 'delivered') LIMIT 1", {to},
                  [&](const db::Row& row) { id = row.text(0); });
    return gateway.get("/api/v1/gateway/receipts?message=" + id + "&state=2&key=" + k_key).status;
  };
  const std::string incident = reached.press("p-2");
  REQUIRE(eventually([&] { return state_of(desk, incident, "worker", "offered") == "sent"; }, k_patient));
  CHECK(not_delivered("worker") / 100 == 2);
  CHECK(eventually([&] { return state_of(desk, incident, "worker", "offered") == "failed"; }, k_patient));
  for (int step = 0; step < 3; ++step) {
    REQUIRE(desk.command(incident, {{"do", "escalate"}}).status == 200);
    REQUIRE(eventually([&] { return desk.get("/api/v1/incidents/" + incident).body["step"] > step; }, k_patient));
  }
  REQUIRE(eventually([&] { return state_of(desk, incident, "contact", "contact_due") == "sent"; }, k_patient));
  CHECK(reached.mail.messages().empty());
  CHECK(not_delivered("contact") / 100 == 2);
  REQUIRE(eventually([&] { return !reached.mail.messages().empty(); }, k_patient));
  CHECK(eventually([&] { return state_of(desk, incident, "contact", "contact_due") == "sent"; }, k_patient));
  CHECK(has_line(desk, incident, "message_failed"));
}

TEST_CASE("Where nothing is configured messages say so, and nobody waits for them") {
  RunningTown town(TownSize{.residents = 4, .workers = 0});
  town.start_server();
  Web desk(town.http_port(), town.sign_in("u-d-0"));
  Homes homes(town.broker(), "unreached-homes");
  homes.press("p-1", "a-1", "sos", "d-1");
  const auto received = homes.heard("p-1", "a-1", AckState::received);
  REQUIRE(received.has_value());
  const std::string incident = received->incident->text();
  REQUIRE(eventually([&] { return state_of(desk, incident, "contact", "contact_due") == "no_channel"; }, k_patient));
  for (const json& message : messages_of(desk, incident)) {
    if (message["to"] != "contact") continue;
    CHECK(message["name"] == "Contact 1");
    CHECK(message["phone"] == "0760-000");  // to be called by a person
    CHECK(message["channel"].is_null());
  }
  CHECK_FALSE(has_line(desk, incident, "message_no_channel"));
  // A door without a key is shut.
  Web gateway(town.http_port());
  CHECK(gateway.get("/api/v1/gateway/receipts?message=m1&state=1&key=").status == 401);
  CHECK(gateway.get("/api/v1/gateway/answers?from=1&text=Y&key=x").status == 401);
}
