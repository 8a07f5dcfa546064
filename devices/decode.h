// Bytes from a home → a Signal, or an unreadable one with the reason (design §2 step 2).
//
// The grammar of `…/alarm`, one JSON object of at most 8 KiB:
//   id        string  [A-Za-z0-9_.:-]{1,64}          required
//   kind      string  1..64 bytes                     required
//   at        string  RFC 3339                        trigger, room, text   strings
//   position  {"lat":number,"lon":number,"accuracy_m":number?}
//   test      true|false                              cancels, restores     alarm ids
//   seal      string, of the monitor's findings only (devices/finding_seal.h)
// Types are exact, duplicate keys are refused, depth is bounded, other keys are passed over. A wrong
// optional member never costs the alarm: it is left out and named in Signal::odd.
// Called on the arrivals thread; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "devices/topic.h"
#include "model/reading.h"
#include "model/result.h"
#include "model/signal.h"

namespace lamplight {

class FindingSeal;

// Always a Signal: one that could not be read has the kind `unreadable`, the reason and its bytes.
// Ids that begin with `m:` are the monitor's; one whose seal `seal` does not confirm is unreadable,
// and so is every one where `seal` is null.
[[nodiscard]] Signal decode_alarm(const Topic& topic, std::string_view payload, bool retained, Instant received_at,
                                  const FindingSeal* seal = nullptr);

struct RefusedRecord {
  std::size_t index = 0;  // in the pack
  std::string reason;
  bool operator==(const RefusedRecord&) const = default;
};

struct Pack {
  std::vector<Reading> readings;       // `resident` is filled in by the monitor
  std::vector<RefusedRecord> refused;  // one by one; the rest is kept
  std::size_t clock_wrong = 0;         // readings whose time was replaced by that of receipt
  std::optional<Instant> next_by;      // from `ut`: a value is promised by then
};

// A SenML pack, or the reason why nothing of it could be read. Records that only set a base give
// neither a reading nor a refusal.
[[nodiscard]] Result<Pack, std::string> decode_readings(const DeviceId& device, std::string_view payload,
                                                        Instant received_at);

// Members of a wrong type or range are left out and named in DeviceStatus::odd.
[[nodiscard]] Result<DeviceStatus, std::string> decode_status(const DeviceId& device, std::string_view payload,
                                                              Instant received_at);

// What a device says of a command: `{"id":…,"ok":true|false,…}`.
struct CommandResult {
  AlarmId id;  // of the command
  bool ok = false;
  bool operator==(const CommandResult&) const = default;
};

[[nodiscard]] Result<CommandResult, std::string> decode_result(std::string_view payload);

}  // namespace lamplight
