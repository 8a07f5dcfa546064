// Rows in and out, sealed on the way in and opened on the way out.
#include "db/photos.h"

#include "db/accounts.h"
#include "db/statements_photos.h"
#include "db/statements_residents.h"
#include "model/limits_photos.h"

namespace lamplight::db {
namespace {

SealPlace place_of(const std::string& id) {
  return {"incident_photos", "jpeg_sealed", id};
}

SealPlace key_place_of(const std::string& resident) {
  return {"residents", "data_key_sealed", resident};
}

// What can't be opened was sealed with another key, or damaged: a defect of the operation, not of the request.
template <class T>
T opened(Result<T, SealError> result) {
  if (!result) throw DbFault(FaultKind::other, 0, "a sealed photograph does not open with this key");
  return std::move(result).value();
}

}  // namespace

Result<PhotoKept, StoreError> Photos::add(const Photo& photo, const std::optional<ResidentId>& resident,
                                          const AuditEntry& audit) {
  return pool_.run<PhotoKept>([&](Session& session) {
    auto kept = PhotoKept::yes;
    session.transaction([&] {
      bool known = false;
      kept = PhotoKept::yes;
      session.query(k_read_photo_owner, {photo.id}, [&](const Row& row) {
        known = true;
        if (row.text(0) != photo.incident.text() || row.text(1) != photo.who) kept = PhotoKept::taken;
      });
      if (known) return;
      session.query(k_count_photos, {photo.incident}, [&](const Row& row) {
        if (row.integer(0) >= static_cast<std::int64_t>(limits::photos_per_incident_max)) kept = PhotoKept::too_many;
      });
      if (kept != PhotoKept::yes) return;
      std::string sealed;
      if (resident) {
        session.query(k_lock_data_key, {*resident}, [&](const Row& row) {
          const auto key = opened(unseal_data_key(master_, row.text(0), key_place_of(resident->text())));
          sealed = seal(key, photo.jpeg, place_of(photo.id));
        });
      } else {
        sealed = seal(master_, photo.jpeg, place_of(photo.id));
      }
      session.insert(k_add_photo,
                     {{photo.id, photo.incident, resident, photo.who, photo.taken_at, photo.added_at, sealed}});
      write_audit(session, audit);
    });
    return kept;
  });
}

Result<std::vector<Photo>, StoreError> Photos::list(const IncidentId& incident, const AuditEntry& audit) {
  return pool_.run<std::vector<Photo>>([&](Session& session) {
    std::vector<Photo> photos;
    session.transaction([&] {
      photos.clear();
      session.query(k_list_photos, {incident}, [&](const Row& row) {
        Photo photo{row.text(0),    incident,       row.text(1), row.null(7) ? "" : row.text(7),
                    row.instant(2), row.instant(3), {}};
        if (row.null(5)) {
          photo.jpeg = opened(unseal(master_, row.text(4), place_of(photo.id)));
        } else {
          if (row.null(6) || row.text(6).empty()) return;  // erased
          const auto key = opened(unseal_data_key(master_, row.text(6), key_place_of(row.text(5))));
          photo.jpeg = opened(unseal(key, row.text(4), place_of(photo.id)));
        }
        photos.push_back(std::move(photo));
      });
      if (!photos.empty()) write_audit(session, audit);
    });
    return photos;
  });
}

}  // namespace lamplight::db
