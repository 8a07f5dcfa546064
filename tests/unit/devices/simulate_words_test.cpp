// What a home says about an answer.
#include <catch2/catch.hpp>

#include "devices/simulate/words.h"

namespace lamplight::simulate {
namespace {

Ack answer(AckState state, std::optional<int> eta_s = {}) {
  Ack ack;
  ack.state = state;
  ack.worker = "Chen Mei";
  ack.eta_s = eta_s;
  return ack;
}

TEST_CASE("the home says who is coming and when, in both languages") {
  CHECK(words_of(answer(AckState::assigned, 350), Language::english) == "Chen Mei is coming, 6 minutes");
  CHECK(words_of(answer(AckState::assigned, 350), Language::chinese) == "Chen Mei将上门，约6分钟到");
  CHECK(words_of(answer(AckState::on_the_way, 20), Language::english) == "Chen Mei is on the way, about a minute");
  CHECK(words_of(answer(AckState::arrived), Language::english) == "Chen Mei has arrived");
}

TEST_CASE("minutes are rounded up, and at least one") {
  CHECK(words_of(answer(AckState::assigned, 361), Language::english) == "Chen Mei is coming, 7 minutes");
  CHECK(words_of(answer(AckState::assigned, 0), Language::chinese) == "Chen Mei将上门，约1分钟到");
}

TEST_CASE("a second received says that somebody else is being found") {
  Ack ack = answer(AckState::received);
  CHECK(words_of(ack, Language::english) != words_of(ack, Language::english, true));
  CHECK(words_of(ack, Language::chinese) != words_of(ack, Language::chinese, true));
}

TEST_CASE("every state has words in both languages") {
  for (const AckState state : {AckState::received, AckState::assigned, AckState::on_the_way, AckState::arrived,
                               AckState::closed, AckState::cancelled, AckState::rejected}) {
    CHECK_FALSE(words_of(answer(state), Language::english).empty());
    CHECK_FALSE(words_of(answer(state), Language::chinese).empty());
  }
}

}  // namespace
}  // namespace lamplight::simulate
