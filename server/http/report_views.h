// Reports as JSON and as CSV (contracts §3). Pure; used by the handler.
#pragma once

#include <string>

#include "dispatch/report.h"
#include "dispatch/workload.h"

namespace lamplight::server::http {

struct Period {
  Instant from{};
  Instant to{};
};

struct ReportShown {
  ResponseReport response;
  ReportParts parts;
  Workload workload;
};

[[nodiscard]] std::string report_view(const ReportShown& report, const Period& period);
// One line a queue and measure, one a part and measure, one an operator.
[[nodiscard]] std::string report_csv(const ReportShown& report);

}  // namespace lamplight::server::http
