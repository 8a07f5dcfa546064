// One transaction a call; what is claimed, decided and written for timers shares one.
#include "db/ledger.h"

#include "db/due_batches.h"
#include "db/ledger_read.h"
#include "db/ledger_write.h"
#include "db/statements_incidents.h"
#include "model/planted_bug.h"

namespace lamplight::db {
namespace {

// The incidents that a statement about timers names.
std::function<std::vector<IncidentId>(Session&)> asking(std::string_view statement, Params params) {
  return [statement, params = std::move(params)](Session& session) {
    std::vector<IncidentId> ids;
    session.query(statement, params, [&](const Row& row) { ids.push_back(row.id<IncidentId>(0)); });
    return ids;
  };
}

Situation situation_of(Session& session, const std::vector<IncidentId>& due) {
  SituationQuery query;
  query.incidents = due;
  return read_situation(session, query);
}

}  // namespace

Result<Situation, StoreError> MySqlLedger::situation(const SituationQuery& query) {
  return pool_.run<Situation>([&](Session& session) { return read_situation(session, query); });
}

Result<Committed, StoreError> MySqlLedger::apply(const Changes& changes, Instant now) {
  if (changes.empty()) return Committed{};
  return pool_.run<Committed>([&](Session& session) {
    Committed committed;
    session.transaction([&] {
      committed = write_changes(session, changes, now);
      if (planted("rolled_back_and_told", 9)) session.run_text("ROLLBACK");
    });
    return committed;
  });
}

Result<Committed, StoreError> MySqlLedger::act_on_claimed(Instant now, const Claim& claim, const Decide& decide) {
  return pool_.run<Committed>([&](Session& session) {
    Committed committed;
    session.transaction([&] {
      const std::vector<IncidentId> due = claim(session);
      if (due.empty()) return;
      committed = write_changes(session, decide(situation_of(session, due), due), now);
    });
    return committed;
  });
}

Result<Committed, StoreError> MySqlLedger::act_on_due(Instant now, std::size_t max, const Decide& decide) {
  const auto most = static_cast<std::int64_t>(max);
  DueSteps steps;
  steps.act_on_batch = [&] { return act_on_claimed(now, asking(k_claim_timers, {now, most}), decide); };
  steps.list_due = [&] { return pool_.run<std::vector<IncidentId>>(asking(k_select_due_timers, {now, most})); };
  steps.act_on_one = [&](const IncidentId& incident) {
    return act_on_claimed(now, asking(k_claim_timer, {incident, now}), decide);
  };
  return act_in_batches(steps);
}

Result<std::optional<Instant>, StoreError> MySqlLedger::next_due() {
  return pool_.run<std::optional<Instant>>([](Session& session) {
    std::optional<Instant> due;
    session.query(k_select_next_timer, {}, [&](const Row& row) { due = row.instant_or_nothing(0); });
    return due;
  });
}

}  // namespace lamplight::db
