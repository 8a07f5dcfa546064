// Everything that is kept about one resident besides her record, in parts of rows: for the export that she, or whoever
// speaks for her, may ask for. Used by server/http on request threads. Reads only.
#pragma once

#include <string>
#include <vector>

#include "db/pool.h"
#include "db/register_records.h"

namespace lamplight::db {

struct PersonPart {
  std::string_view name;  // "consents", "incidents", …
  std::vector<std::string_view> columns;
  std::vector<std::vector<Cell>> rows;  // truths and times as whole numbers, as `types` says
  std::vector<CellType> types;
};

class PersonFile {
 public:
  explicit PersonFile(Pool& pool) : pool_(pool) {}

  // Of measurements and scores the latest 50,000 of each; older ones stand in the daily figures.
  [[nodiscard]] Result<std::vector<PersonPart>, StoreError> parts(const ResidentId& id);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
