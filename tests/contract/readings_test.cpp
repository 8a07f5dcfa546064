// Readings, heartbeats and dead letters: the first stays, the latest counts, days come and go.
#include <catch2/catch.hpp>

#include "db/device_commands.h"
#include "db/memory_readings.h"
#include "db/partitions.h"
#include "db/readings.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr Instant k_day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
constexpr Instant k_noon = k_day + 12h;

class MySqlReadingStore {
 public:
  MySqlReadingStore()
      : address_(empty_schema()),
        writers_(address_, db::Purpose::readings, 2),
        administrators_(address_, db::Purpose::administration, 1),
        readings_(writers_, administrators_) {}
  Readings& readings() { return readings_; }

  std::vector<Reading> all() {
    std::vector<Reading> rows;
    db::Session session{address_, db::Purpose::administration};
    session.query(
        "SELECT device_id, resident_id, name, at_ms, value, received_ms FROM readings ORDER BY device_id, name, at_ms",
        {}, [&](const db::Row& row) {
          rows.push_back({row.id<DeviceId>(0), row.id_or_nothing<ResidentId>(1), row.text(2), row.instant(3),
                          row.real(4), row.instant(5)});
        });
    return rows;
  }

  std::vector<DeviceStatus> statuses() {
    std::vector<DeviceStatus> rows;
    db::Session session{address_, db::Purpose::administration};
    const auto small = [](const db::Row& row, unsigned column) {
      const auto value = row.integer_or_nothing(column);
      return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
    };
    session.query(
        "SELECT device_id, at_ms, received_ms, online, battery_pct, mains, rssi_dbm, firmware, next_within_s "
        "FROM device_status ORDER BY device_id",
        {}, [&](const db::Row& row) {
          DeviceStatus s;
          s.device = row.id<DeviceId>(0);
          s.at = row.instant_or_nothing(1);
          s.received_at = row.instant(2);
          s.online = row.truth(3);
          s.battery_pct = small(row, 4);
          if (!row.null(5)) s.mains = row.truth(5);
          s.rssi_dbm = small(row, 6);
          s.firmware = row.text(7);
          s.next_within_s = small(row, 8);
          rows.push_back(s);
        });
    return rows;
  }

  std::vector<DeadLetter> dead_letters() {
    std::vector<DeadLetter> rows;
    db::Session session{address_, db::Purpose::administration};
    session.query("SELECT topic, reason, raw, received_ms FROM dead_letters ORDER BY id", {}, [&](const db::Row& row) {
      rows.push_back({row.text(0), row.text(1), row.text(2), row.instant(3)});
    });
    return rows;
  }

  void ask(const DeviceId& device, const std::string& command) {
    db::DeviceCommands commands(writers_);
    REQUIRE(commands.add({command, device, "test", "{}", "u-a", k_noon, std::nullopt, std::nullopt, ""},
                         {k_noon, "u-a", "device.test", "device:" + device.text(), command})
                .ok());
  }

  std::vector<DeviceAnswer> answers() {
    std::vector<DeviceAnswer> rows;
    db::DeviceCommands commands(writers_);
    for (const char* device : {"p-1", "p-2"}) {
      const auto listed = commands.list(DeviceId{device}, std::nullopt, 10);
      for (const auto& row : listed.value()) {
        if (row.answered_at) rows.push_back({row.device, row.id, *row.ok, row.answer, *row.answered_at});
      }
    }
    return rows;
  }

 private:
  db::Address address_;
  db::Pool writers_;
  db::Pool administrators_;
  db::MySqlReadings readings_;
};

class MemoryReadingStore {
 public:
  Readings& readings() { return readings_; }
  std::vector<Reading> all() { return readings_.readings(); }
  std::vector<DeviceStatus> statuses() { return readings_.statuses(); }
  std::vector<DeadLetter> dead_letters() { return readings_.dead_letters(); }
  void ask(const DeviceId& device, const std::string& command) { readings_.expect_answer(device, command); }
  std::vector<DeviceAnswer> answers() { return readings_.answers(); }

 private:
  db::MemoryReadings readings_;
};

Reading heart_rate(const std::string& device, Instant at, double value) {
  return {DeviceId{device}, ResidentId{"r-1"}, "heart_rate", at, value, at + 1s};
}

}  // namespace

TEMPLATE_TEST_CASE("A reading is kept once, as it came first", "", MySqlReadingStore, MemoryReadingStore) {
  TestType store;
  Reading motion{DeviceId{"s-1"}, {}, "motion:kitchen", k_noon, 1, k_noon};
  const Reading first = heart_rate("p-1", k_noon, 72.125);
  CHECK(store.readings().store({first, heart_rate("p-1", k_noon, 99), motion}).value() == 2);
  CHECK(store.readings().store({heart_rate("p-1", k_noon, 100), heart_rate("p-1", k_noon + 1ms, 73)}).value() == 1);
  CHECK(store.all() == std::vector{first, heart_rate("p-1", k_noon + 1ms, 73), motion});
  CHECK(store.readings().store({}).value() == 0);
}

TEMPLATE_TEST_CASE("The first answer to a command stays; of a command that the device was not given nothing is kept", "",
                   MySqlReadingStore, MemoryReadingStore) {
  TestType store;
  store.ask(DeviceId{"p-1"}, "c-1");
  store.ask(DeviceId{"p-2"}, "c-2");
  const DeviceAnswer first{DeviceId{"p-1"}, "c-1", true, R"({"id":"c-1","ok":true})", k_noon + 1s};
  const DeviceAnswer second{DeviceId{"p-1"}, "c-1", false, "", k_noon + 2s};
  const DeviceAnswer foreign{DeviceId{"p-1"}, "c-2", true, "", k_noon + 3s};
  const DeviceAnswer unasked{DeviceId{"p-1"}, "c-3", true, "", k_noon + 4s};
  REQUIRE(store.readings().store_answers({first, second, foreign, unasked}).ok());
  CHECK(store.answers() == std::vector{first});
}

TEMPLATE_TEST_CASE("Thousands of readings go in together", "", MySqlReadingStore, MemoryReadingStore) {
  TestType store;
  std::vector<Reading> many;
  for (int i = 0; i < 2'500; ++i) many.push_back(heart_rate("p-1", k_noon + Millis{i}, i % 100));
  CHECK(store.readings().store(many).value() == 2'500);
  many.push_back(heart_rate("p-2", k_noon, 1));
  CHECK(store.readings().store(many).value() == 1);
}

TEMPLATE_TEST_CASE("The latest heartbeat counts, in whatever order they arrive", "", MySqlReadingStore,
                   MemoryReadingStore) {
  TestType store;
  DeviceStatus late;
  late.device = DeviceId{"p-1"};
  late.at = k_noon;
  late.received_at = k_noon + 10s;
  late.battery_pct = 83;
  late.mains = true;
  late.rssi_dbm = -71;
  late.firmware = "1.4.2";
  late.next_within_s = 900;
  DeviceStatus will;
  will.device = DeviceId{"p-1"};
  will.received_at = k_noon + 11s;
  will.online = false;
  DeviceStatus early = late;
  early.received_at = k_noon;
  early.battery_pct = 12;

  REQUIRE(store.readings().store_status({early}).ok());
  REQUIRE(store.readings().store_status({late, early}).ok());
  CHECK(store.statuses() == std::vector{late});
  REQUIRE(store.readings().store_status({will}).ok());
  REQUIRE(store.readings().store_status({late}).ok());
  CHECK(store.statuses() == std::vector{will});
}

TEMPLATE_TEST_CASE("A dead letter keeps its bytes and its reason", "", MySqlReadingStore, MemoryReadingStore) {
  TestType store;
  DeadLetter letter{"lamplight/v1/guzhen/p-1/readings", "不是 JSON", std::string{"\x00\xff\x80{", 4}, k_noon};
  DeadLetter endless{std::string(400, 't'), std::string(500, 'r'), std::string(70'000, '\xff'), k_noon};
  REQUIRE(store.readings().store_dead_letters({letter, endless}).ok());
  endless.topic.resize(300);
  endless.reason.resize(400);
  CHECK(store.dead_letters() == std::vector{letter, endless});
}

TEMPLATE_TEST_CASE("Days are made ahead, and dropped whole when they are over", "", MySqlReadingStore,
                   MemoryReadingStore) {
  TestType store;
  REQUIRE(store.readings().arrange_partitions(k_day, k_day + days{3}).ok());
  REQUIRE(store.readings().arrange_partitions(k_day, k_day + days{3}).ok());
  const std::vector<Reading> kept{heart_rate("p-1", k_day + days{1}, 1), heart_rate("p-1", k_day + days{9}, 2)};
  REQUIRE(store.readings().store(kept).ok());
  REQUIRE(store.readings()
              .store({heart_rate("p-1", k_day + days{1} - 1ms, 3), heart_rate("p-1", k_day - days{40}, 4)})
              .ok());

  REQUIRE(store.readings().arrange_partitions(k_day + days{1} - 1ms, k_day + days{4}).ok());
  CHECK(store.all().size() == 4);
  REQUIRE(store.readings().arrange_partitions(k_day + days{1}, k_day + days{12}).ok());
  CHECK(store.all() == kept);
  REQUIRE(store.readings().arrange_partitions(k_day + days{30}, k_day + days{31}).ok());
  CHECK(store.all().empty());
}

TEST_CASE("Partitions are planned by days of UTC") {
  using Ends = std::vector<Instant>;
  CHECK(db::plan_partitions({}, k_noon, k_noon + days{1}) ==
        db::PartitionPlan{Ends{k_day + days{1}, k_day + days{2}}, {}});
  CHECK(db::plan_partitions({k_day + days{1}}, k_noon, k_noon + days{1}) ==
        db::PartitionPlan{Ends{k_day + days{2}}, {}});
  CHECK(db::plan_partitions({k_day}, k_noon, k_noon) == db::PartitionPlan{Ends{k_day + days{1}}, Ends{k_day}});
  CHECK(db::plan_partitions({k_day + days{1}}, k_noon, k_noon) == db::PartitionPlan{});
  CHECK(db::partition_name(k_day + days{1}) == "p20261123");
}

}  // namespace lamplight::tests
