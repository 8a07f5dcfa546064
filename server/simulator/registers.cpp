// Lists are read page by page; what an entry does not say is left open.
#include "server/simulator/registers.h"

#include <unordered_map>

#include "devices/finding_seal.h"
#include "devices/simulate/story.h"
#include "server/simulator/json_reading.h"

namespace lamplight::simulator {
namespace {

using nlohmann::json;

constexpr int k_pages_max = 400;  // a list that never ends is broken

// A cursor is the server's own word and goes into an address.
std::string escaped(const std::string& text) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += k_hex[byte >> 4U];
      out += k_hex[byte & 15U];
    }
  }
  return out;
}

// All items of a list; nothing when a page does not come.
std::optional<std::vector<json>> read_list(ApiClient& api, SignIn& who, const std::string& path) {
  std::vector<json> items;
  std::string cursor;
  for (int page = 0; page < k_pages_max; ++page) {
    std::string asked = path + (path.find('?') == std::string::npos ? "?" : "&") + "limit=500";
    if (!cursor.empty()) asked += "&cursor=" + escaped(cursor);
    const Reply reply = api.get(who, asked);
    if (!reply.ok()) return std::nullopt;
    const json list = json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
    for (const json& item : list_in(list, "items")) items.push_back(item);
    cursor = text_in(list, "next");
    if (cursor.empty()) return items;
  }
  return items;
}

std::optional<Position> position_in(const json& object) {
  const auto lat = number_in(object, "lat");
  const auto lon = number_in(object, "lon");
  if (lat && lon) return Position{*lat, *lon};
  for (const char* name : {"home", "place", "position"}) {
    if (const json* inner = member(object, name); inner != nullptr && inner->is_object()) return position_in(*inner);
  }
  return std::nullopt;
}

using ById = std::unordered_map<std::string, const json*>;

ById by_id(const std::vector<json>& items) {
  ById map;
  for (const json& item : items) map.emplace(text_in(item, "id"), &item);
  return map;
}

simulate::HomeDevice home_device(const TownDevice& own, const ById& devices) {
  simulate::HomeDevice device{own.id, own.district, simulate::Gadget::other, own.room};
  std::string model = own.model;
  if (const auto known = devices.find(own.id.text()); known != devices.end()) {
    model = text_in(*known->second, "model");
    device.room = text_in(*known->second, "room");
  }
  device.gadget = simulate::gadget_of_model(model);
  return device;
}

}  // namespace

std::optional<std::vector<simulate::Household>> read_homes(ApiClient& api, SignIn& dispatcher,
                                                           const std::vector<TownDevice>& own) {
  const auto residents = read_list(api, dispatcher, "/residents");
  if (!residents) return std::nullopt;
  const auto devices = read_list(api, dispatcher, "/devices");
  if (!devices) return std::nullopt;
  const auto districts = read_list(api, dispatcher, "/districts");
  if (!districts) return std::nullopt;
  const ById resident_by_id = by_id(*residents);
  const ById device_by_id = by_id(*devices);
  const ById district_by_id = by_id(*districts);
  std::vector<simulate::Household> homes;
  std::unordered_map<std::string, std::size_t> home_of;
  for (const TownDevice& device : own) {
    // A device that nobody has yet is a home of its own, of which nothing is told.
    const std::string key = device.resident ? device.resident->text() : "device:" + device.id.text();
    const auto [found, is_new] = home_of.emplace(key, homes.size());
    if (is_new) {
      simulate::Household home;
      home.resident = device.resident.value_or(ResidentId{});
      home.district = device.district;
      if (const auto known = district_by_id.find(home.district.text()); known != district_by_id.end()) {
        home.area = text_in(*known->second, "name");
        home.area_en = text_in(*known->second, "name_en");
      }
      if (const auto known = resident_by_id.find(home.resident.text()); known != resident_by_id.end()) {
        home.name = text_in(*known->second, "name");
        home.place = position_in(*known->second);
      }
      homes.push_back(std::move(home));
    }
    homes[found->second].devices.push_back(home_device(device, device_by_id));
  }
  return homes;
}

std::optional<std::vector<Use>> read_uses(ApiClient& api, SignIn& dispatcher, Instant since) {
  const auto alarms = read_list(api, dispatcher, "/alarms?since=" + to_rfc3339(since));
  if (!alarms) return std::nullopt;
  std::vector<Use> uses;
  for (const json& alarm : *alarms) {
    const AlarmId id{text_in(alarm, "alarm")};
    const auto at = from_rfc3339(text_in(alarm, "received_at"));
    if (simulate::is_story_id(id) || id.text().starts_with(k_finding_prefix) || !at) continue;
    uses.push_back({DeviceId{text_in(alarm, "device")}, *at});
  }
  return uses;
}

}  // namespace lamplight::simulator
