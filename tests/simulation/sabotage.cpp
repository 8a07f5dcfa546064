// One line a bug, as far as one line can do it.
#include "tests/simulation/sabotage.h"

#include <algorithm>

#include "model/limits.h"

namespace lamplight::simulation {
namespace {

template <class Change>
void each_incident(Changes& changes, const Change& change) {
  for (auto* rows : {&changes.opened, &changes.updated}) {
    for (Incident& incident : *rows) change(incident);
  }
}

bool waits(const Incident& incident) {
  return incident.state == IncidentState::open || incident.state == IncidentState::offered;
}

std::int64_t version_of(const Changes& changes, const IncidentId& id) {
  for (const auto* rows : {&changes.opened, &changes.updated}) {
    for (const Incident& incident : *rows) {
      if (incident.id == id) return incident.version;
    }
  }
  return 0;
}

// The offers of `changes` go to another worker, in a round that meets no key of an earlier one.
void ask_instead(Changes& changes, const WorkerId& worker) {
  for (Offer& offer : changes.offers) {
    offer.worker = worker;
    offer.round = 1'000 + static_cast<int>(version_of(changes, offer.incident));
  }
  const auto same = [](const Offer& a, const Offer& b) { return a.incident == b.incident; };
  changes.offers.erase(std::unique(changes.offers.begin(), changes.offers.end(), same), changes.offers.end());
}

void keep_asking(Changes& changes) {
  std::erase_if(changes.offer_answers, [](const OfferAnswer& answer) { return answer.state == OfferState::withdrawn; });
}

// A worker who has something as urgent in hand already.
void ask_a_busy_one(Changes& changes, const Situation& situation) {
  for (const Commitment& tie : situation.commitments) {
    if (tie.offered || !tie.emergency || tie.priority > 1) continue;
    const auto about_it = [&](const Offer& offer) { return offer.incident == tie.incident; };
    if (std::none_of(changes.offers.begin(), changes.offers.end(), about_it)) return ask_instead(changes, tie.worker);
  }
}

// Who has declined is asked anew, instead of the next.
void forget_a_decline(Changes& changes, const Situation& situation) {
  for (const Offer& earlier : situation.offers) {
    if (earlier.state != OfferState::declined) continue;
    for (Offer& offer : changes.offers) {
      if (offer.incident != earlier.incident || offer.state != OfferState::pending) continue;
      offer.worker = earlier.worker;
      offer.round = 1'000 + static_cast<int>(version_of(changes, offer.incident));
      return;
    }
  }
}

void end_what_was_cancelled(Changes& changes) {
  const auto cancelled = [&](const Incident& incident) {
    return std::any_of(changes.history.begin(), changes.history.end(), [&](const HistoryEntry& line) {
      return line.incident == incident.id && line.what == "cancel_received";
    });
  };
  each_incident(changes, [&](Incident& incident) {
    if (!cancelled(incident) || !waits(incident)) return;
    incident.state = IncidentState::cancelled;
    incident.deadline.reset();
  });
}

void keep_deadlines(Changes& changes, const Situation& situation) {
  for (Incident& incident : changes.updated) {
    for (const Incident& before : situation.incidents) {
      if (before.id == incident.id && waits(incident)) incident.deadline = before.deadline;
    }
  }
}

void take_repeats_for_new(Changes& changes, const Situation& situation) {
  for (const AlarmRepeat& repeat : changes.repeats) {
    for (const AlarmRow& known : situation.alarms) {
      if (known.device != repeat.device || known.id != repeat.id || known.generation != repeat.generation) continue;
      AlarmRow again = known;
      again.generation = 100 + static_cast<int>(situation.alarms.size());
      changes.alarms.push_back(again);
      break;
    }
  }
  changes.repeats.clear();
}

void fold(Changes& changes) {
  for (Incident& incident : changes.opened) {
    if (facts_of(incident.kind).life_safety) incident.join_key = "a:east:" + incident.kind_text + incident.id.text();
  }
}

// What is in hand, what is told, what ends.
void spoil_the_rest(Bug bug, Changes& changes, const Situation& situation) {
  switch (bug) {
    case Bug::release_keeps_no_worker:
      each_incident(changes, [](Incident& incident) {
        if (incident.state == IncidentState::on_the_way) incident.worker.reset();
      });
      return;
    case Bug::join_key_lost:
      for (Incident& incident : changes.opened) incident.join_key.clear();
      return;
    case Bug::folded_into_an_area:
      fold(changes);
      return;
    case Bug::cancel_ends_it:
      end_what_was_cancelled(changes);
      return;
    case Bug::end_is_not_told:
      std::erase_if(changes.tellings, [](const Telling& telling) { return telling.state == AckState::closed; });
      return;
    case Bug::seq_stands_still:
      each_incident(changes,
                    [](Incident& incident) { incident.ack_seq = std::min<std::int64_t>(incident.ack_seq, 2); });
      for (Telling& telling : changes.tellings) telling.ack_seq = std::min<std::int64_t>(telling.ack_seq, 2);
      return;
    case Bug::audit_left_out:
      if (!changes.audit.empty()) changes.audit.pop_back();
      return;
    case Bug::never_ends:
      each_incident(changes, [](Incident& incident) {
        if (!is_ended(incident.state)) return;
        incident.state = IncidentState::resolved;
        incident.deadline = Deadline{incident.changed_at + limits::close_within, DeadlineWhat::close};
      });
      return;
    case Bug::displaced_is_dropped: {
      const auto displaced = [&](const Incident& incident) {
        return std::any_of(changes.history.begin(), changes.history.end(), [&](const HistoryEntry& line) {
          return line.incident == incident.id && line.what == "displaced";
        });
      };
      each_incident(changes, [&](Incident& incident) {
        if (displaced(incident)) incident.deadline.reset();
      });
      return;
    }
    case Bug::acts_twice:
      keep_deadlines(changes, situation);
      return;
    case Bug::repeat_is_new:
      take_repeats_for_new(changes, situation);
      return;
    default:
      return;  // of the server, not of what it writes
  }
}

}  // namespace

const std::array<BugFacts, 24> k_bugs{{
    {Bug::alarm_not_stored, "an alarm is acknowledged and not stored", "I1:"},
    {Bug::alarm_without_incident, "an alarm belongs to no incident", "I2"},
    {Bug::incident_without_deadline, "an incident is opened without a deadline", "I5"},
    {Bug::deadline_far_away, "a deadline is set for the day after tomorrow", "I5"},
    {Bug::held_without_deadline, "whoever accepted has no deadline", "I5"},
    {Bug::offer_leaves_it_open, "an offer leaves the state as it was", "I5"},
    {Bug::offers_stay_when_taken, "the other offers stay when one accepts", "I5"},
    {Bug::decline_is_forgotten, "who has declined is asked again", "A3"},
    {Bug::off_duty_is_asked, "somebody off duty is asked", "A1"},
    {Bug::unskilled_is_asked, "somebody without the skill is asked", "A1"},
    {Bug::busy_is_asked, "who has an emergency in hand is asked for another", "A4"},
    {Bug::release_keeps_no_worker, "an incident in hand loses its worker", "I4"},
    {Bug::join_key_lost, "a second press opens a second incident", "I3"},
    {Bug::folded_into_an_area, "a pressed button is folded into a storm", "S1"},
    {Bug::cancel_ends_it, "a device cancels what was pressed", "S2"},
    {Bug::end_is_not_told, "the home never hears the end", "I14"},
    {Bug::seq_stands_still, "two changes are told with one number", "T1"},
    {Bug::audit_left_out, "a change has no audit row", "I10"},
    {Bug::never_ends, "a close that closes nothing", "I14"},
    {Bug::tells_before_commit, "the home is told before the commit", "I1"},
    {Bug::acts_early, "a deadline is acted upon early", "I6"},
    {Bug::acts_twice, "a deadline stays when it was acted upon", "I6"},
    {Bug::repeat_is_new, "a repeat is taken for a new alarm", "I3"},
    {Bug::displaced_is_dropped, "an incident whose worker was called away waits for nothing", "I"},
}};

void spoil(Bug bug, Changes& changes, const Situation& situation) {
  switch (bug) {
    case Bug::alarm_not_stored:
      if (!changes.alarms.empty()) changes = Changes{.acks = changes.acks};
      return;
    case Bug::alarm_without_incident:
      for (AlarmRow& alarm : changes.alarms) alarm.incident.reset();
      return;
    case Bug::incident_without_deadline:
      for (Incident& incident : changes.opened) incident.deadline.reset();
      return;
    case Bug::deadline_far_away:
      each_incident(changes, [](Incident& incident) {
        if (incident.deadline && waits(incident)) incident.deadline->at += Seconds{48 * 3600};
      });
      return;
    case Bug::held_without_deadline:
      each_incident(changes, [](Incident& incident) {
        if (is_held(incident.state)) incident.deadline.reset();
      });
      return;
    case Bug::offer_leaves_it_open:
      each_incident(changes, [](Incident& incident) {
        if (incident.state == IncidentState::offered) incident.state = IncidentState::open;
      });
      return;
    case Bug::offers_stay_when_taken:
      keep_asking(changes);
      return;
    case Bug::decline_is_forgotten:
      forget_a_decline(changes, situation);
      return;
    case Bug::off_duty_is_asked:
      ask_instead(changes, WorkerId{"w-off"});
      return;
    case Bug::unskilled_is_asked:
      ask_instead(changes, WorkerId{"w-1"});
      return;
    case Bug::busy_is_asked:
      ask_a_busy_one(changes, situation);
      return;
    default:
      spoil_the_rest(bug, changes, situation);
  }
}

}  // namespace lamplight::simulation
