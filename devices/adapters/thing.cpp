// The table of languages.
#include "devices/adapters/thing.h"

#include <array>

#include "model/check.h"

namespace lamplight {
namespace {

using Reader = ThingsRead (*)(std::string_view, std::string_view);

struct Spoken {
  Language language;
  std::string_view name;
  Reader read;
};
constexpr std::array k_languages{
    Spoken{Language::zigbee2mqtt, "zigbee2mqtt", read_zigbee2mqtt},
    Spoken{Language::theengs, "theengs", read_theengs},
    Spoken{Language::tasmota, "tasmota", read_tasmota},
    Spoken{Language::shelly, "shelly", read_shelly},
    Spoken{Language::esphome, "esphome", read_esphome},
    Spoken{Language::homeassistant, "homeassistant", read_homeassistant},
};

const Spoken& row_of(Language language) {
  const auto index = static_cast<std::size_t>(language);
  LAMPLIGHT_CHECK(index < k_languages.size() && k_languages[index].language == language);
  return k_languages[index];
}

}  // namespace

std::string_view name_of(Language language) {
  return row_of(language).name;
}

std::optional<Language> language_named(std::string_view name) {
  for (const Spoken& spoken : k_languages) {
    if (spoken.name == name) return spoken.language;
  }
  return std::nullopt;
}

ThingsRead read_things(Language language, std::string_view path, std::string_view payload) {
  if (payload.size() > k_thing_bytes_max) return Failure{std::string("longer than a thing's message may be")};
  return row_of(language).read(path, payload);
}

}  // namespace lamplight
