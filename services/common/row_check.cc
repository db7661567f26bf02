#include "services/common/row_check.h"

#include "errors/error.h"

namespace kasvu::services {

void TellUnread(const absl::Status& status, storage::Tag tag, Faults& faults) {
  std::string reason = ReasonOf(status);
  if (reason.empty()) reason = "STORE_UNAVAILABLE";
  faults.Add({std::move(reason), TableName(tag), "", "a table that can be read",
              std::string(status.message())});
}

}  // namespace kasvu::services
