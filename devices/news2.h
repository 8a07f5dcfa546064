// NEWS2, the Royal College of Physicians' early warning score (2017), as an interval.
//
// At home a set of measurements is partial and stale, and a missing value is never a zero: the score
// is given as [least, most] over all that the missing ones could be. Called by the HTTP view of a
// resident's score and by the monitor; pure, any thread. Not for people under 16, nor in pregnancy:
// callers see to that.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"

namespace lamplight {

// Scale two only where a clinician has prescribed it (hypercapnic respiratory failure).
enum class Spo2Scale : std::uint8_t { one, two };

// Low 0–4; urgent 5–6 or a single 3 (assessment within an hour); emergency 7 and more (within 30 min).
enum class Response : std::uint8_t { low, urgent, emergency };

[[nodiscard]] std::string_view name_of(Response response);

// A value that counted.
struct Scored {
  std::string name;
  double value = 0;
  Instant at{};
  int points = 0;       // at least
  int points_most = 0;  // more only for SpO2 on scale two while nobody knows about oxygen
  bool operator==(const Scored&) const = default;
};

struct News2 {
  int least = 0;  // 0..20
  int most = 20;
  // Low and emergency are said only when certain; whatever lies between wants somebody to look.
  Response response = Response::urgent;
  std::vector<std::string> missing;    // unknown or stale, in the order of the score's table
  std::optional<std::string> decides;  // of the missing ones, the one that may change the score most
  std::vector<Scored> from;            // in the order of the table
  bool operator==(const News2&) const = default;
};

// The latest reading of each name counts if it is no older than its shelf life; other names are
// passed over. Readings may come in any order.
[[nodiscard]] News2 news2_of(std::span<const Reading> readings, Spo2Scale scale, Instant now);

// How long a value of that name speaks for a resident; nothing for names that NEWS2 does not know.
[[nodiscard]] std::optional<Seconds> shelf_life_of(std::string_view name);

}  // namespace lamplight
