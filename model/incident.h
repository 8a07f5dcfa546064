// An incident and everything that hangs on it: evidence, history, offers, deadline.
//
// The row values here are what dispatch decides on and db/ledger stores, field by field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alarm_kind.h"
#include "model/geo.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

enum class IncidentState : std::uint8_t { open, offered, assigned, on_the_way, arrived, resolved, closed, cancelled };
enum class Outcome : std::uint8_t { helped, false_alarm, no_answer, hospital, deceased, technical, other };
enum class OfferState : std::uint8_t { pending, accepted, declined, expired, withdrawn };

// What must have happened when the deadline comes.
enum class DeadlineWhat : std::uint8_t {
  offer_answer,      // an offered worker accepts
  contact_answer,    // one of the resident's contacts is reached
  dispatcher_takes,  // a dispatcher takes it
  emergency_number,  // the emergency number has been called
  depart,            // the assigned worker sets out
  arrive,
  resolve,           // the worker on the scene reports, or is checked upon
  close,             // a dispatcher closes what a worker has resolved
  test_ends,         // a test closes by itself
  resident_answer,   // she has been asked whether she needs help
  service_due,       // a wish for later: the first worker is asked
};

[[nodiscard]] std::string_view name_of(IncidentState state);
[[nodiscard]] std::string_view name_of(Outcome outcome);
[[nodiscard]] std::string_view name_of(OfferState state);
[[nodiscard]] std::string_view name_of(DeadlineWhat what);
[[nodiscard]] std::optional<IncidentState> incident_state_named(std::string_view name);
[[nodiscard]] std::optional<Outcome> outcome_named(std::string_view name);
[[nodiscard]] std::optional<OfferState> offer_state_named(std::string_view name);
[[nodiscard]] std::optional<DeadlineWhat> deadline_named(std::string_view name);

// Closed or cancelled: nothing is due any more.
[[nodiscard]] constexpr bool is_ended(IncidentState s) { return s == IncidentState::closed || s == IncidentState::cancelled; }
// A worker holds it.
[[nodiscard]] constexpr bool is_held(IncidentState s) {
  return s == IncidentState::assigned || s == IncidentState::on_the_way || s == IncidentState::arrived;
}
// A further signal of the same home and class joins it.
[[nodiscard]] constexpr bool is_joinable(IncidentState s) { return !is_ended(s) && s != IncidentState::resolved; }

struct Deadline {
  Instant at{};
  DeadlineWhat what = DeadlineWhat::dispatcher_takes;
  bool operator==(const Deadline&) const = default;
};

// One row of the table `incidents`. `version` counts its changes; an update names the version it read.
struct Incident {
  IncidentId id;
  IncidentState state = IncidentState::open;
  AlarmKind kind = AlarmKind::unknown;      // of the most urgent signal so far
  std::string kind_text;
  IncidentClass queue = IncidentClass::emergency;
  int priority = 5;
  bool test = false;
  std::optional<ResidentId> resident;
  DistrictId district;
  std::optional<Position> place;            // the home, or where the device says it is
  std::vector<SkillCode> needs;             // sorted
  std::string join_key;                     // empty: nothing joins; UNIQUE among joinable incidents
  Instant opened_at{};
  std::optional<Instant> acknowledged_at;
  std::string acknowledged_by;              // a dispatcher's user id; the owner by name
  std::optional<WorkerId> worker;           // while held, and until a resolved one is closed
  std::optional<int> eta_s;                 // seconds from `eta_at`, as told to the home
  std::optional<Instant> eta_at;
  std::optional<Deadline> deadline;         // nothing only when ended
  int step = 0;                             // of the escalation policy; -1 before its first
  std::optional<Instant> wished_for;        // of a service request: when somebody is wanted
  int raises = 0;                           // how often it was pressed or reported again
  std::int64_t ack_seq = 0;                 // of the last change told to the home
  std::optional<Outcome> outcome;
  std::optional<Instant> ended_at;
  Instant changed_at{};
  std::int64_t version = 0;                 // 1 when opened
  bool operator==(const Incident&) const = default;
};

struct Evidence {
  IncidentId incident;
  Instant at{};
  std::string source;        // "device", "monitor", "dispatcher", "worker", "server"
  DeviceId device;           // empty where none
  AlarmId alarm;             // empty where none
  std::string kind_text;
  std::string text;          // words for a person; flags and rooms included
  std::string raw;           // the bytes of an unreadable alarm
  bool operator==(const Evidence&) const = default;
};

// One line of an incident's story. `what` is a stable word; `detail` is for people and may be empty.
struct HistoryEntry {
  IncidentId incident;
  Instant at{};
  std::string who;           // user id, worker id, "device:…" or "server"
  std::string what;          // "opened", "raised", "offered", "accepted", "declined", "expired", "assigned", …
  std::optional<WorkerId> worker;
  std::string detail;
  bool operator==(const HistoryEntry&) const = default;
};

struct Offer {
  IncidentId incident;
  WorkerId worker;
  int round = 0;             // rises with each asking of this worker for this incident
  OfferState state = OfferState::pending;
  Instant at{};
  Instant expires_at{};
  int eta_s = 0;
  int cost_s = 0;
  int distance_m = 0;
  std::string reasons;       // one line a reason, the matcher's words
  std::string considered;    // on one offer of a decision: who came into question (dispatch/replay.h)
  bool operator==(const Offer&) const = default;
};

// One row of the inbox `alarms`: every alarm that was received, once (unique device + id + generation).
struct AlarmRow {
  DeviceId device;
  AlarmId id;
  int generation = 0;                 // 1, 2, … for ids used again by a reset device
  DistrictId district;                // where it spoke
  std::string kind_text;
  std::optional<IncidentId> incident;
  std::optional<Instant> at;          // the device's
  Instant received_at{};
  int repeats = 0;
  std::int64_t seq_base = 0;          // added to the incident's ack_seq for this alarm
  bool answerable = true;             // its id was readable
  std::string flags;                  // comma-separated names
  bool operator==(const AlarmRow&) const = default;
};

}  // namespace lamplight
