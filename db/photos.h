// Photographs of visits: taken by care workers on the scene, looked at by dispatchers.
//
// Used by server/http on request threads. The bytes are sealed with the resident's data key and are lost with
// it; who adds one and who looks at them is written down in the same transaction.
#pragma once

#include <string>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"

namespace lamplight::db {

struct Photo {
  std::string id;  // made by the telephone, so that a repeat is known
  IncidentId incident;
  std::string who;       // user
  std::string who_name;  // filled in by `list`
  Instant taken_at{};
  Instant added_at{};
  std::string jpeg;
};

enum class PhotoKept : std::uint8_t {
  yes,       // now, or by an earlier sending of the same one
  too_many,  // limits::photos_per_incident_max are there
  taken,     // the id is another's
};

class Photos {
 public:
  Photos(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  [[nodiscard]] Result<PhotoKept, StoreError> add(const Photo& photo, const std::optional<ResidentId>& resident,
                                                  const AuditEntry& audit);
  // Oldest first, without those whose key was destroyed.
  [[nodiscard]] Result<std::vector<Photo>, StoreError> list(const IncidentId& incident, const AuditEntry& audit);

 private:
  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db
