// A person's authenticator app: the secret as it was typed in, the codes it shows. And signing up with it.
//
// The codes themselves are held to RFC 6238 in tests/unit.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "server/http/second_factor.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

namespace lamplight::tests {

inline std::string bytes_of_base32(const std::string& text) {
  static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    held = (held << 5U) | static_cast<unsigned>(alphabet.find(c));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 255U);
  }
  return bytes;
}

class Authenticator {
 public:
  // Sets up a second factor for whoever is signed in.
  explicit Authenticator(Web& web) {
    const auto begun = web.post("/api/v1/second-factor", {{"password", k_seeded_password}});
    REQUIRE(begun.status == 200);
    secret_ = bytes_of_base32(begun.body["secret"]);
    const auto confirmed = web.post("/api/v1/second-factor/confirm", {{"code", code()}});
    REQUIRE(confirmed.status == 200);
    recovery_ = confirmed.body["recovery_codes"];
  }

  // Of now. A code that has been used counts no second time.
  [[nodiscard]] std::string code() const { return server::http::one_time_code(secret_, RunningTown::now()); }
  // Of the 30 s to come, which counts already, since clocks differ.
  [[nodiscard]] std::string next_code() const {
    return server::http::one_time_code(secret_, RunningTown::now() + Seconds{30});
  }
  [[nodiscard]] const nlohmann::json& recovery_codes() const { return recovery_; }

 private:
  std::string secret_;
  nlohmann::json recovery_;
};

}  // namespace lamplight::tests
