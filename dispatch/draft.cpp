// The situation as it would be after the changes so far.
#include "dispatch/draft.h"

#include <algorithm>

#include "model/check.h"
#include "model/planted_bug.h"

namespace lamplight {

Draft::Draft(Situation situation, const Town& town, const TravelTime& travel, Instant now)
    : situation_(std::move(situation)), town_(town), travel_(travel), now_(now) {}

Incident* Draft::stored(const IncidentId& id) {
  const auto found = std::find_if(situation_.incidents.begin(), situation_.incidents.end(),
                                  [&](const Incident& incident) { return incident.id == id; });
  return found == situation_.incidents.end() ? nullptr : &*found;
}

const Incident* Draft::find(const IncidentId& id) const {
  return const_cast<Draft*>(this)->stored(id);
}

const Incident* Draft::joinable(const std::string& join_key) const {
  if (join_key.empty()) return nullptr;
  const auto found = std::find_if(
      situation_.incidents.begin(), situation_.incidents.end(),
      [&](const Incident& incident) { return incident.join_key == join_key && is_joinable(incident.state); });
  return found == situation_.incidents.end() ? nullptr : &*found;
}

std::vector<AlarmRow> Draft::generations(const DeviceId& device, const AlarmId& id) const {
  std::vector<AlarmRow> rows;
  std::copy_if(situation_.alarms.begin(), situation_.alarms.end(), std::back_inserter(rows),
               [&](const AlarmRow& row) { return row.device == device && row.id == id; });
  std::sort(rows.begin(), rows.end(), [](const AlarmRow& a, const AlarmRow& b) { return a.generation < b.generation; });
  return rows;
}

std::vector<Offer> Draft::offers_of(const IncidentId& id) const {
  std::vector<Offer> offers;
  std::copy_if(situation_.offers.begin(), situation_.offers.end(), std::back_inserter(offers),
               [&](const Offer& offer) { return offer.incident == id; });
  return offers;
}

int Draft::storm_signals(const DistrictId& district) const {
  const auto found = situation_.storm_signals.find(district);
  return found == situation_.storm_signals.end() ? 0 : found->second;
}

void Draft::open(Incident incident) {
  incident.version = 1;
  incident.opened_at = now_;
  incident.changed_at = now_;
  incident.ack_seq += situation_.seqs_above;
  touched_.emplace(incident.id, true);
  situation_.incidents.push_back(std::move(incident));
}

Incident& Draft::edit(const IncidentId& id) {
  Incident* incident = stored(id);
  LAMPLIGHT_CHECK(incident != nullptr);
  if (touched_.emplace(id, false).second) ++incident->version;
  incident->changed_at = now_;
  return *incident;
}

void Draft::add_alarm(AlarmRow row) {
  situation_.alarms.push_back(row);
  changes_.alarms.push_back(std::move(row));
}

void Draft::repeat(const AlarmRow& row, std::optional<Instant> at) {
  for (AlarmRow& known : situation_.alarms) {
    if (known.device != row.device || known.id != row.id || known.generation != row.generation) continue;
    ++known.repeats;
    if (at) known.at = at;
  }
  changes_.repeats.push_back({row.device, row.id, row.generation, at});
}

void Draft::add_evidence(Evidence evidence) {
  situation_.evidence.push_back({evidence.incident, evidence.kind_text, evidence.text});
  changes_.evidence.push_back(std::move(evidence));
}

std::vector<EvidenceWords> Draft::evidence_of(const IncidentId& id) const {
  std::vector<EvidenceWords> evidence;
  std::copy_if(situation_.evidence.begin(), situation_.evidence.end(), std::back_inserter(evidence),
               [&](const EvidenceWords& one) { return one.incident == id; });
  return evidence;
}

void Draft::note(const IncidentId& incident, const std::string& who, const std::string& what,
                 std::optional<WorkerId> worker, std::string detail) {
  changes_.audit.push_back({now_, who, "incident." + what, "incident:" + incident.text(),
                            worker ? "worker:" + worker->text() : std::string()});
  if (what == "opened" && planted("noted_twice", 5))
    changes_.history.push_back({incident, now_, who, what, worker, detail});
  changes_.history.push_back({incident, now_, who, what, std::move(worker), std::move(detail)});
}

int Draft::next_round(const IncidentId& incident, const WorkerId& worker) const {
  int round = 0;
  for (const Offer& earlier : situation_.offers) {
    if (earlier.incident == incident && earlier.worker == worker) round = std::max(round, earlier.round + 1);
  }
  return round;
}

void Draft::offer(const IncidentId& incident, const Candidate& candidate, Instant expires_at, const std::string& who,
                  std::string considered) {
  Offer offer{.incident = incident, .worker = candidate.worker, .at = now_, .expires_at = expires_at};
  offer.round = next_round(incident, candidate.worker);
  offer.eta_s = candidate.eta_s;
  offer.cost_s = candidate.cost_s;
  offer.distance_m = candidate.distance_m;
  offer.considered = std::move(considered);
  for (const std::string& reason : candidate.reasons) {
    if (!offer.reasons.empty()) offer.reasons += '\n';
    offer.reasons += reason;
  }
  Incident& row = edit(incident);
  row.state = IncidentState::offered;
  situation_.commitments.push_back(
      {candidate.worker, incident, row.priority, row.queue == IncidentClass::emergency, true});
  note(incident, who, "offered", candidate.worker);
  tell_worker(incident, candidate.worker, MessageAbout::offered, std::to_string(offer.round), expires_at);
  situation_.offers.push_back(offer);
  changes_.offers.push_back(std::move(offer));
}

void Draft::answer(const IncidentId& incident, const WorkerId& worker, OfferState state) {
  for (Offer& offer : situation_.offers) {
    if (offer.incident != incident || offer.worker != worker || offer.state != OfferState::pending) continue;
    offer.state = state;
    changes_.offer_answers.push_back({incident, worker, offer.round, state, now_});
    if (state == OfferState::withdrawn) {
      tell_worker(incident, worker, MessageAbout::taken_back, "offer" + std::to_string(offer.round));
    }
  }
  std::erase_if(situation_.commitments, [&](const Commitment& commitment) {
    return commitment.incident == incident && commitment.worker == worker && commitment.offered;
  });
}

void Draft::record_answer(const IncidentId& incident, const WorkerId& worker, OfferState state) {
  Offer offer{.incident = incident, .worker = worker, .state = state, .at = now_, .expires_at = now_};
  offer.round = next_round(incident, worker);
  situation_.offers.push_back(offer);
  changes_.offers.push_back(std::move(offer));
}

void Draft::withdraw_offers(const IncidentId& incident, OfferState state) {
  for (const Offer& offer : offers_of(incident)) {
    if (offer.state != OfferState::pending) continue;
    answer(incident, offer.worker, state);
    note(incident, "server", std::string(name_of(state)), offer.worker);
  }
}

void Draft::hold(const IncidentId& incident, const WorkerId& worker) {
  Incident& row = edit(incident);
  row.state = IncidentState::assigned;
  row.worker = worker;
  row.eta_s = eta_s(worker, row);
  row.eta_at = now_;
  row.step = 0;
  tell_worker(incident, worker, MessageAbout::assigned, std::to_string(row.ack_seq));
  situation_.commitments.push_back({worker, incident, row.priority, row.queue == IncidentClass::emergency, false});
}

void Draft::release(const IncidentId& incident) {
  Incident& row = edit(incident);
  std::erase_if(situation_.commitments,
                [&](const Commitment& commitment) { return commitment.incident == incident && !commitment.offered; });
  if (row.worker) tell_worker(incident, *row.worker, MessageAbout::taken_back, std::to_string(row.ack_seq));
  row.worker.reset();
  row.eta_s.reset();
  row.eta_at.reset();
}

const Commitment* Draft::emergency_of(const WorkerId& worker) const {
  const auto found =
      std::find_if(situation_.commitments.begin(), situation_.commitments.end(), [&](const Commitment& commitment) {
        return commitment.worker == worker && commitment.emergency && !commitment.offered;
      });
  return found == situation_.commitments.end() ? nullptr : &*found;
}

void Draft::tell_all(const IncidentId& incident) {
  Incident& row = edit(incident);
  if (planted("end_not_told", 2) && is_ended(row.state)) return;
  if (!planted("seq_stands_still", 2)) ++row.ack_seq;
  Telling telling{.incident = incident, .state = ack_state_of(row.state), .at = now_, .ack_seq = row.ack_seq};
  if (is_held(row.state)) {
    const WorkerCard* worker = row.worker ? town_.worker(*row.worker) : nullptr;
    if (worker != nullptr) telling.worker = worker->name;
    if (row.state != IncidentState::arrived) telling.eta_s = row.eta_s;
  }
  changes_.tellings.push_back(std::move(telling));
  const bool coming = row.state == IncidentState::assigned;
  if (row.test || (!coming && !is_ended(row.state))) return;
  const MessageAbout about = coming ? MessageAbout::coming : MessageAbout::ended;
  changes_.tidings.push_back({incident, about, now_, row.ack_seq});
}

void Draft::message(const IncidentId& incident, Recipient to, const std::string& whom, MessageAbout about,
                    const std::string& change, std::optional<Instant> until, bool loud) {
  Message made = message_to(incident, to, whom, about, change, now_);
  made.until = until;
  made.loud = loud;
  changes_.messages.push_back(std::move(made));
}

void Draft::tell_worker(const IncidentId& incident, const WorkerId& worker, MessageAbout about,
                        const std::string& change, std::optional<Instant> until) {
  const WorkerCard* card = town_.worker(worker);
  if (card != nullptr && card->by_sms) message(incident, Recipient::worker, worker.text(), about, change, until);
}

Ack Draft::present_state(const AlarmRow& alarm) const {
  Ack ack{.device = alarm.device, .district = alarm.district, .alarm = alarm.id, .at = now_};
  ack.incident = alarm.incident;
  const Incident* incident = alarm.incident ? find(*alarm.incident) : nullptr;
  if (incident == nullptr) {
    // Recorded, with nothing to follow (the end of something that nobody was told of).
    ack.state = AckState::closed;
    ack.seq = alarm.seq_base + 2;
    return ack;
  }
  ack.state = ack_state_of(incident->state);
  ack.seq = alarm.seq_base + incident->ack_seq;
  if (is_held(incident->state) && incident->worker) {
    if (const WorkerCard* worker = town_.worker(*incident->worker)) ack.worker = worker->name;
    if (incident->state != IncidentState::arrived && incident->eta_s && incident->eta_at) {
      const auto gone = std::chrono::duration_cast<Seconds>(now_ - *incident->eta_at).count();
      ack.eta_s = static_cast<int>(std::max<std::int64_t>(0, *incident->eta_s - gone));
    }
  }
  return ack;
}

void Draft::tell(const AlarmRow& alarm) {
  if (!alarm.answerable) return;
  Ack ack = present_state(alarm);
  if (!alarm.incident) {
    ack.state = AckState::received;
    ack.seq = alarm.seq_base + 1;
  }
  if (planted("told_of_another", 5)) ack.incident = IncidentId{"i0000000000000000000000"};
  changes_.acks.push_back(std::move(ack));
}

void Draft::answer_repeat(const AlarmRow& alarm) {
  if (!alarm.answerable) return;
  Ack ack = present_state(alarm);
  if (ack.state == AckState::received && alarm.kind_text == facts_of(AlarmKind::unreadable).name) {
    ack.state = AckState::rejected;
    ack.reason = "unreadable";
  }
  changes_.answers.push_back(std::move(ack));
}

void Draft::reject(const AlarmRow& alarm, const std::string& reason) {
  if (!alarm.answerable) return;
  Ack ack = present_state(alarm);
  ack.state = AckState::rejected;
  ack.reason = reason;
  changes_.acks.push_back(std::move(ack));
}

bool Draft::has_pending_offer(const IncidentId& incident) const {
  return std::any_of(situation_.offers.begin(), situation_.offers.end(), [&](const Offer& offer) {
    return offer.incident == incident && offer.state == OfferState::pending;
  });
}

std::vector<Asked> Draft::share_out(const std::map<IncidentId, Want>& wants) const {
  std::vector<Wanted> wanted;
  for (const auto& [id, want] : wants) {
    const Incident* row = find(id);
    LAMPLIGHT_CHECK(row != nullptr);
    const bool waits = row->state == IncidentState::open || row->state == IncidentState::offered;
    if (waits) wanted.push_back({row, static_cast<std::size_t>(std::max(1, want.width))});
  }
  return lamplight::share_out(wanted, town_, {situation_.commitments, situation_.offers}, travel_, now_);
}

std::optional<int> Draft::eta_s(const WorkerId& worker, const Incident& incident) const {
  const WorkerCard* card = town_.worker(worker);
  if (card == nullptr || !card->position || !incident.place) return std::nullopt;
  return travel_.travel_s(*card->position, *incident.place, town_.pace_to(incident.district, now_));
}

Changes Draft::take() {
  for (const auto& [id, opened] : touched_) {
    (opened ? changes_.opened : changes_.updated).push_back(*stored(id));
  }
  touched_.clear();
  // Whoever is let go because all is over hears of the end, and that once.
  std::erase_if(changes_.messages, [this](const Message& message) {
    const Incident* incident = find(message.incident);
    return message.about == MessageAbout::taken_back && incident != nullptr && is_ended(incident->state);
  });
  return std::move(changes_);
}

AckState ack_state_of(IncidentState state) {
  switch (state) {
    case IncidentState::open:
    case IncidentState::offered:
      return AckState::received;
    case IncidentState::assigned:
      return AckState::assigned;
    case IncidentState::on_the_way:
      return AckState::on_the_way;
    case IncidentState::arrived:
    case IncidentState::resolved:
      return AckState::arrived;
    case IncidentState::closed:
      return AckState::closed;
    case IncidentState::cancelled:
      return AckState::cancelled;
  }
  LAMPLIGHT_CHECK(false && "a state outside the enumeration");
}

}  // namespace lamplight
