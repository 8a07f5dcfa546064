// Breaking the glass: a look at a resident beyond one's part, for fifteen minutes, with a reason and a second factor,
// on a list that somebody else reviews within a day.
#include "db/password.h"
#include "server/http/body_views.h"
#include "server/http/consent_views.h"
#include "server/http/handlers.h"
#include "server/http/incident_views.h"
#include "server/http/paging.h"
#include "server/http/problem.h"
#include "server/http/proof.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_reason_bytes_min = 6;  // two Chinese characters say something, "x" does not
constexpr std::size_t k_reason_bytes_max = 400;
constexpr std::size_t k_code_bytes_max = 40;

AuditEntry audit_of(const Call& call, const std::string& what, const db::GlassBreak& made) {
  return {call.now, call.caller.user.text(), "glass." + what, "resident:" + made.resident.text(),
          "glass:" + made.id + " until " + to_rfc3339(made.until)};
}

Outcome<db::GlassBreak> stored_break(Api& api, const Call& call) {
  const auto found = api.glass.one(std::string(call.param(0)));
  if (!found) return Failure{problem_of(found.error())};
  if (!found.value()) return Failure{not_found()};
  return *found.value();
}

}  // namespace

Handled break_glass(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::GlassBreak made;
  made.reason = body.value().text("reason", k_reason_bytes_max);
  const std::string code = body.value().text("code", k_code_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (made.reason.size() < k_reason_bytes_min) return Failure{not_acceptable("reason must say why.")};
  const auto user = own_account(api, call);
  if (!user) return Failure{user.error()};
  if (user.value().totp_sealed.empty()) return Failure{second_factor_needed()};
  if (const auto proven = prove_code(api, call, user.value(), code); !proven) return Failure{proven.error()};

  made.resident = ResidentId{std::string(call.param(0))};
  const auto there = api.registers.exists(db::Refers::to_resident, made.resident.text());
  if (!there) return Failure{problem_of(there.error())};
  if (!there.value()) return Failure{not_found()};
  made.id = "g-" + db::random_hex(8);
  made.user = call.caller.user;
  made.broken_at = call.now;
  made.until = call.now + db::k_glass_broken;
  const auto broken = api.glass.break_it(made, audit_of(call, "broken", made));
  if (!broken) return Failure{problem_of(broken.error())};
  const auto stored = api.glass.one(made.id);
  if (!stored || !stored.value()) return Failure{unavailable()};
  Answer answer;
  answer.status = 201;
  answer.body = glass_view(*stored.value(), call.now);
  return answer;
}

Handled list_glass(Api& api, const Call& call) {
  const auto page = page_of(call, 2);
  if (!page) return Failure{page.error()};
  Instant before = Instant::max();
  std::string before_id;
  if (const auto& after = page.value().after; !after.empty()) {
    const auto at = whole_number(after[0]);
    if (!at) return Failure{malformed("cursor is not one that this list has given.")};
    before = instant_of_ms(*at);
    before_id = after[1];
  }
  auto breaks =
      api.glass.list(call.asked("reviewed") == "false", before, before_id, page.value().items_max + 1);
  if (!breaks) return Failure{problem_of(breaks.error())};
  std::optional<std::string> next;
  if (cut_to_page(breaks.value(), page.value())) {
    const db::GlassBreak& last = breaks.value().back();
    next = cursor_of({std::to_string(ms_of(last.broken_at)), last.id});
  }
  Answer answer;
  answer.body = glass_page_view(breaks.value(), next, call.now);
  return answer;
}

// Nobody reviews her own.
Handled review_glass(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string note = body.value().text("note", k_reason_bytes_max);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto found = stored_break(api, call);
  if (!found) return Failure{found.error()};
  if (found.value().user == call.caller.user) {
    return Failure{conflict("own", "Somebody else must review what you have looked at.")};
  }
  const auto reviewed = api.glass.review(found.value().id, note, audit_of(call, "reviewed", found.value()));
  if (!reviewed) return Failure{problem_of(reviewed.error())};
  if (!reviewed.value()) return Failure{conflict("reviewed", "It has been reviewed already.")};
  const auto stored = stored_break(api, call);
  if (!stored) return Failure{stored.error()};
  Answer answer;
  answer.body = glass_view(stored.value(), call.now);
  return answer;
}

Handled reveal_key_safe(Api& api, const Call& call) {
  const ResidentId resident{std::string(call.param(0))};
  const auto code = api.residents.reveal_key_safe(
      resident, {call.now, call.caller.user.text(), "resident.reveal", "resident:" + resident.text(),
                 "key_safe by breaking the glass"});
  if (!code) return Failure{problem_of(code.error())};
  if (!code.value()) return Failure{not_found()};
  Answer answer;
  answer.body = revealed_view("key_safe", *code.value());
  return answer;
}

}  // namespace lamplight::server::http
