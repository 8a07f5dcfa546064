// Ladders to rows, and rows to ladders. What names the ladder stands in each of its rows; the first row counts, and
// the others must not say otherwise.
#include "server/http/policy_sheets.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "server/http/csv_text.h"
#include "server/http/handlers.h"
#include "server/http/plan_views.h"
#include "server/http/problem.h"
#include "server/http/sheets.h"

namespace lamplight::server::http {
namespace {

constexpr std::array<std::string_view, 5> k_of_plans{"name", "resident", "kind", "district", "time"};
constexpr std::array<std::string_view, 7> k_names{"queue", "priority", "name", "resident", "kind", "district", "time"};
constexpr std::array<std::string_view, 4> k_of_steps{"action", "width", "wait_ms", "loudness"};

const std::vector<SheetColumn>& columns() {
  using enum SheetType;
  static const std::vector<SheetColumn> all{
      {"id", text},     {"queue", text},    {"priority", whole}, {"name", text},  {"resident", text},
      {"kind", text},   {"district", text}, {"time", text},      {"step", whole}, {"action", text},
      {"width", whole}, {"wait_ms", whole}, {"loudness", text}};
  return all;
}

// The rows of one ladder, in their order.
struct SheetLadder {
  std::vector<const SheetRow*> rows;
  Json body = Json::object();
};

// What a row of the sheet would write: a ladder of a queue, or a plan.
struct CheckedLadder {
  std::optional<LadderRow> ladder;
  db::PlanRecord plan;
  bool is_new = false;
};

struct Stored {
  std::vector<LadderRow> ladders;
  std::vector<db::PlanRecord> plans;
};

Outcome<Stored> stored(Api& api) {
  const auto policies = api.policies.read();
  if (!policies) return Failure{problem_of(policies.error())};
  auto plans = api.plans.list();
  if (!plans) return Failure{problem_of(plans.error())};
  return Stored{ladder_rows(policies.value()), std::move(plans.value())};
}

void add_rows(std::string& text, const std::vector<std::string>& named, const Ladder& ladder) {
  int nth = 0;
  for (const PolicyStep& step : ladder) {
    std::vector<std::string> cells = named;
    cells.insert(cells.end(), {std::to_string(++nth), std::string(name_of(step.action)), std::to_string(step.width),
                               std::to_string(step.wait.count()),
                               step.loudness ? std::string(name_of(*step.loudness)) : std::string()});
    text += csv_line(cells);
  }
}

// Faults, one for each cell: what could not be read is not missing as well.
class Faults {
 public:
  explicit Faults(std::vector<SheetFault>& all) : all_(all) {
    for (const SheetFault& fault : all) places_.emplace(fault.line, fault.column);
  }
  void add(SheetFault fault) {
    if (places_.emplace(fault.line, fault.column).second) all_.push_back(std::move(fault));
  }
  [[nodiscard]] bool among(const SheetRow& row) const {
    const auto first = places_.lower_bound({row.line, ""});
    return first != places_.end() && first->first == row.line;
  }

 private:
  std::vector<SheetFault>& all_;
  std::set<std::pair<std::size_t, std::string>> places_;
};

// Its steps, each judged alone; faults name the row that is wrong.
Json steps_of(const SheetLadder& of, Faults& faults) {
  Json steps = Json::array();
  for (const SheetRow* row : of.rows) {
    const auto nth = steps.size() + 1;
    if (row->json.value("step", Json(nullptr)) != Json(nth)) {
      faults.add(fault_of(*row, "step must be " + std::to_string(nth) + " here: each ladder counts from 1."));
    }
    Json step = Json::object();
    for (const std::string_view name : k_of_steps) {
      if (row->json.contains(name)) step[std::string(name)] = row->json[std::string(name)];
    }
    auto body = Body::read(written(step));
    if (body) {
      (void)step_in(body.value());
      for (const std::string& sentence : body.value().faults()) faults.add(fault_of(*row, sentence));
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

// The rows by ladder, with the body that a request for each would have.
std::map<std::string, SheetLadder> ladders_of(const Sheet& sheet, Faults& faults) {
  std::map<std::string, SheetLadder> ladders;
  for (const SheetRow& row : sheet.rows) ladders[row.id].rows.push_back(&row);
  for (auto& [id, ladder] : ladders) {
    const Json& first = ladder.rows.front()->json;
    for (const std::string_view view : k_names) {
      const std::string name(view);
      if (first.contains(name)) ladder.body[name] = first[name];
      for (const SheetRow* row : ladder.rows) {
        if (!row->json.contains(name) || row->json[name] == first.value(name, Json(nullptr))) continue;
        faults.add(fault_of(*row, name + " is not what the first row of this ladder says."));
      }
    }
    ladder.body["steps"] = steps_of(ladder, faults);
  }
  return ladders;
}

// A sentence about the whole ladder: in the first row where it names one of its members, else at the step that asks.
SheetFault fault_of_ladder(const SheetLadder& of, const std::string& sentence) {
  const std::string member = sentence.substr(0, sentence.find(' '));
  if (std::find(k_names.begin(), k_names.end(), member) != k_names.end()) return fault_of(*of.rows.front(), sentence);
  const SheetRow* at = of.rows.back();
  for (const SheetRow* row : of.rows) {
    if (row->json.value("action", "") == name_of(StepAction::ask_resident)) at = row;
  }
  return {at->line, member == "steps" ? "step" : "action", sentence};
}

void check_ladder(const SheetLadder& from, Body& body, LadderRow& row, std::vector<SheetFault>& faults) {
  const SheetRow& first = *from.rows.front();
  if (from.body.value("queue", std::string(name_of(row.queue))) != name_of(row.queue)) {
    faults.push_back(fault_of(first, "queue is not that of the ladder of this id."));
  }
  if (from.body.value("priority", row.priority) != row.priority) {
    faults.push_back(fault_of(first, "priority is not that of the ladder of this id."));
  }
  for (const std::string_view name : k_of_plans) {
    if (from.body.contains(name)) faults.push_back(fault_of(first, std::string(name) + " is for plans only."));
  }
  row.steps = ladder_in(body);
  for (const std::string& sentence : body.faults()) faults.push_back(fault_of_ladder(from, sentence));
}

Outcome<Done> check_plan(Api& api, const SheetLadder& from, Body& body, db::PlanRecord& record,
                         std::vector<SheetFault>& faults) {
  if (from.body.contains("queue")) {
    faults.push_back(fault_of(*from.rows.front(), "id is no ladder of a queue; plans have none."));
  }
  apply_plan(body, record);
  for (const std::string& sentence : body.faults()) faults.push_back(fault_of_ladder(from, sentence));
  if (!body.faults().empty()) return Done{};
  const auto there = check_plan_references(api, record.plan);
  if (there) return Done{};
  constexpr int k_unprocessable = 422;
  if (there.error().status != k_unprocessable) return Failure{there.error()};
  faults.push_back(fault_of_ladder(from, there.error().detail));
  return Done{};
}

Outcome<CheckedLadder> checked_ladder(Api& api, const Stored& stored, const std::string& id, const SheetLadder& from,
                                      std::vector<SheetFault>& faults) {
  CheckedLadder checked;
  auto body = Body::read(written(from.body));
  if (!body) return Failure{body.error()};
  const auto is_it = [&](const LadderRow& row) { return row.id == id; };
  const auto ladder = std::find_if(stored.ladders.begin(), stored.ladders.end(), is_it);
  if (ladder != stored.ladders.end()) {
    checked.ladder = *ladder;
    check_ladder(from, body.value(), *checked.ladder, faults);
    return checked;
  }
  const auto is_plan = [&](const db::PlanRecord& record) { return record.plan.id.text() == id; };
  const auto plan = std::find_if(stored.plans.begin(), stored.plans.end(), is_plan);
  checked.is_new = plan == stored.plans.end();
  if (checked.is_new)
    checked.plan.plan.id = PlanId{id};
  else
    checked.plan = *plan;
  if (const auto done = check_plan(api, from, body.value(), checked.plan, faults); !done) return Failure{done.error()};
  return checked;
}

AuditEntry audit_of(const Call& call, const std::string& thing, const std::string& what, const std::string& id) {
  return {call.now, call.caller.user.text(), thing + "." + what, thing + ":" + id, "from a sheet"};
}

Outcome<Done> write(Api& api, const Call& call, const CheckedLadder& checked) {
  if (checked.ladder) {
    const LadderRow& row = *checked.ladder;
    const auto audit = audit_of(call, "policy", "changed", row.id);
    const auto put = api.policies.put_ladder(row.queue, row.priority, row.steps, audit);
    if (!put) return Failure{problem_of(put.error())};
    return Done{};
  }
  const std::string id = checked.plan.plan.id.text();
  if (checked.is_new) {
    const auto added = api.plans.add(checked.plan, audit_of(call, "plan", "added", id));
    if (!added) return Failure{problem_of(added.error())};
    return Done{};
  }
  const auto changed = api.plans.change(checked.plan, audit_of(call, "plan", "changed", id));
  if (!changed) return Failure{problem_of(changed.error())};
  if (!changed.value()) return Failure{stale()};
  return Done{};
}

}  // namespace

Handled export_policies(Api& api, const Call& call) {
  const auto all = stored(api);
  if (!all) return Failure{all.error()};
  std::vector<std::string> header;
  for (const SheetColumn& column : columns()) header.push_back(column.name);
  std::string text = csv_line(header);
  for (const LadderRow& row : all.value().ladders) {
    const std::string queue(name_of(row.queue));
    add_rows(text, {row.id, queue, std::to_string(row.priority), "", "", "", "", ""}, row.steps);
  }
  for (const auto& [plan, name, version] : all.value().plans) {
    add_rows(text,
             {plan.id.text(), "", plan.priority ? std::to_string(*plan.priority) : "", name,
              plan.resident ? plan.resident->text() : "", plan.kind ? std::string(facts_of(*plan.kind).name) : "",
              plan.district ? plan.district->text() : "", std::string(name_of(plan.time))},
             plan.steps);
  }
  const AuditEntry audit{call.now, call.caller.user.text(), "policy.exported", "policies", ""};
  if (const auto noted = api.accounts.record(audit); !noted) return Failure{problem_of(noted.error())};
  return sheet_answer(call, "policies", text);
}

Handled import_policies(Api& api, const Call& call) {
  auto sheet = sheet_of(call.body, columns(), "plan", SheetRows::several_each);
  if (!sheet) return Failure{sheet.error()};
  SheetReport report{is_dry_run(call), sheet.value().rows.size(), 0, 0, std::move(sheet.value().faults)};
  Faults of_rows(report.faults);
  const auto ladders = ladders_of(sheet.value(), of_rows);
  const auto all = stored(api);
  if (!all) return Failure{all.error()};
  std::vector<CheckedLadder> checked;
  for (const auto& [id, ladder] : ladders) {
    // Of a ladder whose rows are wrong already nothing more is said.
    const auto is_wrong = [&](const SheetRow* row) { return of_rows.among(*row); };
    if (std::any_of(ladder.rows.begin(), ladder.rows.end(), is_wrong)) continue;
    auto one = checked_ladder(api, all.value(), id, ladder, report.faults);
    if (!one) return Failure{one.error()};
    ++(one.value().is_new ? report.added : report.changed);
    if (all.value().plans.size() + report.added > k_plans_max) {
      report.faults.push_back(fault_of(*ladder.rows.front(), "id is one too many: there are as many plans as may be."));
    }
    checked.push_back(std::move(one.value()));
  }
  if (report.dry_run || !report.faults.empty()) return report_answer(report);
  for (const CheckedLadder& one : checked) {
    if (const auto done = write(api, call, one); !done) return Failure{done.error()};
  }
  return report_answer(report);
}

}  // namespace lamplight::server::http
