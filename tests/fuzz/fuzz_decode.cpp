// Any bytes at all to whatever reads messages from homes: no crash, no exception, no loss.
//
// Built by the preset `fuzz` (Clang, libFuzzer) and run by ./lamplight test fuzz. The first byte chooses
// the reader (a digit will do: tests/fuzz/seeds), the rest is the message; the checks are what the
// readers promise of every input.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "devices/decode.h"
#include "devices/encode.h"
#include "devices/topic.h"
#include "model/check.h"
#include "model/limits.h"

namespace lamplight {
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
}

void read_any_topic(std::string_view text) {
  const auto topic = read_topic(text);
  if (topic) LAMPLIGHT_CHECK(write_topic(*topic) == text);
}

void read(std::uint8_t reader, std::string_view payload) {
  switch (reader % 6) {
    case 0:
      return read_alarm(payload);
    case 1:
      return read_readings(payload);
    case 2:
      return read_status(payload);
    case 3:
      return read_any_topic(payload);
    case 4:
      return static_cast<void>(decode_ack(payload));
    case 5:
      return static_cast<void>(decode_result(payload));
  }
}

}  // namespace
}  // namespace lamplight

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  lamplight::read(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
