// The audit trail's head, for whoever keeps it elsewhere, and an incident as a signed dossier.
#include <algorithm>

#include "db/signature.h"
#include "server/audit_sealer.h"
#include "server/http/dossier_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_looks_max = 5'000;           // at one incident and its resident, within
constexpr std::chrono::hours k_looks_after{24 * 7};  // a week after it ended

// Who looked, at the incident and, while it lasted and after, at its resident.
Outcome<std::vector<AuditEntry>> looks_at(Api& api, const Incident& incident, Instant now) {
  const Instant until = std::min(now, incident.ended_at.value_or(now)) + k_looks_after;
  auto looks = api.audit_chain.about("incident:" + incident.id.text(), Instant{}, until, k_looks_max);
  if (!looks) return Failure{problem_of(looks.error())};
  if (incident.resident) {
    const auto more =
        api.audit_chain.about("resident:" + incident.resident->text(), incident.opened_at, until, k_looks_max);
    if (!more) return Failure{problem_of(more.error())};
    looks.value().insert(looks.value().end(), more.value().begin(), more.value().end());
  }
  return std::move(looks).value();
}

}  // namespace

Handled read_audit_head(Api& api, const Call& call) {
  const auto head = api.audit_chain.head();
  if (!head) return Failure{problem_of(head.error())};
  Answer answer;
  answer.body = head_view(head.value(), call.now, head_line(api.parts.seal_key.current(), head.value(), call.now),
                          db::public_key_of(api.parts.seal_key.current()));
  return answer;
}

Handled read_dossier(Api& api, const Call& call) {
  const IncidentId id{std::string(call.param(0))};
  const auto whole = api.incidents.whole(id);
  if (!whole) return Failure{problem_of(whole.error())};
  if (!whole.value()) return Failure{not_found()};
  const AuditEntry audit{call.now, call.caller.user.text(), "incident.dossier", "incident:" + id.text(), ""};
  if (const auto noted = api.accounts.record(audit); !noted) return Failure{problem_of(noted.error())};
  const auto looks = looks_at(api, whole.value()->incident, call.now);
  if (!looks) return Failure{looks.error()};
  const auto head = api.audit_chain.head();
  if (!head) return Failure{problem_of(head.error())};
  const std::string dossier =
      dossier_view({*whole.value(), looks.value(), head.value(), call.now, call.caller.user.text()});
  Answer answer;
  answer.body = signed_view(
      {dossier, db::sign(api.parts.seal_key.current(), dossier), db::public_key_of(api.parts.seal_key.current())});
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"incident-" + id.text() + ".json\"");
  return answer;
}

}  // namespace lamplight::server::http
