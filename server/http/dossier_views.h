// An incident as one signed dossier: every second of it, and who knew what. Pure.
//
// The dossier is a JSON text within the answer, so that its bytes, which are what is signed, survive any reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/audit_chain.h"
#include "db/incident_views.h"

namespace lamplight::server::http {

struct DossierParts {
  const db::IncidentWhole& whole;
  const std::vector<AuditEntry>& seen;  // who looked at the incident or its resident, and what was changed
  db::ChainHead head;                   // of the audit trail when the dossier was made
  Instant made_at{};
  std::string made_by;
};

// The whole incident, and its course: alarms, evidence, history, offers and looks in one list by time.
[[nodiscard]] std::string dossier_view(const DossierParts& parts);

struct Signed {
  std::string dossier;
  std::string signature;
  std::string public_key;
};

[[nodiscard]] std::string signed_view(const Signed& made);
// Of the text of such an answer; nothing where it is none.
[[nodiscard]] std::optional<Signed> signed_parts(const std::string& text);

[[nodiscard]] std::string head_view(const db::ChainHead& head, Instant at, const std::string& line,
                                    const std::string& public_key);

}  // namespace lamplight::server::http
