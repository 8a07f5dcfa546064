// How the server knows that an alarm with a monitor's id comes from a monitor.
//
// A finding of the monitor goes out on the device's own alarm topic, where the device may write too,
// so its id alone proves nothing. The seal is a keyed digest over device, id and kind; monitor and
// server have the secret from their settings. Any thread once made; pure.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/ids.h"

namespace lamplight {

inline constexpr std::string_view k_finding_prefix = "m:";
// Why devices/decode_alarm can't read an alarm of that prefix without a seal that fits.
inline constexpr std::string_view k_unsealed_reason = "reserved id";

class FindingSeal {
 public:
  // `secret` is any text of at least 16 bytes; shorter ones stop the program.
  explicit FindingSeal(std::string_view secret);

  // 64 lower-case hexadecimal digits (HMAC-SHA512-256).
  [[nodiscard]] std::string of(const DeviceId& device, const AlarmId& id, std::string_view kind) const;
  // Takes the same time for every wrong seal.
  [[nodiscard]] bool fits(std::string_view seal, const DeviceId& device, const AlarmId& id,
                          std::string_view kind) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace lamplight
