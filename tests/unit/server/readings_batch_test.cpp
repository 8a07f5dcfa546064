// What becomes of each message that the monitor takes, and that nothing of it goes uncounted.
#include "server/readings_batch.h"

#include <catch2/catch.hpp>

using namespace lamplight;
using namespace lamplight::server;

namespace {

const Instant k_now = *from_rfc3339("2026-11-23T08:00:00.000Z");

Town town() {
  auto registers = std::make_shared<Registers>();
  registers->devices[DeviceId{"home-1"}] =
      DeviceCard{DeviceId{"home-1"}, DistrictId{"d1"}, ResidentId{"r-1"}, "hub", ""};
  registers->devices[DeviceId{"spare"}] = DeviceCard{DeviceId{"spare"}, DistrictId{"d1"}, {}, "hub", ""};
  return Town{registers, std::make_shared<const Workforce>()};
}

ReadingsBatch batch_of(const std::vector<std::pair<std::string, std::string>>& messages) {
  ReadingsBatch batch;
  for (const auto& [topic, payload] : messages) add_to(batch, {"lamplight/v1/" + topic, payload, false}, town(), k_now);
  return batch;
}

}  // namespace

TEST_CASE("a reading gets the resident of its device, in any district; an unknown device has none") {
  const std::string pack = R"([{"n":"heart_rate","v":72}])";
  const auto batch = batch_of({{"d1/home-1/readings", pack},
                               {"d9/home-1/readings", pack},
                               {"d1/spare/readings", pack},
                               {"d1/stranger/readings", pack}});
  REQUIRE(batch.readings.size() == 4);
  CHECK(batch.readings[0].resident == ResidentId{"r-1"});
  CHECK(batch.readings[1].resident == ResidentId{"r-1"});
  CHECK_FALSE(batch.readings[2].resident);
  CHECK_FALSE(batch.readings[3].resident);
  CHECK(batch.readings[3].device == DeviceId{"stranger"});
  CHECK(batch.letters.empty());
}

TEST_CASE("refused records are one dead letter a pack, with every reason and the bytes") {
  const std::string pack = R"([{"n":"heart_rate","v":72},{"n":"heart_rate","v":-1},{"n":"x","v":1}])";
  const auto batch = batch_of({{"d1/home-1/readings", pack}});
  CHECK(batch.readings.size() == 1);
  REQUIRE(batch.letters.size() == 1);
  CHECK(batch.letters[0].topic == "lamplight/v1/d1/home-1/readings");
  CHECK(batch.letters[0].reason == "record 1: outside what is physically possible; record 2: unknown name");
  CHECK(batch.letters[0].raw == pack);
  CHECK(batch.letters[0].received_at == k_now);
  CHECK(batch.tally.items == 3);
  CHECK(batch.tally.refused == 2);
  CHECK(batch.tally.dead_lettered == 0);
}

TEST_CASE("a pack of refusals has a reason that fits its column") {
  std::string pack = "[";
  for (int i = 0; i < 500; ++i) pack += std::string(i ? "," : "") + R"({"n":"x","v":1})";
  const auto batch = batch_of({{"d1/home-1/readings", pack + "]"}});
  REQUIRE(batch.letters.size() == 1);
  CHECK(batch.letters[0].reason.size() <= 400);
  CHECK(batch.tally.refused == 500);
}

TEST_CASE("of many heartbeats of one device the latest is kept, and all are counted") {
  const auto batch = batch_of({{"d1/home-1/status", R"({"battery_pct":80})"},
                               {"d1/spare/status", "{}"},
                               {"d1/home-1/status", R"({"battery_pct":79})"}});
  REQUIRE(batch.statuses.size() == 2);
  CHECK(batch.statuses[0].battery_pct == 79);
  CHECK(batch.tally.items == 3);
  CHECK(batch.tally.statuses == 3);
}

TEST_CASE("a heartbeat with a wrong member is kept, and the member is a dead letter") {
  const auto batch = batch_of({{"d1/home-1/status", R"({"battery_pct":180,"mains":"yes"})"}});
  CHECK(batch.statuses.size() == 1);
  REQUIRE(batch.letters.size() == 1);
  CHECK(batch.letters[0].reason == "passed over: battery_pct mains");
  CHECK(batch.tally.dead_lettered == 0);
}

TEST_CASE("whatever can't be read is a dead letter") {
  const auto batch = batch_of({{"d1/home-1/readings", "?"},
                               {"d1/home-1/status", "[]"},
                               {"d1/home-1/result", R"({"id":"c-1"})"},
                               {"d1/home 1/readings", "[]"},
                               {"d1/home-1/alarm", R"({"id":"a","kind":"sos"})"},
                               {"d1/home-1/result", R"({"id":"c-1","ok":true})"}});
  CHECK(batch.letters.size() == 5);
  CHECK(batch.tally.items == 6);
  CHECK(batch.tally.dead_lettered == 5);
  for (const DeadLetter& letter : batch.letters) CHECK_FALSE(letter.reason.empty());
}

TEST_CASE("a long unreadable message is kept cut") {
  const auto batch = batch_of({{"d1/home-1/readings", std::string(200'000, 'x')}});
  REQUIRE(batch.letters.size() == 1);
  CHECK(batch.letters[0].raw.size() == 64 * 1024);
}
