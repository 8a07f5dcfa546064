// The town of homes: what it says of itself, what it hears, and that it keeps off what a person uses.
#include <catch2/catch.hpp>

#include <map>

#include "devices/simulate/living_town.h"

namespace lamplight::simulate {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const TownDay k_day{std::chrono::year{2026} / 11 / 23};
const Instant k_morning = begin_of(k_day) + hours{9};
const ResidentId k_li{"r-0"};

std::vector<Household> town_of(int residents) {
  std::vector<Household> town;
  for (int i = 0; i < residents; ++i) {
    const std::string number = std::to_string(i);
    Household home;
    home.resident = ResidentId{"r-" + number};
    home.district = DistrictId{"d"};
    for (const Gadget gadget : {Gadget::pendant, Gadget::wearable, Gadget::base_unit, Gadget::door_contact}) {
      home.devices.push_back({DeviceId{std::string(name_of(gadget)) + "-" + number}, home.district, gadget, ""});
    }
    town.push_back(std::move(home));
  }
  return town;
}

Ack answer(const AlarmId& alarm, AckState state, std::int64_t seq) {
  Ack ack;
  ack.device = DeviceId{"pendant-0"};
  ack.alarm = alarm;
  ack.state = state;
  ack.seq = seq;
  ack.incident = IncidentId{"i-1"};
  return ack;
}

// Lets the town live for a while, a step at a time, and keeps what it says.
std::vector<std::pair<Instant, Utterance>> live(LivingTown& town, Instant from, Instant until, bool connected = true) {
  std::vector<std::pair<Instant, Utterance>> said;
  for (Instant now = from; now < until; now = std::max(town.next_at(), now + Millis{1})) {
    for (Utterance& utterance : town.advance(now, connected)) said.emplace_back(now, std::move(utterance));
  }
  return said;
}

template <class What>
int count_of(const std::vector<std::pair<Instant, Utterance>>& said, const DeviceId& device) {
  return static_cast<int>(std::count_if(said.begin(), said.end(), [&](const auto& one) {
    return one.second.device == device && std::holds_alternative<What>(one.second.what);
  }));
}

TEST_CASE("every device is heard within its interval, a wearable measures every minute") {
  LivingTown town({1, 0.001}, town_of(5), k_morning);
  const auto said = live(town, k_morning, k_morning + hours{2});
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i);
    CHECK(count_of<DeviceStatus>(said, DeviceId{"pendant-" + number}) == 8);
    CHECK(count_of<DeviceStatus>(said, DeviceId{"base_unit-" + number}) == 12);
    CHECK(count_of<std::vector<Reading>>(said, DeviceId{"wearable-" + number}) == 120);
  }
}

TEST_CASE("one seed, one story: the same town says the same again") {
  LivingTown one({9, 200}, town_of(10), k_morning);
  LivingTown other({9, 200}, town_of(10), k_morning);
  const auto first = live(one, k_morning, k_morning + hours{3});
  const auto second = live(other, k_morning, k_morning + hours{3});
  REQUIRE(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].first == second[i].first);
    CHECK(first[i].second.device == second[i].second.device);
    CHECK(first[i].second.what == second[i].second.what);
  }
}

TEST_CASE("a town that is started again goes on in the same story") {
  LivingTown whole({9, 100}, town_of(10), k_morning);
  LivingTown late({9, 100}, town_of(10), k_morning + hours{1});
  std::map<AlarmId, Instant> told;
  for (const auto& [at, utterance] : live(whole, k_morning, k_morning + hours{3})) {
    const auto* alarm = std::get_if<Signal>(&utterance.what);
    if (alarm != nullptr && at > k_morning + hours{2}) told.emplace(alarm->id, at);
  }
  int met = 0;
  for (const auto& [at, utterance] : live(late, k_morning + hours{1}, k_morning + hours{3})) {
    const auto* alarm = std::get_if<Signal>(&utterance.what);
    if (alarm != nullptr) met += told.contains(alarm->id) ? 1 : 0;
  }
  REQUIRE(told.size() > 5);
  CHECK(met >= static_cast<int>(told.size()) - 2);
}

TEST_CASE("without a line readings are lost, but a press waits and goes out when the line is back") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  CHECK(live(town, k_morning, k_morning + minutes{10}, false).empty());
  const auto id = town.press(k_li, {}, k_morning + minutes{10});
  REQUIRE(id);
  CHECK(town.advance(k_morning + minutes{11}, false).empty());
  town.reconnected(k_morning + minutes{12});
  const auto said = town.advance(k_morning + minutes{12}, true);
  REQUIRE(said.size() == 1);
  CHECK(std::get<Signal>(said.front().what).id == *id);
}

TEST_CASE("a press is repeated until it is answered, and shown with the highest answer") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  const auto id = town.press(k_li, {}, k_morning);
  REQUIRE(id);
  const auto unanswered = live(town, k_morning, k_morning + Seconds{40});
  CHECK(count_of<Signal>(unanswered, DeviceId{"pendant-0"}) >= 4);
  town.hear(answer(*id, AckState::assigned, 2), k_morning + Seconds{40});
  town.hear(answer(*id, AckState::received, 1), k_morning + Seconds{41});
  CHECK(count_of<Signal>(live(town, k_morning + Seconds{41}, k_morning + minutes{5}), DeviceId{"pendant-0"}) == 0);
  const auto view = town.view(k_li, k_morning + minutes{5});
  REQUIRE(view);
  REQUIRE(view->alarms.size() == 1);
  CHECK(view->alarms.front().shown->state == AckState::assigned);
  CHECK(view->alarms.front().origin == Origin::screen);
}

TEST_CASE("an ack of another device with the same alarm id is not ours") {
  LivingTown town({1, 0.001}, town_of(2), k_morning);
  const auto id = town.press(k_li, {}, k_morning);
  Ack other = answer(*id, AckState::received, 1);
  other.device = DeviceId{"pendant-1"};
  town.hear(other, k_morning);
  CHECK_FALSE(town.view(k_li, k_morning)->alarms.front().shown);
}

TEST_CASE("once somebody else has used one device, all of that resident's are left alone for ten minutes") {
  LivingTown town({1, 500}, town_of(2), k_morning);
  CHECK_FALSE(live(town, k_morning, k_morning + minutes{5}).empty());
  const Instant used = k_morning + minutes{5};
  town.used_by_other(DeviceId{"pendant-0"}, used);
  CHECK(town.kept_off(k_li, used + minutes{10} - Millis{1}));
  CHECK_FALSE(town.kept_off(k_li, used + minutes{10}));
  int others = 0;
  for (const auto& [at, utterance] : live(town, used, used + minutes{10})) {
    CAPTURE(to_rfc3339(at), utterance.device.text());
    CHECK(utterance.device.text().ends_with("-1"));
    ++others;
  }
  CHECK(others > 10);
  bool speaks_again = false;
  for (const auto& [at, utterance] : live(town, used + minutes{10}, used + minutes{30})) {
    speaks_again = speaks_again || utterance.device.text().ends_with("-0");
  }
  CHECK(speaks_again);
}

TEST_CASE("every further use starts the ten minutes anew") {
  LivingTown town({1, 1}, town_of(1), k_morning);
  town.used_by_other(DeviceId{"pendant-0"}, k_morning);
  town.used_by_other(DeviceId{"wearable-0"}, k_morning + minutes{9});
  CHECK(town.kept_off(k_li, k_morning + minutes{18}));
  CHECK_FALSE(town.kept_off(k_li, k_morning + minutes{19}));
}

TEST_CASE("a press on the screen is a person's use, and goes on being repeated") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  const auto id = town.press(k_li, {}, k_morning);
  CHECK(town.kept_off(k_li, k_morning + minutes{1}));
  const auto said = live(town, k_morning, k_morning + minutes{2});
  CHECK(said.size() == static_cast<std::size_t>(count_of<Signal>(said, DeviceId{"pendant-0"})));
  CHECK(said.size() > 4);
}

TEST_CASE("an alarm that somebody else has sent is shown with its answers, but never repeated by us") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  Signal alarm;
  alarm.device = DeviceId{"pendant-0"};
  alarm.id = AlarmId{"a-7f3"};
  alarm.kind_text = "sos";
  town.overheard(alarm, k_morning);
  town.overheard(alarm, k_morning + Seconds{2});
  CHECK(live(town, k_morning, k_morning + minutes{5}).empty());
  town.hear(answer(alarm.id, AckState::on_the_way, 3), k_morning + minutes{5});
  const auto view = town.view(k_li, k_morning + minutes{5});
  REQUIRE(view->alarms.size() == 1);
  CHECK(view->alarms.front().origin == Origin::elsewhere);
  CHECK(view->alarms.front().shown->state == AckState::on_the_way);
}

TEST_CASE("a cancel comes from the device that called, and names the call") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  const auto fall = town.press(k_li, {AlarmKind::fall, {}, "", false}, k_morning);
  CHECK(town.press(k_li, {AlarmKind::cancel, fall, "", false}, k_morning + Seconds{5}));
  for (const auto& [at, utterance] : live(town, k_morning + Seconds{5}, k_morning + Seconds{6})) {
    const auto& alarm = std::get<Signal>(utterance.what);
    CHECK(alarm.device == DeviceId{"wearable-0"});
    if (alarm.kind == AlarmKind::cancel) CHECK(alarm.about == fall);
  }
}

TEST_CASE("a home without the device can't do it") {
  LivingTown town({1, 1}, town_of(1), k_morning);
  CHECK_FALSE(town.press(k_li, {AlarmKind::smoke, {}, "", false}, k_morning));
  CHECK_FALSE(town.press(ResidentId{"nobody"}, {}, k_morning));
  CHECK_FALSE(town.kept_off(k_li, k_morning));
}

TEST_CASE("a pulse that a person sets is measured again and again, until she lets it go") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  REQUIRE(town.set_pulse(k_li, 140, k_morning).size() == 1);
  const auto said = live(town, k_morning + Millis{1}, k_morning + minutes{1});
  CHECK(count_of<std::vector<Reading>>(said, DeviceId{"wearable-0"}) == 3);
  for (const auto& [at, utterance] : said) {
    CHECK(std::get<std::vector<Reading>>(utterance.what).front().value == 140);
  }
  CHECK(town.set_pulse(k_li, std::nullopt, k_morning + minutes{1}).empty());
  CHECK(live(town, k_morning + minutes{1}, k_morning + minutes{5}).empty());
}

TEST_CASE("the door is opened and closed by hand") {
  LivingTown town({1, 0.001}, town_of(1), k_morning);
  const auto said = town.set_door(k_li, true, k_morning);
  REQUIRE(said.size() == 1);
  CHECK(std::get<std::vector<Reading>>(said.front().what).front().name == "door");
  CHECK(town.view(k_li, k_morning)->door_open);
}

TEST_CASE("an incident is of the story only while every alarm that led to it is") {
  LivingTown town({9, 300}, town_of(1), k_morning);
  AlarmId told;
  for (const auto& [at, utterance] : live(town, k_morning, k_morning + hours{1})) {
    const auto* alarm = std::get_if<Signal>(&utterance.what);
    if (alarm == nullptr || !told.empty()) continue;
    told = alarm->id;
    Ack ack = answer(told, AckState::received, 1);
    ack.device = alarm->device;
    town.hear(ack, at);
    CHECK(town.is_of_story(IncidentId{"i-1"}));
    const auto pressed = town.press(k_li, {}, at);
    town.hear(answer(*pressed, AckState::received, 1), at);
    CHECK_FALSE(town.is_of_story(IncidentId{"i-1"}));
    break;
  }
  REQUIRE_FALSE(told.empty());
  CHECK_FALSE(town.is_of_story(IncidentId{"i-unknown"}));
}

}  // namespace
}  // namespace lamplight::simulate
