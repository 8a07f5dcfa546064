// The signature of a webhook against a vector made elsewhere, and how long it is tried.
#include <catch2/catch.hpp>

#include "server/webhook_sender.h"

using namespace lamplight;
using namespace lamplight::server;

TEST_CASE("The signature is HMAC-SHA256 of moment, point and body, in hexadecimal") {
  // python3 -c 'import hmac; print(hmac.new(b"key", b"1000.{}", "sha256").hexdigest())'
  CHECK(webhook_signature("key", instant_of_ms(1'000), "{}") ==
        "t=1000,v1=c32de42341dece79a1511c9e7f74a2734112edcfcf48943c976faf07047065db");
}

TEST_CASE("A receiver that is away is tried for about a day, ever more slowly") {
  Millis whole{0};
  Millis before{0};
  int attempts = 1;
  for (; const auto wait = webhook_wait(attempts); ++attempts) {
    CHECK(*wait >= before);
    before = *wait;
    whole += *wait;
  }
  CHECK(attempts == 20);
  CHECK(whole > std::chrono::hours{12});
  CHECK(whole < std::chrono::hours{36});
}
