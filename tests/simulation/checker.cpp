// One function an invariant.
#include "tests/simulation/checker.h"

#include <algorithm>
#include <map>
#include <set>

namespace lamplight::simulation {
namespace {

using Key = std::pair<DeviceId, AlarmId>;
using Found = std::vector<std::string>;

std::string name(const Key& key) { return key.first.text() + "/" + key.second.text(); }

void acknowledged_is_stored(const Record& record, Found& found) {
  for (const HeardLine& line : record.heard) {
    if (!line.stored) found.push_back("I1: " + name({line.ack.device, line.ack.alarm}) + " was acknowledged and is not stored");
  }
}

void one_alarm_a_press(const Record& record, Found& found) {
  std::map<Key, int> pressed;
  std::map<Key, std::set<int>> generations;
  std::set<IncidentId> incidents;
  for (const PressLine& line : record.presses) ++pressed[{line.device, line.id}];
  for (const Incident& incident : record.incidents) incidents.insert(incident.id);
  for (const AlarmRow& row : record.alarms) {
    const Key key{row.device, row.id};
    if (!generations[key].insert(row.generation).second) found.push_back("I3: " + name(key) + " is stored twice");
    if (pressed.count(key) == 0) found.push_back("I3: " + name(key) + " was never pressed");
    if (!row.incident || incidents.count(*row.incident) == 0) found.push_back("I2: " + name(key) + " has no incident");
  }
  for (const auto& [key, times] : pressed) {
    const auto rows = generations[key].size();
    if (rows == 0) found.push_back("I2: " + name(key) + " was pressed and is not stored");
    if (static_cast<int>(rows) > times) found.push_back("I3: " + name(key) + " is more alarms than presses");
  }
}

// Where nothing is broken any more each press is answered soon, whatever else has happened to it.
void every_press_is_answered_soon(const Record& record, Found& found) {
  constexpr Millis k_soon{120'000};  // a home repeats every quarter of a minute
  std::map<Key, std::vector<Instant>> heard;
  for (const HeardLine& line : record.heard) heard[{line.ack.device, line.ack.alarm}].push_back(line.at);
  for (const PressLine& line : record.presses) {
    const Instant until = std::max(line.at, record.healed_at) + k_soon;
    const auto& times = heard[{line.device, line.id}];
    const auto in_time = [&](Instant at) { return at >= line.at && at <= until; };
    if (until <= record.ended_at && std::none_of(times.begin(), times.end(), in_time)) {
      found.push_back("I2: " + name({line.device, line.id}) + " was not answered in a healthy town");
    }
  }
}

// A decision that is taken again and again and never committed keeps an alarm out for as long.
void nothing_is_decided_in_vain(const Record& record, Found& found) {
  const std::size_t enough = 1'000 + 20 * record.commits;
  if (record.store_calls > enough) {
    found.push_back("P2: " + std::to_string(record.store_calls) + " calls for " + std::to_string(record.commits) +
                    " commits: something is decided in vain");
  }
}

void one_emergency_a_worker(const Record& record, Found& found) {
  std::map<std::size_t, std::set<WorkerId>> busy;
  for (const StateLine& line : record.states) {
    const Incident& incident = line.incident;
    if (!is_held(incident.state)) continue;
    if (!incident.worker) {
      found.push_back("I4: " + incident.id.text() + " is held by nobody");
    } else if (incident.queue == IncidentClass::emergency && !busy[line.look].insert(*incident.worker).second) {
      found.push_back("I4: " + incident.worker->text() + " holds two emergencies");
    }
  }
}

void always_somebody_next(const Record& record, Found& found) {
  // With a healthy server a deadline is acted upon within a second; before that, when it comes back.
  constexpr Millis k_late{1'000};
  for (const StateLine& line : record.states) {
    const Incident& incident = line.incident;
    const std::string id = incident.id.text();
    if (!incident.deadline || !line.has_timer) {
      found.push_back("I5: " + id + " is open without a deadline");
    } else if (line.at > record.healed_at + k_late && incident.deadline->at < line.at - k_late) {
      found.push_back("I5: the deadline of " + id + " has passed and nobody acted");
    }
    if (incident.state == IncidentState::open && line.pending_offers > 0) found.push_back("I5: " + id + " is open with offers");
    if (is_held(incident.state) && line.pending_offers > 0) found.push_back("I5: " + id + " is held and still offered");
  }
}

void timers_act_once(const Record& record, Found& found) {
  std::set<std::pair<IncidentId, Instant>> acted;
  for (const ActedLine& line : record.acted) {
    if (line.at < line.deadline.at) found.push_back("I6: a deadline of " + line.incident.text() + " was acted upon early");
    if (!acted.insert({line.incident, line.deadline.at}).second) {
      found.push_back("I6: a deadline of " + line.incident.text() + " was acted upon twice");
    }
  }
}

void everything_ends(const Record& record, Found& found) {
  for (const Incident& incident : record.incidents) {
    if (!is_ended(incident.state)) found.push_back("I14: " + incident.id.text() + " never ended");
  }
  // What each home shows in the end: the state with the highest seq.
  std::map<Key, const Ack*> shown;
  for (const HeardLine& line : record.heard) {
    const Ack*& latest = shown[{line.ack.device, line.ack.alarm}];
    if (latest == nullptr || line.ack.seq >= latest->seq) latest = &line.ack;
  }
  for (const PressLine& line : record.presses) {
    const Key key{line.device, line.id};
    const auto last = shown.find(key);
    if (last == shown.end()) {
      found.push_back("I14: the home of " + name(key) + " never heard anything");
    } else if (last->second->state != AckState::closed && last->second->state != AckState::cancelled) {
      found.push_back("I14: the home of " + name(key) + " still shows " + std::string(name_of(last->second->state)));
    }
  }
}

// I5 has a far side too: a deadline that nobody will live to see is none.
void deadlines_are_near(const Record& record, Found& found) {
  constexpr Millis k_far{12 * 3'600'000};
  for (const StateLine& line : record.states) {
    if (line.incident.deadline && line.incident.deadline->at > line.at + k_far) {
      found.push_back("I5: the deadline of " + line.incident.id.text() + " is too far away to mean anything");
    }
  }
}

void one_incident_a_home(const Record& record, Found& found) {
  // Presses of one home and class within a minute of each other belong together, as long as it is open.
  std::map<std::pair<std::size_t, std::string>, IncidentId> open;
  for (const StateLine& line : record.states) {
    const Incident& incident = line.incident;
    if (!incident.resident || incident.test || !is_joinable(incident.state) || incident.queue == IncidentClass::technical) {
      continue;
    }
    const std::string person = incident.join_key.starts_with("2:") ? ":2" : "";  // work for two people has two
    const std::string home = incident.resident->text() + ":" + std::string(name_of(incident.queue)) + person;
    const auto [there, first] = open.emplace(std::pair{line.look, home}, incident.id);
    if (!first && there->second != incident.id) found.push_back("I3: " + home + " has two open incidents");
  }
}

// The second person's incident is open only beside a first one of that home.
void second_has_a_first(const Record& record, Found& found) {
  std::set<std::pair<std::size_t, std::string>> open;
  for (const StateLine& line : record.states) open.emplace(line.look, line.incident.join_key);
  for (const StateLine& line : record.states) {
    const Incident& second = line.incident;
    if (!second.join_key.starts_with("2:") || !is_joinable(second.state)) continue;
    if (open.contains({line.look, second.join_key.substr(2)})) continue;
    found.push_back("P1: " + second.id.text() + " asks for the second person of nothing");
  }
}

void offers_are_allowed(const Record& record, Found& found) {
  std::map<std::pair<std::size_t, WorkerId>, IncidentId> in_one_decision;
  for (const OfferLine& line : record.offers) {
    const std::string who = line.worker.id.text() + " was asked for " + line.incident.id.text();
    if (!line.worker.on_duty) found.push_back("A1: " + who + " off duty");
    for (const SkillCode& need : line.incident.needs) {
      const auto& skills = line.worker.skills;
      if (std::find(skills.begin(), skills.end(), need) == skills.end()) found.push_back("A1: " + who + " without " + need.text());
    }
    const auto [there, first] = in_one_decision.emplace(std::pair{line.commit, line.worker.id}, line.incident.id);
    if (!first) found.push_back("A2: " + who + " and for " + there->second.text() + " in one decision");
    if (line.declined) found.push_back("A3: " + who + " after she had declined");
    for (const Commitment& tie : line.bound) {
      if (tie.incident == line.incident.id) continue;
      const bool there_already = !tie.offered && tie.emergency && tie.arrived && line.incident.queue == IncidentClass::emergency;
      if (tie.priority <= line.incident.priority || there_already) found.push_back("A4: " + who + " while bound by another");
    }
  }
}

// Design §4: a pressed SOS, a fall, smoke, gas, CO or heat is never folded; a device cancels none of them.
void life_safety_stands_alone(const Record& record, Found& found) {
  for (const Incident& incident : record.incidents) {
    if (!facts_of(incident.kind).life_safety) continue;
    if (incident.join_key.starts_with("a:")) found.push_back("S1: " + incident.id.text() + " was folded into an area");
    if (incident.state == IncidentState::cancelled) found.push_back("S2: " + incident.id.text() + " was cancelled");
  }
}

// One number, one state: a home that shows the highest must not have to choose.
void one_state_a_number(const Record& record, Found& found) {
  std::map<std::pair<Key, std::int64_t>, AckState> told;
  for (const HeardLine& line : record.heard) {
    const Key key{line.ack.device, line.ack.alarm};
    const auto [there, first] = told.emplace(std::pair{key, line.ack.seq}, line.ack.state);
    if (!first && there->second != line.ack.state) {
      found.push_back("T1: " + name(key) + " was told " + std::string(name_of(there->second)) + " and " +
                      std::string(name_of(line.ack.state)) + " with one number");
    }
  }
}

void every_change_is_audited(const Record& record, Found& found) {
  if (record.audit_lines < record.history_lines) found.push_back("I10: there are lines of history without an audit row");
}

}  // namespace

std::vector<std::string> violations(const Record& record) {
  Found found;
  deadlines_are_near(record, found);
  one_incident_a_home(record, found);
  second_has_a_first(record, found);
  offers_are_allowed(record, found);
  life_safety_stands_alone(record, found);
  one_state_a_number(record, found);
  every_change_is_audited(record, found);
  acknowledged_is_stored(record, found);
  one_alarm_a_press(record, found);
  every_press_is_answered_soon(record, found);
  nothing_is_decided_in_vain(record, found);
  one_emergency_a_worker(record, found);
  always_somebody_next(record, found);
  timers_act_once(record, found);
  everything_ends(record, found);
  return found;
}

}  // namespace lamplight::simulation
