#include "services/engine/reads/work_order.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"

namespace kasvu::engine {
namespace {

// Stands in no id, key or role.
constexpr char kMark[] = "\x1f";
constexpr size_t kFields = 8;

std::string PositionOf(absl::Time now, const WorkOrder& order) {
  return absl::StrJoin(
      std::make_tuple(absl::ToUnixMicros(now), order.urgency, order.date, order.cohort, order.owner,
                      order.ordinal, order.key, order.role),
      kMark);
}

// Reads what PositionOf wrote into `page`; false for anything else.
bool ReadPosition(const std::string& position, WorkPage& page) {
  const std::vector<std::string> fields = absl::StrSplit(position, kMark);
  if (fields.size() != kFields) return false;
  WorkOrder order;
  int64_t now = 0;
  const bool numbers =
      absl::SimpleAtoi(fields[0], &now) && absl::SimpleAtoi(fields[1], &order.urgency) &&
      absl::SimpleAtoi(fields[2], &order.date) && absl::SimpleAtoi(fields[4], &order.owner) &&
      absl::SimpleAtoi(fields[5], &order.ordinal);
  if (!numbers) return false;
  order.cohort = fields[3];
  order.key = fields[6];
  order.role = fields[7];
  page.now = absl::FromUnixMicros(now);
  page.after = std::move(order);
  return true;
}

}  // namespace

absl::StatusOr<WorkPage> ReadWorkPage(const kasvu::v1::ListWorkItemsRequest& request,
                                      absl::Time now) {
  if (request.days_ahead() < 0 || request.days_ahead() > kMaxDaysAhead) {
    return InvalidFields({{"days_ahead", "has to be between 0 and 366"}});
  }
  WorkPage page;
  page.now = now;
  page.ahead =
      absl::Hours(24) * (request.days_ahead() == 0 ? kDefaultDaysAhead : request.days_ahead());
  KASVU_ASSIGN_OR_RETURN(page.size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string position, services::ReadPageToken(request));
  if (!position.empty() && !ReadPosition(position, page)) return services::PageTokenInvalid();
  return page;
}

kasvu::v1::ListWorkItemsResponse AnswerWorkPage(const kasvu::v1::ListWorkItemsRequest& request,
                                                const WorkPage& page,
                                                std::vector<WorkEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const WorkEntry& one, const WorkEntry& other) { return one.order < other.order; });
  kasvu::v1::ListWorkItemsResponse response;
  const WorkOrder* last = nullptr;
  size_t bytes = 0;
  for (WorkEntry& entry : entries) {
    if (page.after && entry.order <= *page.after) continue;
    if (response.items_size() == page.size || bytes > services::kMaxPageBytes) {
      response.set_next_page_token(services::MakePageToken(request, PositionOf(page.now, *last)));
      break;
    }
    bytes += entry.item.ByteSizeLong();
    *response.add_items() = std::move(entry.item);
    last = &entry.order;
  }
  return response;
}

}  // namespace kasvu::engine
