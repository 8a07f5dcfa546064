// Words to a home, and words that a home or the monitor says: JSON of contracts §2. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/ack.h"
#include "model/reading.h"
#include "model/result.h"
#include "model/signal.h"

namespace lamplight {

[[nodiscard]] std::string encode_ack(const Ack& ack);
// A command that asks the resident whether she needs help; `id` comes back in the result.
[[nodiscard]] std::string encode_question(const std::string& id, const std::string& text);
// The alarm a simulated home or the monitor publishes; absent members are left out. `seal` is the
// monitor's (devices/finding_seal.h).
[[nodiscard]] std::string encode_alarm(const Signal& signal, std::string_view seal = {});
[[nodiscard]] std::string encode_readings(const std::vector<Reading>& readings);
[[nodiscard]] std::string encode_status(const DeviceStatus& status);
// For simulated homes; the reason where it can't be read.
[[nodiscard]] Result<Ack, std::string> decode_ack(std::string_view payload);

}  // namespace lamplight
