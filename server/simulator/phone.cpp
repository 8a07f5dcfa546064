// Reading a worker's events: snapshot, offer, incident, withdrawn (docs of GET /live).
#include "server/simulator/phone.h"

#include <nlohmann/json.hpp>

#include "server/simulator/json_reading.h"

namespace lamplight::simulator {
namespace {

using nlohmann::json;
using simulate::Task;

std::optional<Position> place_in(const json& object) {
  const json* place = member(object, "place");
  if (place == nullptr || !place->is_object()) return std::nullopt;
  const auto lat = number_in(*place, "lat");
  const auto lon = number_in(*place, "lon");
  if (!lat || !lon) return std::nullopt;
  return Position{*lat, *lon};
}

std::optional<int> whole_in(const json& object, const char* name) {
  const auto number = number_in(object, name);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// An offer as the phone gets it.
std::optional<Task> offer_of(const json& offer) {
  Task task;
  task.incident = IncidentId{text_in(offer, "incident")};
  if (task.incident.empty()) return std::nullopt;
  task.offered = true;
  task.state = IncidentState::offered;
  task.eta_s = whole_in(offer, "eta_s");
  return task;
}

// An incident that this worker holds; nothing when she does not.
std::optional<Task> held_of(const json& incident, const WorkerId& worker) {
  const json* holder = member(incident, "worker");
  const auto state = incident_state_named(text_in(incident, "state"));
  if (holder == nullptr || !holder->is_object() || text_in(*holder, "id") != worker.text()) return std::nullopt;
  if (!state || !is_held(*state)) return std::nullopt;
  Task task;
  task.incident = IncidentId{text_in(incident, "id")};
  task.state = *state;
  task.place = place_in(incident);
  task.eta_s = whole_in(*holder, "eta_s");
  return task;
}

}  // namespace

bool Phone::show(const Event& event) {
  const json data = json::parse(event.data, nullptr, /*allow_exceptions=*/false);
  if (!data.is_object()) return false;
  if (event.name == "snapshot") {
    offered_.clear();
    held_.clear();
    if (const json* duty = member(data, "on_duty"); duty != nullptr && duty->is_boolean()) on_duty_ = duty->get<bool>();
    for (const json& offer : list_in(data, "offers")) {
      if (const auto task = offer_of(offer)) offered_[task->incident] = *task;
    }
    for (const json& incident : list_in(data, "incidents")) {
      if (const auto task = held_of(incident, worker_)) held_[task->incident] = *task;
    }
    return true;
  }
  if (event.name == "offer") {
    if (const auto task = offer_of(data)) offered_[task->incident] = *task;
    return true;
  }
  if (event.name == "incident" || event.name == "withdrawn") {
    const IncidentId id{text_in(data, event.name == "incident" ? "id" : "incident")};
    held_.erase(id);
    offered_.erase(id);
    if (const auto task = held_of(data, worker_)) held_[task->incident] = *task;
    return true;
  }
  return false;
}

std::vector<Task> Phone::tasks(const OfStory& of_story) const {
  std::vector<Task> tasks;
  for (const auto* some : {&held_, &offered_}) {
    for (const auto& [id, task] : *some) {
      tasks.push_back(task);
      tasks.back().of_story = of_story(id);
    }
  }
  return tasks;
}

}  // namespace lamplight::simulator
