// One incident of the small town, moved on by commands and deadlines as a ledger would move it.
#pragma once

#include <string>
#include <vector>

#include "dispatch/escalation.h"
#include "dispatch/lifecycle.h"
#include "tests/support/small_town.h"

namespace lamplight::tests {

struct Story {
  SmallTown small;
  Situation situation;
  IncidentId id;
  Instant now = k_noon;
  Changes last;

  Story() {
    const Town town = small.town();
    const std::vector<Signal> press{small_signal("pendant-li", "a-1")};
    keep(take_in(press, {}, town, small.travel, now));
    id = situation.incidents.front().id;
  }

  void keep(Changes changes) {
    for (const Incident& incident : changes.opened) situation.incidents.push_back(incident);
    for (const Incident& incident : changes.updated) {
      for (Incident& stored : situation.incidents) {
        if (stored.id == incident.id) stored = incident;
      }
    }
    for (const AlarmRow& row : changes.alarms) situation.alarms.push_back(row);
    for (const OfferAnswer& answer : changes.offer_answers) {
      for (Offer& offer : situation.offers) {
        if (offer.incident == answer.incident && offer.worker == answer.worker && offer.round == answer.round) {
          offer.state = answer.state;
        }
      }
    }
    for (const Evidence& one : changes.evidence) situation.evidence.push_back({one.incident, one.kind_text, one.text});
    for (const Offer& offer : changes.offers) situation.offers.push_back(offer);
    situation.commitments.clear();
    for (const Incident& incident : situation.incidents) {
      const bool emergency = incident.queue == IncidentClass::emergency;
      if (is_held(incident.state)) {
        situation.commitments.push_back({*incident.worker, incident.id, incident.priority, emergency, false,
                                         incident.state == IncidentState::arrived});
      }
      for (const Offer& offer : situation.offers) {
        if (offer.incident != incident.id || offer.state != OfferState::pending) continue;
        situation.commitments.push_back({offer.worker, incident.id, incident.priority, emergency, true});
      }
    }
    last = std::move(changes);
  }

  // One more alarm; the story goes on with its incident.
  void press(const std::string& device, const std::string& alarm, AlarmKind kind) {
    const Town town = small.town();
    const std::vector<Signal> signals{small_signal(device, alarm, kind, now)};
    keep(take_in(signals, situation, town, small.travel, now));
    id = situation.incidents.back().id;
  }

  // Empty when it was carried out, else the code of the refusal.
  std::string command(CommandKind kind, const std::string& worker = {}, bool as_worker = false) {
    Command command{.kind = kind, .who = as_worker ? "u-worker" : "u-dispatcher"};
    if (as_worker) command.as_worker = WorkerId{worker};
    if (!as_worker && !worker.empty()) command.worker = WorkerId{worker};
    if (kind == CommandKind::close || kind == CommandKind::resolve) command.outcome = Outcome::helped;
    const Town town = small.town();
    auto changes = carry_out(command, id, situation, town, small.travel, now);
    if (!changes) return changes.error().code;
    keep(std::move(changes).value());
    return {};
  }

  std::string by(const std::string& worker, CommandKind kind) { return command(kind, worker, true); }

  void wait(Millis time) {
    now += time;
    const Town town = small.town();
    std::vector<IncidentId> all;
    for (const Incident& one : situation.incidents) all.push_back(one.id);
    keep(act_on_deadlines(situation, all, town, small.travel, now));
  }

  const Incident& incident() const { return incident(id); }
  const Incident& incident(const IncidentId& which) const {
    for (const Incident& incident : situation.incidents) {
      if (incident.id == which) return incident;
    }
    return situation.incidents.front();
  }
  std::vector<std::string> asked() const { return asked(id); }
  std::vector<std::string> asked(const IncidentId& which) const {
    std::vector<std::string> workers;
    for (const Offer& offer : situation.offers) {
      if (offer.incident == which && offer.state == OfferState::pending) workers.push_back(offer.worker.text());
    }
    return workers;
  }
};

}  // namespace lamplight::tests
