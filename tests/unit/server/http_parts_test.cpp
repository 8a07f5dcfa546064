// The small parts of the HTTP API: routes, pages, bodies, ETags, one-time codes, the guard at sign-in.
#include <catch2/catch.hpp>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "server/http/body_views.h"
#include "server/http/console_files.h"
#include "server/http/first_looks.h"
#include "server/http/matching.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/second_factor.h"
#include "server/http/request_rates.h"
#include "server/http/sign_in_guard.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::server;
using namespace lamplight::server::http;

namespace {

const Instant k_now = instant_of_ms(1'795'000'000'000);

}  // namespace

TEST_CASE("A path fits its pattern part by part") {
  CHECK(match("/incidents/{id}/commands", "/incidents/i7/commands") == std::vector<std::string>{"i7"});
  CHECK(match("/session", "/session") == std::vector<std::string>{});
  CHECK(match("/devices/{id}", "/devices/a%2Db") == std::vector<std::string>{"a-b"});
  for (const char* path :
       {"/incidents", "/incidents/", "/incidents/i7", "/incidents/i7/commands/", "/incidents//commands",
        "/incidents/i%2F7/commands", "/incidents/i%zz/commands", "/incidents/i%4/commands", ""}) {
    INFO(path);
    CHECK_FALSE(match("/incidents/{id}/commands", path).has_value());
  }
}

TEST_CASE("No two routes claim the same method and pattern, and every one has a handler") {
  std::set<std::pair<Method, std::string_view>> seen;
  for (const Route& route : routes()) {
    INFO(name_of(route.method) << " " << route.pattern);
    CHECK(seen.emplace(route.method, route.pattern).second);
    CHECK(route.handler != nullptr);
  }
}

TEST_CASE("A cursor comes back as it went") {
  for (const std::vector<std::string>& parts :
       {std::vector<std::string>{"r-1"}, {"o", "1", "1795000000000", "i0"}, {"", ""}, {"1795000000000\nspo2\npendant-021"}}) {
    CHECK(parts_of_cursor(cursor_of(parts)) == parts);
  }
  for (const char* wrong : {"", "not base64!", "a b"}) CHECK_FALSE(parts_of_cursor(wrong).has_value());
  // Sort keys are ids and numbers; the database compares their columns with nothing else.
  for (const std::string& never : {std::string{"10"}, cursor_of({"住户"}), cursor_of({"x\xff"})}) {
    CHECK_FALSE(parts_of_cursor(never).has_value());
  }
}

TEST_CASE("A page has at most 500 items, and 50 when nobody asks") {
  Call call;
  CHECK(page_of(call, 1).value().items_max == 50);
  call.query["limit"] = "9999";
  CHECK(page_of(call, 1).value().items_max == 500);
  for (const char* limit : {"0", "-1", "1.5", "x", "99999999999999999999"}) {
    call.query["limit"] = limit;
    CHECK(page_of(call, 1).error().status == 400);
  }
  call.query = {{"cursor", cursor_of({"a", "b"})}};
  CHECK(page_of(call, 1).error().status == 400);  // another list's
  CHECK(page_of(call, 2).value().after == std::vector<std::string>{"a", "b"});
}

TEST_CASE("A body keeps its first fault and names the member") {
  auto read = Body::read(R"({"name":7,"on":"yes","contacts":[{"name":"a"},{"phone":"1"}]})");
  REQUIRE(read);
  Body& body = read.value();
  CHECK_FALSE(body.fault().has_value());
  auto contacts = body.maybe_objects("contacts");
  REQUIRE(contacts->size() == 2);
  (void)(*contacts)[1].text("name");
  CHECK((*contacts)[1].fault()->detail == "contacts[1].name is required, a text.");
  (void)body.text("name");
  (void)body.truth("on");
  CHECK(body.fault()->detail == "name must be a text.");
}

TEST_CASE("A whole number is one, not almost") {
  auto read = Body::read(R"({"a":3,"b":3.0,"c":9007199254740993,"d":null,"e":-1})");
  REQUIRE(read);
  Body& body = read.value();
  CHECK(body.maybe_integer("a", 0, 5) == 3);
  CHECK_FALSE(body.maybe_integer("d", 0, 5).has_value());
  CHECK_FALSE(body.fault().has_value());
  CHECK_FALSE(body.maybe_integer("b", 0, 5).has_value());
  CHECK(body.fault()->detail.starts_with("b must be a whole number"));
}

TEST_CASE("If-Match fits its ETag, one of several, or anything") {
  Call call;
  CHECK(matched(call, "\"3\"").error().status == 428);
  for (const char* header : {"\"3\"", "\"2\", \"3\"", "*", " \"3\" "}) {
    call.if_match = header;
    CHECK(matched(call, "\"3\"").ok());
  }
  for (const char* header : {"\"2\"", "3", "W/\"3\"", "\"33\"", ","}) {
    call.if_match = header;
    INFO(header);
    CHECK(matched(call, "\"3\"").error().status == 412);
  }
}

TEST_CASE("Codes of RFC 6238, appendix B, cut to six digits") {
  const std::string secret = "12345678901234567890";
  CHECK(one_time_code(secret, Instant{Seconds{59}}) == "287082");
  CHECK(one_time_code(secret, Instant{Seconds{1'111'111'109}}) == "081804");
  CHECK(one_time_code(secret, Instant{Seconds{1'234'567'890}}) == "005924");
  CHECK(one_time_code(secret, Instant{Seconds{20'000'000'000}}) == "353130");
}

TEST_CASE("The guard lets four mistakes pass, then doubles the wait, then forgets") {
  SignInGuard guard;
  for (int i = 0; i < 4; ++i) guard.failed("li", "10.0.0.1", k_now);
  CHECK_FALSE(guard.wait_s("li", "10.0.0.1", k_now).has_value());
  guard.failed("li", "10.0.0.1", k_now);
  CHECK(guard.wait_s("li", "10.0.0.1", k_now) == 2);
  CHECK_FALSE(guard.wait_s("wang", "10.0.0.1", k_now).has_value());
  CHECK_FALSE(guard.wait_s("li", "10.0.0.1", k_now + Seconds{2}).has_value());
  guard.failed("li", "10.0.0.1", k_now + Seconds{2});
  CHECK(guard.wait_s("li", "10.0.0.1", k_now + Seconds{2}) == 4);
  for (int i = 0; i < 50; ++i) guard.failed("li", "10.0.0.1", k_now + Seconds{2});
  CHECK(guard.wait_s("li", "10.0.0.1", k_now + Seconds{2}) == 300);
  CHECK_FALSE(guard.wait_s("li", "10.0.0.1", k_now + Seconds{20 * 60}).has_value());
  guard.succeeded("li", "10.0.0.1");
  CHECK_FALSE(guard.wait_s("li", "10.0.0.1", k_now + Seconds{3}).has_value());
}

TEST_CASE("A stranger's guesses do not keep a desk from the account that it has signed in with") {
  SignInGuard guard;
  guard.succeeded("desk", "10.0.0.7");
  for (int i = 0; i < 50; ++i) guard.failed("desk", "10.9.9.9", k_now);
  CHECK(guard.wait_s("desk", "10.9.9.9", k_now).has_value());
  CHECK_FALSE(guard.wait_s("desk", "10.0.0.7", k_now).has_value());
  for (int i = 0; i < 5; ++i) guard.failed("desk", "10.0.0.7", k_now);
  CHECK(guard.wait_s("desk", "10.0.0.7", k_now) == 2);  // its own count
}

TEST_CASE("Whoever asks too often waits a second, and nobody else with her") {
  RequestRates rates(10);
  for (int i = 0; i < 30; ++i) CHECK_FALSE(rates.wait_s("u-1", k_now).has_value());
  CHECK(rates.wait_s("u-1", k_now) == 1);
  CHECK_FALSE(rates.wait_s("u-2", k_now).has_value());
  CHECK_FALSE(rates.wait_s("u-1", k_now + Millis{100}).has_value());
  CHECK(rates.wait_s("u-1", k_now + Millis{100}) == 1);
}

TEST_CASE("Of looks at a list only the first in a while counts, for each account and list") {
  FirstLooks looks;
  CHECK(looks.is_first("u-1", "residents.listed", k_now));
  CHECK_FALSE(looks.is_first("u-1", "residents.listed", k_now + FirstLooks::k_while - Millis{1}));
  CHECK(looks.is_first("u-1", "incidents.listed", k_now));
  CHECK(looks.is_first("u-2", "residents.listed", k_now));
  CHECK(looks.is_first("u-1", "residents.listed", k_now + FirstLooks::k_while));
}

TEST_CASE("One address may make many mistakes, but not without end") {
  SignInGuard guard;
  for (int i = 0; i < 199; ++i) guard.failed("name" + std::to_string(i), "10.0.0.1", k_now);
  CHECK_FALSE(guard.wait_s("fresh", "10.0.0.1", k_now).has_value());
  guard.failed("one more", "10.0.0.1", k_now);
  CHECK(guard.wait_s("fresh", "10.0.0.1", k_now).has_value());
  CHECK_FALSE(guard.wait_s("fresh", "10.0.0.2", k_now).has_value());
}

TEST_CASE("A cursor whose bytes no sort key can have is refused, not asked of the database") {
  Call call;
  call.query["cursor"] = "1e309";  // five bytes that are no text
  CHECK(page_of(call, 1).error().status == 400);
  call.query["cursor"] = cursor_of({"r-7"});
  CHECK(page_of(call, 1).value().after == std::vector<std::string>{"r-7"});
}

TEST_CASE("A problem says what it is, in one stable word") {
  const Answer answer = answer_of(too_many(8));
  CHECK(answer.status == 429);
  CHECK(answer.content_type == "application/problem+json");
  const auto json = nlohmann::json::parse(answer.body);
  CHECK(json["type"] == "urn:lamplight:problem:too-many-attempts");
  CHECK(json["status"] == 429);
  CHECK(answer.headers.front() == std::pair<std::string, std::string>("Retry-After", "8"));
}

TEST_CASE("Modules are served as JavaScript, and what has no file is no page") {
  CHECK(content_type_of("/assets/worker.mjs") == "text/javascript; charset=utf-8");
  CHECK(content_type_of("/field/app.webmanifest") == "application/manifest+json");
  CHECK(content_type_of("/LICENSE") == "application/octet-stream");
  const ConsoleFiles files("");
  CHECK(files.answer("/desk", "").status == 200);
  CHECK(files.answer("/desk/incidents/i7", "").status == 200);
  CHECK(files.answer("/assets/missing.js", "").status == 404);
}

TEST_CASE("A browser is given the compressed form that it takes, and each form is kept apart") {
  const tests::TemporaryFolder folder;
  const auto write = [&](const std::string& name, std::string_view text) {
    std::ofstream(folder.path() / name, std::ios::binary) << text;
  };
  write("index.html", "plain");
  write("index.html.gz", "gzipped");
  write("index.html.br", "brotli");
  write("lamp.svg", "small");
  const ConsoleFiles files(folder.path().string());
  const auto header = [](const Answer& answer, std::string_view name) {
    for (const auto& [one, value] : answer.headers) {
      if (one == name) return value;
    }
    return std::string();
  };
  const Answer plain = files.answer("/", "", "");
  CHECK(plain.body == "plain");
  CHECK(header(plain, "Content-Encoding").empty());
  CHECK(header(plain, "Vary") == "Accept-Encoding");
  const Answer gzipped = files.answer("/", "", "gzip, deflate");
  CHECK(gzipped.body == "gzipped");
  CHECK(gzipped.content_type == "text/html; charset=utf-8");
  CHECK(header(gzipped, "Content-Encoding") == "gzip");
  CHECK(files.answer("/", "", "gzip, deflate, br, zstd").body == "brotli");
  // What one has kept is not taken for the other.
  const std::string kept = header(gzipped, "ETag");
  CHECK(files.answer("/", kept, "gzip").status == 304);
  CHECK(files.answer("/", kept, "br").status == 200);
  CHECK(header(files.answer("/lamp.svg", "", "gzip, br"), "Vary").empty());
  CHECK(files.answer("/index.html.gz", "", "gzip").status == 404);
}

TEST_CASE("A coding that a browser refuses is not taken") {
  CHECK(takes_coding("gzip", "gzip"));
  CHECK(takes_coding("br;q=0.5, gzip ;q=1.0", "gzip"));
  CHECK(takes_coding("gzip;q=0.01", "gzip"));
  for (const char* header : {"", "*", "identity", "x-gzip", "gzip;q=0", "gzip; q=0.000, br", ",,"}) {
    INFO(header);
    CHECK_FALSE(takes_coding(header, "gzip"));
  }
}
