// What a decision changes: new rows, conditional updates, messages to send. A value; nothing has happened yet.
//
// Made by the pure functions of dispatch, carried out by a Ledger in one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/ack.h"
#include "model/incident.h"
#include "model/message.h"
#include "model/signal.h"

namespace lamplight {

// One more arrival of an alarm that is known: its count rises by one.
struct AlarmRepeat {
  DeviceId device;
  AlarmId id;
  int generation = 0;
  std::optional<Instant> at;    // set: the device dated it anew (a second press with the same id); kept from now on
  bool operator==(const AlarmRepeat&) const = default;
};

// The end of a pending offer. A ledger applies it only while the offer is pending.
struct OfferAnswer {
  IncidentId incident;
  WorkerId worker;
  int round = 0;
  OfferState state = OfferState::expired;
  Instant at{};
  bool operator==(const OfferAnswer&) const = default;
};

// A change that every answerable alarm of an incident hears; the ledger makes one Ack of it for each.
struct Telling {
  IncidentId incident;
  AckState state = AckState::received;
  Instant at{};
  std::string worker;           // a name, empty when nobody is coming
  std::optional<int> eta_s;
  std::int64_t ack_seq = 0;     // of the incident; each alarm adds its own seq_base
  bool operator==(const Telling&) const = default;
};

// News for everybody outside who has been told of the incident before; the ledger makes one Message of it
// for each of them whom it concerns.
struct Tiding {
  IncidentId incident;
  MessageAbout about = MessageAbout::ended;
  Instant at{};
  std::int64_t seq = 0;         // the incident's ack_seq: which change it is
  bool operator==(const Tiding&) const = default;
};

// Who did what to which thing; written in the transaction of the change itself (I10).
struct AuditEntry {
  Instant at{};
  std::string who;              // user id, "device:…" or "server"
  std::string what;             // "incident.accept", "resident.reveal", …
  std::string subject;          // "incident:i…", "resident:r-…"
  std::string detail;
  bool operator==(const AuditEntry&) const = default;
};

struct Changes {
  std::vector<AlarmRow> alarms;            // new; a taken key is a conflict
  std::vector<AlarmRepeat> repeats;
  std::vector<Incident> opened;            // new, version 1; a taken id or join key is a conflict
  std::vector<Incident> updated;           // whole new values; applies where the stored version is one less
  std::vector<Evidence> evidence;
  std::vector<HistoryEntry> history;
  std::vector<Offer> offers;               // new; a taken (incident, worker, round) is a conflict
  std::vector<OfferAnswer> offer_answers;
  std::vector<Ack> acks;                   // to one alarm each, through the outbox
  std::vector<Ack> answers;                // to repeats: told after COMMIT, not kept; the home asks again
  std::vector<Telling> tellings;           // to all alarms of an incident, those of this very change included
  std::vector<Message> messages;           // to people outside; one that is there already stays
  std::vector<Tiding> tidings;
  std::vector<AuditEntry> audit;

  [[nodiscard]] bool empty() const {
    return alarms.empty() && repeats.empty() && opened.empty() && updated.empty() && evidence.empty() &&
           history.empty() && offers.empty() && offer_answers.empty() && acks.empty() && tellings.empty() &&
           messages.empty() && tidings.empty() && audit.empty();
  }
  bool operator==(const Changes&) const = default;
};

}  // namespace lamplight
