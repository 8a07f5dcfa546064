// Residents' records on MySQL: sealing on the way in, opening on the way out.
#include "db/resident_records.h"

#include "db/accounts.h"
#include "db/directory.h"
#include "db/statements_registers.h"
#include "db/statements_residents.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_excluded = "excluded";
constexpr std::string_view k_preferred = "preferred";

SealPlace place_of(std::string_view column, const ResidentId& id) {
  return {"residents", column, id.text()};
}

// What can't be opened was sealed with another key, or damaged: a defect of the operation, not of the request.
template <class T>
T opened(Result<T, SealError> result) {
  if (!result) throw DbFault(FaultKind::other, 0, "a sealed column of a resident does not open with this key");
  return std::move(result).value();
}

SealKey data_key_of(const SealKey& master, const std::string& sealed, const ResidentId& id) {
  return opened(unseal_data_key(master, sealed, place_of("data_key_sealed", id)));
}

void read_lists(Session& session, ResidentRecord& record) {
  session.query(k_select_needs_of_resident, {record.id},
                [&](const Row& row) { record.needs.push_back(row.id<SkillCode>(1)); });
  session.query(k_select_workers_of_resident, {record.id}, [&](const Row& row) {
    auto& list = row.text(2) == k_excluded ? record.excluded : record.preferred;
    list.push_back(row.id<WorkerId>(1));
  });
  session.query(k_list_contacts, {record.id}, [&](const Row& row) {
    record.contacts.push_back({row.id<ContactId>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.truth(5)});
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
    contacts.push_back({c.id, record.id, ordinal++, c.name, c.relation, c.phone, c.language, c.has_key});
  }
  session.change(k_clear_resident_needs, {record.id});
  session.change(k_clear_resident_workers, {record.id});
  session.change(k_clear_contacts, {record.id});
  session.insert(k_add_resident_needs, needs);
  session.insert(k_add_resident_workers, workers);
  session.insert(k_add_contacts, contacts);
}

Param born_of(const ResidentRecord& record) {
  return record.born.empty() ? Param(nullptr) : Param(record.born);
}

ResidentRecord record_of(const Row& row, const SealKey& master) {
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
  const SealKey key = data_key_of(master, row.text(18), record.id);
  const auto words = [&](unsigned column, std::string_view name) {
    return opened(unseal(key, row.text(column), place_of(name, record.id)));
  };
  record.address = words(19, "address_sealed");
  record.access = words(20, "access_sealed");
  record.has_key_safe = !words(21, "key_safe_sealed").empty();
  record.clinical = words(22, "clinical_sealed");
  record.notes = words(23, "notes_sealed");
  return record;
}

}  // namespace

Result<std::vector<ResidentLine>, StoreError> ResidentRecords::list(const ResidentFilter& filter,
                                                                    const ResidentId& after, std::size_t max) {
  return pool_.run<std::vector<ResidentLine>>([&](Session& session) {
    std::vector<ResidentLine> lines;
    const std::string like = "%" + filter.name_part + "%";
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
        const SealKey key = data_key_of(master_, row.text(0), id);
        code = opened(unseal(key, row.text(1), place_of("key_safe_sealed", id)));
      });
      if (code) write_audit(session, audit);
    });
    return code;
  });
}

Result<Done, StoreError> ResidentRecords::add(const ResidentRecord& record, const std::string& key_safe,
                                              const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    const SealKey key = new_data_key();
    const auto sealed = [&](std::string_view column, const std::string& text) {
      return Param(seal(key, text, place_of(column, record.id)));
    };
    session.transaction([&] {
      session.insert(k_add_resident, {{record.id,
                                       record.name,
                                       record.district,
                                       record.home.lat,
                                       record.home.lon,
                                       born_of(record),
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
                                       1,
                                       audit.at,
                                       seal_data_key(master_, key, place_of("data_key_sealed", record.id)),
                                       sealed("address_sealed", record.address),
                                       sealed("access_sealed", record.access),
                                       sealed("key_safe_sealed", key_safe),
                                       sealed("clinical_sealed", record.clinical),
                                       sealed("notes_sealed", record.notes)}});
      write_lists(session, record);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> ResidentRecords::change(const ResidentRecord& record,
                                                 const std::optional<std::string>& key_safe, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool fits = false;
    session.transaction([&] {
      std::optional<SealKey> key;
      session.query(k_read_data_key, {record.id}, [&](const Row& row) {
        fits = row.integer(1) == record.version;
        key = data_key_of(master_, row.text(0), record.id);
      });
      if (!fits || !key) return;
      const auto sealed = [&](std::string_view column, const std::string& text) {
        return Param(seal(*key, text, place_of(column, record.id)));
      };
      session.change(k_change_resident, {record.name,
                                         record.district,
                                         record.home.lat,
                                         record.home.lon,
                                         born_of(record),
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
                                         record.version + 1,
                                         audit.at,
                                         sealed("address_sealed", record.address),
                                         sealed("access_sealed", record.access),
                                         sealed("clinical_sealed", record.clinical),
                                         sealed("notes_sealed", record.notes),
                                         record.id,
                                         record.version});
      if (key_safe) session.change(k_change_key_safe, {sealed("key_safe_sealed", *key_safe), record.id});
      write_lists(session, record);
      raise_mark(session);
      write_audit(session, audit);
    });
    return fits;
  });
}

}  // namespace lamplight::db
