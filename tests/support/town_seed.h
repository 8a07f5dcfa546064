// Rows for a town of any size, written straight into a migrated schema.
//
// Positions, names and devices follow from the numbers, so a test can say "resident 7" and know where
// she lives. Not the demo town: nothing here is meant to be looked at.
#pragma once

#include <string>

#include "db/session.h"
#include "model/geo.h"

namespace lamplight::tests {

struct TownSize {
  int districts = 4;
  int residents = 40;
  int workers = 12;
  Millis offer_wait{45'000};
};

// Residents r-0…, each with the device p-0… (a pendant) in district d-(n mod districts); workers w-0…
// on duty, every third with lifting; users u-w-0… (care workers), u-d-0 and u-d-1 (dispatchers), u-a
// (administrator), u-f-0 (a relative of r-0). One policy for all emergencies.
void seed_town(const db::Address& database, const TownSize& size, Instant now);

// A signed-in session of that user, without the cost of a password: the cookie's value.
struct SeededSession {
  std::string cookie;
  std::string csrf;
};
[[nodiscard]] SeededSession seed_session(const db::Address& database, const std::string& user, Instant now);

[[nodiscard]] Position home_of(int resident);

// Every password of the seeded users.
inline constexpr const char* k_seeded_password = "only-for-tests-7f3a";

}  // namespace lamplight::tests
