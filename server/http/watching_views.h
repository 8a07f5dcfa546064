// JSON of what the monitor is told and what it has found: care plans, and things without a register
// entry. Called by server/http/watching; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/care_plans.h"
#include "db/found_things.h"
#include "model/result.h"

namespace lamplight::server::http {

[[nodiscard]] std::string care_plan_view(const db::CarePlanRow& row);
// The plan with the members of `body` in place of its own, null taking one away; or what is wrong with it.
[[nodiscard]] Result<std::string, std::string> merged_plan(std::string_view plan, std::string_view body);

[[nodiscard]] std::string found_page_view(const std::vector<db::FoundThing>& things,
                                          const std::optional<std::string>& next);

}  // namespace lamplight::server::http
