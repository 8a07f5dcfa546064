// A connection of its own, closed again.
#include "server/schema_check.h"

#include <stdexcept>

#include "db/migrate.h"

namespace lamplight::server {

void check_database(const db::Address& address) {
  const auto migrations = db::read_migrations(db::default_migrations_folder());
  if (!migrations) throw std::runtime_error(migrations.error());
  try {
    db::Session session(address, db::Purpose::administration);
    const auto fit = db::check_schema(session, migrations.value());
    if (!fit) throw std::runtime_error(fit.error());
  } catch (const db::DbFault& fault) {
    throw std::runtime_error("The database can't be reached: " + std::string(fault.what()) + ".");
  }
}

}  // namespace lamplight::server
