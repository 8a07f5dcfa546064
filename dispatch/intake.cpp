// What one more signal means for what is already known.
#include "dispatch/intake.h"

#include <algorithm>
#include <set>

#include "dispatch/escalation.h"
#include "dispatch/joining.h"
#include "dispatch/needs.h"
#include "dispatch/second_person.h"
#include "dispatch/signal_words.h"
#include "model/canary.h"
#include "model/digest.h"
#include "model/limits.h"
#include "model/planted_bug.h"

namespace lamplight {
namespace {

constexpr const char* k_server = "server";

class Judgement {
 public:
  Judgement(Draft& draft, const Signal& signal)
      : draft_(draft), signal_(signal), resident_(resident_of(signal, draft.town())), flags_(signal.flags) {}

  void pass() {
    flag_origin();
    const auto generations = draft_.generations(signal_.device, signal_.id);
    if (const AlarmRow* known = repeat_of(generations)) return take_repeat(*known);
    AlarmRow row = new_row(generations);
    if (is_canary()) return take_canary(std::move(row));
    if (signal_.test) return open_incident(std::move(row), {}, IncidentState::open);
    if (signal_.kind == AlarmKind::cancel || signal_.kind == AlarmKind::restored) return about_another(std::move(row));
    if (facts().foldable && fold_into_area(row)) return;
    join_or_open(std::move(row));
  }

 private:
  [[nodiscard]] const KindFacts& facts() const { return facts_of(signal_.kind); }
  [[nodiscard]] std::string source() const { return signal_.id.text().starts_with("m:") ? "monitor" : "device"; }
  [[nodiscard]] std::string who() const { return "device:" + signal_.device.text(); }

  // A press of the monitor's canary: in the inbox and answered, and nothing to anybody. No device can
  // make one: the broker lets it speak in its own name only, and names in the register are no canaries.
  [[nodiscard]] bool is_canary() const {
    return signal_.test && signal_.device.text().starts_with(k_canary_prefix) &&
           draft_.town().device(signal_.device) == nullptr;
  }

  void take_canary(AlarmRow row) {
    row.kind_text = k_canary_kind;
    record_only(std::move(row), nullptr);
  }

  void flag_origin() {
    const DeviceCard* device = draft_.town().device(signal_.device);
    if (device == nullptr && source() == "device") {  // the monitor speaks of districts under names no device has
      flags_.push_back(SignalFlag::unknown_device);
    } else if (device != nullptr && device->district != signal_.district) {
      flags_.push_back(SignalFlag::wrong_district);
    }
  }

  // --- Repeats (contracts §2) ---

  [[nodiscard]] const AlarmRow* repeat_of(const std::vector<AlarmRow>& generations) const {
    if (generations.empty() || planted("repeat_is_new")) return nullptr;
    if (signal_.at) {
      for (const AlarmRow& row : generations) {
        if (row.at == signal_.at) return &row;
      }
    }
    const AlarmRow& latest = generations.back();
    if (signal_.has(SignalFlag::retained)) return &latest;
    if (!signal_.id_readable) {
      return draft_.now() - latest.received_at <= limits::unreadable_same_bytes ? &latest : nullptr;
    }
    const Incident* incident = latest.incident ? draft_.find(*latest.incident) : nullptr;
    const Instant ended_at = incident == nullptr ? latest.received_at : incident->ended_at.value_or(draft_.now());
    return draft_.now() - ended_at < limits::repeat_after_close ? &latest : nullptr;
  }

  void take_repeat(const AlarmRow& row) {
    const bool dated_anew = signal_.at && row.at && *signal_.at != *row.at && !signal_.has(SignalFlag::retained);
    draft_.repeat(row, dated_anew ? signal_.at : std::nullopt);
    if (dated_anew && row.incident) pressed_again(row);
    draft_.answer_repeat(row);
  }

  // The same id with another time: a press, on an incident that may have ended a moment ago.
  void pressed_again(const AlarmRow& row) {
    const Incident* incident = draft_.find(*row.incident);
    if (incident == nullptr || incident->test) return;
    if (!is_joinable(incident->state)) {
      if (const Incident* other = draft_.joinable(incident->join_key)) {
        raise(other->id);
        return;
      }
      reopen(incident->id);
    }
    raise(*row.incident);
  }

  // By value: another incident may be opened meanwhile, and rows move.
  void reopen(const IncidentId id) {
    draft_.release(id);
    Incident& row = draft_.edit(id);
    row.state = IncidentState::open;
    row.ended_at.reset();
    row.outcome.reset();
    draft_.note(id, who(), "reopened");
    begin_escalation(draft_, id);
    keep_second_person(draft_, id);
    draft_.tell_all(id);
  }

  // --- New alarms ---

  [[nodiscard]] AlarmRow new_row(const std::vector<AlarmRow>& generations) {
    AlarmRow row{
        .device = signal_.device, .id = signal_.id, .district = signal_.district, .kind_text = signal_.kind_text};
    row.at = signal_.at;
    row.received_at = signal_.received_at + (planted("received_late", 5) ? Millis{120'000} : Millis{0});
    row.answerable = signal_.id_readable;
    if (!generations.empty()) {
      const AlarmRow& latest = generations.back();
      row.generation = latest.generation + 1;
      const Incident* incident = latest.incident ? draft_.find(*latest.incident) : nullptr;
      row.seq_base = latest.seq_base + (incident == nullptr ? 2 : incident->ack_seq);
      if (signal_.id_readable) flags_.push_back(SignalFlag::id_reused);
    }
    Signal flagged;
    flagged.flags = flags_;
    row.flags = flags_text(flagged);
    return row;
  }

  void add_evidence(const IncidentId& id) {
    draft_.add_evidence({id, signal_.received_at, source(), signal_.device, signal_.id, signal_.kind_text,
                         evidence_words(), signal_.raw});
  }

  void tell(const AlarmRow& row) {
    if (signal_.kind == AlarmKind::unreadable && !signal_.unreadable_reason.empty()) {
      draft_.reject(row, signal_.unreadable_reason);
    } else {
      draft_.tell(row);
    }
  }

  void join_or_open(AlarmRow row) {
    const std::string key = join_key_of(signal_, draft_.town());
    if (const Incident* open = draft_.joinable(key)) return join(std::move(row), open->id);
    open_incident(std::move(row), key, IncidentState::open);
  }

  void join(AlarmRow row, const IncidentId& id) {
    row.incident = id;
    if (!planted("raise_swallowed", 3)) draft_.add_alarm(row);
    raise(id);
    tell(row);
  }

  // What the dispatcher reads of it.
  [[nodiscard]] std::string evidence_words() const {
    Signal flagged = signal_;
    flagged.flags = flags_;
    return words_of(flagged, resident_);
  }

  // What this alarm calls for beside the evidence that there is already.
  [[nodiscard]] std::vector<SkillCode> needs_beside(const std::vector<EvidenceWords>& evidence) const {
    std::vector<Said> before;
    for (const EvidenceWords& one : evidence) {
      before.push_back({kind_named(one.kind_text).value_or(AlarmKind::unknown), one.text});
    }
    const std::string words = evidence_words();
    return needs_of(resident_, Said{signal_.kind, words}, before, draft_.town().registers->policies);
  }

  void open_incident(AlarmRow row, const std::string& join_key, IncidentState state) {
    Incident incident{.id = incident_id_of(signal_.device, signal_.id, row.generation), .state = state};
    incident.kind = signal_.kind;
    incident.kind_text = signal_.kind_text;
    incident.queue = facts().queue;
    incident.priority = signal_.test ? 5 : facts().priority;
    incident.test = signal_.test;
    if (resident_ != nullptr) {
      incident.resident = resident_->id;
      incident.place = resident_->home;
    } else if (signal_.fix) {
      incident.place = signal_.fix->position;
    }
    incident.district = district_of(signal_, draft_.town());
    incident.needs = needs_beside({});
    incident.join_key = join_key;
    incident.ack_seq = 1;
    const IncidentId id = incident.id;
    row.incident = id;
    draft_.open(std::move(incident));
    if (!planted("service_forgotten") || signal_.kind != AlarmKind::service) draft_.add_alarm(row);
    add_evidence(id);
    draft_.note(id, who(), "opened", {}, signal_.kind_text);
    if (signal_.test) {
      draft_.edit(id).deadline = Deadline{draft_.now() + limits::test_shown, DeadlineWhat::test_ends};
    } else {
      begin_escalation(draft_, id);
      keep_second_person(draft_, id);
    }
    tell(row);
  }

  [[nodiscard]] static bool being_asked(const Incident& row) {
    return row.deadline && row.deadline->what == DeadlineWhat::resident_answer;
  }

  // Evidence on an open incident. A raise never puts off what is due, it only brings it nearer.
  void raise(const IncidentId id) {
    const auto more = needs_beside(draft_.evidence_of(id));
    add_evidence(id);
    Incident& row = draft_.edit(id);
    ++row.raises;
    draft_.note(id, who(), "raised", {}, signal_.kind_text);
    const bool waiting = row.state == IncidentState::open || row.state == IncidentState::offered;
    const bool more_urgent = facts().priority < row.priority;
    if (more_urgent) {
      row.priority = facts().priority;
      row.kind = signal_.kind;
      row.kind_text = signal_.kind_text;
    }
    std::set<SkillCode> all(row.needs.begin(), row.needs.end());
    all.insert(more.begin(), more.end());
    const bool needs_more = all.size() > row.needs.size();
    row.needs.assign(all.begin(), all.end());
    const bool taken_back = needs_more && take_back_from_unable(id);
    if (more_urgent && waiting) {
      begin_escalation(draft_, id);
    } else if (being_asked(row)) {
      next_step(draft_, id);
    } else {
      bring_nearer(row);
      if (taken_back) nobody_asked_any_more(draft_, id);
    }
    keep_second_person(draft_, id);
  }

  // Who was asked before more was needed, and can't give it, is asked no longer; if she goes already, the desk hears it.
  // True when somebody was asked in vain.
  bool take_back_from_unable(const IncidentId& id) {
    const Incident row = *draft_.find(id);
    const auto lacks = [&](const WorkerId& worker) {
      const WorkerCard* card = draft_.town().worker(worker);
      return card == nullptr || !std::all_of(row.needs.begin(), row.needs.end(), [&](const SkillCode& need) {
        return std::find(card->skills.begin(), card->skills.end(), need) != card->skills.end();
      });
    };
    bool taken_back = false;
    for (const Offer& offer : draft_.offers_of(id)) {
      if (offer.state != OfferState::pending || !lacks(offer.worker)) continue;
      draft_.answer(id, offer.worker, OfferState::withdrawn);
      draft_.note(id, k_server, "withdrawn", offer.worker, "more is needed");
      taken_back = true;
    }
    if (row.worker && lacks(*row.worker)) call_desk(draft_, id);
    return taken_back;
  }

  void bring_nearer(Incident& row) {
    const bool people_wait = row.deadline && row.deadline->what != DeadlineWhat::offer_answer &&
                             row.state != IncidentState::on_the_way && row.state != IncidentState::arrived;
    if (people_wait) row.deadline->at = std::min(row.deadline->at, draft_.now() + limits::raised_wait);
  }

  // --- Words about another alarm ---

  void about_another(AlarmRow row) {
    const auto generations =
        signal_.about ? draft_.generations(signal_.device, *signal_.about) : std::vector<AlarmRow>{};
    const Incident* target = nullptr;
    if (!generations.empty() && generations.back().incident) target = draft_.find(*generations.back().incident);
    if (target == nullptr || is_ended(target->state)) {
      if (signal_.kind == AlarmKind::cancel && target == nullptr) return join_or_open(std::move(row));
      return record_only(std::move(row), target);
    }
    const IncidentId id = target->id;
    row.incident = id;
    draft_.add_alarm(row);
    add_evidence(id);
    draft_.edit(id);
    draft_.note(id, who(), signal_.kind == AlarmKind::cancel ? "cancel_received" : "cause_over", {},
                signal_.about->text());
    if (may_end(*target)) {
      end_by_itself(id);
    } else if (being_asked(*draft_.find(id))) {
      next_step(draft_, id);  // answered; what a device may not end goes on
    }
    tell(row);
  }

  // A device's word ends an incident only where nobody pressed, no life is at stake and nobody has gone.
  [[nodiscard]] bool may_end(const Incident& incident) const {
    const bool waiting = incident.state == IncidentState::open || incident.state == IncidentState::offered;
    return waiting && !incident.test && !facts_of(incident.kind).life_safety &&
           incident.queue != IncidentClass::service && incident.raises == 0 && !is_area(incident);
  }

  void end_by_itself(const IncidentId& id) {
    draft_.withdraw_offers(id, OfferState::withdrawn);
    const bool cancelled = signal_.kind == AlarmKind::cancel;
    Incident& row = draft_.edit(id);
    row.state = cancelled ? IncidentState::cancelled : IncidentState::closed;
    if (!cancelled) row.outcome = Outcome::technical;
    row.ended_at = draft_.now();
    row.deadline.reset();
    draft_.note(id, who(), cancelled ? "cancelled" : "closed", {}, "the cause is over");
    end_second_person(draft_, id, who());
    draft_.tell_all(id);
  }

  // The end of something that is over or that we never heard of: kept and answered, nothing to do.
  void record_only(AlarmRow row, const Incident* target) {
    if (target != nullptr) row.incident = target->id;
    draft_.add_alarm(row);
    tell(row);
  }

  // --- Storms (design §4) ---

  [[nodiscard]] bool fold_into_area(AlarmRow& row) {
    const DistrictId district = district_of(signal_, draft_.town());
    if (draft_.joinable(join_key_of(signal_, draft_.town())) != nullptr) return false;
    const std::string key = area_key_of(district, signal_.kind);
    const Incident* area = draft_.joinable(key);
    const bool storm = draft_.storm_signals(district) >= static_cast<int>(limits::storm_signals_min);
    draft_.count_storm_signal(district);
    const bool recent = area != nullptr && area->changed_at >= draft_.now() - limits::storm_window;
    if (area != nullptr && (recent || storm)) {
      row.incident = area->id;
      draft_.add_alarm(row);
      add_evidence(area->id);
      ++draft_.edit(area->id).raises;
      tell(row);
      return true;
    }
    if (!storm) return false;
    open_area(row, district, key);
    return true;
  }

  void open_area(AlarmRow& row, const DistrictId& district, const std::string& key) {
    Incident incident{.id = incident_id_of(signal_.device, signal_.id, row.generation), .kind = signal_.kind};
    incident.kind_text = signal_.kind_text;
    incident.queue = facts().queue;
    incident.priority = facts().priority - 1;
    incident.district = district;
    if (const District* known = draft_.town().district(district)) incident.place = known->centre;
    incident.join_key = key;
    incident.ack_seq = 1;
    const IncidentId id = incident.id;
    row.incident = id;
    draft_.open(std::move(incident));
    draft_.add_alarm(row);
    add_evidence(id);
    draft_.note(id, k_server, "opened", {}, "area");
    begin_escalation(draft_, id);
    tell(row);
  }

  Draft& draft_;
  const Signal& signal_;
  const ResidentCard* resident_;
  std::vector<SignalFlag> flags_;
};

}  // namespace

IncidentId incident_id_of(const DeviceId& device, const AlarmId& alarm, int generation) {
  return IncidentId{"i" + digest_of({device.text(), alarm.text(), std::to_string(generation)})};
}

Changes take_in(std::span<const Signal> signals, Situation situation, const Town& town, const TravelTime& travel,
                Instant now) {
  Draft draft(std::move(situation), town, travel, now);
  for (const Signal& signal : signals) Judgement(draft, signal).pass();
  return decided(draft);
}

}  // namespace lamplight
