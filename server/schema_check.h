// Whether the database is there and has the schema that this program was built for.
//
// Called by the wirings before anything starts.
#pragma once

#include "db/session.h"

namespace lamplight::server {

// Throws std::runtime_error with the sentence to print when it is not.
void check_database(const db::Address& address);

}  // namespace lamplight::server
