// A map behind a mutex, swept now and then.
#include "server/incident_mirror.h"

#include "model/limits.h"

namespace lamplight::server {
namespace {

constexpr Millis k_sweep_every{60'000};
// An alarm of an incident that ended a moment ago is a repeat (contracts §2); beyond that it is a new one.
constexpr Millis k_ended_kept = limits::repeat_after_close + Millis{60'000};

}  // namespace

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

std::vector<db::IncidentWhole> IncidentMirror::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<db::IncidentWhole> wholes;
  wholes.reserve(incidents_.size());
  for (const auto& [id, whole] : incidents_) wholes.push_back(whole);
  return wholes;
}

}  // namespace lamplight::server
