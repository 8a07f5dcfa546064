// Incidents as people read them: the row with all that hangs on it, and the names of everybody concerned.
//
// Used by server/http on request threads and by the live feed's reader. Reads only; each call takes one
// session, and what changes between its statements is caught by the next event's version.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "dispatch/report.h"
#include "model/incident.h"
#include "model/message.h"

namespace lamplight::db {

struct HistoryLine {
  HistoryEntry entry;
  std::string who_name;  // of a user; empty for devices and the server
  std::string worker_name;
};

struct OfferLine {
  Offer offer;
  std::string worker_name;
};

// A message to somebody outside, and what became of it.
struct MessageLine {
  MessageId id;
  std::string to;  // "worker", "contact", "desk"
  std::string whom;
  std::string about;
  std::string state;
  std::string channel;  // empty: none yet, or none at all
  std::string name;
  std::string phone;  // of a contact, to be called by a person
  std::string reason;
  int attempts = 0;
  Instant at{};
  std::optional<Instant> sent_at;
  std::optional<Instant> delivered_at;
  std::optional<Instant> read_at;
};

struct IncidentWhole {
  Incident incident;
  std::string resident_name;
  DistrictId resident_district;
  std::string worker_name;
  std::string acknowledged_name;  // of the user who acknowledged
  std::vector<Evidence> evidence;
  std::vector<HistoryLine> history;
  std::vector<OfferLine> offers;
  std::vector<MessageLine> messages;
  std::vector<AlarmRow> alarms;    // in the order of receipt
  std::vector<std::string> flags;  // of all its alarms, each once
  bool provisional = false;        // decided while the database was away, and not in it yet
};

// Fills in `flags` from `alarms`.
void note_flags(IncidentWhole& whole);

// What a list is asked for; empty texts and a zero time ask for everything.
struct IncidentFilter {
  std::string district;
  std::string resident;
  std::string state;
  Instant since{};  // of the last change
};

// Where an open list goes on: behind the last incident shown.
struct OpenPlace {
  int priority = 0;
  Instant opened_at{};
  IncidentId id;
};

struct EndedPlace {
  Instant changed_at{};
  IncidentId id;
};

struct AlarmPlace {
  Instant received_at{};
  DeviceId device;
  AlarmId id;
  int generation = 0;
};

struct ChangedIncident {
  IncidentId id;
  std::int64_t version = 0;
};

// How a care worker stands to an incident.
struct WorkerTie {
  bool known = false;  // there is such an incident
  bool holds = false;
  bool offered = false;
  bool former = false;  // has been asked, or has held it
};

class IncidentViews {
 public:
  explicit IncidentViews(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // Most urgent first, then oldest first.
  [[nodiscard]] Answer<std::vector<OpenPlace>> list_open(const IncidentFilter& filter, const OpenPlace& after,
                                                         std::size_t max);
  // Last changed first.
  [[nodiscard]] Answer<std::vector<EndedPlace>> list_ended(const IncidentFilter& filter,
                                                           const std::optional<EndedPlace>& after, std::size_t max);
  [[nodiscard]] Answer<std::vector<IncidentId>> all_open();
  [[nodiscard]] Answer<std::vector<IncidentId>> held_by(const WorkerId& worker);
  [[nodiscard]] Answer<std::vector<ChangedIncident>> changed_since(Instant since, std::size_t max);

  // In the order of `ids`; unknown ids are left out.
  [[nodiscard]] Answer<std::vector<IncidentWhole>> wholes(const std::vector<IncidentId>& ids);
  [[nodiscard]] Answer<std::optional<IncidentWhole>> whole(const IncidentId& id);
  // As `wholes`, without what grows with an incident: no evidence, history, offers, messages or alarms.
  [[nodiscard]] Answer<std::vector<IncidentWhole>> summaries(const std::vector<IncidentId>& ids);

  [[nodiscard]] Answer<std::vector<Offer>> pending_offers(const WorkerId& worker);
  [[nodiscard]] Answer<WorkerTie> tie_to_incident(const WorkerId& worker, const IncidentId& incident);
  // Through any open incident of the resident.
  [[nodiscard]] Answer<WorkerTie> tie_to_resident(const WorkerId& worker, const ResidentId& resident);

  // Newest first.
  [[nodiscard]] Answer<std::vector<AlarmRow>> alarms(Instant since, const std::string& device,
                                                     const std::optional<AlarmPlace>& after, std::size_t max);

  // The whole stories of the incidents opened in [from, to), in the order that dispatch/report wants.
  [[nodiscard]] Answer<std::vector<HistoryEntry>> history_of_period(Instant from, Instant to);
  // What else a report has to know of them.
  [[nodiscard]] Answer<std::vector<ReportedIncident>> incidents_of_period(Instant from, Instant to);

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
