// The table of what lamplight-monitor shows at /metrics.
#pragma once

#include <vector>

#include "devices/arrivals.h"
#include "devices/mqtt_link.h"
#include "server/bridges.h"
#include "server/canary.h"
#include "server/figures.h"
#include "server/metrics.h"

namespace lamplight::server {

struct MonitorParts {
  const ReadingsFigures& readings;
  const FindingFigures& findings;
  const Arrivals& arrivals;
  const Bridges& bridges;
  const MqttLink& listening;
  const Canary& canary;
};

[[nodiscard]] std::vector<Metric> monitor_metrics(const MonitorParts& parts);

}  // namespace lamplight::server
