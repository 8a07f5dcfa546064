// Two databases on one machine leave each other alone.
#include <catch2/catch.hpp>

#include "tests/support/private_database.h"

namespace lamplight::tests {

TEST_CASE("Another MariaDB that starts on this machine throws out no temporary table of ours") {
  PrivateDatabase ours;
  db::Session session{ours.create_migrated("town"), db::Purpose::administration};
  session.change("CREATE TEMPORARY TABLE passing (n INT NOT NULL) ENGINE=MyISAM", {});
  const PrivateDatabase another;
  CHECK_NOTHROW(session.change("DROP TEMPORARY TABLE passing", {}));
}

}  // namespace lamplight::tests
