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
  std::string email;
  std::string channel;  // her wish: "sms", "email", "phone"; empty: whatever there is
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
  std::string clinical;  // what a care worker must know, in free words
  std::string notes;
  std::string details;  // the rest of the record, as server/http/resident_details writes it; empty: none
  std::vector<SkillCode> needs;
  std::vector<WorkerId> excluded;
  std::vector<WorkerId> preferred;
  std::vector<ContactRow> contacts;
  std::vector<DeviceId> devices;  // read only: devices say whose they are
  bool archived = false;
  std::optional<ResidentId> merged_into;
  std::optional<Instant> erased_at;  // her key is destroyed, and with it all that was sealed
  std::int64_t version = 1;
  Instant changed_at{};
};

// A version of a record as it is kept: the words of server/http/resident_views.
struct ResidentVersion {
  std::int64_t version = 1;
  Instant at{};
  std::string who;
  std::string record;
};

// What a change writes down besides: the record before it, where that version is not kept yet, and after it.
struct VersionTexts {
  std::string before;
  std::string after;
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
  std::string district;   // and the districts under it
  std::string name_part;  // of the name, in its own signs, in pinyin, or by initials
  bool archived_too = false;
};

class ResidentRecords {
 public:
  ResidentRecords(Pool& pool, const MasterKeys& master) : pool_(pool), master_(master) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // By id, behind `after`.
  [[nodiscard]] Answer<std::vector<ResidentLine>> list(const ResidentFilter& filter, const ResidentId& after,
                                                       std::size_t max);
  [[nodiscard]] Answer<std::optional<ResidentRecord>> one(const ResidentId& id);

  // The key-safe code, empty where there is none; who has looked is written down in the same transaction.
  [[nodiscard]] Answer<std::optional<std::string>> reveal_key_safe(const ResidentId& id, const AuditEntry& audit);

  // A new one, version 1; a taken id is a conflict.
  [[nodiscard]] Answer<Done> add(const ResidentRecord& record, const std::string& key_safe, const std::string& text,
                                 const AuditEntry& audit);
  // `record` as it shall be, with the version that was read; false when that is no longer the stored one.
  // The key-safe code stays where none is given.
  [[nodiscard]] Answer<bool> change(const ResidentRecord& record, const std::optional<std::string>& key_safe,
                                    const VersionTexts& texts, const AuditEntry& audit);
  // Latest first, those before `before`.
  [[nodiscard]] Answer<std::vector<ResidentVersion>> versions(const ResidentId& id, std::int64_t before,
                                                              std::size_t max);

 private:
  Pool& pool_;
  const MasterKeys master_;
};

}  // namespace lamplight::db
