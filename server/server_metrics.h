// The table of what lamplight-server shows at /metrics.
#pragma once

#include <vector>

#include "db/journal.h"
#include "db/pool.h"
#include "devices/arrivals.h"
#include "devices/mqtt_link.h"
#include "server/figures.h"
#include "server/http/http_server.h"
#include "server/live_hub.h"
#include "server/metrics.h"
#include "server/road_travel.h"

namespace lamplight::server {

struct ServerParts {
  const AlarmFigures& alarms;
  const TimerFigures& timers;
  const CourierFigures& courier;
  const SignalLanes& lanes;
  const Arrivals& arrivals;
  const MqttLink& listening;
  const MqttLink& speaking;
  const db::Pool& alarm_pool;
  const db::Pool& desk_pool;
  const db::Pool& request_pool;
  const LiveHub& live;
  const HttpServer& http;
  const StandbyFigures& standby;
  const Clock& clock;
  const RoadFigures& roads;
  const db::Journal* journal;   // null where there is none
  const MessageFigures& messages;
  const Count& glass_overdue;
};

[[nodiscard]] std::vector<Metric> server_metrics(const ServerParts& parts);

}  // namespace lamplight::server
