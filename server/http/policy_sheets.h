// The escalation ladders as one sheet, a row for each step: those of the queues and the plans for narrower cases.
//
// What it shares with the handlers of policies and plans is declared here, so that a sheet is judged as they judge.
#pragma once

#include <vector>

#include "model/policy.h"
#include "server/http/api.h"
#include "server/http/register_views.h"

namespace lamplight::server::http {

inline constexpr std::size_t k_plans_max = 2'000;  // each is looked at for every incident

// policies.cpp
[[nodiscard]] std::vector<LadderRow> ladder_rows(const Policies& policies);
// plans.cpp; a problem 422 where its resident or its district is not there.
[[nodiscard]] Outcome<Done> check_plan_references(Api& api, const Plan& plan);

[[nodiscard]] Handled export_policies(Api& api, const Call& call);

}  // namespace lamplight::server::http
