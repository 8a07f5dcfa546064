// The device retry of contracts §2, as simulated homes and the press command have it.
#include <catch2/catch.hpp>

#include "devices/simulate/sent_alarm.h"

namespace lamplight::simulate {
namespace {

const Instant k_start = instant_of_ms(1'795'000'000'000);

SentAlarm pressed(std::uint64_t seed) {
  Signal signal;
  signal.device = DeviceId{"pendant-1"};
  signal.id = AlarmId{"a-1"};
  signal.kind = AlarmKind::sos;
  signal.kind_text = "sos";
  return {signal, k_start, Dice(seed, {"a-1"})};
}

Ack answer(AckState state, std::int64_t seq) {
  Ack ack;
  ack.device = DeviceId{"pendant-1"};
  ack.alarm = AlarmId{"a-1"};
  ack.state = state;
  ack.seq = seq;
  return ack;
}

TEST_CASE("an unanswered alarm is repeated after 2, 4, 8, 15, 15 s, each within a quarter") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    SentAlarm alarm = pressed(seed);
    REQUIRE(alarm.due(k_start));
    Instant now = k_start;
    for (const int wait_s : {2, 4, 8, 15, 15, 15}) {
      alarm.sent(now);
      REQUIRE(alarm.next_at());
      const Millis wait = *alarm.next_at() - now;
      CHECK(wait >= Millis{wait_s * 750});
      CHECK(wait <= Millis{wait_s * 1250});
      CHECK_FALSE(alarm.due(now));
      now = *alarm.next_at();
    }
    CHECK(alarm.sendings() == 6);
  }
}

TEST_CASE("the waits differ between homes, so that a town does not repeat in step") {
  SentAlarm one = pressed(1);
  SentAlarm other = pressed(2);
  one.sent(k_start);
  other.sent(k_start);
  CHECK(one.next_at() != other.next_at());
}

TEST_CASE("any state for the id ends the repeating, also one that shows nothing new") {
  for (const AckState state : {AckState::received, AckState::assigned, AckState::arrived, AckState::rejected}) {
    SentAlarm alarm = pressed(3);
    alarm.sent(k_start);
    CHECK(alarm.hear(answer(state, 1), k_start + Seconds{1}));
    CHECK_FALSE(alarm.next_at());
    CHECK(alarm.heard_at() == k_start + Seconds{1});
  }
}

TEST_CASE("an answer to another alarm changes nothing") {
  SentAlarm alarm = pressed(3);
  alarm.sent(k_start);
  Ack other = answer(AckState::received, 1);
  other.alarm = AlarmId{"a-2"};
  CHECK_FALSE(alarm.hear(other, k_start));
  CHECK(alarm.next_at());
  CHECK_FALSE(alarm.shown());
}

TEST_CASE("the home shows the highest seq, in whatever order the answers come") {
  SentAlarm alarm = pressed(4);
  alarm.sent(k_start);
  CHECK(alarm.hear(answer(AckState::assigned, 2), k_start));
  CHECK_FALSE(alarm.hear(answer(AckState::received, 1), k_start));
  CHECK(alarm.shown()->state == AckState::assigned);
  CHECK(alarm.hear(answer(AckState::received, 3), k_start));
  CHECK(alarm.shown()->state == AckState::received);
}

TEST_CASE("after a reconnection it asks for the state of what has not ended, and starts with short waits again") {
  SentAlarm alarm = pressed(5);
  for (int i = 0; i < 5; ++i) alarm.sent(k_start);
  REQUIRE(alarm.hear(answer(AckState::assigned, 2), k_start));
  alarm.reconnected(k_start + Seconds{60});
  CHECK(alarm.due(k_start + Seconds{60}));
  alarm.sent(k_start + Seconds{60});
  CHECK(*alarm.next_at() - (k_start + Seconds{60}) <= Millis{2500});
}

TEST_CASE("what was heard closed is not repeated after a reconnection") {
  SentAlarm alarm = pressed(6);
  alarm.sent(k_start);
  REQUIRE(alarm.hear(answer(AckState::closed, 5), k_start));
  CHECK(alarm.ended());
  alarm.reconnected(k_start + Seconds{60});
  CHECK_FALSE(alarm.next_at());
}

TEST_CASE("a reopened call is followed again") {
  SentAlarm alarm = pressed(7);
  alarm.sent(k_start);
  REQUIRE(alarm.hear(answer(AckState::closed, 5), k_start));
  REQUIRE(alarm.hear(answer(AckState::received, 6), k_start));
  CHECK_FALSE(alarm.ended());
}

}  // namespace
}  // namespace lamplight::simulate
