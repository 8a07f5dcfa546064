// Reading the desk's events: snapshot and incident.
#include "server/simulator/desk_screen.h"

#include <algorithm>

#include "devices/simulate/story.h"
#include "server/simulator/json_reading.h"

namespace lamplight::simulator {
namespace {

using nlohmann::json;

// Everything said about it came from simulated homes, or from the monitor about one.
bool of_story(const json& incident) {
  const json& evidence = list_in(incident, "evidence");
  if (evidence.empty()) return false;
  return std::all_of(evidence.begin(), evidence.end(), [](const json& one) {
    const std::string source = text_in(one, "source");
    if (source == "device") return simulate::is_story_id(AlarmId{text_in(one, "alarm")});
    return source == "monitor" || source == "server";
  });
}

bool is_over(const json& incident) {
  const json& evidence = list_in(incident, "evidence");
  return std::any_of(evidence.begin(), evidence.end(),
                     [](const json& one) { return text_in(one, "kind") == "restored"; });
}

std::optional<IncidentClass> queue_named(const std::string& word) {
  for (const IncidentClass queue : {IncidentClass::emergency, IncidentClass::service, IncidentClass::technical}) {
    if (name_of(queue) == word) return queue;
  }
  return std::nullopt;
}

}  // namespace

bool DeskScreen::show(const Event& event) {
  const json data = json::parse(event.data, nullptr, /*allow_exceptions=*/false);
  if (!data.is_object()) return false;
  const auto take = [this](const json& incident) {
    const IncidentId id{text_in(incident, "id")};
    const auto state = incident_state_named(text_in(incident, "state"));
    const auto queue = queue_named(text_in(incident, "queue"));
    const std::string acknowledged_by = text_in(incident, "acknowledged_by");
    seen_.erase(id);
    if (!state || !queue || is_ended(*state) || !of_story(incident)) return;
    if (!acknowledged_by.empty() && acknowledged_by != own_name_) return;
    Seen seen;
    seen.seen = {.incident = id,
                 .state = *state,
                 .queue = *queue,
                 .acknowledged = !acknowledged_by.empty(),
                 .test = truth_in(incident, "test"),
                 .over = is_over(incident),
                 .opened_at = from_rfc3339(text_in(incident, "opened_at")).value_or(Instant{})};
    if (const json* resident = member(incident, "resident"); resident != nullptr && resident->is_object()) {
      seen.resident = ResidentId{text_in(*resident, "id")};
    }
    seen_.emplace(id, std::move(seen));
  };
  if (event.name == "snapshot") {
    seen_.clear();
    for (const json& incident : list_in(data, "incidents")) take(incident);
    return true;
  }
  if (event.name != "incident") return false;
  take(data);
  return true;
}

std::vector<simulate::Case> DeskScreen::cases(const KeptOff& kept_off) const {
  std::vector<simulate::Case> cases;
  for (const auto& [id, seen] : seen_) {
    if (!seen.resident || !kept_off(*seen.resident)) cases.push_back(seen.seen);
  }
  return cases;
}

}  // namespace lamplight::simulator
