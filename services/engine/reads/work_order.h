// In which order work is shown, and the pages of such a list.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::engine {

// The most urgent first, then by date; what has no date comes last. The rest makes every place in
// the list unique, so that a page can begin after it.
struct WorkOrder {
  int urgency = 0;
  int64_t date = 0;  // microseconds since 1970
  std::string cohort;
  int owner = 0;
  uint32_t ordinal = 0;
  std::string key;
  std::string role;

  friend auto operator<=>(const WorkOrder&, const WorkOrder&) = default;
};

struct WorkEntry {
  WorkOrder order;
  kasvu::v1::WorkItem item;
};

// What a request asks for: everything is derived at one instant, the same for all pages.
struct WorkPage {
  absl::Time now;
  absl::Duration ahead;  // how far sessions and openings are shown
  int size = 0;
  std::optional<WorkOrder> after;  // where the page before ended
};

inline constexpr int kDefaultDaysAhead = 14;
inline constexpr int kMaxDaysAhead = 366;

// `now` counts for the first page; later ones carry it. PAGE_TOKEN_INVALID, INVALID_FIELDS.
absl::StatusOr<WorkPage> ReadWorkPage(const kasvu::v1::ListWorkItemsRequest& request,
                                      absl::Time now);

// The page of `entries`, which come in any order and from any number of cohorts.
kasvu::v1::ListWorkItemsResponse AnswerWorkPage(const kasvu::v1::ListWorkItemsRequest& request,
                                                const WorkPage& page,
                                                std::vector<WorkEntry> entries);

}  // namespace kasvu::engine
