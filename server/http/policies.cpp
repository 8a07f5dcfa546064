// The policies: ladders by queue and priority, the skills that kinds call for, the weights of matching.
#include <algorithm>

#include "model/digest.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/policy_sheets.h"
#include "server/http/problem.h"
#include "server/http/register_views.h"
#include "server/http/sheets.h"

namespace lamplight::server::http {
namespace {

constexpr std::string_view k_needs = "needs-";
constexpr std::string_view k_weights = "weights";
constexpr std::string_view k_evidence = "evidence";
constexpr std::size_t k_needs_max = 20;
constexpr std::size_t k_rules_max = 50;

struct PolicyRows {
  std::vector<LadderRow> ladders;
  std::vector<KindNeedsRow> needs;
  std::vector<EvidenceRule> evidence;
  Weights weights;
};

Outcome<PolicyRows> stored_rows(Api& api) {
  const auto policies = api.policies.read();
  if (!policies) return Failure{problem_of(policies.error())};
  PolicyRows rows;
  rows.ladders = ladder_rows(policies.value());
  for (const auto& [kind, needs] : policies.value().needs) {
    rows.needs.push_back({std::string(k_needs) + std::string(facts_of(kind).name), kind, needs});
  }
  rows.evidence = policies.value().evidence;
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

Outcome<Done> skills_exist(Api& api, const std::vector<SkillCode>& skills) {
  for (const SkillCode& code : skills) {
    const auto skill = api.registers.one(db::Register::skills, code.text());
    if (!skill) return Failure{problem_of(skill.error())};
    if (!skill.value()) return Failure{not_acceptable("There is no skill " + code.text() + ".")};
  }
  return Done{};
}

std::vector<SkillCode> needs_in(Body& body) {
  std::vector<SkillCode> needs;
  const auto texts = body.maybe_codes("needs", k_needs_max);
  if (!texts) body.refuse("needs is required, a list of skills.");
  for (const std::string& text : texts.value_or(std::vector<std::string>{})) needs.emplace_back(text);
  return needs;
}

Outcome<Done> put_needs(Api& api, const Call& call, Body& body, const KindNeedsRow& row) {
  const std::vector<SkillCode> needs = needs_in(body);
  if (const auto fault = body.fault()) return Failure{*fault};
  if (const auto exist = skills_exist(api, needs); !exist) return exist;
  const auto put = api.policies.put_needs(row.kind, needs, audit_of(call));
  if (!put) return Failure{problem_of(put.error())};
  return Done{};
}

std::optional<AlarmKind> kind_in(Body& body, const std::string& name) {
  const auto text = body.maybe_text(name, 20);
  const auto kind = text ? kind_named(*text) : std::nullopt;
  if (text && !kind) body.refuse(name + " must be a kind of alarm.");
  return kind;
}

EvidenceRule evidence_rule_in(Body& body) {
  EvidenceRule rule{kind_in(body, "kind"), kind_in(body, "beside"), body.maybe_text("says", 100).value_or(""),
                    needs_in(body)};
  if (!rule.kind && !rule.beside && rule.says.empty()) body.refuse("A rule has a kind, beside or says.");
  if (rule.needs.empty()) body.refuse("A rule needs something.");
  return rule;
}

Outcome<Done> put_evidence(Api& api, const Call& call, Body& body) {
  std::vector<EvidenceRule> rules;
  auto bodies = body.maybe_objects("rules", k_rules_max);
  if (!bodies) return Failure{malformed("rules is required, a list.")};
  for (Body& one : *bodies) {
    rules.push_back(evidence_rule_in(one));
    if (const auto fault = one.fault()) return Failure{*fault};
    if (const auto exist = skills_exist(api, rules.back().needs); !exist) return exist;
  }
  const auto put = api.policies.put_evidence(rules, audit_of(call));
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
  if (call.param(0) == k_evidence) return put_evidence(api, call, body);
  if (const LadderRow* ladder = find(rows.ladders, call.param(0))) return put_ladder(api, call, body, *ladder);
  return put_needs(api, call, body, *needs_row(rows, call.param(0)));
}

}  // namespace

std::vector<LadderRow> ladder_rows(const Policies& policies) {
  std::vector<LadderRow> rows;
  for (const auto& [priority, ladder] : policies.by_priority) {
    const std::string id = std::string(name_of(IncidentClass::emergency)) + "-" + std::to_string(priority);
    rows.push_back({id, IncidentClass::emergency, priority, ladder});
  }
  for (const auto& [queue, ladder] : policies.by_queue) {
    rows.push_back({std::string(name_of(queue)) + "-0", queue, 0, ladder});
  }
  return rows;
}

Handled list_policies(Api& api, const Call& call) {
  if (wants_csv(call)) return export_policies(api, call);
  const auto rows = stored_rows(api);
  if (!rows) return Failure{rows.error()};
  Answer answer;
  answer.body = policy_page_view(rows.value().ladders, rows.value().needs, rows.value().evidence, rows.value().weights);
  return answer;
}

Handled read_policy(Api& api, const Call& call) {
  const auto rows = stored_rows(api);
  if (!rows) return Failure{rows.error()};
  if (call.param(0) == k_weights) return shown(policy_view(rows.value().weights));
  if (call.param(0) == k_evidence) return shown(policy_view(rows.value().evidence));
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
