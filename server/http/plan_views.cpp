// Field by field.
#include "server/http/plan_views.h"

#include "server/http/json_views.h"
#include "server/http/register_views.h"

namespace lamplight::server::http {
namespace {

template <class I>
void apply_id(Body& body, const std::string& name, std::optional<I>& value) {
  if (!body.names(name)) return;
  const auto code = body.maybe_code(name);
  value = code ? std::optional(I{*code}) : std::nullopt;
}

Json plan_json(const db::PlanRecord& record) {
  const Plan& plan = record.plan;
  return {{"id", plan.id.text()},
          {"name", record.name},
          {"resident", view(plan.resident)},
          {"kind", plan.kind ? Json(facts_of(*plan.kind).name) : Json(nullptr)},
          {"district", view(plan.district)},
          {"priority", view(plan.priority)},
          {"time", name_of(plan.time)},
          {"steps", steps_json(plan.steps)},
          {"version", record.version}};
}

}  // namespace

std::string plan_view(const db::PlanRecord& record) { return written(plan_json(record)); }

std::string plan_page_view(const std::vector<db::PlanRecord>& records) {
  Json items = Json::array();
  for (const db::PlanRecord& record : records) items.push_back(plan_json(record));
  return written(page_view(std::move(items), std::nullopt));
}

std::string business_hours_view(const BusinessHours& hours) {
  Json days = Json::array();
  for (int day = 0; day < 7; ++day) {
    if (((static_cast<unsigned>(hours.days) >> static_cast<unsigned>(day)) & 1U) != 0) days.push_back(std::to_string(day + 1));
  }
  return written({{"utc_offset_min", hours.utc_offset_min},
                  {"from_min", hours.from_min},
                  {"to_min", hours.to_min},
                  {"days", std::move(days)}});
}

void apply_plan(Body& body, db::PlanRecord& record) {
  Plan& plan = record.plan;
  if (auto name = body.maybe_text("name")) record.name = std::move(*name);
  apply_id(body, "resident", plan.resident);
  apply_id(body, "district", plan.district);
  if (body.names("priority")) plan.priority = body.maybe_integer("priority", 1, 5);
  if (body.names("kind")) {
    const auto word = body.maybe_code("kind");
    plan.kind = word ? kind_named(*word) : std::nullopt;
    if (word && !plan.kind) body.refuse("kind must be a kind of alarm.");
  }
  if (const auto word = body.maybe_text("time", 10)) {
    const auto time = time_of_week_named(*word);
    if (!time) body.refuse("time must be any, business or night.");
    plan.time = time.value_or(TimeOfWeek::any);
  }
  if (body.names("steps") || plan.steps.empty()) plan.steps = ladder_in(body);
  const bool pressed = plan.kind == AlarmKind::sos;
  for (const PolicyStep& step : plan.steps) {
    if (pressed && step.action == StepAction::ask_resident) body.refuse("A pressed SOS never waits for a question.");
  }
}

void apply_business_hours(Body& body, BusinessHours& hours) {
  hours.utc_offset_min = body.maybe_integer("utc_offset_min", -720, 840).value_or(hours.utc_offset_min);
  hours.from_min = body.maybe_integer("from_min", 0, 1439).value_or(hours.from_min);
  hours.to_min = body.maybe_integer("to_min", 1, 1440).value_or(hours.to_min);
  if (hours.from_min >= hours.to_min) body.refuse("from_min must be before to_min.");
  if (!body.names("days")) return;
  const auto days = body.maybe_texts("days", 7);
  unsigned mask = 0;
  for (const std::string& day : days.value_or(std::vector<std::string>{})) {
    if (day.size() != 1 || day[0] < '1' || day[0] > '7') {
      body.refuse("days must be of 1 (Monday) to 7.");
      return;
    }
    mask |= 1U << static_cast<unsigned>(day[0] - '1');
  }
  hours.days = static_cast<int>(mask);
}

}  // namespace lamplight::server::http
