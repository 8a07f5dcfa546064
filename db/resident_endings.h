// The two ways in which a record ends: merged into another of the same person, and erased.
//
// Used by server/http on request threads; each is one transaction with its audit row, and raises the
// registers' mark. Neither is done while an incident of hers is open: somebody may be on the way.
#pragma once

#include <string>

#include "db/pool.h"
#include "db/resident_records.h"
#include "db/seal.h"

namespace lamplight::db {

enum class Ending : std::uint8_t { done, not_there, stale, incident_open };

class ResidentEndings {
 public:
  ResidentEndings(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  // `merged` is the first record as it shall be, of the version that was read; what hangs on `other` (devices,
  // incidents, measurements, relatives, files) moves to it, and `other` is archived and says where it went.
  [[nodiscard]] Result<Ending, StoreError> merge(const ResidentRecord& merged, const VersionTexts& texts,
                                                 const ResidentRecord& other, const AuditEntry& audit);

  // Destroys her data key and all that names her: the sealed columns, versions and files, contacts, relatives,
  // measurements, the words of her incidents. Incidents, their history's times and the audit trail stay, under an id.
  [[nodiscard]] Result<Ending, StoreError> erase(const ResidentId& id, const AuditEntry& audit);

 private:
  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db
