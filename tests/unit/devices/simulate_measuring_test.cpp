// Vital signs by day and night, packs and heartbeats by timetable.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "devices/simulate/measuring.h"

namespace lamplight::simulate {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const TownDay k_day{std::chrono::year{2026} / 11 / 23};
const ResidentId k_resident{"r-001"};

HomeDevice device_of(Gadget gadget, std::string room = "") {
  return {DeviceId{std::string(name_of(gadget)) + "-001"}, DistrictId{"d"}, gadget, std::move(room)};
}

// Everything the device measures in a day, as its timetable has it.
std::vector<Reading> whole_day(const HomeDevice& device, const Living& living) {
  std::vector<Reading> all;
  const Seconds interval = *pack_interval(device.gadget);
  const Instant end = begin_of(k_day + std::chrono::days{1});
  for (Instant at = next_slot(1, device.id, interval, begin_of(k_day)); at < end;
       at = next_slot(1, device.id, interval, at)) {
    for (Reading& reading : measured(1, device, living, at - interval, at)) all.push_back(std::move(reading));
  }
  return all;
}

TEST_CASE("a pulse at night is slower than by day, and a walk makes it faster") {
  const Body body{};
  double night = 0;
  double day = 0;
  double walk = 0;
  for (int i = 0; i < 200; ++i) {
    const Dice dice(1, {"scatter", std::to_string(i)});
    night += vital_signs(body, Doing::sleeping, 3 * 60, false, dice).heart_rate / 200;
    day += vital_signs(body, Doing::resting, 15 * 60, false, dice).heart_rate / 200;
    walk += vital_signs(body, Doing::out, 15 * 60, false, dice).heart_rate / 200;
  }
  CHECK(night < day - 5);
  CHECK(walk > day + 8);
  CHECK(day == Approx(70).margin(2));
}

TEST_CASE("every resident's resting values are those of somebody who is well") {
  for (int resident = 0; resident < 300; ++resident) {
    const ResidentId id{"r-" + std::to_string(resident)};
    const Living living = living_of(1, id, k_day);
    if (living.unwell) continue;
    for (int minute = 0; minute < 1440; minute += 17) {
      const Stay& stay = stay_at(living.stays, begin_of(k_day) + minutes{minute});
      const Body now = vital_signs(living.body, stay.doing, minute, false, Dice(1, {std::to_string(minute)}));
      CAPTURE(id.text(), minute, now.heart_rate, now.respiratory_rate, now.temperature, now.systolic);
      CHECK((now.heart_rate >= 44 && now.heart_rate <= 110));
      CHECK((now.respiratory_rate >= 10 && now.respiratory_rate <= 20));
      CHECK((now.spo2 >= 94 && now.spo2 <= 100));
      CHECK((now.systolic >= 95 && now.systolic <= 190));
      CHECK((now.temperature >= 35.4 && now.temperature <= 37.6));
    }
  }
}

TEST_CASE("about one day in a hundred somebody is unwell, and it shows") {
  int days = 0;
  for (int resident = 0; resident < 2000; ++resident) {
    days += unwell(1, ResidentId{"r-" + std::to_string(resident)}, k_day) ? 1 : 0;
  }
  CHECK(days > 5);
  CHECK(days < 40);
  const Dice dice(1, {"one"});
  CHECK(vital_signs({}, Doing::resting, 600, true, dice).temperature >
        vital_signs({}, Doing::resting, 600, false, dice).temperature + 1.5);
}

TEST_CASE("a wearable measures the pulse every minute, all it sends is physically possible") {
  const auto readings = whole_day(device_of(Gadget::wearable), living_of(1, k_resident, k_day));
  std::map<std::string, int> count;
  for (const Reading& reading : readings) {
    ++count[reading.name];
    const ReadingFacts* facts = facts_of_reading(reading.name);
    REQUIRE(facts != nullptr);
    CHECK(reading.value >= facts->least);
    CHECK(reading.value <= facts->most);
    CHECK(reading.resident == k_resident);
  }
  CHECK(count["heart_rate"] >= 1438);
  CHECK(count["heart_rate"] <= 1440);
  CHECK(count["spo2"] == Approx(288).margin(2));
  CHECK(count["temperature"] == Approx(48).margin(2));
}

TEST_CASE("no reading is sent twice: device, name and time are a key") {
  for (const Gadget gadget : {Gadget::wearable, Gadget::motion_sensor, Gadget::door_contact, Gadget::bed_sensor,
                              Gadget::climate_sensor, Gadget::pressure_cuff}) {
    std::set<std::pair<std::string, Instant>> seen;
    for (const Reading& reading : whole_day(device_of(gadget), living_of(1, k_resident, k_day))) {
      CAPTURE(reading.name, to_rfc3339(reading.at));
      CHECK(seen.emplace(reading.name, reading.at).second);
    }
  }
}

TEST_CASE("the bed is empty while she is up, the motion sensor sees her in its room alone") {
  const Living living = living_of(1, k_resident, k_day);
  for (const Reading& reading : whole_day(device_of(Gadget::bed_sensor, "bedroom"), living)) {
    const Doing doing = stay_at(living.stays, reading.at).doing;
    CHECK((reading.value == 1) == (doing == Doing::sleeping || doing == Doing::napping));
  }
  const auto seen = whole_day(device_of(Gadget::motion_sensor, "kitchen"), living);
  CHECK(seen.size() > 5);
  for (const Reading& reading : seen) {
    CHECK(reading.name == "motion:kitchen");
    CHECK(stay_at(living.stays, reading.at).room == Room::kitchen);
  }
}

TEST_CASE("the door opens and closes as often as she goes out and comes home") {
  const Living living = living_of(1, k_resident, k_day);
  int ways = 0;
  for (std::size_t i = 1; i < living.stays.size(); ++i) {
    ways += (living.stays[i - 1].room == Room::outside) != (living.stays[i].room == Room::outside) ? 1 : 0;
  }
  CHECK(whole_day(device_of(Gadget::door_contact, "hall"), living).size() == static_cast<std::size_t>(2 * ways));
}

TEST_CASE("blood pressure is taken once a day") {
  const auto readings = whole_day(device_of(Gadget::pressure_cuff), living_of(1, k_resident, k_day));
  CHECK(readings.size() == 3);
}

TEST_CASE("devices are spread over their interval, each in its own rhythm") {
  const Instant now = begin_of(k_day) + hours{9};
  std::map<std::int64_t, int> by_minute;
  for (int i = 0; i < 900; ++i) {
    const DeviceId device{"pendant-" + std::to_string(i)};
    const Instant first = next_slot(1, device, Seconds{900}, now);
    CHECK(first > now);
    CHECK(first <= now + Seconds{900});
    CHECK(next_slot(1, device, Seconds{900}, first) == first + Seconds{900});
    ++by_minute[(first - now) / minutes{1}];
  }
  for (const auto& [minute, count] : by_minute) CHECK(count < 100);
}

TEST_CASE("a heartbeat says when the next one comes, and a base unit whether it has mains") {
  const Instant now = begin_of(k_day) + hours{9};
  const DeviceStatus pendant = heartbeat(1, device_of(Gadget::pendant), now, true);
  CHECK(pendant.next_within_s == 1'800);
  CHECK_FALSE(pendant.mains);
  CHECK(pendant.battery_pct.value() >= 20);
  CHECK(pendant.battery_pct.value() <= 100);
  CHECK(heartbeat(1, device_of(Gadget::base_unit), now, false).mains == false);
}

}  // namespace
}  // namespace lamplight::simulate
