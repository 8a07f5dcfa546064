// Topics of a home: lamplight/v1/{district}/{device}/{leaf} (contracts §2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"

namespace lamplight {

inline constexpr std::string_view k_topic_base = "lamplight/v1/";

enum class Leaf : std::uint8_t { alarm, readings, status, ack, command, result };

[[nodiscard]] std::string_view name_of(Leaf leaf);

struct Topic {
  DistrictId district;
  DeviceId device;
  Leaf leaf;
  bool operator==(const Topic&) const = default;
};

// Nothing for any other topic, or names outside `[A-Za-z0-9_-]{1,64}`.
[[nodiscard]] std::optional<Topic> read_topic(std::string_view topic);
[[nodiscard]] std::string write_topic(const Topic& topic);

}  // namespace lamplight
