// How busy operators were: alarms in ten minutes against the ten that a person can deal with (ISA-18.2). Pure.
//
// Called by server/http for GET /reports/response, on the same history as dispatch/report.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/incident.h"

namespace lamplight {

inline constexpr Seconds k_load_window{600};
inline constexpr int k_load_bound = 10;  // more than these in one window overload an operator

struct Load {
  int alarms = 0;
  int busiest = 0;                   // most alarms within one window
  std::optional<Instant> busiest_at; // when that window was full
  Seconds overloaded{0};             // for how long the window behind held more than the bound
  bool operator==(const Load&) const = default;
};

struct OperatorLoad {
  std::string who;  // a user id
  Load load;
  bool operator==(const OperatorLoad&) const = default;
};

struct Workload {
  Load desk;                            // every alarm that came, presses again included, whoever dealt with it
  std::vector<OperatorLoad> operators;  // by what each acknowledged, when she did; most alarms first
  bool operator==(const Workload&) const = default;
};

// `history` as dispatch/report wants it; tests are left out.
[[nodiscard]] Workload workload_of(std::span<const HistoryEntry> history);

}  // namespace lamplight
