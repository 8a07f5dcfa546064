// A plan and its steps in one transaction.
#include "db/plan_records.h"

#include "db/accounts.h"
#include "db/directory.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"

namespace lamplight::db {
namespace {

std::string_view kind_of(const Plan& plan) { return plan.kind ? facts_of(*plan.kind).name : std::string_view{}; }

void write_steps(Session& session, const Plan& plan) {
  std::vector<Params> rows;
  int step = 0;
  for (const PolicyStep& one : plan.steps) {
    rows.push_back({plan.id, step++, name_of(one.action), one.width, one.wait.count(),
                    one.loudness ? name_of(*one.loudness) : std::string_view{}});
  }
  session.change(k_clear_plan_steps, {plan.id});
  session.insert(k_add_plan_steps, rows);
}

}  // namespace

Result<std::vector<PlanRecord>, StoreError> PlanRecords::list() {
  return pool_.run<std::vector<PlanRecord>>([](Session& session) {
    std::vector<PlanRecord> records;
    for (Plan& plan : read_policies(session).plans) records.push_back({std::move(plan), {}, 0});
    session.query(k_select_plans, {}, [&](const Row& row) {
      for (PlanRecord& record : records) {
        if (record.plan.id != row.id<PlanId>(0)) continue;
        record.name = row.text(6);
        record.version = row.integer(7);
      }
    });
    std::erase_if(records, [](const PlanRecord& record) { return record.version == 0; });
    return records;
  });
}

Result<Done, StoreError> PlanRecords::add(const PlanRecord& record, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    const Plan& plan = record.plan;
    session.transaction([&] {
      session.insert(k_add_plan, {{plan.id, record.name, plan.resident, kind_of(plan), plan.district, plan.priority,
                                   name_of(plan.time), 1}});
      write_steps(session, plan);
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> PlanRecords::change(const PlanRecord& record, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    const Plan& plan = record.plan;
    bool changed = false;
    session.transaction([&] {
      changed = session.change(k_change_plan, {record.name, plan.resident, kind_of(plan), plan.district, plan.priority,
                                               name_of(plan.time), plan.id, record.version}) > 0;
      if (!changed) return;
      write_steps(session, plan);
      raise_mark(session);
      write_audit(session, audit);
    });
    return changed;
  });
}

Result<bool, StoreError> PlanRecords::remove(const PlanId& id, std::int64_t version, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool removed = false;
    session.transaction([&] {
      removed = session.change(k_remove_plan, {id, version}) > 0;
      if (!removed) return;
      session.change(k_clear_plan_steps, {id});
      raise_mark(session);
      write_audit(session, audit);
    });
    return removed;
  });
}

}  // namespace lamplight::db
