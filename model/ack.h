// What a home is told about an alarm (contracts §2, `…/ack`). A row of the outbox, later a message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

enum class AckState : std::uint8_t { received, assigned, on_the_way, arrived, closed, cancelled, rejected };

[[nodiscard]] std::string_view name_of(AckState state);
[[nodiscard]] std::optional<AckState> ack_state_named(std::string_view name);

struct Ack {
  DeviceId device;
  DistrictId district;                 // answered where it spoke
  AlarmId alarm;
  AckState state = AckState::received;
  Instant at{};
  std::optional<IncidentId> incident;
  std::string worker;                  // a name; empty unless somebody is coming
  std::optional<int> eta_s;
  std::int64_t seq = 1;                // rises per alarm; the home shows the highest
  std::string reason;                  // of `rejected`
  bool operator==(const Ack&) const = default;
};

}  // namespace lamplight
