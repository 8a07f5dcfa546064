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

void one_emergency_a_worker(const Record& record, Found& found) {
  std::map<Instant, std::set<WorkerId>> busy;
  for (const StateLine& line : record.states) {
    const Incident& incident = line.incident;
    if (!is_held(incident.state)) continue;
    if (!incident.worker) {
      found.push_back("I4: " + incident.id.text() + " is held by nobody");
    } else if (incident.queue == IncidentClass::emergency && !busy[line.at].insert(*incident.worker).second) {
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

}  // namespace

std::vector<std::string> violations(const Record& record) {
  Found found;
  acknowledged_is_stored(record, found);
  one_alarm_a_press(record, found);
  one_emergency_a_worker(record, found);
  always_somebody_next(record, found);
  timers_act_once(record, found);
  everything_ends(record, found);
  return found;
}

}  // namespace lamplight::simulation
