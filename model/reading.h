// Measurements of a home: names, units, what is physically possible (contracts §2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

struct ReadingFacts {
  std::string_view name;
  std::string_view unit;       // SenML or UCUM; empty: a count, a word or a truth value
  double least;                // physically possible, inclusive
  double most;
  char type;                   // 'n' number, 'b' truth value, 's' word
  bool place;                  // a place may follow a colon: `motion:kitchen`
};

// The facts of `heart_rate`, `motion:kitchen`, …; nothing for a name that is not ours.
[[nodiscard]] const ReadingFacts* facts_of_reading(std::string_view name);

struct Reading {
  DeviceId device;
  std::optional<ResidentId> resident;
  std::string name;            // with its place
  Instant at{};
  double value = 0;            // truth values as 0 and 1; consciousness as 0 (A), 1 C, 2 V, 3 P, 4 U
  Instant received_at{};
  bool operator==(const Reading&) const = default;
};

// A heartbeat, or the last will (`online` false).
struct DeviceStatus {
  DeviceId device;
  std::optional<Instant> at;
  Instant received_at{};
  bool online = true;
  std::optional<int> battery_pct;
  std::optional<bool> mains;
  std::optional<int> rssi_dbm;
  std::string firmware;
  std::optional<int> next_within_s;
  std::optional<Instant> sent_at; // `at` as it was sent, however wrong; not stored
  std::vector<std::string> odd;   // members passed over, their type or range being wrong; not stored
  bool operator==(const DeviceStatus&) const = default;
};

// What could not be read, kept with its reason until an administrator has seen it.
struct DeadLetter {
  std::string topic;
  std::string reason;
  std::string raw;
  Instant received_at{};
  bool operator==(const DeadLetter&) const = default;
};

}  // namespace lamplight
