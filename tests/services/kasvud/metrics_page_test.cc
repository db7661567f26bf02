#include "services/kasvud/metrics_page.h"

#include <gtest/gtest.h>

#include <array>

namespace kasvu::kasvud {
namespace {

constexpr std::array<int64_t, 2> kBounds = {1'000'000, 500'000'000};

TEST(MetricsPageTest, IsTheTextThatPrometheusReads) {
  services::Histogram took(kBounds);
  for (const int64_t nanoseconds : {1'000'000, 2'000'000, 900'000'000}) took.Note(nanoseconds);
  MetricsPage page;
  page.Counter("kasvu_calls_total", "Calls answered", {{"method", "A.B"}, {"code", "OK"}}, 3);
  page.Gauge("kasvu_committer_pending", "Commands that wait", {}, 1.5);
  page.Histogram("kasvu_call_seconds", "How long", {{"method", "A.B"}}, took.Read(), kNanoseconds);
  page.Counter("kasvu_calls_total", "Calls answered", {{"method", "A\"B"}, {"code", "ABORTED"}}, 1);
  EXPECT_EQ(page.Text(), R"(# HELP kasvu_calls_total Calls answered
# TYPE kasvu_calls_total counter
kasvu_calls_total{method="A.B",code="OK"} 3
kasvu_calls_total{method="A\"B",code="ABORTED"} 1
# HELP kasvu_committer_pending Commands that wait
# TYPE kasvu_committer_pending gauge
kasvu_committer_pending 1.5
# HELP kasvu_call_seconds How long
# TYPE kasvu_call_seconds histogram
kasvu_call_seconds_count{method="A.B"} 3
kasvu_call_seconds_sum{method="A.B"} 0.903
kasvu_call_seconds_bucket{method="A.B",le="0.001"} 1
kasvu_call_seconds_bucket{method="A.B",le="0.5"} 2
kasvu_call_seconds_bucket{method="A.B",le="+Inf"} 3
)");
}

}  // namespace
}  // namespace kasvu::kasvud
