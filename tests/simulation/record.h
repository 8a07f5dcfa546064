// What the outside of a simulated town sees, line by line. Written by the world, judged by the checker;
// the two share nothing else.
#pragma once

#include <string>
#include <vector>

#include "model/ack.h"
#include "model/incident.h"
#include "model/people.h"

namespace lamplight::simulation {

struct PressLine {            // somebody pressed (not: repeated)
  Instant at{};
  DeviceId device;
  AlarmId id;
  AlarmKind kind = AlarmKind::sos;
};

struct HeardLine {            // a home heard an ack
  Instant at{};
  Ack ack;
  bool stored = false;        // the alarm was in the tables at that moment
};

struct ActedLine {            // a deadline was acted upon, committed
  Instant at{};               // by the clock of the server that acted
  IncidentId incident;
  Deadline deadline;
};

struct StateLine {            // an open incident as it stood after a step of the world
  Instant at{};
  Incident incident;
  int pending_offers = 0;
  bool has_timer = false;
  std::size_t look = 0;       // all that is open in one look has the same
};

struct OfferLine {            // somebody was asked, committed
  Instant at{};
  std::size_t commit = 0;     // offers of one decision have the same
  Offer offer;
  Incident incident;          // as this decision left it
  WorkerCard worker;          // as the town knew her
  std::vector<Commitment> bound;   // what bound her before
  bool declined = false;      // she had declined this very incident before
};

struct Record {
  std::vector<PressLine> presses;
  std::vector<HeardLine> heard;
  std::vector<ActedLine> acted;
  std::vector<StateLine> states;          // after every commit, and every few seconds
  std::vector<OfferLine> offers;
  std::vector<AlarmRow> alarms;           // at the end
  std::vector<Incident> incidents;        // at the end
  std::size_t history_lines = 0;          // at the end, and …
  std::size_t audit_lines = 0;            // … those about incidents
  std::size_t store_calls = 0;            // that read for a decision or write one
  std::size_t commits = 0;
  Instant healed_at{};
  Instant ended_at{};
};

}  // namespace lamplight::simulation
