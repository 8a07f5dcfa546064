// The data folder that every private database begins with: made once for a tree, then copied.
//
// Installing MariaDB's own tables and running all migrations takes seconds, and the suites start a hundred
// databases. What is made lies in build/databases/, under a name that changes with any migration and with
// the MariaDB that is installed. Safe between processes; throws std::runtime_error.
#pragma once

#include <functional>
#include <string>

namespace lamplight::tests {

// The empty, migrated schema that is in it.
inline constexpr const char* k_prepared_schema = "town";

// Copies it to `target`, which doesn't exist yet. Where none is there, `make` is called first, with the path
// of the data folder that it must leave behind, its server ended in good order.
void copy_prepared(const std::string& target, const std::string& mariadbd,
                   const std::function<void(const std::string&)>& make);

}  // namespace lamplight::tests
