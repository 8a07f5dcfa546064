// The press, then every deadline at its own time.
#include "dispatch/preview.h"

#include <algorithm>
#include <array>

#include "dispatch/escalation.h"
#include "model/check.h"

namespace lamplight {
namespace {

const Incident* find(const Situation& situation, const IncidentId& id) {
  const auto found = std::find_if(situation.incidents.begin(), situation.incidents.end(),
                                  [&](const Incident& one) { return one.id == id; });
  return found == situation.incidents.end() ? nullptr : &*found;
}

// As a ledger would keep them.
void keep(Situation& situation, const Changes& changes) {
  situation.incidents.insert(situation.incidents.end(), changes.opened.begin(), changes.opened.end());
  for (const Incident& changed : changes.updated) {
    for (Incident& stored : situation.incidents) {
      if (stored.id == changed.id) stored = changed;
    }
  }
  situation.alarms.insert(situation.alarms.end(), changes.alarms.begin(), changes.alarms.end());
  for (const Evidence& one : changes.evidence) situation.evidence.push_back({one.incident, one.kind_text, one.text});
  for (const OfferAnswer& answer : changes.offer_answers) {
    for (Offer& offer : situation.offers) {
      const bool answered =
          offer.incident == answer.incident && offer.worker == answer.worker && offer.round == answer.round;
      if (answered) offer.state = answer.state;
    }
    std::erase_if(situation.commitments, [&](const Commitment& tie) {
      return tie.incident == answer.incident && tie.worker == answer.worker && tie.offered;
    });
  }
  for (const Offer& offer : changes.offers) {
    situation.offers.push_back(offer);
    const Incident* incident = find(situation, offer.incident);
    if (incident == nullptr || offer.state != OfferState::pending) continue;
    const bool emergency = incident->queue == IncidentClass::emergency;
    situation.commitments.push_back({offer.worker, offer.incident, incident->priority, emergency, true});
  }
}

// What these changes tell of the incident.
std::vector<PreviewLine> lines_of(const Changes& changes, const IncidentId& id) {
  std::vector<PreviewLine> lines;
  for (const HistoryEntry& told : changes.history) {
    if (told.incident != id) continue;
    PreviewLine line{told, std::nullopt};
    for (const Offer& offer : changes.offers) {
      if (told.what == "offered" && offer.incident == id && offer.worker == told.worker) line.offer = offer;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// Whom the step calls; care workers who are asked besides, and those who let it pass, are other people each time.
std::vector<std::pair<std::string, std::string>> calls_of(const std::vector<PreviewLine>& lines) {
  constexpr auto k_besides = std::to_array<std::string_view>({"offered", "expired", "nobody_able"});
  std::vector<std::pair<std::string, std::string>> calls;
  for (const PreviewLine& line : lines) {
    const bool besides = std::find(k_besides.begin(), k_besides.end(), line.told.what) != k_besides.end();
    if (!besides) calls.emplace_back(line.told.what, line.told.detail);
  }
  return calls;
}

IncidentId incident_of(const Changes& changes) {
  if (!changes.opened.empty()) return changes.opened.front().id;
  for (const AlarmRow& alarm : changes.alarms) {
    if (alarm.incident) return *alarm.incident;
  }
  LAMPLIGHT_CHECK(false && "a call that is about no incident");
}

Preview follow(const Changes& call, Situation situation, const Town& town, const TravelTime& travel, Instant now) {
  const IncidentId id = incident_of(call);
  Preview preview;
  preview.at = now;
  preview.joins = call.opened.empty();
  preview.candidates = [&] {
    // Before anybody was asked: an offer of our own is no reason against a worker.
    Situation before = situation;
    before.incidents.insert(before.incidents.end(), call.opened.begin(), call.opened.end());
    const Incident* incident = find(before, id);
    LAMPLIGHT_CHECK(incident != nullptr);
    return rank(*incident, town, before.commitments, before.offers, travel, now);
  }();
  keep(situation, call);
  preview.incident = *find(situation, id);
  preview.lines = lines_of(call, id);
  auto calls = calls_of(preview.lines);
  for (int round = 0; round < k_preview_rounds_max; ++round) {
    const Incident& incident = *find(situation, id);
    if (!incident.deadline || incident.deadline->at - now > k_preview_span) break;
    const Instant at = incident.deadline->at;
    const Changes next = act_on_deadlines(situation, {id}, town, travel, at);
    const std::vector<PreviewLine> lines = lines_of(next, id);
    auto next_calls = calls_of(lines);
    preview.repeats = !next_calls.empty() && next_calls == calls;
    if (preview.repeats) break;
    preview.lines.insert(preview.lines.end(), lines.begin(), lines.end());
    calls = std::move(next_calls);
    keep(situation, next);
  }
  return preview;
}

}  // namespace

Preview preview_press(const Signal& signal, Situation situation, const Town& town, const TravelTime& travel,
                      Instant now) {
  const Changes call = take_in({&signal, 1}, situation, town, travel, now);
  return follow(call, std::move(situation), town, travel, now);
}

Result<Preview, Forbidden> preview_call(const ByHand& wish, Situation situation, const Town& town,
                                        const TravelTime& travel, Instant now) {
  auto call = open_by_hand(wish, situation, town, travel, now);
  if (!call) return Failure{call.error()};
  return follow(call.value(), std::move(situation), town, travel, now);
}

}  // namespace lamplight
