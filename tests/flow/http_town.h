// One running town for all stories about the HTTP API; each story has residents of its own.
//
// Residents r-0… press p-0…; this file's stories take those from r-20 on.
#pragma once

#include "tests/support/child.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/web.h"

namespace lamplight::tests {

inline RunningTown& http_town() {
  // However slow the machine, no offer lapses in the middle of a story.
  static RunningTown running(TownSize{.residents = 60, .workers = 15, .offer_wait = Millis{3'600'000}});
  static const bool started = [] {
    running.start_server();
    return true;
  }();
  (void)started;
  return running;
}

inline Homes& http_homes() {
  static Homes all(http_town().broker());
  return all;
}

inline Web signed_in(const std::string& user) {
  return {http_town().http_port(), http_town().sign_in(user)};
}

// Presses the pendant of that resident and returns the incident.
inline std::string press(int resident, const std::string& alarm, const std::string& kind = "sos") {
  const std::string device = "p-" + std::to_string(resident);
  http_homes().press(device, alarm, kind, "d-" + std::to_string(resident % 4));
  const auto received = http_homes().heard(device, alarm, AckState::received);
  return received && received->incident ? received->incident->text() : std::string();
}

// The worker to whom the incident is offered now.
inline std::string offered_to(Web& desk, const std::string& incident) {
  const auto shown = desk.get("/api/v1/incidents/" + incident);
  for (const auto& offer : shown.body["offers"]) {
    if (offer["state"] == "pending") return offer["worker"]["id"];
  }
  return {};
}

}  // namespace lamplight::tests
