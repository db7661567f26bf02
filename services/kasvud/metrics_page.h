// Numbers for Prometheus, written as it reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prometheus/metric_family.h"
#include "services/common/histogram.h"

namespace kasvu::kasvud {

struct Label {
  std::string name;
  std::string value;
};

// Collects numbers; those of one name stand together, with the help that came first. Names begin
// with kasvu_ or process_ and end in their unit; those of counters end in _total.
class MetricsPage {
 public:
  using Labels = std::vector<Label>;

  void Gauge(std::string_view name, std::string_view help, const Labels& labels, double value);
  void Counter(std::string_view name, std::string_view help, const Labels& labels, double value);
  // `unit` is what one of the reading's is in the name's unit: 1e-9 for nanoseconds as seconds.
  void Histogram(std::string_view name, std::string_view help, const Labels& labels,
                 const services::Histogram::Reading& reading, double unit);

  std::string Text() const;

 private:
  prometheus::ClientMetric& Add(std::string_view name, std::string_view help, const Labels& labels,
                                prometheus::MetricType type);

  std::vector<prometheus::MetricFamily> families_;
};

inline constexpr double kNanoseconds = 1e-9;

}  // namespace kasvu::kasvud
