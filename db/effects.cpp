// Order, timers, answers.
#include "db/effects.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "model/alarm_kind.h"

namespace lamplight::db {
namespace {

auto key_of(const AlarmRow& alarm) {
  return std::tie(alarm.device, alarm.id, alarm.generation);
}

// 0 frees its keys, 1 may take a join key, 2 may take a worker too.
int taking(const Incident& incident) {
  if (is_held(incident.state)) return 2;
  return is_joinable(incident.state) ? 1 : 0;
}

Ack ack_for(const Telling& telling, const AlarmRow& alarm) {
  Ack ack;
  ack.device = alarm.device;
  ack.district = alarm.district;
  ack.alarm = alarm.id;
  ack.state = telling.state;
  ack.at = telling.at;
  ack.incident = telling.incident;
  ack.worker = telling.worker;
  ack.eta_s = telling.eta_s;
  ack.seq = alarm.seq_base + telling.ack_seq;
  return ack;
}

bool opens(const Changes& changes, const IncidentId& id) {
  return std::any_of(changes.opened.begin(), changes.opened.end(), [&id](const Incident& i) { return i.id == id; });
}

bool is_test(const Changes& changes, const IncidentId& id) {
  const auto tests_it = [&id](const Incident& i) { return i.id == id && i.test; };
  return std::any_of(changes.opened.begin(), changes.opened.end(), tests_it) ||
         std::any_of(changes.updated.begin(), changes.updated.end(), tests_it);
}

}  // namespace

std::vector<const Incident*> in_order(const std::vector<Incident>& updated) {
  std::vector<const Incident*> order;
  order.reserve(updated.size());
  for (const Incident& incident : updated) order.push_back(&incident);
  std::sort(order.begin(), order.end(), [](const Incident* a, const Incident* b) {
    return std::make_tuple(taking(*a), std::cref(a->id)) < std::make_tuple(taking(*b), std::cref(b->id));
  });
  return order;
}

std::map<IncidentId, std::optional<Instant>> timers_of(const Changes& changes) {
  std::map<IncidentId, std::optional<Instant>> timers;
  for (const Incident& incident : changes.opened) {
    if (incident.deadline) timers[incident.id] = incident.deadline->at;
  }
  for (const Incident& incident : changes.updated) {
    timers[incident.id] = incident.deadline ? std::optional{incident.deadline->at} : std::nullopt;
  }
  return timers;
}

std::optional<DistrictId> storm_district_of(const AlarmRow& alarm, const Changes& changes) {
  const auto kind = kind_named(alarm.kind_text);
  if (!kind || !facts_of(*kind).foldable) return std::nullopt;
  if (alarm.incident && is_test(changes, *alarm.incident)) return std::nullopt;
  return alarm.district;
}

bool AlarmRepeatOrder::operator()(const AlarmRepeat& a, const AlarmRepeat& b) const {
  return std::tie(a.device, a.id, a.generation) < std::tie(b.device, b.id, b.generation);
}

std::map<AlarmRepeat, Repeated, AlarmRepeatOrder> counted(const std::vector<AlarmRepeat>& repeats) {
  std::map<AlarmRepeat, Repeated, AlarmRepeatOrder> counts;
  for (const AlarmRepeat& repeat : repeats) {
    Repeated& repeated = counts[repeat];
    ++repeated.times;
    if (repeat.at) repeated.at = repeat.at;
  }
  return counts;
}

std::vector<IncidentId> told_before(const Changes& changes) {
  std::set<IncidentId> ids;
  for (const Telling& telling : changes.tellings) {
    if (!opens(changes, telling.incident)) ids.insert(telling.incident);
  }
  return {ids.begin(), ids.end()};
}

std::vector<Ack> acks_of(const Changes& changes, std::vector<AlarmRow> stored) {
  std::vector<Ack> acks;
  std::set<std::tuple<DeviceId, AlarmId, std::int64_t, AckState>> known;
  const auto add = [&](Ack ack) {
    if (known.emplace(ack.device, ack.alarm, ack.seq, ack.state).second) acks.push_back(std::move(ack));
  };
  for (const Ack& ack : changes.acks) add(ack);
  if (changes.tellings.empty()) return acks;
  // An incident just opened has no alarms but those of these changes; the others bring theirs along.
  for (const AlarmRow& alarm : changes.alarms) {
    if (alarm.answerable && alarm.incident && opens(changes, *alarm.incident)) stored.push_back(alarm);
  }
  std::sort(stored.begin(), stored.end(), [](const AlarmRow& a, const AlarmRow& b) { return key_of(a) < key_of(b); });
  for (const Telling& telling : changes.tellings) {
    for (const AlarmRow& alarm : stored) {
      if (alarm.incident == telling.incident) add(ack_for(telling, alarm));
    }
  }
  return acks;
}

std::vector<Message> messages_of(const Changes& changes, const std::vector<Told>& told) {
  std::vector<Message> messages;
  std::set<MessageId> known;
  const auto add = [&](Message message) {
    if (known.insert(message.id).second) messages.push_back(std::move(message));
  };
  for (const Message& message : changes.messages) add(message);
  for (const Tiding& tiding : changes.tidings) {
    for (const Told& one : told) {
      if (one.incident != tiding.incident || !concerns(tiding.about, one.recipient)) continue;
      add(message_to(one.incident, one.recipient, one.whom, tiding.about, std::to_string(tiding.seq), tiding.at));
    }
  }
  return messages;
}

Committed committed_of(const Changes& changes, std::vector<Ack> acks) {
  Committed committed;
  committed.acks = std::move(acks);
  for (const Incident& incident : changes.opened) committed.incidents.push_back(incident.id);
  for (const Incident& incident : changes.updated) committed.incidents.push_back(incident.id);
  return committed;
}

void sort_situation(Situation& situation) {
  std::sort(situation.alarms.begin(), situation.alarms.end(),
            [](const AlarmRow& a, const AlarmRow& b) { return key_of(a) < key_of(b); });
  std::sort(situation.incidents.begin(), situation.incidents.end(),
            [](const Incident& a, const Incident& b) { return a.id < b.id; });
  std::sort(situation.offers.begin(), situation.offers.end(), [](const Offer& a, const Offer& b) {
    return std::tie(a.incident, a.worker, a.round) < std::tie(b.incident, b.worker, b.round);
  });
  std::sort(situation.commitments.begin(), situation.commitments.end(), [](const Commitment& a, const Commitment& b) {
    return std::tie(a.worker, a.incident, a.offered) < std::tie(b.worker, b.incident, b.offered);
  });
  std::sort(situation.evidence.begin(), situation.evidence.end());
}

}  // namespace lamplight::db
