// Merging and erasing on MySQL.
#include "db/resident_endings.h"

#include <array>

#include "db/accounts.h"
#include "db/directory.h"
#include "db/resident_keys.h"
#include "db/statements_privacy.h"
#include "db/statements_residents.h"
#include "devices/finding.h"

namespace lamplight::db {
namespace {

constexpr std::array k_moves{k_move_incidents, k_move_readings, k_move_family_links, k_move_care_plan,
                             k_move_hours,     k_move_days,     k_move_scores};
constexpr std::array k_erasures{
    k_erase_versions,        k_erase_files,    k_erase_visit_photos,   k_erase_family_links,
    k_erase_care_plan,       k_erase_readings, k_erase_hours,          k_erase_days,
    k_erase_scores,          k_erase_mornings, k_erase_words,          k_erase_evidence,
    k_erase_incident_places, k_clear_contacts, k_clear_resident_needs, k_clear_resident_workers,
    k_erase_past_consents,   k_erase_glass_words, k_erase_plan_steps,   k_erase_plans,
    k_erase_messages};

bool has_open_incident(Session& session, const ResidentId& id) {
  bool open = false;
  session.query(k_find_open_incident, {id}, [&](const Row&) { open = true; });
  return open;
}

// Files are sealed with their resident's key, so they are opened with the one and sealed with the other.
void move_files(Session& session, const ResidentId& to, const SealKey& to_key, const ResidentId& from,
                const SealKey& from_key) {
  std::vector<std::string> ids;
  session.query(k_list_resident_files, {from}, [&](const Row& row) { ids.push_back(row.text(0)); });
  for (const std::string& id : ids) {
    const std::string place = from.text() + "/" + id;
    const std::string new_place = to.text() + "/" + id;
    const auto sealed_anew = [&](const Row& row, unsigned column, std::string_view name) {
      return seal(to_key, opened_column(unseal(from_key, row.text(column), {"resident_files", name, place})),
                  {"resident_files", name, new_place});
    };
    Params file;
    session.query(k_read_resident_file, {from, id}, [&](const Row& row) {
      // One photo only: the first record's, if it has one, is in the list of documents afterwards.
      file = {to,
              id,
              row.text(0) == "photo" ? "document" : row.text(0),
              row.text(1),
              row.integer(2),
              row.instant(3),
              row.text(4),
              sealed_anew(row, 5, "name_sealed"),
              sealed_anew(row, 6, "content_sealed")};
    });
    session.insert(k_add_resident_file, {file});
  }
  session.change(k_erase_files, {from});
}

// What the merged record takes over where it has none. Empty: there is none.
std::string key_safe_of(Session& session, const ResidentId& id, const SealKey& key) {
  std::string code;
  session.query(k_read_key_safe, {id}, [&](const Row& row) {
    code = opened_column(unseal(key, row.text(1), resident_place("key_safe_sealed", id)));
  });
  return code;
}

void erase_one(Session& session, const ResidentId& id, Instant now) {
  session.change(k_erase_resident, {now, now, id});
  for (const std::string_view erasure : k_erasures) session.change(erasure, {id});
  session.change(k_erase_findings, {subject_of(id)});
  session.change(k_free_devices, {now, id});
}

}  // namespace

Result<Ending, StoreError> ResidentEndings::merge(const ResidentRecord& merged, const VersionTexts& texts,
                                                  const ResidentRecord& other, const AuditEntry& audit) {
  return pool_.run<Ending>([&](Session& session) {
    Ending ending = Ending::done;
    session.transaction([&] {
      // In the order of ids, as every other merge: two of them never wait for each other.
      const bool first = merged.id < other.id;
      const auto one = lock_resident(session, master_, first ? merged.id : other.id);
      const auto two = lock_resident(session, master_, first ? other.id : merged.id);
      if (!one || !two) {
        ending = Ending::not_there;
        return;
      }
      const LockedResident& kept = first ? *one : *two;
      const LockedResident& gone = first ? *two : *one;
      if (kept.version != merged.version || gone.version != other.version) {
        ending = Ending::stale;
        return;
      }
      if (has_open_incident(session, merged.id) || has_open_incident(session, other.id)) {
        ending = Ending::incident_open;
        return;
      }
      session.change(k_clear_contacts, {other.id});  // their ids go to the merged record
      std::optional<std::string> key_safe;
      if (key_safe_of(session, merged.id, kept.key).empty()) key_safe = key_safe_of(session, other.id, gone.key);
      write_change(session, merged, key_safe, texts, kept.key, audit);
      session.change(k_move_devices, {merged.id, audit.at, other.id});
      for (const std::string_view move : k_moves) session.change(move, {merged.id, other.id});
      move_files(session, merged.id, kept.key, other.id, gone.key);
      session.change(k_archive_merged, {merged.id, audit.at, other.id});
      raise_mark(session);
      write_audit(session, audit);
    });
    return ending;
  });
}

Result<Ending, StoreError> ResidentEndings::erase(const ResidentId& id, const AuditEntry& audit) {
  return pool_.run<Ending>([&](Session& session) {
    Ending ending = Ending::done;
    session.transaction([&] {
      // No key is needed to destroy one: a record whose key no longer opens can still be erased.
      bool there = false;
      session.query(k_lock_data_key, {id}, [&](const Row& row) { there = !row.text(0).empty(); });
      if (!there) {
        ending = Ending::not_there;
        return;
      }
      if (has_open_incident(session, id)) {
        ending = Ending::incident_open;
        return;
      }
      // Records that ended in this one are hers as well.
      std::vector<ResidentId> hers{id};
      session.query(k_list_merged, {id}, [&](const Row& row) { hers.push_back(row.id<ResidentId>(0)); });
      for (const ResidentId& one : hers) erase_one(session, one, audit.at);
      raise_mark(session);
      write_audit(session, audit);
    });
    return ending;
  });
}

}  // namespace lamplight::db
