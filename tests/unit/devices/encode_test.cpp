// What homes hear and say, to the byte where outsiders rely on it.
#include "devices/encode.h"

#include <catch2/catch.hpp>

#include "devices/decode.h"

using namespace lamplight;

namespace {

const Instant k_now = *from_rfc3339("2026-11-23T08:15:31.007Z");

Ack received() {
  Ack ack;
  ack.device = DeviceId{"home-1"};
  ack.alarm = AlarmId{"a-7f3"};
  ack.at = k_now;
  return ack;
}

}  // namespace

TEST_CASE("an acknowledgement holds what is true and nothing else") {
  CHECK(encode_ack(received()) == R"({"id":"a-7f3","state":"received","at":"2026-11-23T08:15:31.007Z","seq":1})");
  Ack coming = received();
  coming.state = AckState::assigned;
  coming.incident = IncidentId{"i1"};
  coming.worker = "Chen Mei";
  coming.eta_s = 420;
  coming.seq = 4;
  CHECK(
      encode_ack(coming) ==
      R"({"id":"a-7f3","state":"assigned","at":"2026-11-23T08:15:31.007Z","incident":"i1","worker":"Chen Mei","eta_s":420,"seq":4})");
}

TEST_CASE("every acknowledgement is read back by a home") {
  for (const auto state : {AckState::received, AckState::assigned, AckState::on_the_way, AckState::arrived,
                           AckState::closed, AckState::cancelled, AckState::rejected}) {
    Ack ack = received();
    ack.state = state;
    ack.incident = IncidentId{"i1"};
    ack.worker = "\xE9\x99\x88\xE6\xA2\x85 \"Mei\"\n";
    ack.eta_s = 0;
    ack.seq = INT64_MAX;
    ack.reason = "no kind";
    auto read = decode_ack(encode_ack(ack));
    REQUIRE(read);
    read.value().device = ack.device;
    CHECK(read.value() == ack);
  }
}

TEST_CASE("a home refuses an acknowledgement it can't use") {
  for (const std::string payload : {R"({})", R"([])", R"({"id":"a","state":"received","at":"2026-11-23T08:15:31Z"})",
                                    R"({"id":"a","state":"perhaps","at":"2026-11-23T08:15:31Z","seq":1})",
                                    R"({"id":"a","state":"received","at":"x","seq":1})",
                                    R"({"id":"","state":"received","at":"2026-11-23T08:15:31Z","seq":1})",
                                    R"({"id":"a","state":"received","at":"2026-11-23T08:15:31Z","seq":"1"})"}) {
    INFO(payload);
    CHECK_FALSE(decode_ack(payload));
  }
}

TEST_CASE("a name with broken bytes is told with a mark in their place") {
  Ack ack = received();
  ack.worker = "Mei\xff";
  CHECK(encode_ack(ack).find("Mei\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("an alarm that is encoded is decoded the same") {
  Signal signal;
  signal.device = DeviceId{"home-1"};
  signal.district = DistrictId{"d1"};
  signal.id = AlarmId{"a-1"};
  signal.kind = AlarmKind::sos;
  signal.kind_text = "sos";
  signal.at = k_now;
  signal.received_at = k_now;
  signal.trigger = "pendant";
  signal.room = "\xE6\xB5\xB4\xE5\xAE\xA4";
  signal.fix = Fix{{22.6131, 113.1908}, 12};
  signal.text = "help";
  signal.test = true;
  const Topic topic{signal.district, signal.device, Leaf::alarm};
  CHECK(decode_alarm(topic, encode_alarm(signal), false, k_now) == signal);

  Signal least;
  least.id = AlarmId{"a-2"};
  least.kind_text = "fall";
  CHECK(encode_alarm(least) == R"({"id":"a-2","kind":"fall"})");

  Signal cancel = least;
  cancel.kind = AlarmKind::cancel;
  cancel.kind_text = "cancel";
  cancel.about = AlarmId{"a-1"};
  CHECK(encode_alarm(cancel) == R"({"id":"a-2","kind":"cancel","cancels":"a-1"})");
  cancel.kind = AlarmKind::restored;
  cancel.kind_text = "restored";
  CHECK(encode_alarm(cancel, "5ea1") == R"({"id":"a-2","kind":"restored","restores":"a-1","seal":"5ea1"})");
}
