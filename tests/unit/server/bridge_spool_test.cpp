// What bridges said, in a file: there after a kill, whole or not at all, gone when it has been dealt with.
#include "server/bridge_spool.h"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>

using namespace lamplight;
using namespace lamplight::server;

namespace {

const Instant k_then = instant_of_ms(1'795'420'000'123);

struct SpoolFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("lamplight-spool-" + std::to_string(getpid()));
  SpoolFile() { std::filesystem::remove(path); }
  ~SpoolFile() { std::filesystem::remove(path); }
};

Arrived cry(const std::string& payload) {
  return {"lamplight/v1/d-1/hub-1/zigbee2mqtt/sos_button", payload, false};
}

}  // namespace

TEST_CASE("What a bridge said and nobody has dealt with is found by the next process, in order and with its time") {
  const SpoolFile file;
  const std::string odd("\0{\"\xff", 4);
  {
    BridgeSpool spool(file.path.string());
    CHECK(spool.take_left().empty());
    CHECK(spool.keep(cry("first"), k_then));
    CHECK(spool.keep({"topic", odd, true}, k_then + Millis{5}));
  }
  BridgeSpool spool(file.path.string());
  const auto left = spool.take_left();
  REQUIRE(left.size() == 2);
  CHECK(left[0].message.topic == cry("").topic);
  CHECK(left[0].message.payload == "first");
  CHECK(left[0].received_at == k_then);
  CHECK(left[1].message.payload == odd);
  CHECK(left[1].message.retained);
  CHECK(left[1].received_at == k_then + Millis{5});
  CHECK(spool.take_left().empty());
  CHECK(spool.kept() == 2);
}

TEST_CASE("A spool forgets what was dealt with, and nothing when more has come meanwhile") {
  const SpoolFile file;
  {
    BridgeSpool spool(file.path.string());
    CHECK(spool.keep(cry("a longer one that is dealt with"), k_then));
    spool.forget(spool.kept());
    CHECK(spool.keep(cry("second"), k_then));
    const std::int64_t dealt_with = spool.kept();
    CHECK(spool.keep(cry("third"), k_then));
    spool.forget(dealt_with);
  }
  BridgeSpool spool(file.path.string());
  const auto left = spool.take_left();
  REQUIRE(left.size() == 2);
  CHECK(left[0].message.payload == "second");
  CHECK(left[1].message.payload == "third");
}

TEST_CASE("A spool that was torn in its last record has the ones before") {
  const SpoolFile file;
  {
    BridgeSpool spool(file.path.string());
    CHECK(spool.keep(cry("whole"), k_then));
    CHECK(spool.keep(cry("torn"), k_then));
  }
  const auto bytes = std::filesystem::file_size(file.path);
  for (std::uintmax_t size = bytes - 5; size > bytes - 40; size -= 7) {
    std::filesystem::resize_file(file.path, size);
    BridgeSpool spool(file.path.string());
    const auto left = spool.take_left();
    REQUIRE(left.size() == 1);
    CHECK(left[0].message.payload == "whole");
  }
}

TEST_CASE("A second process is refused the spool of the first, and without a file nothing is kept") {
  const SpoolFile file;
  BridgeSpool first(file.path.string());
  CHECK_THROWS_AS(BridgeSpool(file.path.string()), std::runtime_error);
  CHECK_THROWS_AS(BridgeSpool("/nowhere/spool"), std::runtime_error);
  BridgeSpool none("");
  CHECK_FALSE(none.keep(cry("unkept"), k_then));
  none.forget(none.kept());
}
