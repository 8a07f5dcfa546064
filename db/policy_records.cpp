// Policies on MySQL: read whole, written a ladder at a time.
#include "db/policy_records.h"

#include "db/accounts.h"
#include "db/columns.h"
#include "db/directory.h"
#include "db/statements_policies.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"

namespace lamplight::db {

Result<Policies, StoreError> PolicyRecords::read() {
  return pool_.run<Policies>([](Session& session) { return read_policies(session); });
}

Result<Done, StoreError> PolicyRecords::put_ladder(IncidentClass queue, int priority, const Ladder& ladder,
                                                   const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    int step = 0;
    for (const PolicyStep& one : ladder) {
      rows.push_back({name_of(queue), priority, step++, name_of(one.action), one.width, one.wait.count(),
                      one.loudness ? name_of(*one.loudness) : std::string_view{}});
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

Result<Done, StoreError> PolicyRecords::put_evidence(const std::vector<EvidenceRule>& rules, const AuditEntry& audit) {
  const auto word = [](const std::optional<AlarmKind>& kind) {
    return kind ? facts_of(*kind).name : std::string_view{};
  };
  return pool_.run<Done>([&](Session& session) {
    std::vector<Params> rows;
    for (const EvidenceRule& rule : rules) {
      const auto ordinal = static_cast<int>(rows.size());
      rows.push_back({ordinal, word(rule.kind), word(rule.beside), rule.says, joined(rule.needs)});
    }
    session.transaction([&] {
      session.change(k_clear_evidence_rules, {});
      session.insert(k_add_evidence_rules, rows);
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

Result<Done, StoreError> PolicyRecords::put_business_hours(const BusinessHours& hours, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_put_business_hours, {{1, hours.utc_offset_min, hours.from_min, hours.to_min, hours.days}});
      raise_mark(session);
      write_audit(session, audit);
    });
    return Done{};
  });
}

}  // namespace lamplight::db
