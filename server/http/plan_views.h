// Escalation plans and business hours as JSON, and bodies as plans. Pure.
#pragma once

#include <string>
#include <vector>

#include "db/plan_records.h"
#include "server/http/body_views.h"

namespace lamplight::server::http {

[[nodiscard]] std::string plan_view(const db::PlanRecord& record);
[[nodiscard]] std::string plan_page_view(const std::vector<db::PlanRecord>& records);
[[nodiscard]] std::string business_hours_view(const BusinessHours& hours);

// Writes what the body names; null clears. The body keeps the first fault.
void apply_plan(Body& body, db::PlanRecord& record);
void apply_business_hours(Body& body, BusinessHours& hours);

}  // namespace lamplight::server::http
