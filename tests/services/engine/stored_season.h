// The example season as the engine stores it, for tests of what reads it back.
#pragma once

#include <memory>
#include <string>

#include "services/common/call.h"
#include "services/common/mandate_table.h"
#include "services/engine/programs.h"
#include "services/engine/progress_reads.h"
#include "storage/kv.h"
#include "tests/services/engine/reads/example_season.h"

namespace kasvu::engine {

class StoredSeason {
 public:
  // What `change` makes of the season is written, with every index that belongs to it.
  explicit StoredSeason(void (*change)(ExampleSeason&) = nullptr, absl::Time wakes_at = {});

  // `person` (persons/…) has the role from now on.
  void Grant(const std::string& person, const std::string& role, const std::string& scope);

  // A call of somebody at the instant of the season; "" is the operator.
  services::Call By(const std::string& person) const;

  const ProgressReads& reads() const { return *reads_; }

 private:
  ExampleSeason season_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Programs> programs_;
  std::unique_ptr<KeptCohorts> whole_cohorts_;
  std::unique_ptr<KeptCohorts> live_cohorts_;
  Standings standings_{*store_};
  services::MandateTable mandates_;
  std::unique_ptr<ProgressReads> reads_;
  services::MethodRules method_;
  int granted_ = 0;
};

}  // namespace kasvu::engine
