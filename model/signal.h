// One alarm as it arrived from a home: read, or kept unread.
//
// Made by devices/decode, judged by dispatch/intake, written by db/ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/alarm_kind.h"
#include "model/geo.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

// Oddities that take nothing from an alarm but that a person should see.
enum class SignalFlag : std::uint8_t {
  clock_wrong,      // `at` was before 2000 or more than 10 minutes ahead; receipt counts
  wrong_district,   // spoke in a district it was not provisioned to
  retained,         // the broker kept it; nobody knows how long
  unknown_device,
  unknown_kind,
  unreadable,
  cut,              // longer than 8 KiB; the rest was not kept
  id_reused,        // the id belonged to an alarm closed long ago
};

[[nodiscard]] std::string_view name_of(SignalFlag flag);

struct Signal {
  DeviceId device;
  DistrictId district;            // of the topic: where it spoke, and where it is answered
  AlarmId id;                     // the device's own, or `raw:` and a digest of the bytes
  bool id_readable = true;        // false: nobody can be answered by this id
  AlarmKind kind = AlarmKind::unreadable;
  std::string kind_text;          // the word that was sent; for unreadable ones "unreadable"
  std::optional<Instant> at;      // the device's time as sent, however wrong
  Instant received_at{};
  std::string trigger;            // "pendant", "pull_cord", …; empty where not said
  std::string room;
  std::optional<Fix> fix;         // where the device says it is
  std::string text;
  bool test = false;
  std::optional<AlarmId> about;   // the alarm that `cancel` or `restored` speaks of
  std::string unreadable_reason;  // empty for a readable one
  std::string raw;                // the bytes, kept for unreadable ones only
  std::vector<SignalFlag> flags;
  std::vector<std::string> odd;   // optional members passed over, their type or range being wrong

  [[nodiscard]] bool has(SignalFlag flag) const {
    for (const SignalFlag f : flags) {
      if (f == flag) return true;
    }
    return false;
  }
  bool operator==(const Signal&) const = default;
};

}  // namespace lamplight
