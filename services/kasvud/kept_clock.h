// The clock that belongs to a data folder.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/common/clock.h"

namespace kasvu::kasvud {

// Whether a test clock may show `time`: the years 1970 to 2199.
bool IsClockTime(absl::Time time);

// The real time, or a test clock whose time lies in a file of the folder, so that it goes on where
// it stood when the server starts again. Safe for use by several threads.
class KeptClock : public services::Clock {
 public:
  // The clock of `folder`, which exists; `is_new` says that there are no data in it yet.
  // `test_start` is set for a test clock and says where a new one begins. DATA_HAS_TEST_CLOCK and
  // DATA_HAS_REAL_CLOCK when the data were made with the other kind; DATA_FOLDER_UNUSABLE when the
  // file cannot be read or written.
  static absl::StatusOr<std::unique_ptr<KeptClock>> Open(const std::string& folder, bool is_new,
                                                         std::optional<absl::Time> test_start);

  absl::Time Now() const override;
  bool is_test_clock() const { return test_ != nullptr; }

  // Writes `now` to the file, then sets the clock. TEST_CLOCK_OFF on the real one,
  // CLOCK_WOULD_GO_BACK for a time before what it shows.
  absl::Status Set(absl::Time now);

 private:
  KeptClock(std::string file, std::unique_ptr<services::SettableClock> test)
      : file_(std::move(file)), test_(std::move(test)) {}

  const std::string file_;
  const services::SystemClock system_;
  const std::unique_ptr<services::SettableClock> test_;  // none: the real time
  std::mutex setting_;
};

}  // namespace kasvu::kasvud
