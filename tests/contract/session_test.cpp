// What the stores rely on of a session: exact bytes, rows found, many rows at once, whole transactions.
#include <catch2/catch.hpp>

#include "db/pool.h"
#include "tests/support/private_database.h"

namespace lamplight::db {
namespace {

Address scratch() {
  static const Address address = [] {
    Address made = tests::shared_database().create("scratch");
    Session session{made, Purpose::administration};
    session.run_text(
        "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(400) NULL, raw MEDIUMBLOB NULL, size DOUBLE NULL) "
        "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    return made;
  }();
  Session session{address, Purpose::administration};
  session.run_text("DELETE FROM notes");
  return address;
}

TEST_CASE("A session connects") {
  const Address address = scratch();
  Session session{address, Purpose::alarms};
  REQUIRE(session.answers());
}

}  // namespace
}  // namespace lamplight::db
