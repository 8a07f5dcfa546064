// The only legal transitions of an incident, by command of a person (contracts §3). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/draft.h"

namespace lamplight {

enum class CommandKind : std::uint8_t {
  acknowledge, offer, assign, accept, decline, depart, arrive, resolve, close, escalate, note, cancel, reopen,
};

[[nodiscard]] std::string_view name_of(CommandKind kind);
[[nodiscard]] std::optional<CommandKind> command_named(std::string_view name);

struct Command {
  CommandKind kind = CommandKind::note;
  std::string who;                       // the user's id, for history and audit
  std::optional<WorkerId> as_worker;     // set when a care worker commands
  std::optional<WorkerId> worker;        // of offer and assign
  std::optional<Outcome> outcome;        // of resolve and close
  std::string text;                      // reason, note
  std::optional<std::int64_t> seen;      // the version that the commander was looking at, if she says so
};

// Why the state forbids it: a stable word and a sentence.
struct Forbidden {
  std::string code;                      // "already_assigned", "not_offered_to_you", "worker_busy", …
  std::string detail;
};

// Other incidents that the command may change: those that bind the worker who is to have this one. The
// situation of `carry_out` holds them too.
[[nodiscard]] std::vector<IncidentId> also_concerned(const Command& command, const IncidentId& incident,
                                                     const Situation& situation);

// Keys under which still others may be that it concerns: what is open for the same home when this one is opened
// anew, and the second person's incident, which begins and ends with the first.
[[nodiscard]] std::vector<std::string> also_joined(const Command& command, const Incident& incident);

// `situation` holds the incident, what it also concerns, their offers and all commitments.
[[nodiscard]] Result<Changes, Forbidden> carry_out(const Command& command, const IncidentId& incident, Situation situation,
                                                   const Town& town, const TravelTime& travel, Instant now);

// One made by hand: a telephone call (POST /incidents). Forbidden when the resident already has an
// open incident of that class.
struct ByHand {
  IncidentId id;
  std::string who;
  AlarmKind kind = AlarmKind::sos;
  std::string kind_text;
  std::optional<ResidentId> resident;
  DistrictId district;                   // where no resident is known
  std::string text;
  std::optional<int> priority;
  std::optional<Instant> wished_for;     // of a service request
  std::optional<WorkerId> worker;        // a care worker who calls for help herself
  std::optional<Position> place;         // hers
};

[[nodiscard]] SituationQuery by_hand_query(const ByHand& wish);
[[nodiscard]] Result<Changes, Forbidden> open_by_hand(const ByHand& wish, Situation situation, const Town& town,
                                                      const TravelTime& travel, Instant now);

}  // namespace lamplight
