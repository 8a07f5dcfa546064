// A resident's data key: found, opened, locked with her row. For the stores whose columns it seals.
//
// Used by the resident_* stores of db/ inside their sessions; throws DbFault as a session does.
#pragma once

#include <optional>

#include "db/resident_records.h"
#include "db/seal.h"
#include "db/session.h"

namespace lamplight::db {

struct LockedResident {
  SealKey key;
  std::int64_t version = 1;
};

[[nodiscard]] SealPlace resident_place(std::string_view column, const ResidentId& id);
[[nodiscard]] std::string version_id(const ResidentId& id, std::int64_t version);
[[nodiscard]] SealPlace version_place(const std::string& version_id);

// What can't be opened was sealed with another key, or damaged: a defect of the operation, not of the request.
template <class T>
[[nodiscard]] T opened_column(Result<T, SealError> result) {
  if (!result) throw DbFault(FaultKind::other, 0, "a sealed column of a resident does not open with this key");
  return std::move(result).value();
}
[[nodiscard]] SealKey data_key_of(const MasterKeys& master, const std::string& sealed, const ResidentId& id);

// Nothing: no such resident, or erased.
[[nodiscard]] std::optional<SealKey> read_resident_key(Session& session, const MasterKeys& master,
                                                       const ResidentId& id);
// The same, her row locked until the transaction ends.
[[nodiscard]] std::optional<LockedResident> lock_resident(Session& session, const MasterKeys& master,
                                                          const ResidentId& id);

// The record as it shall be, of the version that was read and is locked; mark and audit row are the caller's.
void write_change(Session& session, const ResidentRecord& record, const std::optional<std::string>& key_safe,
                  const VersionTexts& texts, const SealKey& key, const AuditEntry& audit);

}  // namespace lamplight::db
