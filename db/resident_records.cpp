// Residents' records on MySQL: sealing on the way in, opening on the way out.
#include "db/resident_records.h"

#include "db/accounts.h"
#include "db/directory.h"
#include "db/name_key.h"
#include "db/resident_keys.h"
#include "db/statements_registers.h"
#include "db/statements_residents.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_excluded = "excluded";
constexpr std::string_view k_preferred = "preferred";

void read_lists(Session& session, ResidentRecord& record) {
  session.query(k_select_needs_of_resident, {record.id},
                [&](const Row& row) { record.needs.push_back(row.id<SkillCode>(1)); });
  session.query(k_select_workers_of_resident, {record.id}, [&](const Row& row) {
    auto& list = row.text(2) == k_excluded ? record.excluded : record.preferred;
    list.push_back(row.id<WorkerId>(1));
  });
  session.query(k_list_contacts, {record.id}, [&](const Row& row) {
    record.contacts.push_back({row.id<ContactId>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.truth(5),
                               row.text(6), row.text(7)});
  });
  session.query(k_list_resident_devices, {record.id},
                [&](const Row& row) { record.devices.push_back(row.id<DeviceId>(0)); });
}

void write_lists(Session& session, const ResidentRecord& record) {
  std::vector<Params> needs;
  for (const SkillCode& skill : record.needs) needs.push_back({record.id, skill});
  std::vector<Params> workers;
  for (const WorkerId& worker : record.excluded) workers.push_back({record.id, worker, k_excluded});
  for (const WorkerId& worker : record.preferred) workers.push_back({record.id, worker, k_preferred});
  std::vector<Params> contacts;
  int ordinal = 1;
  for (const ContactRow& c : record.contacts) {
    contacts.push_back({c.id, record.id, ordinal++, c.name, c.relation, c.phone, c.language, c.has_key, c.email, c.channel});
  }
  session.change(k_clear_resident_needs, {record.id});
  session.change(k_clear_resident_workers, {record.id});
  session.change(k_clear_contacts, {record.id});
  session.insert(k_add_resident_needs, needs);
  session.insert(k_add_resident_workers, workers);
  session.insert(k_add_contacts, contacts);
}

// Whoever wrote these rows without a key for searches: other programs, older versions.
void key_names(Session& session) {
  constexpr int k_at_once = 2'000;
  for (int found = k_at_once; found == k_at_once;) {
    std::vector<std::pair<std::string, std::string>> rows;
    session.query(k_list_unkeyed_residents, {k_at_once},
                  [&](const Row& row) { rows.emplace_back(row.text(0), row.text(1)); });
    session.transaction([&] {
      for (const auto& [id, name] : rows) session.change(k_key_resident, {name_key(name), id, name});
    });
    found = static_cast<int>(rows.size());
  }
}

Param sealed_column(const ResidentRecord& record, const SealKey& key, std::string_view column, const std::string& text) {
  return seal(key, text, resident_place(column, record.id));
}

Param details_of(const ResidentRecord& record, const SealKey& key) {
  if (record.details.empty()) return nullptr;
  return sealed_column(record, key, "details_sealed", record.details);
}

void keep_version(Session& session, const ResidentRecord& record, std::int64_t version, const std::string& text,
                  const SealKey& key, const AuditEntry& audit) {
  session.insert(k_add_resident_version, {{record.id, version, audit.at, audit.who,
                                           seal(key, text, version_place(version_id(record.id, version)))}});
}

// The record as it was before its first change that was kept.
void keep_first_version(Session& session, const ResidentRecord& record, const std::string& text, const SealKey& key) {
  bool kept = false;
  session.query(k_has_resident_version, {record.id, record.version}, [&](const Row&) { kept = true; });
  if (!kept) keep_version(session, record, record.version, text, key, {record.changed_at, "", "", "", ""});
}

// What is written of a record whether it is new or changed: the columns from `name` to `name_key`.
void append_columns(Params& params, const ResidentRecord& record, std::int64_t version, Instant at,
                    const SealKey& key) {
  params.insert(params.end(), {record.name,
                               record.district,
                               record.home.lat,
                               record.home.lon,
                               record.born.empty() ? Param(nullptr) : Param(record.born),
                               name_of(record.gender),
                               record.phone,
                               record.language,
                               name_of(record.language_wish),
                               name_of(record.gender_wanted),
                               name_of(record.gender_wish),
                               record.high_risk,
                               record.spo2_scale,
                               record.mobility,
                               record.archived,
                               version,
                               at,
                               sealed_column(record, key, "address_sealed", record.address),
                               sealed_column(record, key, "access_sealed", record.access),
                               sealed_column(record, key, "clinical_sealed", record.clinical),
                               sealed_column(record, key, "notes_sealed", record.notes),
                               details_of(record, key),
                               name_key(record.name)});
}

ResidentRecord record_of(const Row& row, const MasterKeys& master) {
  ResidentRecord record;
  record.id = row.id<ResidentId>(0);
  record.name = row.text(1);
  record.district = row.id<DistrictId>(2);
  record.home = {row.real(3), row.real(4)};
  record.born = row.null(5) ? std::string() : row.text(5);
  record.gender = gender_named(row.text(6)).value_or(Gender::unsaid);
  record.phone = row.text(7);
  record.language = row.text(8);
  record.language_wish = wish_named(row.text(9)).value_or(Wish::none);
  record.gender_wanted = gender_named(row.text(10)).value_or(Gender::unsaid);
  record.gender_wish = wish_named(row.text(11)).value_or(Wish::none);
  record.high_risk = row.truth(12);
  record.spo2_scale = static_cast<int>(row.integer(13));
  record.mobility = row.text(14);
  record.archived = row.truth(15);
  record.version = row.integer(16);
  record.changed_at = row.instant(17);
  record.merged_into = row.id_or_nothing<ResidentId>(25);
  record.erased_at = row.instant_or_nothing(26);
  if (record.erased_at) return record;
  const SealKey key = data_key_of(master, row.text(18), record.id);
  const auto words = [&](unsigned column, std::string_view name) {
    return opened_column(unseal(key, row.text(column), resident_place(name, record.id)));
  };
  record.address = words(19, "address_sealed");
  record.access = words(20, "access_sealed");
  record.has_key_safe = !words(21, "key_safe_sealed").empty();
  record.clinical = words(22, "clinical_sealed");
  record.notes = words(23, "notes_sealed");
  if (!row.null(24)) record.details = words(24, "details_sealed");
  return record;
}

}  // namespace

Result<std::vector<ResidentLine>, StoreError> ResidentRecords::list(const ResidentFilter& filter,
                                                                    const ResidentId& after, std::size_t max) {
  return pool_.run<std::vector<ResidentLine>>([&](Session& session) {
    std::vector<ResidentLine> lines;
    if (!filter.name_part.empty()) key_names(session);
    const std::string like = like_needle(filter.name_part);
    session.query(k_list_residents,
                  {after, filter.district, filter.district, filter.name_part, like, filter.archived_too ? 1 : 0,
                   static_cast<std::int64_t>(max)},
                  [&](const Row& row) {
                    lines.push_back({row.id<ResidentId>(0),
                                     row.text(1),
                                     row.id<DistrictId>(2),
                                     {row.real(3), row.real(4)},
                                     row.null(5) ? std::string() : row.text(5),
                                     gender_named(row.text(6)).value_or(Gender::unsaid),
                                     row.text(7),
                                     row.text(8),
                                     row.truth(9),
                                     row.truth(10),
                                     row.integer(11)});
                  });
    return lines;
  });
}

Result<std::optional<ResidentRecord>, StoreError> ResidentRecords::one(const ResidentId& id) {
  return pool_.run<std::optional<ResidentRecord>>([&](Session& session) {
    std::optional<ResidentRecord> record;
    session.query(k_read_resident_record, {id}, [&](const Row& row) { record = record_of(row, master_); });
    if (record) read_lists(session, *record);
    return record;
  });
}

Result<std::optional<std::string>, StoreError> ResidentRecords::reveal_key_safe(const ResidentId& id,
                                                                                const AuditEntry& audit) {
  return pool_.run<std::optional<std::string>>([&](Session& session) {
    std::optional<std::string> code;
    session.transaction([&] {
      session.query(k_read_key_safe, {id}, [&](const Row& row) {
        if (row.text(0).empty()) return;  // erased
        const SealKey key = data_key_of(master_, row.text(0), id);
        code = opened_column(unseal(key, row.text(1), resident_place("key_safe_sealed", id)));
      });
      if (code) write_audit(session, audit);
    });
    return code;
  });
}

Result<Done, StoreError> ResidentRecords::add(const ResidentRecord& record, const std::string& key_safe,
                                              const std::string& text, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    const SealKey key = new_data_key();
    Params columns{record.id, seal_data_key(master_, key, resident_place("data_key_sealed", record.id)),
                   sealed_column(record, key, "key_safe_sealed", key_safe)};
    append_columns(columns, record, 1, audit.at, key);
    session.transaction([&] {
      session.insert(k_add_resident, {columns});
      write_lists(session, record);
      keep_version(session, record, 1, text, key, audit);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> ResidentRecords::change(const ResidentRecord& record,
                                                 const std::optional<std::string>& key_safe, const VersionTexts& texts,
                                                 const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool fits = false;
    session.transaction([&] {
      const auto stored = lock_resident(session, master_, record.id);
      fits = stored && stored->version == record.version;
      if (!fits) return;
      write_change(session, record, key_safe, texts, stored->key, audit);
      raise_mark(session);
      write_audit(session, audit);
    });
    return fits;
  });
}

Result<std::vector<ResidentVersion>, StoreError> ResidentRecords::versions(const ResidentId& id, std::int64_t before,
                                                                           std::size_t max) {
  return pool_.run<std::vector<ResidentVersion>>([&](Session& session) {
    std::vector<ResidentVersion> versions;
    const auto key = read_resident_key(session, master_, id);
    if (!key) return versions;
    session.query(k_list_resident_versions, {id, before, static_cast<std::int64_t>(max)}, [&](const Row& row) {
      const std::int64_t version = row.integer(0);
      versions.push_back({version, row.instant(1), row.text(2),
                          opened_column(unseal(*key, row.text(3), version_place(version_id(id, version))))});
    });
    return versions;
  });
}

void write_change(Session& session, const ResidentRecord& record, const std::optional<std::string>& key_safe,
                  const VersionTexts& texts, const SealKey& key, const AuditEntry& audit) {
  Params columns;
  append_columns(columns, record, record.version + 1, audit.at, key);
  columns.insert(columns.end(), {record.id, record.version});
  session.change(k_change_resident, columns);
  if (key_safe) {
    session.change(k_change_key_safe, {sealed_column(record, key, "key_safe_sealed", *key_safe), record.id});
  }
  write_lists(session, record);
  keep_first_version(session, record, texts.before, key);
  keep_version(session, record, record.version + 1, texts.after, key, audit);
}

}  // namespace lamplight::db
