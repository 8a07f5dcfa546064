// What residents have agreed that relatives may see: given, replaced, withdrawn, and every version kept.
//
// Used by server/http on request threads. The consent that stands is the row of family_links, which family_views
// reads; each change keeps the row that it replaces, with its audit row, in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"
#include "model/ids.h"

namespace lamplight::db {

// The words of one version, as they are read to a resident. Kept as they were added.
struct ConsentText {
  std::string version;
  std::string zh;
  std::string en;
  Instant added_at{};
  std::string added_by;  // the user; empty: came with the town
};

struct Consent {
  UserId user;
  ResidentId resident;
  std::string relation;
  bool sees_status = false;
  bool sees_incidents = false;
  bool sees_vitals = false;
  bool sees_location = false;
  Instant agreed_at{};
  std::optional<Instant> withdrawn_at;
  std::string given_by;      // "resident" or "legal_proxy"; of a withdrawn one, who withdrew it
  std::string proxy;         // the legal proxy's name
  std::string text_version;  // of the words that were agreed to
  std::string recorded_by;   // the user who wrote it down
  std::int64_t version = 1;
  std::string user_name;     // empty in past versions
  std::string text_zh;       // the words of text_version; empty: given before words were kept
  std::string text_en;
};

struct ConsentBook {
  std::vector<Consent> standing;  // one for each relative, withdrawn ones too
  std::vector<Consent> past;      // latest version first
};

enum class ConsentChange : std::uint8_t { done, no_such_relative, no_such_text, nothing_given };

class Consents {
 public:
  explicit Consents(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  [[nodiscard]] Answer<ConsentBook> of(const ResidentId& resident);
  // Given anew or instead of what stood; its version follows. The relative must have an account of role family, and the
  // words must be kept.
  [[nodiscard]] Answer<ConsentChange> give(const Consent& consent, const AuditEntry& audit);
  // The relative sees nothing from this commit on. `consent` says whose, and who withdraws it.
  [[nodiscard]] Answer<ConsentChange> withdraw(const Consent& consent, const AuditEntry& audit);
  // Latest first.
  [[nodiscard]] Answer<std::vector<ConsentText>> texts();
  // A version that there is already is a conflict.
  [[nodiscard]] Answer<Done> add_text(const ConsentText& text, const AuditEntry& audit);
  // The words that this relative's consent, which stands, was given to.
  [[nodiscard]] Answer<std::optional<ConsentText>> text_agreed_to(const UserId& user, const ResidentId& resident);
  // Digests of the sessions of this user that still hold: their streams have to be told.
  [[nodiscard]] Answer<std::vector<std::string>> sessions_of(const UserId& user, Instant now);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
