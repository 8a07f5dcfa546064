// What would happen if she pressed now: the engine asked, and nothing done.
#include <algorithm>

#include "server/http/handlers.h"
#include "server/http/incident_sight.h"
#include "server/http/preview_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

// The one she would press: a pendant where she has one, else her first by id.
std::optional<DeviceId> device_at_hand(const Town& town, const ResidentId& resident) {
  const DeviceCard* best = nullptr;
  const auto place = [](const DeviceCard& card) { return std::pair(card.model != "pendant", card.id.text()); };
  for (const auto& [id, card] : town.registers->devices) {
    if (card.resident == resident && (best == nullptr || place(card) < place(*best))) best = &card;
  }
  return best == nullptr ? std::nullopt : std::optional(best->id);
}

// Her own, or a failure where another's is named.
Outcome<std::optional<DeviceId>> device_asked(const Call& call, const Town& town, const ResidentId& resident) {
  const std::string asked = call.asked_code("device");
  if (asked.empty()) return device_at_hand(town, resident);
  const DeviceCard* card = town.device(DeviceId{asked});
  if (card == nullptr || card->resident != resident) return Failure{not_acceptable("She has no device " + asked + ".")};
  return std::optional(card->id);
}

}  // namespace

Handled preview_call_of(Api& api, const Call& call) {
  const ResidentId resident{std::string(call.param(0))};
  const Town town = api.parts.town.town();
  if (town.resident(resident) == nullptr) return Failure{not_found()};
  const std::string word = call.asked_code("kind");
  const auto kind = kind_named(word.empty() ? facts_of(AlarmKind::sos).name : word);
  if (!kind || kind == AlarmKind::cancel || kind == AlarmKind::restored) {
    return Failure{malformed("kind must be what a device can call for, such as sos or fall.")};
  }
  const auto device = device_asked(call, town, resident);
  if (!device) return Failure{device.error()};
  const auto preview = api.parts.desk.preview(resident, device.value(), *kind, call.caller.user.text());
  if (!preview) return Failure{problem_of(preview.error())};
  Answer answer;
  answer.body = preview_view(preview.value(), device.value(), town);
  return answer;
}

}  // namespace lamplight::server::http
