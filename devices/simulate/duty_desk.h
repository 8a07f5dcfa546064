// A simulated dispatcher: ends what the story has raised, so that the town does not fill up.
//
// Touches only incidents all of whose alarms come from the story (or from the monitor about a home
// of the story), and no home that a person has used. Pure; one thread.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "devices/simulate/dice.h"
#include "model/ids.h"
#include "model/incident.h"

namespace lamplight::simulate {

// An incident as the desk sees it.
struct Case {
  IncidentId incident;
  IncidentState state = IncidentState::open;
  IncidentClass queue = IncidentClass::emergency;
  bool acknowledged = false;
  bool test = false;
  bool over = false;  // a `restored` has come for it
  Instant opened_at{};
  bool operator==(const Case&) const = default;
};

enum class DeskDeedKind : std::uint8_t { acknowledge, close };

struct DeskDeed {
  DeskDeedKind kind = DeskDeedKind::acknowledge;
  IncidentId incident;
  Outcome outcome = Outcome::helped;
  bool operator==(const DeskDeed&) const = default;
};

class DutyDesk {
 public:
  explicit DutyDesk(std::uint64_t seed) : seed_(seed) {}

  // The cases that the desk may touch now, whole.
  void look(const std::vector<Case>& cases, Instant now);
  [[nodiscard]] std::optional<DeskDeed> next(Instant now) const;
  void done(const DeskDeed& deed, Instant now);

 private:
  struct Plan {
    Case seen;
    std::optional<DeskDeed> deed;
    Instant at{};
  };
  [[nodiscard]] Plan plan(const Case& seen, Instant now) const;

  std::uint64_t seed_;
  std::map<IncidentId, Plan> plans_;
};

}  // namespace lamplight::simulate
