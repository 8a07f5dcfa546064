// No default passwords anywhere: a server that finds one does not start, and says whose it is.
#include <catch2/catch.hpp>
#include <csignal>

#include "db/password.h"
#include "tests/support/running_town.h"

using namespace lamplight;
using namespace lamplight::tests;

TEST_CASE("A server does not start with an administrator whose password everybody knows") {
  RunningTown town(TownSize{.districts = 1, .residents = 1, .workers = 1});
  const auto set_password = [&](const std::string& password) {
    town.change("UPDATE users SET password_hash = '" + db::hash_password(password) + "' WHERE id = 'u-a'");
  };
  set_password("changeme");
  CHECK_THROWS(town.start_server());
  CHECK(town.log_of("server").find("The administrator a has a password that everybody knows") != std::string::npos);
  set_password("nobody guesses this");
  town.start_server("again");
  CHECK(town.count("SELECT COUNT(*) FROM users WHERE id = 'u-a' AND password_vetted <> ''") == 1);
}
