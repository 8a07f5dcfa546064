// The registers of the town, as a dispatcher may read them: who lives where, with which devices, and
// what somebody has used of late.
//
// Used by the thread "field-staff" at the start.
#pragma once

#include <optional>
#include <vector>

#include "devices/simulate/household.h"
#include "server/simulator/api_client.h"

namespace lamplight::simulator {

// The homes of `own` devices, in their order; nothing while the server does not answer.
[[nodiscard]] std::optional<std::vector<simulate::Household>> read_homes(ApiClient& api, SignIn& dispatcher,
                                                                         const std::vector<TownDevice>& own);

struct Use {
  DeviceId device;
  Instant at{};
};

// Alarms since then that the simulator's story has not raised.
[[nodiscard]] std::optional<std::vector<Use>> read_uses(ApiClient& api, SignIn& dispatcher, Instant since);

}  // namespace lamplight::simulator
