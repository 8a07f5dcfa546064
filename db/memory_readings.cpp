// Maps behind a mutex; partitions are remembered only to drop the same days as MySQL.
#include "db/memory_readings.h"

#include "db/columns.h"
#include "db/partitions.h"

namespace lamplight::db {
namespace {

template <class Map>
auto values_of(const Map& map) {
  std::vector<typename Map::mapped_type> values;
  for (const auto& [key, value] : map) values.push_back(value);
  return values;
}

}  // namespace

Result<std::size_t, ReadingsError> MemoryReadings::store(const std::vector<Reading>& readings) {
  const std::lock_guard lock{mutex_};
  std::size_t fresh = 0;
  for (const Reading& r : readings) {
    if (readings_.emplace(Place{r.device, r.name, r.at}, r).second) ++fresh;
  }
  return fresh;
}

Result<Done, ReadingsError> MemoryReadings::store_status(const std::vector<DeviceStatus>& statuses) {
  const std::lock_guard lock{mutex_};
  for (const DeviceStatus& status : statuses) {
    const auto known = statuses_.find(status.device);
    if (known != statuses_.end() && known->second.received_at > status.received_at) continue;
    DeviceStatus kept = status;
    kept.firmware = fitting(status.firmware, k_firmware_chars);
    statuses_.insert_or_assign(status.device, std::move(kept));
  }
  return Done{};
}

Result<Done, ReadingsError> MemoryReadings::store_dead_letters(const std::vector<DeadLetter>& letters) {
  const std::lock_guard lock{mutex_};
  for (const DeadLetter& letter : letters) {
    letters_.push_back(
        {fitting(letter.topic, k_topic_chars), fitting(letter.reason, k_reason_chars), letter.raw, letter.received_at});
  }
  return Done{};
}

Result<Done, ReadingsError> MemoryReadings::store_answers(const std::vector<DeviceAnswer>& answers) {
  const std::lock_guard lock{mutex_};
  for (const DeviceAnswer& answer : answers) {
    const auto asked = asked_.find(answer.command);
    if (asked == asked_.end() || asked->second != answer.device) continue;
    DeviceAnswer kept = answer;
    kept.text = fitting(answer.text, k_answer_chars);
    answers_.emplace(answer.command, std::move(kept));
  }
  return Done{};
}

Result<Done, ReadingsError> MemoryReadings::arrange_partitions(Instant keep_from, Instant until) {
  const std::lock_guard lock{mutex_};
  const PartitionPlan plan = plan_partitions(partition_ends_, keep_from, until);
  partition_ends_.insert(plan.make.begin(), plan.make.end());
  for (const Instant end : plan.drop) {
    std::erase_if(readings_, [end](const auto& entry) { return entry.second.at < end; });
    partition_ends_.erase(end);
  }
  return Done{};
}

std::vector<Reading> MemoryReadings::readings() const {
  const std::lock_guard lock{mutex_};
  return values_of(readings_);
}

std::vector<DeviceStatus> MemoryReadings::statuses() const {
  const std::lock_guard lock{mutex_};
  return values_of(statuses_);
}

void MemoryReadings::expect_answer(const DeviceId& device, const std::string& command) {
  const std::lock_guard lock{mutex_};
  asked_.emplace(command, device);
}

std::vector<DeviceAnswer> MemoryReadings::answers() const {
  const std::lock_guard lock{mutex_};
  return values_of(answers_);
}

std::vector<DeadLetter> MemoryReadings::dead_letters() const {
  const std::lock_guard lock{mutex_};
  return letters_;
}

}  // namespace lamplight::db
