#include "services/engine/head_poller.h"

#include <set>
#include <utility>

#include "errors/error.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

absl::Status HeadPoller::Poll() {
  const std::set<std::string> cohorts = signals_.AwaitedCohorts();
  std::set<std::string> keys;
  for (const std::string& cohort : cohorts) keys.insert(kHeadTable.BytesOf({cohort}));
  if (keys.empty()) {
    heads_.clear();
    return absl::OkStatus();
  }
  KASVU_ASSIGN_OR_RETURN(storage::Writes heads, store_.Begin()->LockAndGet({}, keys));
  std::set<std::string> changed;
  for (const std::string& cohort : cohorts) {
    const std::string key = kHeadTable.BytesOf({cohort});
    const auto before = heads_.find(key);
    if (before == heads_.end() || before->second != heads.at(key)) changed.insert(cohort);
  }
  heads_ = std::move(heads);
  signals_.Raise(changed);
  return absl::OkStatus();
}

}  // namespace kasvu::engine
