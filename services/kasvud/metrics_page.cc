#include "services/kasvud/metrics_page.h"

#include <algorithm>
#include <limits>

#include "prometheus/text_serializer.h"

namespace kasvu::kasvud {

prometheus::ClientMetric& MetricsPage::Add(std::string_view name, std::string_view help,
                                           const Labels& labels, prometheus::MetricType type) {
  auto family = std::find_if(families_.begin(), families_.end(),
                             [name](const auto& one) { return one.name == name; });
  if (family == families_.end()) {
    family = families_.insert(families_.end(), {std::string(name), std::string(help), type, {}});
  }
  prometheus::ClientMetric& metric = family->metric.emplace_back();
  for (const Label& label : labels) metric.label.push_back({label.name, label.value});
  return metric;
}

void MetricsPage::Gauge(std::string_view name, std::string_view help, const Labels& labels,
                        double value) {
  Add(name, help, labels, prometheus::MetricType::Gauge).gauge.value = value;
}

void MetricsPage::Counter(std::string_view name, std::string_view help, const Labels& labels,
                          double value) {
  Add(name, help, labels, prometheus::MetricType::Counter).counter.value = value;
}

void MetricsPage::Histogram(std::string_view name, std::string_view help, const Labels& labels,
                            const services::Histogram::Reading& reading, double unit) {
  auto& histogram = Add(name, help, labels, prometheus::MetricType::Histogram).histogram;
  uint64_t count = 0;
  for (size_t place = 0; place < reading.counts.size(); ++place) {
    count += reading.counts[place];
    const bool last = place == reading.bounds.size();
    histogram.bucket.push_back(
        {.cumulative_count = count,
         .upper_bound = last ? std::numeric_limits<double>::infinity()
                             : static_cast<double>(reading.bounds[place]) * unit});
  }
  histogram.sample_count = count;
  histogram.sample_sum = static_cast<double>(reading.sum) * unit;
}

std::string MetricsPage::Text() const { return prometheus::TextSerializer().Serialize(families_); }

}  // namespace kasvu::kasvud
