// Alarms: whatever arrives becomes a Signal, and nothing optional costs one.
#include <catch2/catch.hpp>
#include <map>

#include "devices/decode.h"
#include "devices/finding_seal.h"
#include "model/digest.h"
#include "model/limits.h"

using namespace lamplight;

namespace {

const Instant k_now = *from_rfc3339("2026-11-23T08:15:31.000Z");
const Topic k_topic{DistrictId{"d1"}, DeviceId{"home-1"}, Leaf::alarm};

Signal decoded(std::string_view payload) {
  return decode_alarm(k_topic, payload, false, k_now);
}

std::vector<std::string> odd(const std::string& members) {
  const Signal signal = decoded(R"({"id":"a","kind":"sos",)" + members + "}");
  CHECK(signal.kind == AlarmKind::sos);
  return signal.odd;
}

using Odd = std::vector<std::string>;

}  // namespace

TEST_CASE("a full alarm is read whole") {
  const Signal signal = decoded(
      R"({"id":"a-7f3","kind":"sos","at":"2026-11-23T08:15:30.123Z","trigger":"pendant","room":"bathroom",)"
      R"("position":{"lat":22.6131,"lon":113.1908,"accuracy_m":12},"text":"help","test":false,"later":{"x":[1]}})");
  CHECK(signal.device == DeviceId{"home-1"});
  CHECK(signal.district == DistrictId{"d1"});
  CHECK(signal.id == AlarmId{"a-7f3"});
  CHECK(signal.id_readable);
  CHECK(signal.kind == AlarmKind::sos);
  CHECK(signal.kind_text == "sos");
  CHECK(signal.at == from_rfc3339("2026-11-23T08:15:30.123Z"));
  CHECK(signal.received_at == k_now);
  CHECK(signal.trigger == "pendant");
  CHECK(signal.room == "bathroom");
  CHECK(signal.fix == Fix{{22.6131, 113.1908}, 12});
  CHECK(signal.text == "help");
  CHECK_FALSE(signal.test);
  CHECK(signal.flags.empty());
  CHECK(signal.odd.empty());
  CHECK(signal.raw.empty());
  CHECK(signal.unreadable_reason.empty());
}

TEST_CASE("id and kind are enough") {
  const Signal signal = decoded(R"({"id":"a","kind":"fall"})");
  CHECK(signal.kind == AlarmKind::fall);
  CHECK_FALSE(signal.at);
  CHECK(signal.flags.empty());
}

TEST_CASE("every kind of the protocol is known, other words go to a person as they came") {
  for (const std::string kind : {"sos",
                                 "fall",
                                 "smoke",
                                 "gas",
                                 "co",
                                 "heat",
                                 "water",
                                 "cold",
                                 "intruder",
                                 "wandering",
                                 "bed_exit",
                                 "no_motion",
                                 "medication_missed",
                                 "vital",
                                 "tamper",
                                 "battery_low",
                                 "mains_lost",
                                 "device_fault",
                                 "service",
                                 "restored",
                                 "cancel"}) {
    CHECK(decoded(R"({"id":"a","kind":")" + kind + "\"}").kind_text == kind);
    CHECK_FALSE(decoded(R"({"id":"a","kind":")" + kind + "\"}").has(SignalFlag::unknown_kind));
  }
  for (const std::string kind : {"SOS", "unreadable", "unknown", "sos ", "help me"}) {
    const Signal signal = decoded(R"({"id":"a","kind":")" + kind + "\"}");
    CHECK(signal.kind == AlarmKind::unknown);
    CHECK(signal.kind_text == kind);
    CHECK(signal.has(SignalFlag::unknown_kind));
    CHECK(signal.raw.empty());
  }
}

TEST_CASE("a broken message with a readable id is unreadable under its own id") {
  const std::map<std::string, std::string> faults{
      {R"({"id":"a.1:x_-"})", "no kind"},
      {R"({"id":"a.1:x_-","kind":7})", "kind is no text"},
      {R"({"id":"a.1:x_-","kind":null})", "kind is no text"},
      {R"({"id":"a.1:x_-","kind":""})", "kind is empty"},
      {R"({"id":"a.1:x_-","kind":")" + std::string(65, 'k') + "\"}", "kind is too long"},
  };
  for (const auto& [payload, reason] : faults) {
    const Signal signal = decoded(payload);
    CHECK(signal.kind == AlarmKind::unreadable);
    CHECK(signal.kind_text == "unreadable");
    CHECK(signal.id == AlarmId{"a.1:x_-"});
    CHECK(signal.id_readable);
    CHECK(signal.unreadable_reason == reason);
    CHECK(signal.raw == payload);
    CHECK(signal.has(SignalFlag::unreadable));
  }
}

TEST_CASE("a message without a readable id is named by its bytes") {
  for (const std::string& payload :
       {std::string{}, std::string("help"), std::string("[]"), std::string("\"sos\""),
        std::string("{\"kind\":\"sos\"}"), std::string("{\"id\":7,\"kind\":\"sos\"}"),
        std::string("{\"id\":\"\",\"kind\":\"sos\"}"), std::string("{\"id\":\"a b\",\"kind\":\"sos\"}"),
        "{\"id\":\"" + std::string(65, 'i') + "\",\"kind\":\"sos\"}",
        std::string("{\"id\":\"a\",\"id\":\"b\",\"kind\":\"sos\"}"), std::string("{\"id\":\"a\",\"kind\":\"sos\""),
        std::string("{\"id\":\"a\",\"kind\":\"sos\",\"text\":\"\xff\"}"), std::string("\0\1\2", 3)}) {
    INFO(payload);
    const Signal signal = decoded(payload);
    CHECK(signal.kind == AlarmKind::unreadable);
    CHECK_FALSE(signal.id_readable);
    CHECK(signal.id == AlarmId{"raw:" + digest_of({payload})});
    CHECK(is_alarm_id(signal.id.text()));
    CHECK(signal.raw == payload);
    CHECK_FALSE(signal.unreadable_reason.empty());
    CHECK_FALSE(signal.has(SignalFlag::cut));
  }
}

TEST_CASE("an alarm of 8 KiB is read, one byte more is unreadable, kept cut and still answered") {
  const std::string begin = R"({"id":"big","kind":"sos","text":")";
  const std::string full = begin + std::string(limits::alarm_bytes_max - begin.size() - 2, 'x') + "\"}";
  CHECK(decoded(full).kind == AlarmKind::sos);
  CHECK(decoded(full).text == std::string(limits::alarm_text_bytes_max, 'x'));
  CHECK(decoded(full).odd == Odd{"text"});

  const Signal longer = decoded(full + " ");
  CHECK(longer.kind == AlarmKind::unreadable);
  CHECK(longer.has(SignalFlag::cut));
  CHECK(longer.raw.size() == limits::alarm_bytes_max);
  CHECK(longer.id == AlarmId{"big"});
  CHECK(longer.id_readable);

  const Signal noise = decoded(std::string(200'000, 'n'));
  CHECK(noise.raw.size() == limits::alarm_bytes_max);
  CHECK_FALSE(noise.id_readable);
}

TEST_CASE("unreadable alarms that differ after the cut are two") {
  const std::string head(limits::alarm_bytes_max, 'n');
  CHECK_FALSE(decoded(head + "a").id == decoded(head + "b").id);
}

TEST_CASE("a wrong clock is flagged and the device's time kept") {
  const auto at = [](const std::string& text) { return decoded(R"({"id":"a","kind":"sos","at":")" + text + "\"}"); };
  CHECK(at("2026-11-23T08:25:31.000Z").flags.empty());
  CHECK(at("2026-11-23T08:25:31.001Z").has(SignalFlag::clock_wrong));
  CHECK(at("2026-11-23T08:25:31.001Z").at == from_rfc3339("2026-11-23T08:25:31.001Z"));
  CHECK(at("2000-01-01T00:00:00Z").flags.empty());
  CHECK(at("1999-12-31T23:59:59.999Z").has(SignalFlag::clock_wrong));
  CHECK(at("1970-01-01T00:00:07Z").at == instant_of_ms(7000));
  CHECK(at("yesterday").has(SignalFlag::clock_wrong));
  CHECK_FALSE(at("yesterday").at);
  CHECK(at("yesterday").odd == Odd{"at"});
  CHECK(at("2026-11-23T16:15:30+08:00").at == from_rfc3339("2026-11-23T08:15:30Z"));
  const Signal number = decoded(R"({"id":"a","kind":"sos","at":1795421730})");
  CHECK(number.kind == AlarmKind::sos);
  CHECK(number.has(SignalFlag::clock_wrong));
}

TEST_CASE("a wrong optional member is passed over by name and costs nothing else") {
  CHECK(odd(R"("trigger":1)") == Odd{"trigger"});
  CHECK(odd(R"("room":["bath"])") == Odd{"room"});
  CHECK(odd(R"("text":null)") == Odd{"text"});
  CHECK(odd(R"("test":"true")") == Odd{"test"});
  CHECK(odd(R"("test":1)") == Odd{"test"});
  CHECK(odd(R"("position":"home")") == Odd{"position"});
  CHECK(odd(R"("position":{"lat":22})") == Odd{"position"});
  CHECK(odd(R"("position":{"lat":"22","lon":113})") == Odd{"position"});
  CHECK(odd(R"("position":{"lat":91,"lon":113})") == Odd{"position"});
  CHECK(odd(R"("position":{"lat":22,"lon":-180.5})") == Odd{"position"});
  CHECK(odd(R"("position":{"lat":22,"lon":113,"accuracy_m":-1})") == Odd{"position.accuracy_m"});
  CHECK(odd(R"("trigger":1,"test":0,"at":0)") == Odd{"at", "trigger", "test"});
  CHECK(decoded(R"({"id":"a","kind":"sos","position":{"lat":22,"lon":113,"accuracy_m":"x"}})").fix ==
        Fix{{22, 113}, 0});
  CHECK_FALSE(decoded(R"({"id":"a","kind":"sos","test":"true"})").test);
}

TEST_CASE("long words are cut between characters") {
  std::string chinese;
  for (int i = 0; i < 500; ++i) chinese += "\xE5\x8E\xA8";
  const Signal signal = decoded(R"({"id":"a","kind":"sos","room":")" + chinese + "\",\"text\":\"" + chinese + "\"}");
  CHECK(signal.room.size() == limits::label_bytes_max / 3 * 3);
  CHECK(signal.text.size() == limits::alarm_text_bytes_max / 3 * 3);
  CHECK(signal.text == chinese.substr(0, signal.text.size()));
}

TEST_CASE("cancel and restored speak of another alarm, or of none that is known") {
  CHECK(decoded(R"({"id":"b","kind":"cancel","cancels":"a-1"})").about == AlarmId{"a-1"});
  CHECK(decoded(R"({"id":"b","kind":"restored","restores":"a-1"})").about == AlarmId{"a-1"});
  for (const std::string payload :
       {R"({"id":"b","kind":"cancel"})", R"({"id":"b","kind":"cancel","cancels":7})",
        R"({"id":"b","kind":"cancel","cancels":""})", R"({"id":"b","kind":"cancel","restores":"a-1"})",
        R"({"id":"b","kind":"restored"})"}) {
    const Signal signal = decoded(payload);
    CHECK(signal.kind != AlarmKind::unreadable);
    CHECK_FALSE(signal.about);
    CHECK(signal.odd.size() == 1);
  }
  CHECK_FALSE(decoded(R"({"id":"b","kind":"sos","cancels":"a-1"})").about);
}

TEST_CASE("a retained alarm is flagged, readable or not") {
  CHECK(decode_alarm(k_topic, R"({"id":"a","kind":"sos"})", true, k_now).has(SignalFlag::retained));
  CHECK(decode_alarm(k_topic, "?", true, k_now).has(SignalFlag::retained));
}

TEST_CASE("only a sealed message may carry a monitor's id") {
  const FindingSeal seal("a secret of the town");
  const FindingSeal other("a secret of another town");
  const auto read = [&](const std::string& given, const std::string& kind = "vital") {
    return decode_alarm(k_topic, R"({"id":"m:news2:1","kind":")" + kind + R"(","seal":")" + given + "\"}", false, k_now,
                        &seal);
  };
  const std::string right = seal.of(DeviceId{"home-1"}, AlarmId{"m:news2:1"}, "vital");
  CHECK(read(right).kind == AlarmKind::vital);

  const std::string of_other_device = seal.of(DeviceId{"home-2"}, AlarmId{"m:news2:1"}, "vital");
  const std::string of_other_id = seal.of(DeviceId{"home-1"}, AlarmId{"m:news2:2"}, "vital");
  const std::string of_other_town = other.of(DeviceId{"home-1"}, AlarmId{"m:news2:1"}, "vital");
  for (const std::string& wrong : {std::string{}, std::string("guess"), of_other_device, of_other_id, of_other_town}) {
    const Signal signal = read(wrong);
    CHECK(signal.kind == AlarmKind::unreadable);
    CHECK(signal.unreadable_reason == k_unsealed_reason);
    // Kept under the digest of its bytes, so that it never stands where the finding itself belongs.
    CHECK(signal.id.text().starts_with("raw:"));
    CHECK_FALSE(signal.id_readable);
  }
  CHECK(read(right, "sos").kind == AlarmKind::unreadable);
  CHECK(decoded(R"({"id":"m:x","kind":"sos"})").unreadable_reason == "reserved id");
  CHECK(decoded(R"({"id":"mm:x","kind":"sos"})").kind == AlarmKind::sos);
}
