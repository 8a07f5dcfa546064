// Opening data keys.
#include "db/resident_keys.h"

#include "db/statements_residents.h"

namespace lamplight::db {

SealPlace resident_place(std::string_view column, const ResidentId& id) {
  return {"residents", column, id.text()};
}

std::string version_id(const ResidentId& id, std::int64_t version) {
  return id.text() + "/" + std::to_string(version);
}

SealPlace version_place(const std::string& version_id) {
  return {"resident_versions", "record_sealed", version_id};
}

SealKey data_key_of(const MasterKeys& master, const std::string& sealed, const ResidentId& id) {
  return opened_column(unseal_data_key(master, sealed, resident_place("data_key_sealed", id)));
}

std::optional<SealKey> read_resident_key(Session& session, const MasterKeys& master, const ResidentId& id) {
  std::optional<SealKey> key;
  session.query(k_read_key_safe, {id}, [&](const Row& row) {
    if (const std::string sealed = row.text(0); !sealed.empty()) key = data_key_of(master, sealed, id);
  });
  return key;
}

std::optional<LockedResident> lock_resident(Session& session, const MasterKeys& master, const ResidentId& id) {
  std::optional<LockedResident> locked;
  session.query(k_lock_data_key, {id}, [&](const Row& row) {
    if (const std::string sealed = row.text(0); !sealed.empty()) {
      locked = LockedResident{data_key_of(master, sealed, id), row.integer(1)};
    }
  });
  return locked;
}

}  // namespace lamplight::db
