// A map behind a mutex, swept now and then.
#include "server/incident_mirror.h"

#include <algorithm>
#include <stdexcept>

#include "model/limits.h"
#include "model/planted_bug.h"

namespace lamplight::server {
namespace {

constexpr Millis k_sweep_every{60'000};
// An alarm of an incident that ended a moment ago is a repeat (contracts §2); beyond that it is a new one.
constexpr Millis k_ended_kept = limits::repeat_after_close + Millis{60'000};

}  // namespace

IncidentMirror::IncidentMirror(db::Pool& pool) {
  db::IncidentViews views(pool);
  const auto open = views.all_open();
  if (!open) throw std::runtime_error("the database does not say which incidents are open");
  auto wholes = views.wholes(open.value());
  if (!wholes) throw std::runtime_error("the database does not show the open incidents");
  for (db::IncidentWhole& whole : wholes.value()) {
    const IncidentId id = whole.incident.id;
    incidents_.emplace(id, std::move(whole));
  }
}

void IncidentMirror::keep(const std::vector<db::IncidentWhole>& wholes, Instant now) {
  const std::lock_guard lock(mutex_);
  for (const db::IncidentWhole& whole : wholes) {
    const auto [place, fresh] = incidents_.try_emplace(whole.incident.id, whole);
    if (!fresh && place->second.incident.version <= whole.incident.version) place->second = whole;
  }
  if (now - swept_at_ < k_sweep_every) return;
  swept_at_ = now;
  std::erase_if(incidents_, [now](const auto& kept) {
    const auto& ended_at = kept.second.incident.ended_at;
    return ended_at && now - *ended_at > k_ended_kept;
  });
}

void IncidentMirror::committed(const Changes& changes) {
  const std::lock_guard lock(mutex_);
  for (const Incident& incident : changes.opened) {
    const auto [place, fresh] = incidents_.try_emplace(incident.id);
    if (!fresh) continue;
    place->second.incident = incident;
    add_lines(place->second, changes);
  }
  for (const Incident& incident : changes.updated) {
    const auto place = incidents_.find(incident.id);
    if (place == incidents_.end() || place->second.incident.version >= incident.version) continue;
    place->second.incident = incident;
    add_lines(place->second, changes);
  }
}

void IncidentMirror::add_lines(db::IncidentWhole& whole, const Changes& changes) const {
  const IncidentId& id = whole.incident.id;
  for (const AlarmRow& alarm : changes.alarms) {
    if (alarm.incident == id) whole.alarms.push_back(alarm);
  }
  for (const Evidence& one : changes.evidence) {
    if (one.incident == id) whole.evidence.push_back(one);
  }
  for (const HistoryEntry& entry : changes.history) {
    if (entry.incident == id) whole.history.push_back({entry, "", ""});
  }
  for (const OfferAnswer& answer : changes.offer_answers) {
    for (db::OfferLine& line : whole.offers) {
      const Offer& offer = line.offer;
      if (answer.incident != id || offer.worker != answer.worker || offer.round != answer.round) continue;
      line.offer.state = answer.state;
    }
  }
  for (const Offer& offer : changes.offers) {
    if (offer.incident == id) whole.offers.push_back({offer, ""});
  }
  db::note_flags(whole);
}

std::vector<db::IncidentWhole> IncidentMirror::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<db::IncidentWhole> wholes;
  if (planted("mirror_forgets")) return wholes;
  wholes.reserve(incidents_.size());
  for (const auto& [id, whole] : incidents_) wholes.push_back(whole);
  return wholes;
}

}  // namespace lamplight::server
