// Writing how the parts are.
#include "server/http/health_views.h"

#include <algorithm>

#include "server/http/json_views.h"
#include "server/presence.h"

namespace lamplight::server::http {
namespace {

Json part_json(const db::PartState& part) {
  Json json{{"name", part.name}, {"well", part.well}};
  if (part.max > 0) {
    json["used"] = part.used;
    json["max"] = part.max;
  }
  return json;
}

Json instance_json(const db::InstanceRow& row, Instant at) {
  const bool there = at - row.seen_at < k_presence_lost;
  Json parts = Json::array();
  for (const db::PartState& part : row.parts) parts.push_back(part_json(part));
  const bool parts_well = std::all_of(row.parts.begin(), row.parts.end(), [](const auto& part) { return part.well; });
  return {{"program", row.program},
          {"instance", row.instance},
          {"started_at", to_rfc3339(row.started_at)},
          {"seen_at", to_rfc3339(row.seen_at)},
          {"there", there},
          {"well", there && parts_well},
          {"parts", std::move(parts)}};
}

Json waiting_json(const std::optional<db::Waiting>& waiting) {
  if (!waiting) return nullptr;
  return {{"messages", waiting->messages},
          {"late_messages", waiting->late_messages},
          {"late_timers", waiting->late_timers},
          {"open_incidents", waiting->open_incidents},
          {"dead_letters", waiting->dead_letters}};
}

}  // namespace

std::string health_view(const HealthShown& health) {
  Json instances = Json::array({instance_json(health.self, health.at)});
  for (const db::InstanceRow& row : health.instances) {
    const bool self = row.program == health.self.program && row.instance == health.self.instance;
    if (!self) instances.push_back(instance_json(row, health.at));
  }
  return written({{"at", to_rfc3339(health.at)},
                  {"database", {{"reachable", health.readiness.database},
                                {"version", health.waiting ? Json(health.waiting->database) : Json(nullptr)}}},
                  {"broker", {{"reachable", health.readiness.broker}}},
                  {"instances", std::move(instances)},
                  {"waiting", waiting_json(health.waiting)}});
}

}  // namespace lamplight::server::http
