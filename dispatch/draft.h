// A decision in the making: the situation as it would be, and the changes that lead there.
//
// Every pure function of dispatch works on one. A row is changed once, however many steps touch it,
// and its version rises by one.
#pragma once

#include <map>
#include <utility>

#include "dispatch/changes.h"
#include "dispatch/sharing.h"
#include "dispatch/situation.h"
#include "dispatch/town.h"
#include "dispatch/travel.h"

namespace lamplight {

// Somebody is to be asked for an incident once the whole decision is known.
struct Want {
  int width = 1;
  Instant expires_at{};
  bool needed = true;  // the step of the ladder goes on to the next one when nobody can be asked
};

class Draft {
 public:
  Draft(Situation situation, const Town& town, const TravelTime& travel, Instant now);

  [[nodiscard]] const Town& town() const { return town_; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] const Situation& situation() const { return situation_; }

  [[nodiscard]] const Incident* find(const IncidentId& id) const;
  [[nodiscard]] const Incident* joinable(const std::string& join_key) const;
  [[nodiscard]] std::vector<AlarmRow> generations(const DeviceId& device, const AlarmId& id) const;
  [[nodiscard]] std::vector<Offer> offers_of(const IncidentId& id) const;
  [[nodiscard]] int storm_signals(const DistrictId& district) const;

  void open(Incident incident);                      // version and changed_at are set here
  Incident& edit(const IncidentId& id);              // to be changed in place, at once
  void add_alarm(AlarmRow row);
  // One more arrival; `at` where the device dated it anew.
  void repeat(const AlarmRow& row, std::optional<Instant> at = {});
  void add_evidence(Evidence evidence);
  // What has come so far. Before this decision: only what the situation was asked for.
  [[nodiscard]] std::vector<EvidenceWords> evidence_of(const IncidentId& id) const;
  // A line of the story, and its audit row.
  void note(const IncidentId& incident, const std::string& who, const std::string& what,
            std::optional<WorkerId> worker = {}, std::string detail = {});
  void audit(AuditEntry entry) { changes_.audit.push_back(std::move(entry)); }
  void count_storm_signal(const DistrictId& district) { ++situation_.storm_signals[district]; }

  // `considered` on one offer of an automatic decision.
  void offer(const IncidentId& incident, const Candidate& candidate, Instant expires_at, const std::string& who,
             std::string considered = {});
  void answer(const IncidentId& incident, const WorkerId& worker, OfferState state);
  // An answer without an offer that waits for it: a late yes, a worker who gives an incident back.
  void record_answer(const IncidentId& incident, const WorkerId& worker, OfferState state);
  // Ends all pending offers of the incident.
  void withdraw_offers(const IncidentId& incident, OfferState state);

  // Binds the incident to a worker, or frees it; the incident must be open for that (callers check).
  void hold(const IncidentId& incident, const WorkerId& worker);
  void release(const IncidentId& incident);
  [[nodiscard]] const Commitment* emergency_of(const WorkerId& worker) const;
  [[nodiscard]] bool has_pending_offer(const IncidentId& incident) const;

  // Tells every alarm of the incident its present state, as a new change.
  void tell_all(const IncidentId& incident);
  // Tells an alarm that is new the present state of its incident.
  void tell(const AlarmRow& alarm);
  // Answers a repeat with the present state; not kept.
  void answer_repeat(const AlarmRow& alarm);
  // Tells a new alarm that nothing but its id could be read.
  void reject(const AlarmRow& alarm, const std::string& reason);

  // A message to somebody outside; `change` tells apart what may happen more than once.
  void message(const IncidentId& incident, Recipient to, const std::string& whom, MessageAbout about,
               const std::string& change, std::optional<Instant> until = {}, bool loud = false);

  // Whom to ask is decided for all incidents together (dispatch/sharing); a later want replaces an earlier.
  void want(const IncidentId& incident, const Want& want) { wants_[incident] = want; }
  [[nodiscard]] std::map<IncidentId, Want> take_wants() { return std::exchange(wants_, {}); }
  // The best for each that still waits.
  [[nodiscard]] std::vector<Asked> share_out(const std::map<IncidentId, Want>& wants) const;
  [[nodiscard]] std::optional<int> eta_s(const WorkerId& worker, const Incident& incident) const;

  [[nodiscard]] Changes take();

 private:
  [[nodiscard]] Incident* stored(const IncidentId& id);
  [[nodiscard]] int next_round(const IncidentId& incident, const WorkerId& worker) const;
  [[nodiscard]] Ack present_state(const AlarmRow& alarm) const;
  // To a worker who hears by SMS; others see it in their app.
  void tell_worker(const IncidentId& incident, const WorkerId& worker, MessageAbout about, const std::string& change,
                   std::optional<Instant> until = {});

  Situation situation_;
  const Town& town_;
  const TravelTime& travel_;
  Instant now_;
  Changes changes_;
  std::map<IncidentId, Want> wants_;
  std::map<IncidentId, bool> touched_;     // true: opened here; false: changed here
};

// The state that a home hears for an incident's state.
[[nodiscard]] AckState ack_state_of(IncidentState state);

}  // namespace lamplight
