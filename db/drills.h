// Drills: rehearsals of the path from a home to the desk to a care worker's phone, and their results.
//
// Added and listed on request threads, carried on by server/drill_keeper. What a person does to a drill
// carries its audit row in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/changes.h"

namespace lamplight::db {

enum class DrillState : std::uint8_t { waiting, running, passed, failed, cancelled };

[[nodiscard]] std::string_view name_of(DrillState state);

struct Drill {
  std::string id;
  DeviceId device;
  WorkerId worker;
  Instant due{};
  std::string who;  // has asked for it
  DrillState state = DrillState::waiting;
  std::string failed_at;  // home, desk or phone; empty unless failed
  std::optional<IncidentId> incident;
  std::optional<Instant> asked_at;     // the home was told to press
  std::optional<Instant> received_at;  // its alarm was received
  std::optional<Instant> desk_at;      // a person at the desk has seen it
  std::optional<Instant> offered_at;   // the worker was asked
  std::optional<Instant> phone_at;     // and has answered
  std::optional<Instant> ended_at;
};

// How far the incident of a drill has come.
struct DrillProgress {
  IncidentId incident;
  Instant received_at{};
  std::optional<Instant> desk_at;
  bool is_open = true;
  std::optional<Instant> offered_at;
  std::optional<Instant> answered_at;
  bool said_yes = false;
  bool lapsed = false;  // the offer has ended without an answer
};

// Where a list goes on: behind the last one shown.
struct DrillPlace {
  Instant due{};
  std::string id;
};

class Drills {
 public:
  explicit Drills(Pool& pool) : pool_(pool) {}

  // StoreError::conflict: a drill of that id is there already.
  [[nodiscard]] Result<Done, StoreError> add(const Drill& drill, const AuditEntry& audit);
  // Latest first.
  [[nodiscard]] Result<std::vector<Drill>, StoreError> list(const std::optional<DrillPlace>& after, std::size_t max);
  [[nodiscard]] Result<std::optional<Drill>, StoreError> read(const std::string& id);
  // False: it has begun already, or there is none.
  [[nodiscard]] Result<bool, StoreError> call_off(const std::string& id, const AuditEntry& audit);

  // Those that are due or run, the earliest first.
  [[nodiscard]] Result<std::vector<Drill>, StoreError> to_do(Instant now, std::size_t max);
  // True for one caller only.
  [[nodiscard]] Result<bool, StoreError> begin(const std::string& id, Instant at);
  [[nodiscard]] Result<std::optional<DrillProgress>, StoreError> progress(const Drill& drill);
  // Keeps the incident and the times of a running drill, and its end where it has one.
  [[nodiscard]] Result<Done, StoreError> keep(const Drill& drill);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
