// The health of every part as JSON (contracts §3). Pure; used by the handler.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/instances.h"
#include "server/http/http_server.h"

namespace lamplight::server::http {

struct HealthShown {
  Instant at{};
  Readiness readiness;
  db::InstanceRow self;                    // the program that answers
  std::vector<db::InstanceRow> instances;  // all of them, itself included; empty while the database is away
  std::optional<db::Waiting> waiting;      // nothing while the database is away
};

[[nodiscard]] std::string health_view(const HealthShown& health);

}  // namespace lamplight::server::http
