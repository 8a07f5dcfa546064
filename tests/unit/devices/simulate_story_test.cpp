// What happens in the town: as often as in the field, of the kinds of the field, the same again.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "devices/simulate/story.h"

namespace lamplight::simulate {
namespace {

const TownDay k_day{std::chrono::year{2026} / 11 / 23};

std::vector<Household> town_of(int residents) {
  std::vector<Household> town;
  for (int i = 0; i < residents; ++i) {
    const std::string number = std::to_string(i);
    Household home;
    home.resident = ResidentId{"r-" + number};
    home.district = DistrictId{"d-" + std::to_string(i % 12)};
    for (const Gadget gadget :
         {Gadget::pendant, Gadget::wearable, Gadget::base_unit, Gadget::smoke_alarm, Gadget::bed_sensor,
          Gadget::door_contact, Gadget::motion_sensor, Gadget::water_sensor}) {
      home.devices.push_back({DeviceId{std::string(name_of(gadget)) + "-" + number}, home.district, gadget, ""});
    }
    town.push_back(std::move(home));
  }
  return town;
}

std::vector<Happening> month_of(const Plot& plot, const std::vector<Household>& town) {
  std::vector<Happening> month;
  for (int day = 0; day < 30; ++day) {
    for (Happening& happening : story_of(plot, town, k_day + std::chrono::days{day}))
      month.push_back(std::move(happening));
  }
  return month;
}

bool same(const std::vector<Happening>& a, const std::vector<Happening>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].at != b[i].at || a[i].resident != b[i].resident || a[i].what.index() != b[i].what.index()) return false;
    const auto* raised = std::get_if<Raised>(&a[i].what);
    if (raised != nullptr && raised->alarm != std::get<Raised>(b[i].what).alarm) return false;
  }
  return true;
}

TEST_CASE("five activations a resident and month, half of them requests, one in sixteen a fall") {
  std::map<AlarmKind, int> count;
  int all = 0;
  for (const Happening& happening : month_of({1, 1}, town_of(300))) {
    const auto* raised = std::get_if<Raised>(&happening.what);
    if (raised == nullptr || raised->alarm.kind == AlarmKind::mains_lost) continue;
    ++count[raised->alarm.kind];
    ++all;
  }
  CHECK(all == Approx(300 * 5).epsilon(0.1));
  CHECK(count[AlarmKind::service] == Approx(all * 0.5).epsilon(0.15));
  CHECK(count[AlarmKind::fall] == Approx(all * 0.06).epsilon(0.35));
  CHECK(count[AlarmKind::sos] > count[AlarmKind::fall]);
}

TEST_CASE("speed multiplies what happens") {
  const auto town = town_of(60);
  const auto usual = month_of({1, 1}, town).size();
  const auto fast = month_of({1, 20}, town).size();
  CHECK(fast > 14 * usual);
  CHECK(fast < 26 * usual);
}

TEST_CASE("one seed, one story; another seed, another") {
  const auto town = town_of(40);
  CHECK(same(story_of({5, 10}, town, k_day), story_of({5, 10}, town, k_day)));
  CHECK_FALSE(same(story_of({5, 10}, town, k_day), story_of({6, 10}, town, k_day)));
}

TEST_CASE("a resident more does not change what happens to the others") {
  const auto before = story_of({5, 10}, town_of(40), k_day);
  std::vector<Happening> after;
  for (Happening& happening : story_of({5, 10}, town_of(41), k_day)) {
    if (happening.resident != ResidentId{"r-40"}) after.push_back(std::move(happening));
  }
  CHECK(same(before, after));
}

TEST_CASE("a day's story is in order and of that day") {
  const auto story = story_of({5, 50}, town_of(100), k_day);
  REQUIRE(story.size() > 100);
  for (std::size_t i = 1; i < story.size(); ++i) CHECK(story[i - 1].at <= story[i].at);
  CHECK(story.front().at >= begin_of(k_day));
  CHECK(story.back().at < begin_of(k_day + std::chrono::days{1}) + std::chrono::minutes{1});
}

TEST_CASE("alarm ids are good ids, the story's own, and never the same twice on a device") {
  std::set<std::pair<DeviceId, AlarmId>> ids;
  for (const Happening& happening : month_of({18'446'744'073'709'551'615U, 30}, town_of(50))) {
    const auto* raised = std::get_if<Raised>(&happening.what);
    if (raised == nullptr) continue;
    const AlarmId& id = raised->alarm.id;
    CAPTURE(id.text());
    CHECK(is_alarm_id(following_id(id, "r").text()));
    CHECK(is_story_id(id));
    CHECK(ids.emplace(raised->alarm.device, id).second);
  }
}

TEST_CASE("a power cut meets a whole district within half a minute, and ends") {
  const auto town = town_of(120);
  std::map<DistrictId, std::vector<Happening>> cuts;
  for (int day = 0; day < 60; ++day) {
    for (Happening& happening : story_of({1, 1}, town, k_day + std::chrono::days{day})) {
      const auto* raised = std::get_if<Raised>(&happening.what);
      if (raised != nullptr && raised->alarm.kind == AlarmKind::mains_lost) {
        cuts[DistrictId{raised->alarm.district.text() + "/" + std::to_string(day)}].push_back(std::move(happening));
      }
    }
  }
  REQUIRE(cuts.size() >= 4);
  CHECK(cuts.size() <= 24);
  for (const auto& [district, homes] : cuts) {
    CHECK(homes.size() == 10);
    CHECK(homes.back().at - homes.front().at <= Seconds{30});
    for (const Happening& home : homes) CHECK(std::get<Raised>(home.what).over.has_value());
  }
}

TEST_CASE("an alarm comes only from a device that could raise it") {
  std::vector<Household> town = town_of(30);
  for (Household& home : town) home.devices.resize(1);  // pendants alone
  for (const Happening& happening : month_of({1, 5}, town)) {
    const auto* raised = std::get_if<Raised>(&happening.what);
    if (raised == nullptr) continue;
    const AlarmKind kind = raised->alarm.kind;
    CHECK((kind == AlarmKind::sos || kind == AlarmKind::service || kind == AlarmKind::fall ||
           kind == AlarmKind::battery_low));
  }
}

TEST_CASE("devices fall silent now and then, and not for ever") {
  int silences = 0;
  for (const Happening& happening : month_of({1, 1}, town_of(100))) {
    const auto* silence = std::get_if<FallsSilent>(&happening.what);
    if (silence == nullptr) continue;
    ++silences;
    CHECK(silence->until > happening.at);
    CHECK(silence->until <= happening.at + std::chrono::hours{6});
  }
  CHECK(silences == Approx(800 * 1.2 / 365 * 30).epsilon(0.4));
}

}  // namespace
}  // namespace lamplight::simulate
