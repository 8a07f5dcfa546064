// Reading measurements and timelines.
#include "db/resident_story.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "db/statements_resident_story.h"
#include "db/statements_rollups.h"

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

// The part of a span that is answered from roll-ups; empty where buckets are finer than those.
struct RolledSpan {
  Instant from{};
  Instant to{};
  std::string_view statement;
};

RolledSpan rolled_span(Session& session, const ReadingFilter& filter, Millis every) {
  using std::chrono::days;
  using std::chrono::hours;
  if (every % hours{1} != Millis{0}) return {filter.from, filter.from, k_list_hourly_buckets};
  const bool by_day = every % days{1} == Millis{0};
  const Millis grain = by_day ? Millis{days{1}} : Millis{hours{1}};
  // Roll-ups are whole: a span that begins within one takes that one from the readings.
  const auto down = [grain](Instant at) { return Instant{at.time_since_epoch() - at.time_since_epoch() % grain}; };
  RolledSpan span{down(filter.from + grain - Millis{1}), down(filter.to),
                  by_day ? k_list_daily_buckets : k_list_hourly_buckets};
  session.query(k_find_first_rollup_due, {down(span.from), span.to}, [&](const Row& row) {
    // An hour whose roll-up is not true, and with it its day, ends what may be taken from roll-ups.
    if (const auto due = row.instant_or_nothing(0)) span.to = std::min(span.to, down(*due));
  });
  if (span.to <= span.from) span.from = span.to = filter.from;
  return span;
}

bool is_before(const ReadingBucket& a, const ReadingBucket& b) {
  return a.at != b.at ? a.at < b.at : a.name < b.name;
}

// Two lists in order; a bucket that both know a part of becomes one.
std::vector<ReadingBucket> joined(std::vector<ReadingBucket> first, std::vector<ReadingBucket> second,
                                  std::size_t max) {
  std::vector<ReadingBucket> all;
  std::merge(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(all), is_before);
  std::vector<ReadingBucket> whole;
  for (const ReadingBucket& part : all) {
    if (whole.empty() || is_before(whole.back(), part)) {
      whole.push_back(part);
      continue;
    }
    ReadingBucket& known = whole.back();
    const auto count = static_cast<double>(known.count + part.count);
    known.mean = (known.mean * static_cast<double>(known.count) + part.mean * static_cast<double>(part.count)) / count;
    known.count += part.count;
    known.min = std::min(known.min, part.min);
    known.max = std::max(known.max, part.max);
  }
  if (whole.size() > max) whole.resize(max);
  return whole;
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
    const auto ask = [&](std::string_view statement, Instant begin, Instant end) {
      std::vector<ReadingBucket> buckets;
      if (begin >= end) return buckets;
      session.query(statement,
                    {every.count(), filter.resident, filter.name, filter.name, filter.name, begin, end, from.at,
                     from.at, from.name, as_limit(max)},
                    [&](const Row& row) {
                      const std::int64_t count = row.integer(2);
                      buckets.push_back({row.text(0), row.instant(1), count, row.real(3),
                                         row.real(4) / static_cast<double>(count), row.real(5)});
                    });
      return buckets;
    };
    const RolledSpan rolled = rolled_span(session, filter, every);
    // What is before and behind the rolled-up hours comes from the readings themselves.
    auto buckets = ask(k_list_reading_buckets, filter.from, rolled.from);
    buckets = joined(std::move(buckets), ask(rolled.statement, rolled.from, rolled.to), max);
    return joined(std::move(buckets), ask(k_list_reading_buckets, rolled.to, filter.to), max);
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

Result<std::vector<Reading>, StoreError> ResidentStory::last_of_spans(const ResidentId& resident,
                                                                      const std::vector<std::string>& names,
                                                                      Instant from, Instant to, Millis every,
                                                                      std::size_t max) {
  return pool_.run<std::vector<Reading>>([&](Session& session) {
    std::vector<Reading> readings;
    for (const std::string& name : names) {
      session.query(k_list_last_of_spans,
                    {resident, name, from, to, every.count(), resident, name, from, to, as_limit(max)},
                    [&](const Row& row) { readings.push_back(reading_of(row, resident)); });
    }
    std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) { return a.at < b.at; });
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

Result<std::vector<IncidentId>, StoreError> ResidentStory::unmended(const ResidentId& resident, std::size_t max) {
  return pool_.run<std::vector<IncidentId>>([&](Session& session) {
    std::vector<IncidentId> incidents;
    session.query(k_list_unmended, {resident, as_limit(max)},
                  [&](const Row& row) { incidents.push_back(row.id<IncidentId>(0)); });
    return incidents;
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
