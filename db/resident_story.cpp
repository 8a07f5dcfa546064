// Reading measurements and timelines.
#include "db/resident_story.h"

#include "db/statements_resident_story.h"

namespace lamplight::db {
namespace {

Reading reading_of(const Row& row, const ResidentId& resident) {
  Reading reading;
  reading.device = row.id<DeviceId>(0);
  reading.resident = resident;
  reading.name = row.text(1);
  reading.at = row.instant(2);
  reading.value = row.real(3);
  return reading;
}

std::int64_t as_limit(std::size_t max) {
  return static_cast<std::int64_t>(max);
}

}  // namespace

Result<std::vector<Reading>, StoreError> ResidentStory::raw(const ReadingFilter& filter,
                                                            const std::optional<ReadingPlace>& after, std::size_t max) {
  const ReadingPlace from = after.value_or(ReadingPlace{filter.from - Millis{1}, "", DeviceId{}});
  return pool_.run<std::vector<Reading>>([&](Session& session) {
    std::vector<Reading> readings;
    session.query(k_list_raw_readings,
                  {filter.resident, filter.name, filter.name, filter.name, filter.from, filter.to, from.at, from.at,
                   from.name, from.device, as_limit(max)},
                  [&](const Row& row) { readings.push_back(reading_of(row, filter.resident)); });
    return readings;
  });
}

Result<std::vector<ReadingBucket>, StoreError> ResidentStory::buckets(const ReadingFilter& filter, Millis every,
                                                                      const std::optional<ReadingPlace>& after,
                                                                      std::size_t max) {
  const ReadingPlace from = after.value_or(ReadingPlace{filter.from - every - Millis{1}, "", DeviceId{}});
  return pool_.run<std::vector<ReadingBucket>>([&](Session& session) {
    std::vector<ReadingBucket> buckets;
    session.query(
        k_list_reading_buckets,
        {every.count(), filter.resident, filter.name, filter.name, filter.name, filter.from, filter.to, from.at, from.at,
         from.name, as_limit(max)},
        [&](const Row& row) {
          buckets.push_back({row.text(0), row.instant(1), row.integer(2), row.real(3), row.real(4), row.real(5)});
        });
    return buckets;
  });
}

Result<std::vector<Reading>, StoreError> ResidentStory::latest(const ResidentId& resident,
                                                               const std::vector<std::string>& names, Instant since) {
  return pool_.run<std::vector<Reading>>([&](Session& session) {
    std::vector<Reading> readings;
    for (const std::string& name : names) {
      session.query(k_find_latest_reading, {resident, name, since},
                    [&](const Row& row) { readings.push_back(reading_of(row, resident)); });
    }
    return readings;
  });
}

Result<std::optional<int>, StoreError> ResidentStory::spo2_scale(const ResidentId& resident) {
  return pool_.run<std::optional<int>>([&](Session& session) {
    std::optional<int> scale;
    session.query(k_find_spo2_scale, {resident}, [&](const Row& row) { scale = static_cast<int>(row.integer(0)); });
    return scale;
  });
}

Result<std::vector<StoryLine>, StoreError> ResidentStory::timeline(const ResidentId& resident, Instant until,
                                                                   std::size_t skip, std::size_t max) {
  return pool_.run<std::vector<StoryLine>>([&](Session& session) {
    std::vector<StoryLine> lines;
    session.query(
        k_list_timeline, {resident, until, resident, until, as_limit(max), as_limit(skip)}, [&](const Row& row) {
          lines.push_back({row.instant(0), row.text(1) == "alarm", row.text(2), row.id<IncidentId>(3), row.text(4),
                           row.text(5), row.id_or_nothing<WorkerId>(6), row.null(7) ? std::string() : row.text(7)});
        });
    return lines;
  });
}

}  // namespace lamplight::db
