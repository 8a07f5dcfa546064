// Through prometheus-cpp's serializer, so that escaping and order are its business.
#include "server/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace lamplight::server {

std::string metrics_text(const std::vector<Metric>& metrics) {
  std::vector<prometheus::MetricFamily> families;
  for (const Metric& metric : metrics) {
    if (families.empty() || families.back().name != metric.name) {
      prometheus::MetricFamily family;
      family.name = metric.name;
      family.help = metric.help;
      family.type = metric.type == MetricType::counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
      families.push_back(std::move(family));
    }
    prometheus::ClientMetric client;
    if (!metric.label.empty()) client.label.push_back({metric.label, metric.label_value});
    if (metric.type == MetricType::counter) {
      client.counter.value = metric.value();
    } else {
      client.gauge.value = metric.value();
    }
    families.back().metric.push_back(std::move(client));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace lamplight::server
