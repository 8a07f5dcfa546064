// What the monitor has noticed: a silent device, a bad score, a broken habit.
//
// A finding is an alarm like any other: it goes out on the alarm topic of a device, is repeated until it
// is received, and ends with `restored` when its cause ends. One finding is one alarm: while it is open
// its rule finds nothing else about the same subject. Made by the rules of devices/, kept by
// devices/findings.h, told by server/finding_teller. Pure values.
#pragma once

#include <optional>
#include <string>

#include "model/signal.h"

namespace lamplight {

struct Finding {
  std::string subject;  // whom it is about: subject_of(…)
  std::string rule;     // the rule's name, [a-z0-9_]{1,24}
  DeviceId device;      // on whose alarm topic it goes out
  DistrictId district;  // of that device
  AlarmKind kind = AlarmKind::device_fault;
  Instant started_at{};
  std::string text;       // which rule fired, and why: words for the dispatcher
  bool received = false;  // the alarm has been acknowledged
  std::optional<Instant> ended_at;
  std::string end_text;
  bool operator==(const Finding&) const = default;
};

[[nodiscard]] std::string subject_of(const DeviceId& device);
[[nodiscard]] std::string subject_of(const ResidentId& resident);
[[nodiscard]] std::string subject_of(const DistrictId& district);

// `m:RULE:DIGEST`, the same for the same rule, subject and start, whichever monitor found it.
[[nodiscard]] AlarmId id_of(const Finding& finding);
// Of the `restored` that ends it.
[[nodiscard]] AlarmId end_id_of(const Finding& finding);

// The alarm to publish; with `ending` the `restored` about it.
[[nodiscard]] Signal signal_of(const Finding& finding, bool ending);

}  // namespace lamplight
