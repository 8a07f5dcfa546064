// The figures of this process as Prometheus text (GET /metrics).
//
// A family a line of the table; the values are read when somebody asks. Any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace lamplight::server {

enum class MetricType : unsigned char { counter, gauge };

struct Metric {
  std::string name;                        // with lamplight_ before it and _total behind a counter
  std::string help;
  MetricType type;
  std::function<double()> value;
  std::string label;                       // empty, or one label …
  std::string label_value;                 // … and its value; metrics of one name must follow each other
};

// Text of the exposition format, checked by promtool in the tests.
[[nodiscard]] std::string metrics_text(const std::vector<Metric>& metrics);

}  // namespace lamplight::server
