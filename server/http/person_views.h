// Everything about one person, as JSON for machines and as a page for paper. Pure.
#pragma once

#include <string>
#include <vector>

#include "db/person_file.h"
#include "db/resident_records.h"

namespace lamplight::server::http {

struct Person {
  db::ResidentRecord record;
  std::string key_safe;
  std::vector<db::PersonPart> parts;
  Instant at{};
};

[[nodiscard]] std::string person_view(const Person& person);
// A document of its own: no script, no outside source; every text of the data is text, whatever it holds.
[[nodiscard]] std::string person_page(const Person& person);

}  // namespace lamplight::server::http
