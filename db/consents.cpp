// Writing consents: the row that stands is locked, kept, and replaced.
#include "db/consents.h"

#include "db/accounts.h"
#include "db/statements_consents.h"

namespace lamplight::db {
namespace {

Consent consent_of(const Row& row) {
  Consent consent;
  consent.user = row.id<UserId>(0);
  consent.resident = row.id<ResidentId>(1);
  consent.relation = row.text(2);
  consent.sees_status = row.truth(3);
  consent.sees_incidents = row.truth(4);
  consent.sees_vitals = row.truth(5);
  consent.sees_location = row.truth(6);
  consent.agreed_at = row.instant(7);
  consent.withdrawn_at = row.instant_or_nothing(8);
  consent.given_by = row.text(9);
  consent.proxy = row.text(10);
  consent.text_version = row.text(11);
  consent.recorded_by = row.text(12);
  consent.version = row.integer(13);
  if (!row.null(14)) consent.user_name = row.text(14);
  if (!row.null(15)) consent.text_zh = row.text(15);
  if (!row.null(16)) consent.text_en = row.text(16);
  return consent;
}

ConsentText text_of(const Row& row) {
  return {row.text(0), row.text(1), row.text(2), row.instant(3), row.text(4)};
}

bool is_kept(Session& session, const std::string& text_version) {
  bool kept = false;
  session.query(k_has_consent_text, {text_version}, [&](const Row&) { kept = true; });
  return kept;
}

enum class Standing : std::uint8_t { none, withdrawn, holds };

Standing lock_standing(Session& session, const Consent& consent) {
  Standing standing = Standing::none;
  session.query(k_lock_consent, {consent.user, consent.resident},
                [&](const Row& row) { standing = row.null(1) ? Standing::holds : Standing::withdrawn; });
  return standing;
}

bool is_relative(Session& session, const UserId& user) {
  bool relative = false;
  session.query(k_find_role_of_user, {user},
                [&](const Row& row) { relative = row.text(0) == name_of(Role::family); });
  return relative;
}

}  // namespace

Result<ConsentBook, StoreError> Consents::of(const ResidentId& resident) {
  return pool_.run<ConsentBook>([&](Session& session) {
    ConsentBook book;
    session.query(k_list_consents, {resident}, [&](const Row& row) { book.standing.push_back(consent_of(row)); });
    session.query(k_list_past_consents, {resident}, [&](const Row& row) { book.past.push_back(consent_of(row)); });
    return book;
  });
}

Result<ConsentChange, StoreError> Consents::give(const Consent& consent, const AuditEntry& audit) {
  return pool_.run<ConsentChange>([&](Session& session) {
    auto change = ConsentChange::done;
    session.transaction([&] {
      if (!is_relative(session, consent.user)) {
        change = ConsentChange::no_such_relative;
        return;
      }
      if (!is_kept(session, consent.text_version)) {
        change = ConsentChange::no_such_text;
        return;
      }
      if (lock_standing(session, consent) == Standing::none) {
        session.insert(k_insert_consent,
                       {{consent.user, consent.resident, consent.relation, consent.sees_status, consent.sees_incidents,
                         consent.sees_vitals, consent.sees_location, audit.at, consent.given_by, consent.proxy,
                         consent.text_version, audit.who}});
      } else {
        session.change(k_keep_past_consent, {consent.user, consent.resident});
        session.change(k_renew_consent,
                       {consent.relation, consent.sees_status, consent.sees_incidents, consent.sees_vitals,
                        consent.sees_location, audit.at, consent.given_by, consent.proxy, consent.text_version,
                        audit.who, consent.user, consent.resident});
      }
      write_audit(session, audit);
    });
    return change;
  });
}

Result<ConsentChange, StoreError> Consents::withdraw(const Consent& consent, const AuditEntry& audit) {
  return pool_.run<ConsentChange>([&](Session& session) {
    auto change = ConsentChange::done;
    session.transaction([&] {
      if (lock_standing(session, consent) != Standing::holds) {
        change = ConsentChange::nothing_given;
        return;
      }
      session.change(k_keep_past_consent, {consent.user, consent.resident});
      session.change(k_withdraw_consent,
                     {audit.at, consent.given_by, consent.proxy, audit.who, consent.user, consent.resident});
      write_audit(session, audit);
    });
    return change;
  });
}

Result<std::vector<ConsentText>, StoreError> Consents::texts() {
  return pool_.run<std::vector<ConsentText>>([&](Session& session) {
    std::vector<ConsentText> texts;
    session.query(k_list_consent_texts, {}, [&](const Row& row) { texts.push_back(text_of(row)); });
    return texts;
  });
}

Result<Done, StoreError> Consents::add_text(const ConsentText& text, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_add_consent_text, {{text.version, text.zh, text.en, audit.at, audit.who}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::optional<ConsentText>, StoreError> Consents::text_agreed_to(const UserId& user,
                                                                        const ResidentId& resident) {
  return pool_.run<std::optional<ConsentText>>([&](Session& session) {
    std::optional<ConsentText> text;
    session.query(k_find_text_agreed_to, {user, resident}, [&](const Row& row) { text = text_of(row); });
    return text;
  });
}

Result<std::vector<std::string>, StoreError> Consents::sessions_of(const UserId& user, Instant now) {
  return pool_.run<std::vector<std::string>>([&](Session& session) {
    std::vector<std::string> hashes;
    session.query(k_list_open_sessions_of_user, {user, now}, [&](const Row& row) { hashes.push_back(row.text(0)); });
    return hashes;
  });
}

}  // namespace lamplight::db
