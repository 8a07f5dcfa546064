// Callback → vector → INSERT.
#include "tests/bench/ingest_floor.h"

#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "db/session.h"
#include "devices/mqtt_link.h"
#include "server/clock.h"
#include "server/thread.h"

namespace lamplight::bench {
namespace {

constexpr std::size_t k_rows_max = 1'000;

struct Row {
  std::string device;
  std::int64_t at_ms = 0;
  double value = 0;
};

// Every "t": and "v": of the text, in pairs as the load writes them.
void add_rows(const Arrived& message, std::vector<Row>& rows) {
  const std::size_t end = message.topic.rfind('/');
  const std::size_t begin = message.topic.rfind('/', end - 1) + 1;
  const std::string device = message.topic.substr(begin, end - begin);
  std::size_t at = 0;
  while ((at = message.payload.find("\"t\":", at)) != std::string::npos) {
    const double time_s = std::strtod(message.payload.c_str() + at + 4, nullptr);
    at = message.payload.find("\"v\":", at);
    if (at == std::string::npos) return;
    const double value = std::strtod(message.payload.c_str() + at + 4, nullptr);
    rows.push_back({device, static_cast<std::int64_t>(time_s * 1000), value});
  }
}

}  // namespace

void serve_ingest_floor(const FloorSettings& settings) {
  db::Session session(
      {.socket = settings.socket, .database = settings.database, .user = settings.user, .password = settings.password},
      db::Purpose::administration);
  std::mutex mutex;
  std::vector<Row> waiting;
  LinkSettings listening{"127.0.0.1", settings.broker_port, settings.broker_user, settings.broker_password,
                         "floor-readings"};
  listening.subscriptions = {"lamplight/v1/+/+/readings"};
  MqttLink in(listening, [&](Arrived&& message) {
    const std::lock_guard lock(mutex);
    add_rows(message, waiting);
  });
  in.start();
  const server::Thread writer("floor", [&](const std::stop_token& stop) {
    std::mutex idle;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
      std::unique_lock wait(idle);
      never.wait_for(wait, stop, Millis{100}, [] { return false; });
      std::vector<Row> rows;
      {
        const std::lock_guard lock(mutex);
        rows.swap(waiting);
      }
      std::vector<db::Params> params;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        params.push_back({rows[i].device, "heart_rate", rows[i].at_ms, rows[i].value, rows[i].at_ms, nullptr});
        if (params.size() < k_rows_max && i + 1 < rows.size()) continue;
        session.insert(
            "INSERT IGNORE INTO readings (device_id, name, at_ms, value, received_ms, resident_id) VALUES {rows}",
            params);
        params.clear();
      }
    }
  });
  std::mutex forever;
  std::condition_variable never;
  std::unique_lock wait(forever);
  never.wait(wait, [] { return false; });
}

}  // namespace lamplight::bench
