// Relatives sign in with a link and a code on a telephone: through a real gateway and a network of telephones behind it.
#include <catch2/catch.hpp>

#include <regex>

#include "tests/flow/http_town.h"
#include "tests/support/ways_out.h"

using namespace lamplight;
using namespace lamplight::tests;
using nlohmann::json;

namespace {

constexpr int k_patient = 3'000;  // a minute, on a machine that is busy
constexpr const char* k_phone = "13900007001";

// A town with a gateway, and a daughter who has never been here.
struct Reached {
  RunningTown town{TownSize{.residents = 4, .workers = 0}};
  TelephoneNetwork network{"http://127.0.0.1:9/none?"};

  Reached() {
    town.change("UPDATE users SET language = 'en', password_hash = '' WHERE id = 'u-f-0'");
    town.start_server("server", {"LAMPLIGHT_NOTIFY_SMS_URL=" + network.sendsms_url(), "LAMPLIGHT_NOTIFY_SMS_USER=town",
                                 "LAMPLIGHT_NOTIFY_SMS_PASSWORD=secret", "LAMPLIGHT_NOTIFY_SMS_FROM=10690000"});
    network.connect();
  }

  json invite(const json& wish) {
    const auto made = Web(town.http_port(), town.sign_in("u-a")).post("/api/v1/users/u-f-0/invitation", wish);
    REQUIRE(made.status == 201);
    return made.body["token"];
  }
  WebAnswer post(const std::string& path, const json& body) { return Web(town.http_port()).post("/api/v1" + path, body); }

  // All codes that telephones were given so far, oldest first.
  [[nodiscard]] std::vector<std::string> codes() const {
    static const std::regex words{"(\\d{6}) is your Lamplight"};
    const std::string all = network.delivered();
    std::vector<std::string> found;
    for (std::sregex_iterator it{all.begin(), all.end(), words}, end; it != end; ++it) found.push_back((*it)[1].str());
    return found;
  }
  std::string next_code(std::size_t before) {
    REQUIRE(eventually([&] { return codes().size() > before; }, k_patient));
    return codes().at(before);
  }
  // The next code is not kept from her by the minute that has to pass between two.
  void let_a_minute_pass() { town.change("UPDATE sign_in_codes SET asked_ms = asked_ms - 60000"); }
};

std::string cookie_of(const WebAnswer& answer) {
  const std::string& set = answer.headers.at("Set-Cookie");
  const auto from = set.find('=') + 1;
  return set.substr(from, set.find(';') - from);
}

}  // namespace

TEST_CASE("A daughter opens her link, reads the code on her telephone, and is in; later her name and a code are enough") {
  Reached reached;
  const json token = reached.invite({{"phone", "+86 139-0000-7001"}});
  const auto shown = reached.post("/invitations/look", {{"token", token}});
  REQUIRE(shown.status == 200);
  CHECK(shown.body["way"] == "code");
  CHECK(shown.body["phone_end"] == "01");

  const auto asked = reached.post("/session/code", {{"token", token}});
  REQUIRE(asked.status == 202);
  const std::string code = reached.next_code(0);
  CHECK(reached.network.delivered().find(k_phone) != std::string::npos);
  const std::string wrong = code == "000000" ? "000001" : "000000";
  CHECK(reached.post("/session/by-code", {{"ask", asked.body["ask"]}, {"code", wrong}}).status == 401);
  const auto in = reached.post("/session/by-code", {{"ask", asked.body["ask"]}, {"code", code}});
  REQUIRE(in.status == 200);
  CHECK(in.body["user"]["role"] == "family");
  Web hers(reached.town.http_port(), {cookie_of(in), in.body["csrf"]});
  CHECK(hers.get("/api/v1/family/residents").body["items"].size() == 1);
  CHECK(reached.post("/session/by-code", {{"ask", asked.body["ask"]}, {"code", code}}).status == 401);
  CHECK(reached.post("/invitations/look", {{"token", token}}).status == 404);
  CHECK(reached.post("/invitations/accept", {{"token", token}, {"password", "a word of hers"}}).status == 404);

  reached.let_a_minute_pass();
  const auto again = reached.post("/session/code", {{"username", "f-0"}});
  const std::string second = reached.next_code(1);
  CHECK(reached.post("/session/by-code", {{"ask", asked.body["ask"]}, {"code", second}}).status == 401);
  CHECK(reached.post("/session/by-code", {{"ask", again.body["ask"]}, {"code", second}}).status == 200);
  CHECK(hers.get("/api/v1/session").status == 200);  // only a link ends other sessions

  const std::string log = reached.town.log_of("server");
  REQUIRE(log.find("server.ready") != std::string::npos);
  for (const std::string& secret : {code, second, std::string(k_phone)}) {
    INFO(secret);
    CHECK_FALSE(std::regex_search(log, std::regex("(^|[^0-9a-f])" + secret + "($|[^0-9a-f])")));
  }
  CHECK(reached.town.count("SELECT COUNT(*) FROM audit WHERE what IN ('user.phone-set', 'session.code-asked', "
                           "'session.code-refused', 'user.invitation-accepted')") == 7);
}

TEST_CASE("Asking for a code tells nobody whether there is such an account, and rings only a relative's telephone") {
  Reached reached;
  reached.invite({{"phone", k_phone}});
  const auto known = reached.post("/session/code", {{"username", "f-0"}});
  for (const char* name : {"nobody-of-that-name", "d-0", "a"}) {
    INFO(name);
    const auto other = reached.post("/session/code", {{"username", name}});
    CHECK(other.status == known.status);
    CHECK(other.body.size() == known.body.size());
    CHECK(other.body["ask"].get<std::string>().size() == known.body["ask"].get<std::string>().size());
    const auto refused = reached.post("/session/by-code", {{"ask", other.body["ask"]}, {"code", "123456"}});
    const auto wrong = reached.post("/session/by-code", {{"ask", known.body["ask"]}, {"code", "no code"}});
    CHECK(refused.status == 401);
    CHECK(refused.text == wrong.text);
  }
  (void)reached.next_code(0);
  REQUIRE(eventually([&] { return reached.town.count("SELECT COUNT(*) FROM sign_in_codes WHERE due_ms IS NOT NULL") == 0; },
                     k_patient));
  CHECK(reached.codes().size() == 1);
  CHECK(reached.town.count("SELECT COUNT(*) FROM sign_in_codes WHERE code_sealed IS NOT NULL OR username <> ''") == 0);

  for (const std::string name : {"f-0", "nobody-of-that-name"}) {
    int taken = 1;
    while (taken < 20 && reached.post("/session/code", {{"username", name}}).status == 202) ++taken;
    INFO(name);
    CHECK(taken >= 5);
    CHECK(taken < 20);
  }
}

TEST_CASE("A code whose gateway does not answer is tried again, and the telephone is the administrator's to see") {
  RunningTown town(TownSize{.residents = 4, .workers = 0});
  town.start_server("server", {"LAMPLIGHT_NOTIFY_SMS_URL=http://127.0.0.1:9/none"});
  Web admin(town.http_port(), town.sign_in("u-a"));
  REQUIRE(admin.post("/api/v1/users/u-f-0/invitation", {{"phone", k_phone}}).status == 201);
  CHECK(admin.get("/api/v1/users/u-f-0/phone").body["phone"] == k_phone);
  CHECK(Web(town.http_port(), town.sign_in("u-d-0")).get("/api/v1/users/u-f-0/phone").status == 403);
  CHECK(admin.post("/api/v1/users/u-d-0/invitation", {{"phone", k_phone}}).status == 422);
  CHECK(admin.post("/api/v1/users/u-f-0/invitation", {{"phone", "her telephone"}}).status == 422);
  CHECK(town.count("SELECT COUNT(*) FROM audit WHERE what = 'user.phone-read'") == 1);

  Web nobody(town.http_port());
  REQUIRE(nobody.post("/api/v1/session/code", {{"username", "f-0"}}).status == 202);
  CHECK(eventually([&] { return town.count("SELECT MAX(sends) FROM sign_in_codes") >= 2; }, k_patient));
  CHECK(admin.post("/api/v1/users/u-f-0/invitation", {{"phone", ""}}).status == 201);
  CHECK(admin.get("/api/v1/users/u-f-0/phone").body["phone"].is_null());
  // An attempt that was under way writes its next one down, and finds then that there is none.
  const std::string kept = "SELECT COUNT(*) FROM sign_in_codes WHERE code_sealed IS NOT NULL OR due_ms IS NOT NULL";
  CHECK(eventually([&] { return town.count(kept) == 0; }, k_patient));
}

TEST_CASE("Where there is no gateway a relative sets a password as everybody does, and is told so") {
  Web nobody(http_town().http_port());
  CHECK(nobody.get("/api/v1/session/ways").body == json{{"password", true}, {"code", false}});
  const auto refused = nobody.post("/api/v1/session/code", {{"username", "f-0"}});
  CHECK(refused.status == 409);
  CHECK(refused.body["type"] == "urn:lamplight:problem:no-codes");
  Web admin = signed_in("u-a");
  REQUIRE(admin.post("/api/v1/users", {{"id", "u-f-9"}, {"username", "f-9"}, {"role", "family"}, {"name", "N"}}).status == 201);
  const auto made = admin.post("/api/v1/users/u-f-9/invitation", {{"phone", k_phone}});
  REQUIRE(made.status == 201);
  const auto shown = nobody.post("/api/v1/invitations/look", {{"token", made.body["token"]}});
  CHECK(shown.body == json{{"username", "f-9"}, {"name", "N"}, {"role", "family"}, {"way", "password"},
                           {"phone_end", nullptr}});
  CHECK(nobody.post("/api/v1/invitations/accept", {{"token", made.body["token"]}, {"password", "a word of hers"}}).status == 200);
}
