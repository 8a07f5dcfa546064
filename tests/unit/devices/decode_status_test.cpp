// Heartbeats and last wills.
#include <catch2/catch.hpp>
#include <map>

#include "devices/decode.h"
#include "devices/encode.h"
#include "model/limits.h"

using namespace lamplight;

namespace {

const DeviceId k_home{"home-1"};
const Instant k_now = *from_rfc3339("2026-11-23T08:00:00.000Z");

DeviceStatus decoded(std::string_view payload) {
  INFO(std::string(payload));
  const auto status = decode_status(k_home, payload, k_now);
  REQUIRE(status);
  return status.value();
}

using Odd = std::vector<std::string>;

}  // namespace

TEST_CASE("a full heartbeat is read whole, and written back the same") {
  const DeviceStatus status = decoded(
      R"({"at":"2026-11-23T07:59:59.500Z","online":true,"battery_pct":83,"mains":true,"rssi_dbm":-71,"firmware":"1.4.2","next_within_s":900})");
  CHECK(status.device == k_home);
  CHECK(status.at == k_now - Millis{500});
  CHECK(status.received_at == k_now);
  CHECK(status.online);
  CHECK(status.battery_pct == 83);
  CHECK(status.mains == true);
  CHECK(status.rssi_dbm == -71);
  CHECK(status.firmware == "1.4.2");
  CHECK(status.next_within_s == 900);
  CHECK(status.odd.empty());
  CHECK(decoded(encode_status(status)) == status);
}

TEST_CASE("an empty object is a heartbeat; a last will says that the device is gone") {
  CHECK(decoded("{}").online);
  CHECK_FALSE(decoded("{}").mains);
  CHECK_FALSE(decoded(R"({"online":false})").online);
}

TEST_CASE("a wrong member is named and costs nothing else") {
  const std::map<std::string, std::string> members{{R"("battery_pct":101)", "battery_pct"},
                                                   {R"("battery_pct":-1)", "battery_pct"},
                                                   {R"("battery_pct":"83")", "battery_pct"},
                                                   {R"("mains":1)", "mains"},
                                                   {R"("rssi_dbm":21)", "rssi_dbm"},
                                                   {R"("rssi_dbm":-151)", "rssi_dbm"},
                                                   {R"("firmware":1.4)", "firmware"},
                                                   {R"("next_within_s":0)", "next_within_s"},
                                                   {R"("next_within_s":604801)", "next_within_s"},
                                                   {R"("at":"noon")", "at"},
                                                   {R"("at":7)", "at"},
                                                   {R"("at":"1999-12-31T23:59:59Z")", "at"},
                                                   {R"("at":"2026-11-23T08:10:00.001Z")", "at"}};
  for (const auto& [member, name] : members) {
    const DeviceStatus status = decoded("{" + member + R"(,"online":true})");
    CHECK(status.odd == Odd{name});
    CHECK_FALSE(status.battery_pct);
    CHECK_FALSE(status.mains);
    CHECK_FALSE(status.rssi_dbm);
    CHECK(status.firmware.empty());
    CHECK_FALSE(status.next_within_s);
    if (name == "at") CHECK(status.at == k_now);
  }
}

TEST_CASE("what is no heartbeat is refused with its reason") {
  for (const std::string& payload :
       {std::string{}, std::string("[]"), std::string("true"), std::string(R"({"online":1})"),
        std::string(R"({"online":"true"})"), std::string(R"({"online":null})"),
        std::string(R"({"online":true,"online":false})"), "{}" + std::string(limits::status_bytes_max - 1, ' ')}) {
    INFO(payload.substr(0, 40));
    const auto status = decode_status(k_home, payload, k_now);
    REQUIRE_FALSE(status);
    CHECK_FALSE(status.error().empty());
  }
}
