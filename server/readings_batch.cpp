// One message at a time; whatever can't be read becomes a dead letter with its reason.
#include "server/readings_batch.h"

#include <algorithm>

#include "devices/adapters/voice.h"
#include "devices/decode.h"
#include "devices/topic.h"
#include "model/limits.h"

namespace lamplight::server {
namespace {

void add_letter(ReadingsBatch& batch, const Arrived& message, std::string reason, Instant now) {
  batch.letters.push_back(
      {message.topic, std::move(reason), message.payload.substr(0, limits::readings_bytes_max), now});
}

void refuse_whole(ReadingsBatch& batch, const Arrived& message, std::string reason, Instant now) {
  ++batch.tally.items;
  ++batch.tally.dead_lettered;
  add_letter(batch, message, std::move(reason), now);
}

std::string words_of(const std::vector<RefusedRecord>& refused) {
  std::string words;
  for (const RefusedRecord& record : refused) {
    if (words.size() > limits::letter_reason_bytes_max) return words + "; …";
    words += (words.empty() ? "record " : "; record ") + std::to_string(record.index) + ": " + record.reason;
  }
  return words;
}

void add_pack(ReadingsBatch& batch, const Topic& topic, const Arrived& message, const Town& town, Instant now) {
  auto decoded = decode_readings(topic.device, message.payload, now);
  if (!decoded) return refuse_whole(batch, message, decoded.error(), now);
  Pack& pack = decoded.value();
  batch.tally.items += static_cast<std::int64_t>(pack.readings.size() + pack.refused.size());
  batch.tally.refused += static_cast<std::int64_t>(pack.refused.size());
  batch.tally.clock_wrong += static_cast<std::int64_t>(pack.clock_wrong);
  std::optional<Seconds> value_within;
  if (pack.next_by) value_within = std::chrono::ceil<Seconds>(*pack.next_by - now);
  batch.words.push_back({topic.device, {now, std::nullopt, value_within}, std::nullopt});
  const DeviceCard* device = town.device(topic.device);
  for (Reading& reading : pack.readings) {
    if (device != nullptr) reading.resident = device->resident;
    batch.readings.push_back(std::move(reading));
  }
  if (!pack.refused.empty()) add_letter(batch, message, words_of(pack.refused), now);
}

void add_status(ReadingsBatch& batch, const Topic& topic, const Arrived& message, Instant now) {
  auto decoded = decode_status(topic.device, message.payload, now);
  if (!decoded) return refuse_whole(batch, message, decoded.error(), now);
  DeviceStatus& status = decoded.value();
  const DeviceCounts counts = decode_counts(message.payload, status.odd);
  ++batch.tally.items;
  ++batch.tally.statuses;
  std::optional<Seconds> within;
  if (status.next_within_s) within = Seconds{*status.next_within_s};
  batch.words.push_back({topic.device, {now, within, std::nullopt}, status, counts});
  if (!status.odd.empty()) {
    std::string words = "passed over:";
    for (const std::string& name : status.odd) words += " " + name;
    add_letter(batch, message, std::move(words), now);
  }
  const auto known = std::find_if(batch.statuses.begin(), batch.statuses.end(),
                                  [&](const DeviceStatus& earlier) { return earlier.device == status.device; });
  if (known != batch.statuses.end()) {
    *known = std::move(status);
  } else {
    batch.statuses.push_back(std::move(status));
  }
}

void add_result(ReadingsBatch& batch, const Topic& topic, const Arrived& message, Instant now) {
  const auto decoded = decode_result(message.payload);
  if (!decoded) return refuse_whole(batch, message, decoded.error(), now);
  ++batch.tally.items;
  ++batch.tally.statuses;
  const CommandResult& result = decoded.value();
  batch.answers.push_back({topic.device, result.id.text(), result.ok, message.payload, now});
  batch.words.push_back({topic.device, {now, std::nullopt, std::nullopt}, std::nullopt});
}

// What server/bridges could not read comes here as it was.
std::string reason_of_foreign(const Arrived& message) {
  const auto topic = read_bridge_topic(message.topic);
  if (!topic) return "no topic of a home";
  const auto read = read_things(topic->language, topic->path, message.payload);
  return std::string(name_of(topic->language)) + ": " + (read ? "says nothing" : read.error());
}

}  // namespace

void add_to(ReadingsBatch& batch, const Arrived& message, const Town& town, Instant now) {
  const auto topic = read_topic(message.topic);
  if (!topic) return refuse_whole(batch, message, reason_of_foreign(message), now);
  switch (topic->leaf) {
    case Leaf::readings:
      return add_pack(batch, *topic, message, town, now);
    case Leaf::status:
      return add_status(batch, *topic, message, now);
    case Leaf::result:
      return add_result(batch, *topic, message, now);
    case Leaf::alarm:
    case Leaf::ack:
    case Leaf::command:
      return refuse_whole(batch, message, "no topic of the monitor's", now);
  }
}

}  // namespace lamplight::server
