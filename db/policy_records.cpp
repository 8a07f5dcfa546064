// Policies on MySQL: read whole, written a ladder at a time.
#include "db/policy_records.h"

#include "db/accounts.h"
#include "db/columns.h"
#include "db/directory.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"

namespace lamplight::db {

Result<Policies, StoreError> PolicyRecords::read() {
  return pool_.run<Policies>([&](Session& session) {
    Policies policies;
    session.query(k_select_policy_steps, {}, [&](const Row& row) {
      const auto queue = stored_class(row.text(0));
      const auto action = step_action_named(row.text(2));
      if (!queue || !action) throw DbFault(FaultKind::other, 0, "a policy step with a word that is not ours");
      Ladder& ladder = *queue == IncidentClass::emergency ? policies.by_priority[static_cast<int>(row.integer(1))]
                                                          : policies.by_queue[*queue];
      ladder.push_back({*action, static_cast<int>(row.integer(3)), Millis{row.integer(4)}});
    });
    session.query(k_select_kind_needs, {}, [&](const Row& row) {
      if (const auto kind = stored_kind(row.text(0))) policies.needs[*kind].push_back(row.id<SkillCode>(1));
    });
    policies.weights = read_weights(session);
    return policies;
  });
}

Result<Done, StoreError> PolicyRecords::put_ladder(IncidentClass queue, int priority, const Ladder& ladder,
                                                   const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    int step = 0;
    for (const PolicyStep& one : ladder) {
      rows.push_back({name_of(queue), priority, step++, name_of(one.action), one.width, one.wait.count()});
    }
    session.transaction([&] {
      session.change(k_clear_ladder, {name_of(queue), priority});
      session.insert(k_add_ladder_steps, rows);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<Done, StoreError> PolicyRecords::put_needs(AlarmKind kind, const std::vector<SkillCode>& needs,
                                                  const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    for (const SkillCode& skill : needs) rows.push_back({facts_of(kind).name, skill});
    session.transaction([&] {
      session.change(k_clear_kind_needs, {facts_of(kind).name});
      session.insert(k_put_needs_of_kind, rows);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<Done, StoreError> PolicyRecords::put_weights(const Weights& weights, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    for (const WeightFacts& facts : weight_facts()) rows.push_back({facts.name, weights.*facts.value});
    session.transaction([&] {
      session.insert(k_put_weights, rows);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

}  // namespace lamplight::db
