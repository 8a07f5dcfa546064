// Home Assistant's MQTT discovery: what a home has found, offered for registration.
//
// The grammar: `COMPONENT/[NODE/]OBJECT/config` with a JSON object whose long or short member names are
// "device_class" or "dev_cla", "device" or "dev" with "name", "manufacturer" or "mf", "model" or "mdl",
// "identifiers" or "ids". An empty payload takes it back. Nothing is measured here: the things speak in the
// language of their own bridge. Called by read_things.
#include "devices/adapters/parts.h"

namespace lamplight {
namespace {

using namespace adapters;

const Json* either(const Json& message, std::string_view name, std::string_view brief) {
  const Json* found = message.member(name);
  return found != nullptr ? found : message.member(brief);
}

std::string word_of(const Json* json) {
  return json != nullptr && json->text() != nullptr ? *json->text() : std::string();
}

// The first of its identifiers: a list, or a bare word.
std::string identifier_of(const Json& device) {
  const Json* ids = either(device, "identifiers", "ids");
  if (ids != nullptr && ids->array() != nullptr && !ids->array()->empty()) return word_of(&ids->array()->front());
  return word_of(ids);
}

}  // namespace

ThingsRead read_homeassistant(std::string_view path, std::string_view payload) {
  const auto parts = parts_of(path);
  if (parts.size() < 3 || parts.size() > 4 || parts.back() != "config" || payload.empty())
    return std::vector<ThingSays>{};
  const auto read = read_json(payload, k_thing_bytes_max);
  if (!read) return Failure{read.error()};
  const Json* device = read.value().object() == nullptr ? nullptr : either(read.value(), "device", "dev");
  if (device == nullptr || device->object() == nullptr) return Failure{std::string("no device in it")};
  std::string name = word_of(device->member("name"));
  if (name.empty()) name = identifier_of(*device);
  auto says = thing_named(name);
  if (!says) return Failure{says.error()};
  std::string& about = says.value().about;
  const auto add = [&about](const std::string& word) {
    if (!word.empty()) about += (about.empty() ? "" : " ") + word;
  };
  add(word_of(either(*device, "manufacturer", "mf")));
  add(word_of(either(*device, "model", "mdl")));
  const std::string what = word_of(either(read.value(), "device_class", "dev_cla"));
  add(std::string(parts[0]) + (what.empty() ? "" : ":" + what));
  return std::vector{std::move(says).value()};
}

}  // namespace lamplight
