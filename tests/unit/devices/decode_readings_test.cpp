// SenML packs: base values, times, units, and the record that must not cost its neighbours.
#include <catch2/catch.hpp>

#include "devices/decode.h"
#include "devices/encode.h"
#include "model/limits.h"

using namespace lamplight;

namespace {

const DeviceId k_home{"home-1"};
const Instant k_now = *from_rfc3339("2026-11-23T08:00:00.000Z");

Result<Pack, std::string> decoded(std::string_view payload) {
  return decode_readings(k_home, payload, k_now);
}

// The one reading of a pack that has nothing wrong.
Reading only(const std::string& payload) {
  INFO(payload);
  const auto pack = decoded(payload);
  REQUIRE(pack);
  REQUIRE(pack.value().refused.empty());
  REQUIRE(pack.value().readings.size() == 1);
  return pack.value().readings.front();
}

double value_of(const std::string& record) {
  return only("[" + record + "]").value;
}
Instant time_of(const std::string& record) {
  return only("[" + record + "]").at;
}

// Why the one record of a pack was refused; empty when it was not.
std::string refusal(const std::string& record) {
  const auto pack = decoded("[" + record + "]");
  if (!pack) return "pack: " + pack.error();
  return pack.value().refused.empty() ? std::string{} : pack.value().refused.front().reason;
}

}  // namespace

TEST_CASE("every measurement of the protocol is read in its own unit") {
  CHECK(value_of(R"({"n":"heart_rate","u":"beat/min","v":72})") == 72);
  CHECK(value_of(R"({"n":"spo2","u":"%","v":97.5})") == 97.5);
  CHECK(value_of(R"({"n":"respiratory_rate","u":"1/min","v":16})") == 16);
  CHECK(value_of(R"({"n":"systolic","u":"mm[Hg]","v":128})") == 128);
  CHECK(value_of(R"({"n":"diastolic","u":"mm[Hg]","v":80})") == 80);
  CHECK(value_of(R"({"n":"temperature","u":"Cel","v":36.6})") == 36.6);
  CHECK(value_of(R"({"n":"glucose","u":"mmol/L","v":5.4})") == 5.4);
  CHECK(value_of(R"({"n":"weight","u":"kg","v":61.2})") == 61.2);
  CHECK(value_of(R"({"n":"steps","v":4312})") == 4312);
  CHECK(value_of(R"({"n":"oxygen_supply","vb":true})") == 1);
  CHECK(value_of(R"({"n":"door:front","vb":false})") == 0);
  CHECK(value_of(R"({"n":"room_temperature:kitchen","u":"Cel","v":-3})") == -3);
  CHECK(value_of(R"({"n":"humidity","u":"%RH","v":40})") == 40);
  const std::string levels = "ACVPU";
  for (std::size_t i = 0; i < levels.size(); ++i) {
    CHECK(value_of(std::string(R"({"n":"consciousness","vs":")") + levels[i] + "\"}") == static_cast<double>(i));
  }
  const Reading reading = only(R"([{"n":"motion:kitchen","vb":true}])");
  CHECK(reading == Reading{k_home, {}, "motion:kitchen", k_now, 1, k_now});
}

TEST_CASE("units are converted where registry or UCUM say how, missing ones are ours") {
  CHECK(value_of(R"({"n":"temperature","v":36.6})") == 36.6);
  CHECK(value_of(R"({"n":"temperature","u":"degF","v":98.6})") == 37.0);
  CHECK(value_of(R"({"n":"temperature","u":"[degF]","v":100.4})") == 38.0);
  CHECK(value_of(R"({"n":"temperature","u":"K","v":310.15})") == 37.0);
  CHECK(value_of(R"({"n":"systolic","u":"kPa","v":16})") == 120.0099);
  CHECK(value_of(R"({"n":"systolic","u":"Pa","v":16000})") == 120.0099);
  CHECK(value_of(R"({"n":"systolic","u":"mmHg","v":120})") == 120);
  CHECK(value_of(R"({"n":"glucose","u":"mg/dL","v":90.08})") == 5.0);
  CHECK(value_of(R"({"n":"weight","u":"[lb_av]","v":150})") == 68.0389);
  CHECK(value_of(R"({"n":"weight","u":"g","v":61200})") == 61.2);
  CHECK(value_of(R"({"n":"spo2","u":"/","v":0.97})") == 97);
  CHECK(value_of(R"({"n":"heart_rate","u":"Hz","v":1.2})") == 72);
  CHECK(value_of(R"({"n":"heart_rate","u":"1/min","v":72})") == 72);
  CHECK(value_of(R"({"n":"steps","u":"count","v":10})") == 10);
}

TEST_CASE("a unit that would be a guess is refused") {
  for (const std::string record : {R"({"n":"temperature","u":"C","v":36.6})", R"({"n":"weight","u":"lb","v":150})",
                                   R"({"n":"weight","u":"stone","v":9})", R"({"n":"glucose","u":"g/L","v":1})",
                                   R"({"n":"heart_rate","u":"Cel","v":72})", R"({"n":"steps","u":"m","v":10})",
                                   R"({"n":"temperature","u":"cel","v":36.6})"}) {
    INFO(record);
    CHECK(refusal(record).find("unit") == 0);
  }
  CHECK(refusal(R"({"n":"temperature","u":7,"v":36.6})") == "u is no text");
}

TEST_CASE("base name, unit, value and time go before those of the records") {
  const auto pack = decoded(
      R"([{"bn":"heart_","bt":1795420000,"bu":"beat/min","bv":60,"n":"rate","v":12,"t":0.25},)"
      R"({"n":"rate","v":13,"t":10},{"bn":"","bu":"Cel","bv":0,"n":"temperature","v":36.5,"t":-1.5},{"n":"temperature","u":"K","v":310.15}])");
  REQUIRE(pack);
  CHECK(pack.value().refused.empty());
  const auto& readings = pack.value().readings;
  REQUIRE(readings.size() == 4);
  CHECK(readings[0] == Reading{k_home, {}, "heart_rate", instant_of_ms(1795420000250), 72, k_now});
  CHECK(readings[1] == Reading{k_home, {}, "heart_rate", instant_of_ms(1795420010000), 73, k_now});
  CHECK(readings[2] == Reading{k_home, {}, "temperature", instant_of_ms(1795419998500), 36.5, k_now});
  CHECK(readings[3] == Reading{k_home, {}, "temperature", instant_of_ms(1795420000000), 37, k_now});
}

TEST_CASE("a base name that names the device world-wide is no part of the measurement's name") {
  CHECK(only(R"([{"bn":"urn:dev:ow:10e2073a01080063:","n":"heart_rate","v":72}])").name == "heart_rate");
}

TEST_CASE("a record that only sets the base is neither a reading nor refused") {
  const auto pack = decoded(R"([{"bn":"heart_","bver":10},{"n":"rate","v":70}])");
  REQUIRE(pack);
  CHECK(pack.value().refused.empty());
  CHECK(pack.value().readings.size() == 1);
}

TEST_CASE("small times count from now, large ones from 1970") {
  CHECK(time_of(R"({"n":"steps","v":1})") == k_now);
  CHECK(time_of(R"({"n":"steps","v":1,"t":0})") == k_now);
  CHECK(time_of(R"({"n":"steps","v":1,"t":-90.5})") == k_now - Millis{90'500});
  CHECK(time_of(R"({"n":"steps","v":1,"t":60})") == k_now + Millis{60'000});
  CHECK(time_of(R"({"n":"steps","v":1,"t":1795420000.001})") == instant_of_ms(1795420000001));
  CHECK(time_of(R"({"n":"steps","v":1,"bt":-60,"t":-30})") == k_now - Millis{90'000});
}

TEST_CASE("times before 2000 or far ahead are replaced by that of receipt and flagged") {
  for (const std::string time : {"600.001", "946684799", "268435456", "1895420000", "-1e9", "1e30", "-1e30"}) {
    const auto pack = decoded(R"([{"n":"steps","v":1,"t":)" + time + "}]");
    REQUIRE(pack);
    INFO(time);
    REQUIRE(pack.value().readings.size() == 1);
    CHECK(pack.value().readings[0].at == k_now);
    CHECK(pack.value().clock_wrong == 1);
  }
  for (const std::string time : {"600", "946684800", "0"}) {
    CHECK(decoded(R"([{"n":"steps","v":1,"t":)" + time + "}]").value().clock_wrong == 0);
  }
}

TEST_CASE("what is physically impossible is refused, not clamped") {
  for (const std::string record :
       {R"({"n":"heart_rate","v":9.9})", R"({"n":"heart_rate","v":351})", R"({"n":"spo2","v":100.1})",
        R"({"n":"spo2","v":-1})", R"({"n":"temperature","v":98.6})", R"({"n":"steps","v":-1})",
        R"({"n":"steps","v":1e300})", R"({"n":"weight","v":123456789012345678901234567890})",
        R"({"n":"heart_rate","bv":1e308,"v":1e308})"}) {
    INFO(record);
    CHECK(refusal(record) == "outside what is physically possible");
  }
}

TEST_CASE("every bound of what is possible is itself possible") {
  for (const std::string name : {"heart_rate", "spo2", "respiratory_rate", "systolic", "diastolic", "temperature",
                                 "glucose", "weight", "steps", "room_temperature", "humidity"}) {
    const ReadingFacts* facts = facts_of_reading(name);
    REQUIRE(facts != nullptr);
    for (const double bound : {facts->least, facts->most}) {
      CHECK(value_of(R"({"n":")" + name + R"(","v":)" + std::to_string(bound) + "}") == Approx(bound));
    }
  }
}

TEST_CASE("a wrong record says why") {
  CHECK(refusal(R"({"n":"blood_type","v":1})") == "unknown name");
  CHECK(refusal(R"({"v":1})") == "unknown name");
  CHECK(refusal(R"({"n":"heart_rate:wrist","v":70})") == "unknown name");
  CHECK(refusal(R"({"n":"motion:","vb":true})") == "unknown name");
  CHECK(refusal("{\"n\":\"motion:\xE5\x8E\xA8\",\"vb\":true}") == "unknown name");
  CHECK(refusal(R"({"n":7,"v":70})") == "n is no text");
  CHECK(refusal(R"({"n":"heart_rate"})") == "no value");
  CHECK(refusal(R"({"n":"heart_rate","v":70,"vb":true})") == "more than one value");
  CHECK(refusal(R"({"n":"heart_rate","v":"70"})") == "v wanted, a number");
  CHECK(refusal(R"({"n":"heart_rate","v":true})") == "v wanted, a number");
  CHECK(refusal(R"({"n":"heart_rate","v":null})") == "v wanted, a number");
  CHECK(refusal(R"({"n":"heart_rate","vs":"70"})") == "v wanted, a number");
  CHECK(refusal(R"({"n":"motion","v":1})") == "vb wanted, true or false");
  CHECK(refusal(R"({"n":"motion","vb":1})") == "vb wanted, true or false");
  CHECK(refusal(R"({"n":"consciousness","vs":"X"})") == "vs wanted, one of A C V P U");
  CHECK(refusal(R"({"n":"consciousness","vs":"AC"})") == "vs wanted, one of A C V P U");
  CHECK(refusal(R"({"n":"steps","s":100})") == "a sum is no measurement of ours");
  CHECK(refusal(R"({"n":"steps","v":1,"t":"now"})") == "t is no number");
  CHECK(refusal(R"({"n":"steps","v":1,"ut":"1"})") == "ut is no number");
  CHECK(refusal(R"({"n":"steps","v":1,"accuracy_":2})") == "unknown field that must be understood");
  CHECK(refusal(R"({"n":"steps","v":1,"accuracy":2})").empty());
  CHECK(refusal("7") == "no object");
}

TEST_CASE("the readable part of a pack is kept, record by record") {
  const auto pack = decoded(
      R"([{"n":"heart_rate","v":72},{"n":"heart_rate","v":7200},{"n":"spo2","v":97},{"n":"nonsense","v":1},{"n":"steps","v":5}])");
  REQUIRE(pack);
  CHECK(pack.value().readings.size() == 3);
  REQUIRE(pack.value().refused.size() == 2);
  CHECK(pack.value().refused[0].index == 1);
  CHECK(pack.value().refused[1] == RefusedRecord{3, "unknown name"});
}

TEST_CASE("a record that is no JSON does not cost its neighbours") {
  for (const std::string bad :
       {R"({"n":"spo2","v":NaN})", R"({"n":"spo2","v":Infinity})", R"({"n":"spo2","v":1e999})",
        R"({"n":"spo2","v":97,"v":98})", R"({"n":"spo2","v":[[[[[[[[[1]]]]]]]]]})", R"({"n":"spo2","v":})"}) {
    INFO(bad);
    const auto pack = decoded(R"([{"n":"heart_rate","v":72}, )" + bad + R"( ,{"n":"steps","v":5}])");
    REQUIRE(pack);
    CHECK(pack.value().readings.size() == 2);
    REQUIRE(pack.value().refused.size() == 1);
    CHECK(pack.value().refused[0].index == 1);
  }
}

TEST_CASE("what follows a lost base is refused rather than misread") {
  const auto pack = decoded(
      R"([{"n":"steps","v":1},{"bn":"heart_","bv":NaN,"n":"rate","v":1},{"n":"rate","v":70},{"n":"steps","v":2}])");
  REQUIRE(pack);
  CHECK(pack.value().readings.size() == 1);
  CHECK(pack.value().refused.size() == 3);
  CHECK(decoded(R"([{"bt":"noon","n":"steps","v":1},{"n":"steps","v":2}])").value().refused.size() == 2);
}

TEST_CASE("packs that are nothing as a whole are refused as a whole") {
  for (const std::string& payload :
       {std::string{}, std::string("{}"), std::string("[]"), std::string("null"), std::string(R"({"n":"steps","v":1})"),
        std::string(R"([{"n":"steps","v":1}] x)"), std::string(R"([{"n":"steps","v":1})"),
        std::string(R"([{"n":"steps","v":1)"), std::string(R"([{"bver":11,"n":"steps","v":1}])"),
        std::string(R"([{"bver":"10","n":"steps","v":1}])"), std::string(R"([{"n":"steps","v":NaN},{"bver":11}])"),
        "\xEF\xBB\xBF" + std::string(R"([{"n":"steps","v":1}])")}) {
    INFO(payload);
    CHECK_FALSE(decoded(payload));
  }
}

TEST_CASE("500 records are read, one more is refused as a whole; so is one byte beyond 64 KiB") {
  const auto records = [](int count) {
    std::string pack = "[";
    for (int i = 0; i < count; ++i)
      pack += (i ? "," : "") + std::string(R"({"n":"steps","t":-)") + std::to_string(i) + R"(,"v":1})";
    return pack + "]";
  };
  CHECK(decoded(records(500)).value().readings.size() == 500);
  CHECK_FALSE(decoded(records(501)));
  const std::string one = R"([{"n":"steps","v":1}])";
  CHECK(decoded(std::string(limits::readings_bytes_max - one.size(), ' ') + one));
  CHECK_FALSE(decoded(std::string(limits::readings_bytes_max - one.size() + 1, ' ') + one));
}

TEST_CASE("the shortest promise of a next value counts") {
  const auto pack =
      decoded(R"([{"n":"steps","v":1,"ut":900},{"n":"heart_rate","v":70,"ut":60.5},{"n":"spo2","v":97,"ut":0}])");
  REQUIRE(pack);
  CHECK(pack.value().next_by == k_now + Millis{60'500});
  CHECK_FALSE(decoded(R"([{"n":"steps","v":1}])").value().next_by);
}

TEST_CASE("what a simulated home encodes is read back the same") {
  const Instant at = k_now - Millis{1'234};
  const std::vector<Reading> readings{{k_home, {}, "heart_rate", at, 72, k_now},
                                      {k_home, {}, "temperature", at, 36.6, k_now},
                                      {k_home, {}, "motion:kitchen", at + Millis{250}, 1, k_now},
                                      {k_home, {}, "consciousness", at - Millis{5'000}, 2, k_now},
                                      {k_home, {}, "steps", at, 4312, k_now}};
  const auto pack = decoded(encode_readings(readings));
  REQUIRE(pack);
  CHECK(pack.value().refused.empty());
  CHECK(pack.value().readings == readings);
}
