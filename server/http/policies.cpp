// The policies: ladders by queue and priority, the skills that kinds call for, the weights of matching.
#include <algorithm>

#include "model/digest.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::string_view k_needs = "needs-";
constexpr std::string_view k_weights = "weights";

struct PolicyRows {
  std::vector<LadderRow> ladders;
  std::vector<KindNeedsRow> needs;
  Weights weights;
};

Outcome<PolicyRows> stored_rows(Api& api) {
  const auto policies = api.policies.read();
  if (!policies) return Failure{problem_of(policies.error())};
  PolicyRows rows;
  for (const auto& [priority, ladder] : policies.value().by_priority) {
    const std::string id = std::string(name_of(IncidentClass::emergency)) + "-" + std::to_string(priority);
    rows.ladders.push_back({id, IncidentClass::emergency, priority, ladder});
  }
  for (const auto& [queue, ladder] : policies.value().by_queue) {
    rows.ladders.push_back({std::string(name_of(queue)) + "-0", queue, 0, ladder});
  }
  for (const auto& [kind, needs] : policies.value().needs) {
    rows.needs.push_back({std::string(k_needs) + std::string(facts_of(kind).name), kind, needs});
  }
  rows.weights = policies.value().weights;
  return rows;
}

// A policy has no version of its own: what it says is its mark.
std::string etag_of_text(const std::string& text) {
  return "\"" + digest_of({text}) + "\"";
}

Handled shown(const std::string& text) {
  Answer answer;
  answer.body = text;
  tag(answer, etag_of_text(text));
  return answer;
}

template <class Row>
const Row* find(const std::vector<Row>& rows, std::string_view id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

AuditEntry audit_of(const Call& call) {
  const std::string id(call.param(0));
  return {call.now, call.caller.user.text(), "policy.changed", "policy:" + id, ""};
}

// A kind that needs nothing has no row, but may be given needs.
std::optional<KindNeedsRow> needs_row(const PolicyRows& rows, std::string_view id) {
  if (const KindNeedsRow* row = find(rows.needs, id)) return *row;
  if (!id.starts_with(k_needs)) return std::nullopt;
  const auto kind = kind_named(id.substr(k_needs.size()));
  if (!kind) return std::nullopt;
  return KindNeedsRow{std::string(id), *kind, {}};
}

Outcome<Done> put_ladder(Api& api, const Call& call, Body& body, const LadderRow& row) {
  const Ladder ladder = ladder_in(body);
  if (const auto fault = body.fault()) return Failure{*fault};
  const auto put = api.policies.put_ladder(row.queue, row.priority, ladder, audit_of(call));
  if (!put) return Failure{problem_of(put.error())};
  return Done{};
}

Outcome<Done> put_needs(Api& api, const Call& call, Body& body, const KindNeedsRow& row) {
  const auto texts = body.maybe_codes("needs", 20);
  if (!texts) body.refuse("needs is required, a list of skills.");
  if (const auto fault = body.fault()) return Failure{*fault};
  std::vector<SkillCode> needs;
  for (const std::string& text : *texts) {
    const auto skill = api.registers.one(db::Register::skills, text);
    if (!skill) return Failure{problem_of(skill.error())};
    if (!skill.value()) return Failure{not_acceptable("There is no skill " + text + ".")};
    needs.emplace_back(text);
  }
  const auto put = api.policies.put_needs(row.kind, needs, audit_of(call));
  if (!put) return Failure{problem_of(put.error())};
  return Done{};
}

// Those that the body names; the others stay as they are.
Outcome<Done> put_weights(Api& api, const Call& call, Body& body, Weights weights) {
  for (const WeightFacts& facts : weight_facts()) {
    const auto value = body.maybe_integer(std::string(facts.name), 0, k_weight_max);
    if (value) weights.*facts.value = *value;
  }
  if (const auto fault = body.fault()) return Failure{*fault};
  const auto put = api.policies.put_weights(weights, audit_of(call));
  if (!put) return Failure{problem_of(put.error())};
  return Done{};
}

Outcome<Done> put(Api& api, const Call& call, Body& body, const PolicyRows& rows) {
  if (call.param(0) == k_weights) return put_weights(api, call, body, rows.weights);
  if (const LadderRow* ladder = find(rows.ladders, call.param(0))) return put_ladder(api, call, body, *ladder);
  return put_needs(api, call, body, *needs_row(rows, call.param(0)));
}

}  // namespace

Handled list_policies(Api& api, const Call&) {
  const auto rows = stored_rows(api);
  if (!rows) return Failure{rows.error()};
  Answer answer;
  answer.body = policy_page_view(rows.value().ladders, rows.value().needs, rows.value().weights);
  return answer;
}

Handled read_policy(Api& api, const Call& call) {
  const auto rows = stored_rows(api);
  if (!rows) return Failure{rows.error()};
  if (call.param(0) == k_weights) return shown(policy_view(rows.value().weights));
  if (const LadderRow* ladder = find(rows.value().ladders, call.param(0))) return shown(policy_view(*ladder));
  if (const auto needs = needs_row(rows.value(), call.param(0))) return shown(policy_view(*needs));
  return Failure{not_found()};
}

Handled change_policy(Api& api, const Call& call) {
  const auto present = read_policy(api, call);
  if (!present) return Failure{present.error()};
  if (const auto match = matched(call, etag_of_text(present.value().body)); !match) return Failure{match.error()};
  const auto rows = stored_rows(api);
  if (!rows) return Failure{rows.error()};
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  if (const auto done = put(api, call, body.value(), rows.value()); !done) return Failure{done.error()};
  return read_policy(api, call);
}

}  // namespace lamplight::server::http
