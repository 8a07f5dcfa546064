// Codes by which relatives sign in: one for each ask, once, for ten minutes and five attempts; and nobody learns by
// asking who there is.
#include <catch2/catch.hpp>

#include "db/invitations.h"
#include "db/password.h"
#include "db/sign_in_codes.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using db::ClaimedCode;
using db::CodeToSend;

constexpr Millis k_hold{60'000};
const UserId k_daughter{"u-daughter"};

struct Town {
  db::Pool pool{empty_schema(), db::Purpose::requests, 3};
  db::MasterKeys masters{db::new_data_key()};
  db::SignInCodes codes{pool, masters};
  db::Invitations invitations{pool};
  Instant now = k_morning;

  Town() {
    for (const std::string table : {"users", "sessions", "invitations", "sign_in_codes"}) change("DELETE FROM " + table);
    add("u-daughter", "daughter", "family");
    add("u-staff", "staff", "dispatcher");
    add("u-strict", "strict", "family", "totp_sealed = 'x'");
    add("u-gone", "gone", "family", "disabled = 1");
    add("u-mute", "mute", "family");
    for (const char* user : {"u-daughter", "u-staff", "u-strict", "u-gone"}) give_phone(UserId{user}, "139 0000 7001");
  }

  void add(const std::string& id, const std::string& name, const std::string& role, const std::string& with = "") {
    change("INSERT INTO users (id, username, password_hash, role, name, changed_ms) VALUES ('" + id + "', '" + name +
           "', '', '" + role + "', '', 1)");
    if (!with.empty()) change("UPDATE users SET " + with + " WHERE id = '" + id + "'");
  }
  void change(const std::string& sql) {
    pool.with([&](db::Session& session) { session.change(sql, {}); });
  }
  void give_phone(const UserId& user, const std::string& phone) {
    pool.with([&](db::Session& session) {
      session.transaction([&] { db::keep_phone(session, masters, user, phone); });
    });
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t number = -1;
    pool.with([&](db::Session& session) {
      session.query(sql, {}, [&](const db::Row& row) { number = row.integer(0); });
    });
    return number;
  }

  // The ask's digest, as the row has it.
  std::string ask(const std::string& username, const std::string& link = "") {
    const std::string digest = db::digest_of_token(db::new_token());
    REQUIRE(codes.ask({digest, username, link}, {now, "nobody", "session.code-asked", "user:" + username, ""}).ok());
    return digest;
  }
  std::optional<CodeToSend> made(const std::string& ask) {
    const auto claimed = codes.claim(now, 100, k_hold);
    REQUIRE(claimed.ok());
    std::optional<CodeToSend> wanted;
    for (const ClaimedCode& one : claimed.value()) {
      const auto code = codes.code_of(one, now);
      REQUIRE(code.ok());
      if (one.ask.ask_hash == ask) wanted = code.value();
    }
    return wanted;
  }
  std::optional<std::string> proven(const std::string& ask, const std::string& code) {
    const auto user = codes.prove(ask, code, now, "");
    REQUIRE(user.ok());
    return user.value() ? std::optional(user.value()->id.text()) : std::nullopt;
  }
  std::string another(const std::string& code) { return code == "123456" ? "123457" : "123456"; }
};

}  // namespace

TEST_CASE("A code signs in whoever asked for it, once") {
  Town town;
  const std::string ask = town.ask("daughter");
  const auto code = town.made(ask);
  REQUIRE(code.has_value());
  CHECK(code->phone == "139 0000 7001");
  CHECK(code->code.size() == 6);
  CHECK_FALSE(town.proven(db::digest_of_token("another ask"), code->code));
  CHECK_FALSE(town.proven(ask, town.another(code->code)));
  CHECK(town.proven(ask, code->code) == "u-daughter");
  CHECK_FALSE(town.proven(ask, code->code));
}

TEST_CASE("A code is of no use after ten minutes, or after five attempts") {
  Town town;
  const std::string early = town.ask("daughter");
  const auto old = town.made(early);
  REQUIRE(old.has_value());
  town.now += db::k_code_holds;
  CHECK_FALSE(town.proven(early, old->code));

  const std::string ask = town.ask("daughter");
  const auto code = town.made(ask);
  REQUIRE(code.has_value());
  for (int i = 0; i < db::k_code_attempts_max; ++i) CHECK_FALSE(town.proven(ask, town.another(code->code)));
  CHECK_FALSE(town.proven(ask, code->code));
}

TEST_CASE("Whoever may have no code leaves the same row as whoever may, and no code fits it") {
  Town town;
  for (const std::string name : {"nobody-there", "staff", "strict", "gone", "mute"}) {
    INFO(name);
    const std::string ask = town.ask(name);
    CHECK_FALSE(town.made(ask));
    CHECK_FALSE(town.proven(ask, "123456"));
    CHECK_FALSE(town.proven(ask, ""));
    CHECK(town.count("SELECT attempts FROM sign_in_codes WHERE ask_hash = '" + ask + "'") == 2);
    CHECK(town.count("SELECT COUNT(*) FROM sign_in_codes WHERE ask_hash = '" + ask +
                     "' AND username = '' AND due_ms IS NULL") == 1);
  }
}

TEST_CASE("The same code goes out at every attempt, and is nowhere once it is sent") {
  Town town;
  const std::string ask = town.ask("daughter");
  const auto first = town.made(ask);
  REQUIRE(first.has_value());
  const std::string row = " FROM sign_in_codes WHERE ask_hash = '" + ask + "'";
  CHECK(town.count("SELECT code_sealed LIKE '%" + first->code + "%' OR code_hash LIKE '%" + first->code + "%'" + row) == 0);
  CHECK(town.count("SELECT phone_sealed LIKE '%7001%' FROM users WHERE id = 'u-daughter'") == 0);
  CHECK_FALSE(town.made(ask));  // somebody holds it
  REQUIRE(town.codes.send_later(ask, town.now + Seconds{2}).ok());
  town.now += Seconds{2};
  const auto second = town.made(ask);
  REQUIRE(second.has_value());
  CHECK(second->code == first->code);
  REQUIRE(town.codes.end_sending(ask).ok());
  CHECK(town.count("SELECT code_sealed IS NULL AND due_ms IS NULL" + row) == 1);
  CHECK(town.proven(ask, first->code) == "u-daughter");
}

TEST_CASE("An account has one code a minute and ten a day; strangers who ask by name leave her link alone") {
  Town town;
  CHECK(town.made(town.ask("daughter")));
  CHECK_FALSE(town.made(town.ask("daughter")));
  for (int i = 1; i < db::k_codes_a_day_max; ++i) {
    town.now += db::k_code_again_after;
    CHECK(town.made(town.ask("daughter")));
  }
  town.now += db::k_code_again_after;
  CHECK_FALSE(town.made(town.ask("daughter")));
  REQUIRE(town.invitations.invite(k_daughter, "a-link", town.now + Seconds{3600}, std::nullopt,
                                  {town.now, "u-a", "user.invited", "user:u-daughter", ""}).ok());
  CHECK(town.made(town.ask("", "a-link")));
  town.now += Seconds{24 * 3600};
  CHECK(town.made(town.ask("daughter")));
  REQUIRE(town.codes.sweep(town.now).ok());
  CHECK(town.count("SELECT COUNT(*) FROM sign_in_codes") == 1);
}

TEST_CASE("A link is spent by its code, ends other sessions, and opens nothing afterwards") {
  Town town;
  const auto invite = [&](const std::string& link, const std::optional<std::string>& phone) {
    std::optional<db::GivenPhone> given;
    if (phone) given.emplace(db::GivenPhone{*phone, town.masters});
    REQUIRE(town.invitations.invite(k_daughter, link, town.now + Seconds{3600}, given,
                                    {town.now, "u-a", "user.invited", "user:u-daughter", ""}).ok());
  };
  invite("first", "13900008002");
  const std::string replaced = town.ask("", "first");
  const auto to_replaced = town.made(replaced);
  REQUIRE(to_replaced.has_value());
  CHECK(to_replaced->phone == "13900008002");
  invite("second", std::nullopt);
  CHECK_FALSE(town.proven(replaced, to_replaced->code));

  town.now += db::k_code_again_after;
  const std::string ask = town.ask("", "second");
  const auto code = town.made(ask);
  REQUIRE(code.has_value());
  CHECK(code->phone == "13900008002");
  town.change("INSERT INTO sessions (token_hash, user_id, csrf, client, created_ms, used_ms, expires_ms) VALUES ('t', "
              "'u-daughter', '', '', 1, 1, 32503680000000)");
  CHECK(town.proven(ask, code->code) == "u-daughter");
  CHECK(town.count("SELECT COUNT(*) FROM sessions WHERE expires_ms = 32503680000000") == 0);
  const auto spent = town.invitations.find("second", town.now);
  REQUIRE(spent.ok());
  CHECK_FALSE(spent.value().has_value());
  CHECK_FALSE(town.made(town.ask("", "second")));
}

TEST_CASE("A new telephone makes codes that went to the old one void, and so does the account's end") {
  Town town;
  const std::string ask = town.ask("daughter");
  const auto code = town.made(ask);
  REQUIRE(code.has_value());
  town.give_phone(k_daughter, "13900009003");
  CHECK_FALSE(town.proven(ask, code->code));
  const auto kept = town.codes.phone(k_daughter);
  REQUIRE(kept.ok());
  CHECK(kept.value() == "13900009003");

  town.now += db::k_code_again_after;
  const std::string later = town.ask("daughter");
  const auto other = town.made(later);
  REQUIRE(other.has_value());
  town.change("UPDATE users SET disabled = 1 WHERE id = 'u-daughter'");
  CHECK_FALSE(town.proven(later, other->code));
}

}  // namespace lamplight::tests
