// No crash, no exception, no loss: what each reader promises.
#include "tests/fuzz/readers.h"

#include <algorithm>

#include "devices/adapters/thing.h"
#include "devices/decode.h"
#include "devices/device_course.h"
#include "devices/encode.h"
#include "devices/topic.h"
#include "model/check.h"
#include "model/limits.h"

namespace lamplight::tests {
namespace {

const DeviceId k_device{"pendant-001"};
constexpr Instant k_now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

// An alarm is always something: read, or kept with its bytes. One that was read survives being written again.
void read_alarm(std::string_view payload) {
  const Topic topic{DistrictId{"guyi"}, k_device, Leaf::alarm};
  const Signal signal = decode_alarm(topic, payload, false, k_now);
  LAMPLIGHT_CHECK(signal.device == k_device);
  LAMPLIGHT_CHECK(signal.received_at == k_now);
  LAMPLIGHT_CHECK(is_alarm_id(signal.id.text()));
  if (signal.kind == AlarmKind::unreadable) {
    LAMPLIGHT_CHECK(!signal.unreadable_reason.empty());
    LAMPLIGHT_CHECK(signal.raw.size() <= limits::alarm_bytes_max);
    return;
  }
  LAMPLIGHT_CHECK(signal.raw.empty());
  const Signal again = decode_alarm(topic, encode_alarm(signal), false, k_now);
  LAMPLIGHT_CHECK(again.id == signal.id);
  LAMPLIGHT_CHECK(again.kind == signal.kind);
}

void read_readings(std::string_view payload) {
  const auto pack = decode_readings(k_device, payload, k_now);
  if (!pack) return;
  LAMPLIGHT_CHECK(pack.value().readings.size() + pack.value().refused.size() <= limits::pack_records_max);
  for (const Reading& reading : pack.value().readings) {
    const ReadingFacts* facts = facts_of_reading(reading.name);
    LAMPLIGHT_CHECK(facts != nullptr);
    // NaN is in no range.
    LAMPLIGHT_CHECK(reading.value >= facts->least && reading.value <= facts->most);
  }
}

void read_status(std::string_view payload) {
  const auto status = decode_status(k_device, payload, k_now);
  if (!status) return;
  LAMPLIGHT_CHECK(decode_status(k_device, encode_status(status.value()), k_now).ok());
  std::vector<std::string> odd;
  const DeviceCounts counts = decode_counts(payload, odd);
  LAMPLIGHT_CHECK(counts.seq.value_or(0) >= 0 && counts.uptime_s.value_or(0) >= 0 && odd.size() <= 3);
}

void read_any_topic(std::string_view text) {
  const auto topic = read_topic(text);
  if (topic) LAMPLIGHT_CHECK(write_topic(*topic) == text);
}

// A thing has a name that the register can keep, and says nothing that a reading of ours could not.
void read_things_of(Language language, std::string_view input) {
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string_view payload = line < input.size() ? input.substr(line + 1) : std::string_view{};
  const auto things = read_things(language, input.substr(0, line), payload);
  if (!things) {
    LAMPLIGHT_CHECK(!things.error().empty());
    return;
  }
  for (const ThingSays& says : things.value()) {
    LAMPLIGHT_CHECK(!says.thing.empty() && says.thing.size() <= k_thing_name_bytes_max);
    for (const ThingValue& value : says.values) {
      const ReadingFacts* facts = facts_of_reading(value.name);
      LAMPLIGHT_CHECK(facts != nullptr);
      LAMPLIGHT_CHECK(value.value >= facts->least && value.value <= facts->most);
    }
    if (says.battery_pct) LAMPLIGHT_CHECK(*says.battery_pct >= 0 && *says.battery_pct <= 100);
  }
}

template <Language language>
void read_language(std::string_view input) {
  read_things_of(language, input);
}

}  // namespace

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all{
      {"alarm", read_alarm},
      {"readings", read_readings},
      {"status", read_status},
      {"topic", read_any_topic},
      {"ack", [](std::string_view payload) { static_cast<void>(decode_ack(payload)); }},
      {"result", [](std::string_view payload) { static_cast<void>(decode_result(payload)); }},
      {"zigbee2mqtt", read_language<Language::zigbee2mqtt>},
      {"theengs", read_language<Language::theengs>},
      {"tasmota", read_language<Language::tasmota>},
      {"shelly", read_language<Language::shelly>},
      {"esphome", read_language<Language::esphome>},
      {"homeassistant", read_language<Language::homeassistant>},
  };
  return all;
}

}  // namespace lamplight::tests
