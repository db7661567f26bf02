// What is open and by when it is wanted, for all owners of one cohort: how much is overdue at the
// end of each week.
#pragma once

#include <map>
#include <string>

#include "absl/time/time.h"
#include "workflows/cohort/view.h"
#include "workflows/simulation/weeks.h"

namespace kasvu::workflows {

class Expectations {
 public:
  // Overdue steps are added to `overdue`, by week.
  Expectations(const Weeks& weeks, std::map<int, int64_t>& overdue)
      : weeks_(weeks), overdue_(overdue) {}

  // `key` of `owner` is open and wanted until `due`. True when it was not open before; a date that
  // has moved replaces the one before.
  bool Open(OwnerRef owner, const std::string& key, absl::Time due);
  bool IsOpen(OwnerRef owner, const std::string& key) const;

  // It settled; nothing when it was not open.
  void Settle(OwnerRef owner, const std::string& key, absl::Time at);
  // Nothing is wanted of `owner` any more.
  void End(OwnerRef owner, absl::Time at);
  void EndAll(absl::Time at);

 private:
  using Dues = std::map<std::string, absl::Time>;

  void Count(absl::Time due, absl::Time until);

  const Weeks& weeks_;
  std::map<int, int64_t>& overdue_;
  std::map<OwnerRef, Dues> open_;
};

}  // namespace kasvu::workflows
