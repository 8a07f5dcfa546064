// Whether the coming days have somebody for everybody.
#include <algorithm>

#include "server/http/coverage_views.h"
#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::int64_t k_days_default = 7;
constexpr std::int64_t k_days_max = 28;
constexpr std::int64_t k_target_min_max = 24 * 60;

// A whole number of the query from 1 on; absent is `otherwise`.
Outcome<std::int64_t> number_asked(const Call& call, const std::string& name, std::int64_t otherwise,
                                   std::int64_t most) {
  const std::string asked = call.asked(name);
  if (asked.empty()) return otherwise;
  const auto number = whole_number(asked);
  if (!number || *number < 1 || *number > most) {
    return Failure{malformed(name + " must be a whole number from 1 to " + std::to_string(most) + ".")};
  }
  return *number;
}

Outcome<CoverageWish> wish_in(const Call& call) {
  CoverageWish wish;
  const auto days = number_asked(call, "days", k_days_default, k_days_max);
  if (!days) return Failure{days.error()};
  const auto target_min = number_asked(call, "target_min", wish.target.count() / 60, k_target_min_max);
  if (!target_min) return Failure{target_min.error()};
  wish.from = Instant{std::chrono::floor<std::chrono::hours>(call.now.time_since_epoch())};
  wish.hours = static_cast<int>(days.value() * 24);
  wish.target = Seconds{target_min.value() * 60};
  return wish;
}

}  // namespace

Handled read_coverage_report(Api& api, const Call& call) {
  const auto page = page_of(call, 1);
  if (!page) return Failure{page.error()};
  std::size_t first = 0;
  if (!page.value().after.empty()) {
    const auto number = whole_number(page.value().after[0]);
    if (!number || *number < 0) return Failure{malformed("cursor is not one that this list has given.")};
    first = static_cast<std::size_t>(*number);
  }
  const auto wish = wish_in(call);
  if (!wish) return Failure{wish.error()};
  const auto plan = api.rosters.plan(wish.value().from, wish.value().from + std::chrono::hours{wish.value().hours});
  if (!plan) return Failure{problem_of(plan.error())};
  const Town town = api.parts.town.town();
  // A router knows the roads from where somebody is; the plan is about days on which nobody is anywhere yet.
  const Coverage seen = coverage(town, plan.value(), GreatCircle{k_town_speed_mps}, wish.value());
  const std::size_t end = first + page.value().items_max;
  std::optional<std::string> next;
  if (end < seen.holes.size()) next = cursor_of({std::to_string(end)});
  Answer answer;
  answer.body = coverage_view(seen, wish.value(), town, first, page.value().items_max, next);
  return answer;
}

}  // namespace lamplight::server::http
