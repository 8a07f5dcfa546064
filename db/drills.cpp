// Rows in and out.
#include "db/drills.h"

#include <array>
#include <limits>

#include "db/accounts.h"
#include "db/statements_drills.h"

namespace lamplight::db {
namespace {

constexpr std::array<DrillState, 5> k_states{DrillState::waiting, DrillState::running, DrillState::passed,
                                             DrillState::failed, DrillState::cancelled};

// What no release of ours has written is shown as failed rather than as passed.
DrillState state_named(std::string_view name) {
  for (const DrillState state : k_states) {
    if (name_of(state) == name) return state;
  }
  return DrillState::failed;
}

Drill drill_of(const Row& row) {
  Drill drill;
  drill.id = row.text(0);
  drill.device = DeviceId{row.text(1)};
  drill.worker = WorkerId{row.text(2)};
  drill.due = row.instant(3);
  drill.who = row.text(4);
  drill.state = state_named(row.text(5));
  drill.failed_at = row.text(6);
  if (!row.null(7)) drill.incident = IncidentId{row.text(7)};
  drill.asked_at = row.instant_or_nothing(8);
  drill.received_at = row.instant_or_nothing(9);
  drill.desk_at = row.instant_or_nothing(10);
  drill.offered_at = row.instant_or_nothing(11);
  drill.phone_at = row.instant_or_nothing(12);
  drill.ended_at = row.instant_or_nothing(13);
  return drill;
}

}  // namespace

std::string_view name_of(DrillState state) {
  switch (state) {
    case DrillState::waiting:
      return "waiting";
    case DrillState::running:
      return "running";
    case DrillState::passed:
      return "passed";
    case DrillState::failed:
      return "failed";
    case DrillState::cancelled:
      return "cancelled";
  }
  return "";
}

Result<Done, StoreError> Drills::add(const Drill& drill, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_add_drill,
                     {{drill.id, drill.device, drill.worker, drill.due, drill.who, name_of(drill.state)}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::vector<Drill>, StoreError> Drills::list(const std::optional<DrillPlace>& after, std::size_t max) {
  const DrillPlace from =
      after.value_or(DrillPlace{instant_of_ms(std::numeric_limits<std::int64_t>::max()), std::string()});
  return pool_.run<std::vector<Drill>>([&](Session& session) {
    std::vector<Drill> drills;
    session.query(k_list_drills, {from.due, from.due, from.id, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { drills.push_back(drill_of(row)); });
    return drills;
  });
}

Result<std::optional<Drill>, StoreError> Drills::read(const std::string& id) {
  return pool_.run<std::optional<Drill>>([&](Session& session) {
    std::optional<Drill> drill;
    session.query(k_read_drill, {id}, [&](const Row& row) { drill = drill_of(row); });
    return drill;
  });
}

Result<bool, StoreError> Drills::call_off(const std::string& id, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool called_off = false;
    session.transaction([&] {
      called_off = session.change(k_call_off_drill, {audit.at, id}) == 1;
      if (called_off) write_audit(session, audit);
    });
    return called_off;
  });
}

Result<std::vector<Drill>, StoreError> Drills::to_do(Instant now, std::size_t max) {
  return pool_.run<std::vector<Drill>>([&](Session& session) {
    std::vector<Drill> drills;
    session.query(k_list_drills_to_do, {now, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { drills.push_back(drill_of(row)); });
    return drills;
  });
}

Result<bool, StoreError> Drills::begin(const std::string& id, Instant at) {
  return pool_.run<bool>([&](Session& session) {
    bool begun = false;
    session.transaction([&] { begun = session.change(k_begin_drill, {at, id}) == 1; });
    return begun;
  });
}

Result<std::optional<DrillProgress>, StoreError> Drills::progress(const Drill& drill) {
  return pool_.run<std::optional<DrillProgress>>([&](Session& session) {
    std::optional<DrillProgress> progress;
    session.query(k_read_drill_progress, {drill.worker, drill.device, drill.asked_at}, [&](const Row& row) {
      progress = DrillProgress{IncidentId{row.text(0)},     row.instant(1),           row.instant_or_nothing(2),
                               row.truth(3),                row.instant_or_nothing(4), row.instant_or_nothing(5)};
      if (row.null(6)) return;
      progress->said_yes = row.text(6) == "accepted";
      progress->lapsed = row.text(6) != "accepted" && row.text(6) != "pending";
    });
    return progress;
  });
}

Result<Done, StoreError> Drills::keep(const Drill& drill) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.change(k_note_drill, {drill.incident, drill.received_at, drill.desk_at, drill.offered_at, drill.phone_at,
                                    drill.id});
      if (drill.ended_at) {
        session.change(k_end_drill, {name_of(drill.state), drill.failed_at, drill.ended_at, drill.id});
      }
    });
    return Done{};
  });
}

}  // namespace lamplight::db
