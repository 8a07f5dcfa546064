// What a decision needs to know of the present, read from the ledger before it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/incident.h"
#include "model/people.h"

namespace lamplight {

struct AlarmKey {
  DeviceId device;
  AlarmId id;
  auto operator<=>(const AlarmKey&) const = default;
};

// What rules about evidence compare (dispatch/needs): of an incident's evidence each kind with its words, once.
struct EvidenceWords {
  IncidentId incident;
  std::string kind_text;
  std::string text;
  auto operator<=>(const EvidenceWords&) const = default;
};

// What to read. Everything named is looked up; what is not there is simply missing from the answer.
struct SituationQuery {
  std::vector<AlarmKey> alarms;              // all generations, with the incidents they belong to
  std::vector<std::string> join_keys;        // joinable incidents with these keys
  std::vector<IncidentId> incidents;
  std::vector<DistrictId> storm_districts;   // count foldable signals here …
  Instant storm_since{};                     // … received at or after this time
  bool commitments = true;                   // of all workers
  bool evidence = false;                     // of the incidents found, but for those of a whole area: a storm's is long
};

struct Situation {
  std::vector<AlarmRow> alarms;              // of the keys asked for
  std::vector<Incident> incidents;           // no duplicates
  std::vector<Offer> offers;                 // every offer ever made for those incidents
  std::vector<Commitment> commitments;
  std::map<DistrictId, int> storm_signals;   // at most limits::storm_signals_min each is counted
  std::vector<EvidenceWords> evidence;       // where it was asked for
  std::int64_t seqs_above = 0;               // what is opened tells its homes numbers above this one
  bool operator==(const Situation&) const = default;
};

}  // namespace lamplight
