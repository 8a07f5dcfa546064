// Writing homes, reading wishes.
#include "server/simulator/page_views.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "devices/simulate/words.h"

namespace lamplight::simulator {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t k_words_bytes_max = 500;  // of what a person types on the page
constexpr double k_pulse_least = 20;            // what the page's slider can set
constexpr double k_pulse_most = 240;

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json at_or_null(const std::optional<Instant>& at) {
  return at ? Json(to_rfc3339(*at)) : Json(nullptr);
}

std::string_view name_of_origin(simulate::Origin origin) {
  switch (origin) {
    case simulate::Origin::story:
      return "story";
    case simulate::Origin::screen:
      return "screen";
    case simulate::Origin::elsewhere:
      return "elsewhere";
  }
  return {};
}

// What the home says about an answer, the time of arrival counted down to now.
Json said_of(const Ack& ack, bool again, Instant now) {
  Ack counted = ack;
  if (counted.eta_s) {
    const auto gone_s = std::chrono::duration_cast<Seconds>(now - ack.at).count();
    counted.eta_s = static_cast<int>(std::clamp<std::int64_t>(*ack.eta_s - gone_s, 0, *ack.eta_s));
  }
  return {{"en", simulate::words_of(counted, simulate::Language::english, again)},
          {"zh", simulate::words_of(counted, simulate::Language::chinese, again)}};
}

Json answer_of(const std::optional<Ack>& ack, bool again, Instant now) {
  if (!ack) return nullptr;
  Json answer{{"state", name_of(ack->state)}, {"at", to_rfc3339(ack->at)}, {"seq", ack->seq}};
  answer["incident"] = ack->incident ? Json(ack->incident->text()) : Json(nullptr);
  answer["worker"] = ack->worker.empty() ? Json(nullptr) : Json(ack->worker);
  answer["eta_s"] = ack->eta_s ? Json(*ack->eta_s) : Json(nullptr);
  answer["reason"] = ack->reason.empty() ? Json(nullptr) : Json(ack->reason);
  answer["said"] = said_of(*ack, again, now);
  return answer;
}

Json alarm_of(const simulate::AlarmView& alarm, Instant now) {
  return {{"id", alarm.id.text()},
          {"device", alarm.device.text()},
          {"kind", alarm.kind},
          {"origin", name_of_origin(alarm.origin)},
          {"pressed_at", to_rfc3339(alarm.first_at)},
          {"sendings", alarm.sendings},
          {"next_at", at_or_null(alarm.next_at)},
          {"answer", answer_of(alarm.shown, alarm.again, now)},
          {"ended", alarm.ended}};
}

Json devices_of(const simulate::Household& home) {
  Json devices = Json::array();
  for (const simulate::HomeDevice& device : home.devices) {
    devices.push_back({{"id", device.id.text()}, {"gadget", name_of(device.gadget)}, {"room", device.room}});
  }
  return devices;
}

Json card_of(const simulate::Household& home) {
  return {{"resident", home.resident.text()},
          {"name", home.name},
          {"district", home.district.text()},
          {"area", {{"en", home.area_en}, {"zh", home.area}}},
          {"devices", devices_of(home)}};
}

std::optional<Json> object_in(const std::string& body) {
  Json json = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

}  // namespace

std::string homes_view(const std::vector<simulate::Household>& homes, bool line_is_up) {
  Json items = Json::array();
  for (const simulate::Household& home : homes) {
    if (!home.resident.empty()) items.push_back(card_of(home));
  }
  return written({{"items", std::move(items)}, {"line", line_is_up}});
}

std::string home_view(const simulate::Household& home, const simulate::HomeView& view, bool line_is_up, Instant now) {
  Json json = card_of(home);
  json["now"] = to_rfc3339(now);
  json["line"] = line_is_up;
  json["doing"] = name_of(view.doing);
  json["room"] = name_of(view.room);
  json["heart_rate"] = view.pulse_held.value_or(view.signs.heart_rate);
  json["pulse_held"] = view.pulse_held.has_value();
  json["spo2"] = view.signs.spo2;
  json["temperature"] = view.signs.temperature;
  json["door_open"] = view.door_open;
  json["mains"] = view.mains;
  json["silent"] = Json::array();
  for (const DeviceId& device : view.silent) json["silent"].push_back(device.text());
  json["alarms"] = Json::array();
  for (const simulate::AlarmView& alarm : view.alarms) json["alarms"].push_back(alarm_of(alarm, now));
  json["kept_off_until"] = at_or_null(view.kept_off_until);
  return written(json);
}

std::optional<simulate::ScreenPress> read_press(const std::string& body) {
  const auto json = object_in(body);
  if (!json) return std::nullopt;
  simulate::ScreenPress wish;
  const auto kind = json->find("kind");
  if (kind == json->end() || !kind->is_string()) return std::nullopt;
  const auto known = kind_named(kind->get<std::string>());
  if (!known) return std::nullopt;
  wish.kind = *known;
  const bool about_another = wish.kind == AlarmKind::cancel || wish.kind == AlarmKind::restored;
  if (const auto about = json->find("about"); about != json->end() && about->is_string()) {
    if (!is_alarm_id(about->get<std::string>())) return std::nullopt;
    wish.about = AlarmId{about->get<std::string>()};
  }
  if (about_another != wish.about.has_value()) return std::nullopt;
  if (const auto text = json->find("text"); text != json->end() && text->is_string()) {
    wish.text = text->get<std::string>();
    if (wish.text.size() > k_words_bytes_max) return std::nullopt;
  }
  if (const auto test = json->find("test"); test != json->end()) {
    if (!test->is_boolean()) return std::nullopt;
    wish.test = test->get<bool>();
  }
  return wish;
}

std::optional<bool> read_door(const std::string& body) {
  const auto json = object_in(body);
  if (!json) return std::nullopt;
  const auto open = json->find("open");
  if (open == json->end() || !open->is_boolean()) return std::nullopt;
  return open->get<bool>();
}

std::optional<PulseWish> read_pulse(const std::string& body) {
  const auto json = object_in(body);
  if (!json) return std::nullopt;
  const auto rate = json->find("heart_rate");
  if (rate == json->end()) return std::nullopt;
  if (rate->is_null()) return PulseWish{};
  if (!rate->is_number()) return std::nullopt;
  const double value = rate->get<double>();
  if (!(value >= k_pulse_least && value <= k_pulse_most)) return std::nullopt;
  return PulseWish{value};
}

std::string pressed_view(const AlarmId& alarm) {
  return written({{"alarm", alarm.text()}});
}

std::string fault_view(const std::string& sentence) {
  return written({{"title", sentence}});
}

}  // namespace lamplight::simulator
