// The whole record of a resident, its sealed columns opened; the key-safe code only by `reveal`.
//
// Used by server/http on request threads. Every change carries its audit row and raises the registers'
// mark in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "db/seal.h"
#include "dispatch/changes.h"
#include "model/people.h"

namespace lamplight::db {

struct ContactRow {
  ContactId id;
  std::string name;
  std::string relation;
  std::string phone;
  std::string language;
  bool has_key = false;
  bool operator==(const ContactRow&) const = default;
};

struct ResidentRecord {
  ResidentId id;
  std::string name;
  DistrictId district;
  Position home;
  std::string born;  // YYYY-MM-DD; empty where not known
  Gender gender = Gender::unsaid;
  std::string phone;
  std::string language;  // BCP 47
  Wish language_wish = Wish::none;
  Gender gender_wanted = Gender::unsaid;
  Wish gender_wish = Wish::none;
  bool high_risk = false;
  int spo2_scale = 1;  // 1 or 2 (NEWS2)
  std::string mobility;
  std::string address;
  std::string access;  // how to get in
  bool has_key_safe = false;
  std::string clinical;  // conditions, medication, allergies
  std::string notes;
  std::vector<SkillCode> needs;
  std::vector<WorkerId> excluded;
  std::vector<WorkerId> preferred;
  std::vector<ContactRow> contacts;
  std::vector<DeviceId> devices;  // read only: devices say whose they are
  bool archived = false;
  std::int64_t version = 1;
  Instant changed_at{};
};

// One line of the list.
struct ResidentLine {
  ResidentId id;
  std::string name;
  DistrictId district;
  Position home;
  std::string born;
  Gender gender = Gender::unsaid;
  std::string phone;
  std::string language;
  bool high_risk = false;
  bool archived = false;
  std::int64_t version = 1;
};

struct ResidentFilter {
  std::string district;
  std::string name_part;
  bool archived_too = false;
};

class ResidentRecords {
 public:
  ResidentRecords(Pool& pool, const SealKey& master) : pool_(pool), master_(master) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // By id, behind `after`.
  [[nodiscard]] Answer<std::vector<ResidentLine>> list(const ResidentFilter& filter, const ResidentId& after,
                                                       std::size_t max);
  [[nodiscard]] Answer<std::optional<ResidentRecord>> one(const ResidentId& id);

  // The key-safe code, empty where there is none; who has looked is written down in the same transaction.
  [[nodiscard]] Answer<std::optional<std::string>> reveal_key_safe(const ResidentId& id, const AuditEntry& audit);

  // A new one, version 1; a taken id is a conflict.
  [[nodiscard]] Answer<Done> add(const ResidentRecord& record, const std::string& key_safe, const AuditEntry& audit);
  // `record` as it shall be, with the version that was read; false when that is no longer the stored one.
  // The key-safe code stays where none is given.
  [[nodiscard]] Answer<bool> change(const ResidentRecord& record, const std::optional<std::string>& key_safe,
                                    const AuditEntry& audit);

 private:
  Pool& pool_;
  const SealKey master_;
};

}  // namespace lamplight::db
