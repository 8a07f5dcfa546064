// GET /metrics, /healthz and /readyz for a program that has no API: lamplight-monitor.
//
// Two threads of its own; answers are made when somebody asks.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace lamplight::server {

class MetricsEndpoint {
 public:
  // Listens at once. Throws std::runtime_error with a sentence that names the port when it is in use.
  MetricsEndpoint(const std::string& host, int port, std::function<std::string()> metrics_text,
                  std::function<bool()> ready);
  ~MetricsEndpoint();
  MetricsEndpoint(const MetricsEndpoint&) = delete;
  MetricsEndpoint& operator=(const MetricsEndpoint&) = delete;

  // Of settings.port 0: the free one that was taken.
  [[nodiscard]] int port() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server
