// Workers, skills and shifts, in one look.
#include "db/roster.h"

#include "db/directory.h"
#include "db/statements_registers.h"

namespace lamplight::db {
namespace {

constexpr std::chrono::hours k_around{10};

}  // namespace

Result<RosterPlan, StoreError> Rosters::plan(Instant from, Instant until) {
  return pool_.run<RosterPlan>([&](Session& session) {
    RosterPlan plan;
    plan.workers = read_workers(session, from);
    for (WorkerCard& worker : plan.workers) worker.skills.clear();
    session.query(k_select_dated_skills, {}, [&](const Row& row) {
      plan.skills.push_back({row.id<WorkerId>(0), row.id<SkillCode>(1), row.instant_or_nothing(2)});
    });
    // Nobody's vehicle has an end.
    for (const auto& [driver, code] : read_vehicle_codes(session)) plan.skills.push_back({driver, code, std::nullopt});
    session.query(k_select_shifts_between, {from - k_around, until + k_around}, [&](const Row& row) {
      plan.shifts.push_back({row.id<WorkerId>(0), row.instant(1), row.instant(2), row.instant_or_nothing(3),
                             row.instant_or_nothing(4)});
    });
    return plan;
  });
}

}  // namespace lamplight::db
