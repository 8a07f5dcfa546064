// Roll-ups are what the readings are, whatever comes late or twice; buckets are the same from either.
#include <catch2/catch.hpp>

#include "db/readings.h"
#include "db/resident_story.h"
#include "db/watching.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;

const Instant k_day = *from_rfc3339("2026-11-20T00:00:00.000Z");

struct Town {
  Town()
      : address(empty_schema()),
        writers(address, db::Purpose::readings, 2),
        administrators(address, db::Purpose::administration, 1),
        readings(writers, administrators),
        rollups(administrators),
        story(administrators),
        watching(writers, administrators) {}

  // One reading a minute of that hour, received as it was measured.
  void measure(Instant hour, const std::string& name = "heart_rate", double base = 60) {
    std::vector<Reading> pack;
    for (int minute = 0; minute < 60; ++minute) {
      const Instant at = hour + std::chrono::minutes{minute};
      pack.push_back({DeviceId{"w-1"}, ResidentId{"r-1"}, name, at, base + minute, at});
    }
    REQUIRE(readings.store(pack).value() == 60);
  }
  std::vector<db::ReadingBucket> buckets(Millis every, Instant from, Instant to, std::size_t max = 1'000) {
    return story.buckets({ResidentId{"r-1"}, "", from, to}, every, std::nullopt, max).value();
  }
  std::int64_t count(const std::string& table) {
    db::Session session{address, db::Purpose::administration};
    std::int64_t rows = 0;
    session.query("SELECT COUNT(*) FROM " + table, {}, [&](const db::Row& row) { rows = row.integer(0); });
    return rows;
  }

  db::Address address;
  db::Pool writers;
  db::Pool administrators;
  db::MySqlReadings readings;
  db::RollUps rollups;
  db::ResidentStory story;
  db::Watching watching;
};

bool same(const std::vector<db::ReadingBucket>& a, const std::vector<db::ReadingBucket>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].name != b[i].name || a[i].at != b[i].at || a[i].count != b[i].count || a[i].min != b[i].min ||
        a[i].max != b[i].max || a[i].mean != Approx(b[i].mean)) {
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("Hours are rolled up once they are over, and again when a reading comes late") {
  Town town;
  town.measure(k_day + 7h);
  town.measure(k_day + 8h);
  // Five minutes are left for what comes late.
  CHECK(town.rollups.roll_up(k_day + 9h + 4min, 100).value() == 1);
  CHECK(town.rollups.roll_up(k_day + 9h + 6min, 100).value() == 1);
  CHECK(town.rollups.roll_up(k_day + 9h + 6min, 100).value() == 0);
  CHECK(town.count("readings_hourly") == 2);
  CHECK(town.count("readings_daily") == 1);

  const Instant late = k_day + 12h;
  CHECK(
      town.readings.store({{DeviceId{"w-1"}, ResidentId{"r-1"}, "heart_rate", k_day + 7h + 30s, 200, late}}).value() ==
      1);
  // A repeat makes the hour due as well, and changes nothing.
  CHECK(town.readings.store({{DeviceId{"w-1"}, ResidentId{"r-1"}, "heart_rate", k_day + 7h + 30s, 1, late}}).value() ==
        0);
  CHECK(town.rollups.roll_up(late, 100).value() == 1);
  const auto hours = town.buckets(1h, k_day, k_day + 24h);
  REQUIRE(hours.size() == 2);
  CHECK(hours[0].count == 61);
  CHECK(hours[0].max == 200);
  CHECK(town.buckets(24h, k_day, k_day + 24h)[0].count == 121);
}

TEST_CASE("Buckets are the same before and after the roll-up, of any span and size") {
  Town town;
  for (int hour = 0; hour < 50; ++hour)
    town.measure(k_day + std::chrono::hours{hour}, hour % 2 ? "heart_rate" : "spo2", hour);
  struct Asked {
    Millis every;
    Instant from, to;
  };
  const std::vector<Asked> asked{{1h, k_day, k_day + 50h},           {24h, k_day, k_day + 50h},
                                 {5min, k_day + 3h, k_day + 5h},     {1h, k_day + 90min, k_day + 47h + 20min},
                                 {6h, k_day + 5min, k_day + 30h},    {24h, k_day + 25h, k_day + 49h + 1min},
                                 {1h, k_day + 10min, k_day + 20min}, {90min, k_day, k_day + 40h}};
  std::vector<std::vector<db::ReadingBucket>> raw;
  for (const Asked& one : asked) raw.push_back(town.buckets(one.every, one.from, one.to));
  REQUIRE(town.rollups.roll_up(k_day + 40h, 100).value() > 30);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CAPTURE(i);
    CHECK(same(raw[i], town.buckets(asked[i].every, asked[i].from, asked[i].to)));
  }
  // Page by page it is the same list.
  std::vector<db::ReadingBucket> paged;
  std::optional<db::ReadingPlace> after;
  for (auto page = town.buckets(1h, k_day, k_day + 50h, 7); !page.empty();
       page = town.story.buckets({ResidentId{"r-1"}, "", k_day, k_day + 50h}, 1h, after, 7).value()) {
    paged.insert(paged.end(), page.begin(), page.end());
    after = db::ReadingPlace{page.back().at, page.back().name, DeviceId{}};
  }
  CHECK(same(raw[0], paged));
}

TEST_CASE("Roll-ups answer when the readings themselves are gone, and go in their turn") {
  Town town;
  town.measure(k_day);
  REQUIRE(town.rollups.roll_up(k_day + 24h, 100).value() == 1);
  const auto before = town.buckets(1h, k_day, k_day + 24h);
  db::Session session{town.address, db::Purpose::administration};
  session.run_text("DELETE FROM readings");
  CHECK(same(before, town.buckets(1h, k_day, k_day + 24h)));
  CHECK(town.watching.hourly_means(ResidentId{"r-1"}, "heart_rate", k_day).value().at(0).mean == 89.5);
  REQUIRE(town.rollups.forget(k_day + 1h, k_day).ok());
  CHECK(town.count("readings_hourly") == 0);
  CHECK(town.count("readings_daily") == 1);
}

TEST_CASE("What was noted of an hour that can't be stored is noted again with the next attempt") {
  db::HoursTouched hours;
  const std::vector<Reading> now{{DeviceId{"w"}, {}, "steps", k_day + 30min, 1, k_day + 31min}};
  CHECK(hours.of(now) == std::vector{k_day});
  CHECK(hours.of(now).empty());
  hours.forget();
  CHECK(hours.of(now) == std::vector{k_day});
  // An hour that may have been rolled up is named each time.
  const std::vector<Reading> late{{DeviceId{"w"}, {}, "steps", k_day - 5h, 1, k_day + 31min}};
  CHECK(hours.of(late).size() == 1);
  CHECK(hours.of(late).size() == 1);
  CHECK(hours.of({}).empty());
}

TEST_CASE("A monitor that starts knows the latest value of each measurement, mornings and plans") {
  Town town;
  town.measure(k_day + 1h);
  town.measure(k_day + 2h, "spo2", 40);
  const auto latest = town.watching.latest(k_day).value();
  REQUIRE(latest.size() == 2);
  for (const Reading& reading : latest) CHECK(reading.value == (reading.name == "spo2" ? 99 : 119));
  REQUIRE(town.watching.keep_mornings({{ResidentId{"r-1"}, 20'000, 450}, {ResidentId{"r-1"}, 20'001, 470}}).ok());
  REQUIRE(town.watching.keep_mornings({{ResidentId{"r-1"}, 20'001, 999}}).ok());
  const auto mornings = town.watching.mornings(20'001).value();
  REQUIRE(mornings.size() == 1);
  CHECK(mornings[0].minute == 470);
  REQUIRE(town.watching
              .keep_scores({{ResidentId{"r-1"}, k_day, 2, 7, "urgent", "temperature", "temperature", "spo2=95@1:1"}})
              .ok());
  CHECK(town.count("scores") == 1);
  CHECK(town.watching.care_plans().value().empty());
  CHECK(town.watching.on_scale_two().value().empty());
}

}  // namespace lamplight::tests
