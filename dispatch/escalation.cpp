// The ladder of an incident, and what a missed deadline leads to.
#include "dispatch/escalation.h"

#include <algorithm>

#include "dispatch/second_person.h"
#include "model/check.h"
#include "model/digest.h"
#include "model/limits.h"
#include "model/planted_bug.h"

namespace lamplight {
namespace {

constexpr const char* k_server = "server";
constexpr const char* k_worker_silent = "worker_silent";

// A ladder of an incident without a policy: a human at once, and again and again.
const Ladder& fallback_ladder() {
  static const Ladder ladder{{StepAction::dispatchers, 1, Millis{60'000}}};
  return ladder;
}

const Ladder& ladder_of(const Incident& incident, const Policies& policies) {
  const PlanCase about{incident.resident, incident.kind, incident.district, incident.priority, incident.opened_at};
  if (const Plan* plan = plan_for(policies.plans, about, policies.hours)) return plan->steps;
  if (incident.queue == IncidentClass::emergency) {
    const auto found = policies.by_priority.find(incident.priority);
    if (found != policies.by_priority.end() && !found->second.empty()) return found->second;
    return fallback_ladder();
  }
  const auto found = policies.by_queue.find(incident.queue);
  return found == policies.by_queue.end() || found->second.empty() ? fallback_ladder() : found->second;
}

// The ladder with one step a contact, so that a step's number says whom it calls.
Ladder steps_of(const Incident& incident, const Town& town) {
  const ResidentCard* resident = incident.resident ? town.resident(*incident.resident) : nullptr;
  Ladder steps;
  for (const PolicyStep& step : ladder_of(incident, town.registers->policies)) {
    const bool calls_contacts = resident != nullptr && !is_second_person(incident);  // once, for the first one
    const int times = step.action != StepAction::contacts ? 1 : (calls_contacts ? resident->contacts : 0);
    for (int i = 0; i < times; ++i) steps.push_back(step);
  }
  // A question is nobody's last word.
  if (steps.empty() || steps.back().action == StepAction::ask_resident) steps.push_back(fallback_ladder().front());
  return steps;
}

bool offers_at_all(const Ladder& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const PolicyStep& s) { return s.action == StepAction::offer; });
}

// The last step repeats, more slowly the longer it goes on, and once a dispatcher has taken it.
Millis wait_of(const PolicyStep& step, int beyond_last, bool acknowledged) {
  const Millis wait = step.wait * std::min(10, 1 + beyond_last / 5);
  return acknowledged ? std::max(wait, limits::acknowledged_wait) : wait;
}

// A step that repeats itself is no news to who has been told; another press is, and so is a worker who was
// coming and comes no more.
std::string turn_of(const Incident& row) { return std::to_string(row.ack_seq) + "." + std::to_string(row.raises); }

void tell_contact(Draft& draft, const Incident& row, int contact) {
  if (!row.resident || contact < 1) return;
  draft.message(row.id, Recipient::contact, row.resident->text() + "/" + std::to_string(contact),
                MessageAbout::contact_due, turn_of(row));
}

// Quiet: at the desks and nowhere else.
void tell_desk(Draft& draft, const Incident& row, MessageAbout about, Loudness loudness) {
  if (loudness == Loudness::quiet) return;
  draft.message(row.id, Recipient::desk, row.district.text(), about, turn_of(row), {}, loudness == Loudness::loud);
}

// How loud, where that is not as usual.
std::string loudness_note(const PolicyStep& step) {
  return loudness_of(step) == usual_loudness(step.action) ? std::string() : std::string(name_of(loudness_of(step)));
}

// Somebody who pressed has answered the question; so has somebody of whom more is reported.
bool may_be_asked(const Incident& row) {
  const bool pressed = row.kind == AlarmKind::sos || row.kind == AlarmKind::unreadable || row.kind == AlarmKind::unknown;
  return !pressed && row.raises == 0 && row.resident.has_value();
}

// By the device that spoke. False: there is none, or she is not to be asked.
bool ask_resident(Draft& draft, const IncidentId& incident, Millis wait) {
  Incident& row = draft.edit(incident);
  const AlarmRow* spoke = nullptr;
  for (const AlarmRow& alarm : draft.situation().alarms) {
    if (alarm.incident == incident) spoke = &alarm;
  }
  if (spoke == nullptr || !may_be_asked(row)) return false;
  row.deadline = Deadline{draft.now() + wait, DeadlineWhat::resident_answer};
  draft.note(incident, k_server, "resident_asked");
  draft.message(incident, Recipient::home, spoke->district.text() + "/" + spoke->device.text(), MessageAbout::question,
                turn_of(row), row.deadline->at);
  return true;
}

void call_people(Draft& draft, const IncidentId& incident, const PolicyStep& step, int beyond_last, int contact) {
  Incident& row = draft.edit(incident);
  const Instant due = draft.now() + wait_of(step, beyond_last, !row.acknowledged_by.empty());
  switch (step.action) {
    case StepAction::contacts:
      row.deadline = Deadline{due, DeadlineWhat::contact_answer};
      draft.note(incident, k_server, "contact_due", {}, std::to_string(contact));
      tell_contact(draft, row, contact);
      return;
    case StepAction::dispatchers:
      row.deadline = Deadline{due, DeadlineWhat::dispatcher_takes};
      draft.note(incident, k_server, "dispatchers_called", {}, loudness_note(step));
      tell_desk(draft, row, MessageAbout::dispatchers_called, loudness_of(step));
      return;
    case StepAction::emergency_number:
      row.deadline = Deadline{due, DeadlineWhat::emergency_number};
      draft.note(incident, k_server, "emergency_number_advised", {}, loudness_note(step));
      tell_desk(draft, row, MessageAbout::emergency_number, loudness_of(step));
      return;
    case StepAction::offer:
    case StepAction::ask_resident: break;
  }
  LAMPLIGHT_CHECK(false && "an offer is not a call, and neither is a question");
}

// Takes step `number`. Where people are called, whoever has become able meanwhile is asked besides, if this
// ladder asks care workers at all.
void enter_step(Draft& draft, const IncidentId& incident, int number) {
  Incident& row = draft.edit(incident);
  const Ladder steps = steps_of(row, draft.town());
  const int last = static_cast<int>(steps.size()) - 1;
  row.step = number;
  row.state = draft.has_pending_offer(incident) ? IncidentState::offered : IncidentState::open;
  const PolicyStep& step = steps[static_cast<std::size_t>(std::min(number, last))];
  if (step.action == StepAction::offer) {
    const Instant expires_at = draft.now() + step.wait;
    row.deadline = Deadline{expires_at, DeadlineWhat::offer_answer};
    draft.want(incident, {step.width, expires_at, true});
    return;
  }
  if (step.action == StepAction::ask_resident) {
    if (!ask_resident(draft, incident, step.wait)) enter_step(draft, incident, number + 1);
    return;
  }
  const auto first_contact = std::find_if(steps.begin(), steps.end(),
                                          [](const PolicyStep& s) { return s.action == StepAction::contacts; });
  const int contact = std::min(number, last) - static_cast<int>(first_contact - steps.begin()) + 1;
  call_people(draft, incident, step, std::max(0, number - last), contact);
  if (offers_at_all(steps)) draft.want(incident, {1, draft.find(incident)->deadline->at, false});
}

// The step asked for care workers and there is none. A ladder that ends in offers still ends at a human.
void nobody_able(Draft& draft, const IncidentId& incident) {
  draft.note(incident, k_server, "nobody_able");
  const Incident& row = *draft.find(incident);
  const int last = static_cast<int>(steps_of(row, draft.town()).size()) - 1;
  if (row.step < last) return enter_step(draft, incident, row.step + 1);
  call_people(draft, incident, fallback_ladder().front(), row.step - last, 0);
}

// A manual offer may outlive the step; the next deadline is then its end.
std::optional<Instant> next_expiry(const Draft& draft, const IncidentId& incident) {
  std::optional<Instant> first;
  for (const Offer& offer : draft.offers_of(incident)) {
    if (offer.state == OfferState::pending && (!first || offer.expires_at < *first)) first = offer.expires_at;
  }
  return first;
}

void offers_lapsed(Draft& draft, const IncidentId& incident) {
  for (const Offer& offer : draft.offers_of(incident)) {
    if (offer.state != OfferState::pending || offer.expires_at > draft.now()) continue;
    draft.answer(incident, offer.worker, OfferState::expired);
    if (planted("expired_twice", 3)) draft.note(incident, k_server, "expired", offer.worker);
    if (!planted("expiry_not_told", 3)) draft.note(incident, k_server, "expired", offer.worker);
  }
  Incident& row = draft.edit(incident);
  if (const auto expiry = next_expiry(draft, incident)) {
    row.state = IncidentState::offered;
    row.deadline = Deadline{*expiry, DeadlineWhat::offer_answer};
    return;
  }
  enter_step(draft, incident, row.step + 1);
}

// Who is on the scene and does not check in may need help herself: an incident of its own, for anybody but her.
void worker_silent(Draft& draft, const IncidentId& incident) {
  const Incident& scene = *draft.find(incident);
  if (!scene.worker) return;
  const WorkerId worker = *scene.worker;
  const std::string turn = std::to_string(scene.ack_seq) + "." + std::to_string(scene.step);
  Incident silent{.id = IncidentId{"i" + digest_of({"worker silent", incident.text(), worker.text(), turn})}};
  silent.kind = AlarmKind::unknown;
  silent.kind_text = k_worker_silent;
  silent.priority = 1;
  silent.district = scene.district;
  silent.place = scene.place;
  const IncidentId id = silent.id;
  draft.open(std::move(silent));
  const WorkerCard* card = draft.town().worker(worker);
  draft.add_evidence({id, draft.now(), "server", {}, {}, k_worker_silent,
                      (card == nullptr ? worker.text() : card->name) + ", " + incident.text(), {}});
  draft.note(id, k_server, "opened", worker, k_worker_silent);
  draft.record_answer(id, worker, OfferState::declined);
  begin_escalation(draft, id);
}

void overdue(Draft& draft, const IncidentId& incident, DeadlineWhat what, Millis again_within) {
  Incident& row = draft.edit(incident);
  ++row.step;
  row.deadline = Deadline{draft.now() + again_within, what};
  draft.note(incident, k_server, "overdue", row.worker, std::string(name_of(what)));
  call_desk(draft, incident);
}

void not_checked_in(Draft& draft, const IncidentId& incident) {
  const bool first = draft.find(incident)->step == 0;
  overdue(draft, incident, DeadlineWhat::resolve, limits::resolve_again_within);
  if (first) worker_silent(draft, incident);
}

// Assigned and not on the way: once overdue, then taken back and offered anew, so that a vanished
// worker can't be the end of it (I14).
void not_departed(Draft& draft, const IncidentId& incident) {
  const Incident& row = *draft.find(incident);
  if (row.step == 0) {
    overdue(draft, incident, DeadlineWhat::depart, limits::depart_again_within);
    return;
  }
  draft.note(incident, k_server, "released", row.worker, "did not set out");
  draft.record_answer(incident, *row.worker, OfferState::expired);
  draft.release(incident);
  begin_escalation(draft, incident);
  draft.tell_all(incident);
}

void end_test(Draft& draft, const IncidentId& incident) {
  Incident& row = draft.edit(incident);
  row.state = IncidentState::closed;
  row.outcome = Outcome::technical;
  row.ended_at = draft.now();
  row.deadline.reset();
  draft.note(incident, k_server, "closed", {}, "test");
  draft.tell_all(incident);
}

void act_on(Draft& draft, const IncidentId& incident) {
  const Incident* row = draft.find(incident);
  if (row == nullptr || is_ended(row->state) || !row->deadline || row->deadline->at > draft.now()) return;
  if (row->test) return end_test(draft, incident);
  switch (row->state) {
    case IncidentState::open:
    case IncidentState::offered: return offers_lapsed(draft, incident);
    case IncidentState::assigned: return not_departed(draft, incident);
    case IncidentState::on_the_way: return overdue(draft, incident, DeadlineWhat::arrive, limits::arrive_again_within);
    case IncidentState::arrived: return not_checked_in(draft, incident);
    case IncidentState::resolved: return overdue(draft, incident, DeadlineWhat::close, limits::close_again_within);
    case IncidentState::closed:
    case IncidentState::cancelled: return;
  }
}

}  // namespace

void begin_escalation(Draft& draft, const IncidentId& incident) { enter_step(draft, incident, 0); }

void next_step(Draft& draft, const IncidentId& incident) {
  enter_step(draft, incident, draft.edit(incident).step + 1);
}

void nobody_asked_any_more(Draft& draft, const IncidentId& incident) {
  if (draft.has_pending_offer(incident)) return;
  Incident& row = draft.edit(incident);
  if (!row.deadline || row.deadline->what == DeadlineWhat::offer_answer) return next_step(draft, incident);
  row.state = IncidentState::open;
  draft.want(incident, {1, row.deadline->at, false});
}

void call_desk(Draft& draft, const IncidentId& incident) {
  draft.note(incident, k_server, "dispatchers_called");
  tell_desk(draft, *draft.find(incident), MessageAbout::dispatchers_called, usual_loudness(StepAction::dispatchers));
}

Changes decided(Draft& draft) {
  for (auto wants = draft.take_wants(); !wants.empty(); wants = draft.take_wants()) {
    for (const Asked& asked : draft.share_out(wants)) {
      const Want& want = wants.at(asked.incident);
      for (const Candidate& candidate : asked.candidates) {
        const bool best = &candidate == &asked.candidates.front();
        draft.offer(asked.incident, candidate, want.expires_at, k_server, best ? asked.considered : std::string());
      }
      if (asked.candidates.empty() && want.needed) nobody_able(draft, asked.incident);
    }
  }
  return draft.take();
}

Changes act_on_deadlines(const Situation& situation, const std::vector<IncidentId>& due, const Town& town,
                         const TravelTime& travel, Instant now) {
  Draft draft(situation, town, travel, now);
  std::vector<IncidentId> ordered(due);
  std::sort(ordered.begin(), ordered.end());
  for (const IncidentId& incident : ordered) act_on(draft, incident);
  return decided(draft);
}

Deadline deadline_of_held(IncidentState state, int eta_s, Instant now) {
  switch (state) {
    case IncidentState::assigned: return {now + limits::depart_within, DeadlineWhat::depart};
    case IncidentState::on_the_way:
      return {now + Seconds{eta_s + eta_s / 2} + limits::arrive_slack, DeadlineWhat::arrive};
    case IncidentState::arrived: return {now + limits::resolve_within, DeadlineWhat::resolve};
    case IncidentState::resolved: return {now + limits::close_within, DeadlineWhat::close};
    case IncidentState::open:
    case IncidentState::offered:
    case IncidentState::closed:
    case IncidentState::cancelled: break;
  }
  LAMPLIGHT_CHECK(false && "only a held or resolved incident has such a deadline");
}

}  // namespace lamplight
