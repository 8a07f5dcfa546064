// Who is silent, when that is said, and when it is not.
#include "devices/supervision.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace std::chrono_literals;

namespace {

const Instant k_noon = *from_rfc3339("2026-11-23T12:00:00.000Z");

Watched device(const std::string& id, bool high_risk = false, const std::string& district = "east") {
  return {DeviceId{id}, DistrictId{district}, high_risk, 900s};
}

Word heartbeat(Instant at, Seconds within = 600s) {
  return {at, within, std::nullopt};
}

// The first second within `until` at which a look finds something; the look's result comes with it.
struct FirstFind {
  Instant at{};
  SilenceFound found;
};
std::optional<FirstFind> find_first(Supervision& supervision, Instant from, Instant until) {
  for (Instant now = from; now <= until; now += 1s) {
    SilenceFound found = supervision.look(now);
    if (!found.devices.empty() || !found.districts.empty() || !found.districts_back.empty())
      return FirstFind{now, found};
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("a broken promise is found within 90 s, of a resident at high risk within 20, and never early") {
  const bool high_risk = GENERATE(false, true);
  Supervision supervision{{}};
  supervision.heard(device("a", high_risk), heartbeat(k_noon, 600s));
  CHECK(supervision.watched() == 1);
  const auto first = find_first(supervision, k_noon, k_noon + 2h);
  REQUIRE(first);
  CHECK(first->at > k_noon + 600s);
  CHECK(first->at <= k_noon + 600s + (high_risk ? 20s : 90s));
  CHECK(first->found.devices == std::vector{SilentDevice{DeviceId{"a"}, DistrictId{"east"}, k_noon, 600s}});
  CHECK(supervision.silent() == 1);
  // Once.
  CHECK_FALSE(find_first(supervision, first->at, first->at + 2h));
}

TEST_CASE("a device that speaks in time is never found, one that comes back is back once") {
  Supervision supervision{{}};
  Instant now = k_noon;
  for (; now < k_noon + 3h; now += 600s) {
    CHECK_FALSE(supervision.heard(device("a"), heartbeat(now)));
    CHECK_FALSE(find_first(supervision, now, now + 600s));
  }
  REQUIRE(find_first(supervision, now, now + 700s));
  CHECK(supervision.heard(device("a"), heartbeat(now + 700s)));
  CHECK_FALSE(supervision.heard(device("a"), heartbeat(now + 701s)));
  CHECK(supervision.silent() == 0);
}

TEST_CASE("the interval of the profile counts where a device promises nothing; ut where no heartbeat ever did") {
  Supervision supervision{{}};
  supervision.heard(device("profile"), {k_noon, std::nullopt, std::nullopt});
  supervision.heard(device("ut"), {k_noon, std::nullopt, 60s});
  supervision.heard(device("both"), heartbeat(k_noon, 1200s));
  supervision.heard(device("both"), {k_noon, std::nullopt, 60s});
  CHECK(supervision.promise_of(DeviceId{"profile"})->promise == 900s);
  CHECK(supervision.promise_of(DeviceId{"ut"})->promise == 60s);
  CHECK(supervision.promise_of(DeviceId{"both"})->promise == 1200s);
  CHECK_FALSE(supervision.promise_of(DeviceId{"nobody"}));
}

TEST_CASE("a device that has no interval and promises nothing is held to nothing, until it promises") {
  Supervision supervision{{}};
  Watched button = device("button");
  button.interval = 0s;
  supervision.heard(button, {k_noon, {}, {}});
  CHECK_FALSE(find_first(supervision, k_noon, k_noon + 2h));
  supervision.remember(button, k_noon, 0s);
  CHECK_FALSE(find_first(supervision, k_noon, k_noon + 2h));
  supervision.heard(button, {k_noon + 3h, {}, 600s});
  CHECK(find_first(supervision, k_noon + 3h, k_noon + 4h));
}

TEST_CASE("a last will is a goodbye: silent soon, unless it is back before") {
  Supervision supervision{{}};
  supervision.heard(device("a"), heartbeat(k_noon));
  supervision.said_goodbye(device("a"), k_noon + 10s);
  SECTION("gone") {
    const auto first = find_first(supervision, k_noon, k_noon + 2h);
    REQUIRE(first);
    CHECK(first->at <= k_noon + 10s + 90s);
  }
  SECTION("back") {
    supervision.heard(device("a"), heartbeat(k_noon + 30s));
    CHECK_FALSE(find_first(supervision, k_noon, k_noon + 600s));
  }
}

TEST_CASE("most of a district that falls silent within a minute is one matter; who is at high risk stands out") {
  Supervision supervision{{}};
  for (int i = 0; i < 40; ++i) {
    // Heard within a minute of each other, as homes are that lose the network together.
    supervision.heard(device("p-" + std::to_string(i), i < 3), heartbeat(k_noon + Seconds{i % 20}));
  }
  supervision.heard(device("west-1", false, "west"), heartbeat(k_noon, 3000s));
  std::size_t alone = 0;
  std::vector<SilentDistrict> districts;
  for (Instant now = k_noon; now < k_noon + 40min; now += 1s) {
    const SilenceFound found = supervision.look(now);
    alone += found.devices.size();
    districts.insert(districts.end(), found.districts.begin(), found.districts.end());
    CHECK(found.districts_back.empty());
  }
  CHECK(alone == 3);
  REQUIRE(districts.size() == 1);
  CHECK(districts[0].district == DistrictId{"east"});
  CHECK(districts[0].watched == 40);
  CHECK(districts[0].silent > 20);
  CHECK(supervision.silent() == 40);

  // 35 of the 37 come back: the district is back, and the two who don't are each a matter of their own.
  for (int i = 3; i < 38; ++i) supervision.heard(device("p-" + std::to_string(i)), heartbeat(k_noon + 40min));
  const SilenceFound found = supervision.look(k_noon + 40min);
  CHECK(found.districts_back == std::vector{DistrictId{"east"}});
  CHECK(found.devices.size() == 2);
  CHECK(supervision.heard(device("p-39"), heartbeat(k_noon + 41min)));
}

TEST_CASE("a few silent devices, or half a district over an hour, are each a matter of their own") {
  Supervision supervision{{}};
  for (int i = 0; i < 40; ++i) {
    supervision.heard(device("p-" + std::to_string(i)), heartbeat(k_noon, i < 20 ? Seconds{180 * (i + 1)} : 20h));
  }
  std::size_t alone = 0;
  for (Instant now = k_noon; now < k_noon + 2h; now += 1s) {
    const SilenceFound found = supervision.look(now);
    alone += found.devices.size();
    CHECK(found.districts.empty());
  }
  CHECK(alone == 20);
}

TEST_CASE("after we were blind all clocks start anew, and who was silent before still is") {
  Supervision supervision{{}};
  supervision.heard(device("a"), heartbeat(k_noon));
  supervision.heard(device("gone"), heartbeat(k_noon - 2h));
  REQUIRE(supervision.look(k_noon).devices.empty());
  REQUIRE(supervision.look(k_noon + 30s).devices.size() == 1);
  supervision.start_anew(k_noon + 3h);
  CHECK_FALSE(find_first(supervision, k_noon + 3h, k_noon + 3h + 600s));
  CHECK(supervision.silent() == 1);
  const auto first = find_first(supervision, k_noon + 3h, k_noon + 4h);
  REQUIRE(first);
  CHECK(first->found.devices[0].device == DeviceId{"a"});
}

TEST_CASE("a restart remembers promises, silent devices and silent districts") {
  Supervision supervision{{}};
  supervision.remember(device("a"), k_noon - 500s, 600s);
  supervision.remember(device("silent"), k_noon - 5h, 600s);
  supervision.remember_silent(device("silent"));
  supervision.remember_silent(device("never remembered"));
  CHECK(supervision.heard(device("never remembered"), heartbeat(k_noon, 20h)));
  for (int i = 0; i < 10; ++i) {
    supervision.remember(device("w-" + std::to_string(i), false, "west"), k_noon - (i < 8 ? 3h : 10s), 600s);
  }
  supervision.remember_silent_district(DistrictId{"west"}, k_noon - 2h);
  supervision.allow_grace(k_noon);
  CHECK(supervision.silent() == 9);
  // Nothing is found twice, and what was promised before the restart still counts.
  const auto first = find_first(supervision, k_noon, k_noon + 400s);
  REQUIRE(first);
  CHECK(first->found.devices == std::vector{SilentDevice{DeviceId{"a"}, DistrictId{"east"}, k_noon - 500s, 600s}});
  CHECK(supervision.heard(device("silent"), heartbeat(k_noon + 1s)));
}

TEST_CASE("a device that leaves the register owes no word, and its district counts without it") {
  Supervision supervision{{}};
  supervision.heard(device("a"), heartbeat(k_noon));
  CHECK_FALSE(supervision.forget(DeviceId{"a"}));
  CHECK(supervision.watched() == 0);
  CHECK_FALSE(find_first(supervision, k_noon, k_noon + 2h));
  CHECK_FALSE(supervision.forget(DeviceId{"nobody"}));
  // Moved to another district, it is counted there.
  supervision.heard(device("a"), heartbeat(k_noon));
  supervision.heard(device("a", false, "west"), heartbeat(k_noon));
  CHECK(supervision.watched() == 1);
}

TEST_CASE("a name has its number for ever, however many there are") {
  NameNumbers names;
  for (int i = 0; i < 10'000; ++i) REQUIRE(names.number_of("device-" + std::to_string(i)) == static_cast<unsigned>(i));
  for (int i = 0; i < 10'000; ++i) {
    REQUIRE(names.find("device-" + std::to_string(i)) == static_cast<unsigned>(i));
    REQUIRE(names.name_of(static_cast<unsigned>(i)) == "device-" + std::to_string(i));
  }
  CHECK_FALSE(names.find("device-10000"));
  CHECK_FALSE(names.find(""));
  CHECK(names.size() == 10'000);
}
