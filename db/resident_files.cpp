// Files of a resident on MySQL.
#include "db/resident_files.h"

#include "db/accounts.h"
#include "db/resident_keys.h"
#include "db/statements_privacy.h"

namespace lamplight::db {
namespace {

// The place of a file's columns, as what is authenticated with them.
struct FilePlace {
  std::string id;
  FilePlace(const ResidentId& resident, const std::string& file) : id(resident.text() + "/" + file) {}
  [[nodiscard]] SealPlace of(std::string_view column) const { return {"resident_files", column, id}; }
};

}  // namespace

Result<bool, StoreError> ResidentFiles::add(const ResidentId& resident, const ResidentFile& file,
                                            const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool there = false;
    session.transaction([&] {
      const auto locked = lock_resident(session, master_, resident);
      if (!locked) return;
      there = true;
      const FilePlace place(resident, file.id);
      if (file.kind == "photo") session.change(k_remove_resident_photo, {resident});
      session.insert(k_add_resident_file, {{resident, file.id, file.kind, file.content_type, file.bytes, file.added_at,
                                            file.who, seal(locked->key, file.name, place.of("name_sealed")),
                                            seal(locked->key, file.content, place.of("content_sealed"))}});
      write_audit(session, audit);
    });
    return there;
  });
}

Result<std::vector<ResidentFile>, StoreError> ResidentFiles::list(const ResidentId& resident) {
  return pool_.run<std::vector<ResidentFile>>([&](Session& session) {
    std::vector<ResidentFile> files;
    const auto key = read_resident_key(session, master_, resident);
    if (!key) return files;
    session.query(k_list_resident_files, {resident}, [&](const Row& row) {
      ResidentFile file{row.text(0), row.text(1), {}, row.text(2), row.integer(3), row.instant(4), row.text(5), {}};
      file.name = opened_column(unseal(*key, row.text(6), FilePlace(resident, file.id).of("name_sealed")));
      files.push_back(std::move(file));
    });
    return files;
  });
}

Result<std::optional<ResidentFile>, StoreError> ResidentFiles::one(const ResidentId& resident, const std::string& id,
                                                                   const AuditEntry& audit) {
  return pool_.run<std::optional<ResidentFile>>([&](Session& session) {
    std::optional<ResidentFile> file;
    session.transaction([&] {
      const auto key = read_resident_key(session, master_, resident);
      if (!key) return;
      const FilePlace place(resident, id);
      session.query(k_read_resident_file, {resident, id}, [&](const Row& row) {
        file = ResidentFile{id, row.text(0), {}, row.text(1), row.integer(2), row.instant(3), row.text(4), {}};
        file->name = opened_column(unseal(*key, row.text(5), place.of("name_sealed")));
        file->content = opened_column(unseal(*key, row.text(6), place.of("content_sealed")));
      });
      if (file) write_audit(session, audit);
    });
    return file;
  });
}

Result<bool, StoreError> ResidentFiles::remove(const ResidentId& resident, const std::string& id,
                                               const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool removed = false;
    session.transaction([&] {
      removed = session.change(k_remove_resident_file, {resident, id}) > 0;
      if (removed) write_audit(session, audit);
    });
    return removed;
  });
}

}  // namespace lamplight::db
