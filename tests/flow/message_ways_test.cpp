// When one way to a person outside is shut her message takes the next: an SMS becomes an e-mail, and looks like one.
#include <catch2/catch.hpp>

#include <memory>

#include "server/http/base64.h"
#include "tests/support/certificates.h"
#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/ways_out.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

constexpr int k_patient = 3'000;  // a minute, on a machine that is busy

// One contact who prefers SMS, reads English, and has an e-mail address too; nobody else can be reached.
struct Reached {
  RunningTown town{TownSize{.residents = 4, .workers = 0}};
  MailServer mail;

  explicit Reached(bool mail_hangs_up = false, const std::vector<std::string>& mail_options = {})
      : mail(mail_hangs_up, mail_options) {}

  void start(const std::string& sms_url, const std::string& sms_password, const std::vector<std::string>& more = {}) {
    town.change("DELETE FROM contacts WHERE id <> 'c-2'");
    town.change("UPDATE residents SET name = 'Resident Two' WHERE id = 'r-2'");  // so that an SMS is plain text
    town.change(
        "UPDATE contacts SET email = 'daughter@example.org', phone = '13800000043', language = 'en' WHERE id = 'c-2'");
    std::vector<std::string> environment{
        "LAMPLIGHT_NOTIFY_SMS_URL=" + sms_url,           "LAMPLIGHT_NOTIFY_SMS_USER=town",
        "LAMPLIGHT_NOTIFY_SMS_PASSWORD=" + sms_password, "LAMPLIGHT_NOTIFY_SMS_FROM=10690000",
        "LAMPLIGHT_NOTIFY_SMTP_HOST=127.0.0.1",          "LAMPLIGHT_NOTIFY_SMTP_PORT=" + std::to_string(mail.port()),
        "LAMPLIGHT_NOTIFY_SMTP_FROM=town@example.org"};
    environment.insert(environment.end(), more.begin(), more.end());
    town.start_server("server", environment);
  }

  std::string press() {
    Homes homes(town.broker());
    homes.press("p-2", "a-1", "sos", "d-2");
    const auto received = homes.heard("p-2", "a-1", AckState::received, Millis{30'000});
    REQUIRE(received.has_value());
    return received->incident->text();
  }
};

json message_about(Web& desk, const std::string& incident, const std::string& about) {
  const json messages = desk.get("/api/v1/incidents/" + incident).body["messages"];
  for (const json& message : messages) {
    if (message["to"] == "contact" && message["about"] == about) return message;
  }
  return {};
}

bool is_sent(const json& message, const std::string& channel) {
  return message.is_object() && message["channel"] == channel && message["state"] == "sent";
}

// What comes after the headers, without its line ends.
std::string body_of(const std::string& mail) {
  const std::size_t headers = mail.find("\n\n") == std::string::npos ? mail.find("\r\n\r\n") : mail.find("\n\n");
  std::string body;
  for (const char c : mail.substr(headers)) {
    if (c != '\r' && c != '\n') body += c;
  }
  return body;
}

// What an SMS has in its first line is an e-mail's subject, and nothing of it is in the text.
void check_looks_like_mail(const std::string& mail, const std::string& text) {
  CHECK(mail.find("To: <daughter@example.org>") != std::string::npos);
  CHECK(mail.find("Subject: pressed for help: Resident Two, District 2") != std::string::npos);
  CHECK(body_of(mail) == server::http::base64(text));
}

}  // namespace

TEST_CASE("Where the SMS gateway refuses, or is away, a contact has an e-mail instead, once") {
  const std::string gateway = GENERATE(as<std::string>{}, "refuses", "away");
  INFO("the gateway: " << gateway);
  const TelephoneNetwork network("http://127.0.0.1:9/?none");
  Reached reached;
  const std::string nowhere = "http://127.0.0.1:" + std::to_string(free_port()) + "/cgi-bin/sendsms";
  reached.start(gateway == "away" ? nowhere : network.sendsms_url(), gateway == "away" ? "secret" : "guessed");
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  const std::string incident = reached.press();
  REQUIRE(eventually([&] { return is_sent(message_about(desk, incident, "contact_due"), "email"); }, k_patient));
  REQUIRE(eventually([&] { return reached.mail.messages().size() == 1; }, k_patient));
  check_looks_like_mail(reached.mail.messages().front(), "Nobody could be sent yet. Please call or go there now.");
  CHECK(reached.town.count("SELECT attempts FROM messages WHERE about = 'contact_due'") == 1);
  CHECK(reached.town.count("SELECT COUNT(*) FROM history WHERE what = 'message_sent' AND detail LIKE 'email%'") == 1);
}

TEST_CASE("When the gateway that brought the beginning is gone the end comes by e-mail") {
  auto network = std::make_unique<TelephoneNetwork>("http://127.0.0.1:9/?none");
  Reached reached;
  reached.start(network->sendsms_url(), "secret");
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  network->connect();
  const std::string incident = reached.press();
  REQUIRE(eventually([&] { return is_sent(message_about(desk, incident, "contact_due"), "sms"); }, k_patient));
  // Everything in one piece, as a telephone has no subject.
  const auto heard = [&] { return network->delivered().find("Please call or go there now.") != std::string::npos; };
  REQUIRE(eventually(heard, k_patient));
  CHECK(network->delivered().find("pressed for help: Resident Two") != std::string::npos);
  CHECK(reached.mail.messages().empty());

  network.reset();
  REQUIRE(desk.command(incident, {{"do", "close"}, {"outcome", "helped"}}).status == 200);
  REQUIRE(eventually([&] { return is_sent(message_about(desk, incident, "ended"), "email"); }, k_patient));
  REQUIRE(eventually([&] { return reached.mail.messages().size() == 1; }, k_patient));
  check_looks_like_mail(reached.mail.messages().front(), "It is over.");
}

TEST_CASE("A mail server that hangs up instead of saying goodbye has the letter, and is given it once") {
  Reached reached(true);
  reached.start("", "");
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  const std::string incident = reached.press();
  REQUIRE(eventually(
      [&] {
        const json message = message_about(desk, incident, "contact_due");
        return message.is_object() &&
               reached.town.count("SELECT attempts FROM messages WHERE about = 'contact_due'") > 0;
      },
      k_patient));
  CHECK(is_sent(message_about(desk, incident, "contact_due"), "email"));
  CHECK(reached.mail.messages().size() == 1);
}

TEST_CASE("By STARTTLS a letter goes to a mail server that can prove its name, and to no other") {
  const std::string authority = GENERATE(as<std::string>{}, "ours", "foreign");
  INFO("the authority that is trusted: " << authority);
  const Certificates certificates;
  // It takes nothing before the line is sealed.
  Reached reached(false,
                  {"--tlscert", certificates.file("127.0.0.1.pem"), "--tlskey", certificates.file("127.0.0.1.key")});
  reached.start("", "",
                {"LAMPLIGHT_NOTIFY_SMTP_SECURITY=starttls", "SSL_CERT_FILE=" + certificates.file(authority + ".pem")});
  Web desk(reached.town.http_port(), reached.town.sign_in("u-d-0"));
  const std::string incident = reached.press();
  const auto tried = [&] {
    return reached.town.count("SELECT COUNT(*) FROM messages WHERE about = 'contact_due' AND attempts > 0") == 1;
  };
  REQUIRE(eventually(tried, k_patient));
  const bool proven = authority == "ours";
  INFO(message_about(desk, incident, "contact_due").dump());
  CHECK(is_sent(message_about(desk, incident, "contact_due"), "email") == proven);
  CHECK(reached.mail.messages().size() == (proven ? 1 : 0));
}
