// Photo and documents of a resident, name and content sealed with her own key.
//
// Used by server/http on request threads. Every change, and every reading of a content, carries its audit row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct ResidentFile {
  std::string id;
  std::string kind;  // "photo" or "document"
  std::string name;
  std::string content_type;
  std::int64_t bytes = 0;
  Instant added_at{};
  std::string who;
  std::string content;  // empty in a list
};

class ResidentFiles {
 public:
  ResidentFiles(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // False: no such resident, or erased. A photo takes the place of the one before.
  [[nodiscard]] Answer<bool> add(const ResidentId& resident, const ResidentFile& file, const AuditEntry& audit);
  // Latest first.
  [[nodiscard]] Answer<std::vector<ResidentFile>> list(const ResidentId& resident);
  [[nodiscard]] Answer<std::optional<ResidentFile>> one(const ResidentId& resident, const std::string& id,
                                                        const AuditEntry& audit);
  [[nodiscard]] Answer<bool> remove(const ResidentId& resident, const std::string& id, const AuditEntry& audit);

 private:
  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db
