#include "services/kasvud/kept_clock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/kasvud/errors.h"

namespace kasvu::kasvud {
namespace {

constexpr char kFormat[] = "%Y-%m-%dT%H:%M:%E*SZ";

// Microseconds are what everything else keeps.
absl::Time Whole(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

// Durably and whole or not at all.
absl::Status Write(const std::string& file, absl::Time time) {
  const std::string text = absl::FormatTime(kFormat, time, absl::UTCTimeZone()) + "\n";
  const std::string fresh = file + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return DataFolderUnusable(file, "the test clock cannot be written");
  bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  written = ::fsync(descriptor) == 0 && written;
  written = ::close(descriptor) == 0 && written;
  if (!written || std::rename(fresh.c_str(), file.c_str()) != 0) {
    return DataFolderUnusable(file, "the test clock cannot be written");
  }
  const std::string folder = std::filesystem::path(file).parent_path();
  const int parent = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent >= 0) {
    ::fsync(parent);
    ::close(parent);
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::Time> Read(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  absl::Time time;
  std::string fault;
  if (!std::getline(stream, line) || !absl::ParseTime(kFormat, line, &time, &fault)) {
    return DataFolderUnusable(file, "it holds no time");
  }
  return time;
}

}  // namespace

bool IsClockTime(absl::Time time) {
  return time >= absl::UnixEpoch() &&
         time < absl::FromCivil(absl::CivilDay(2200, 1, 1), absl::UTCTimeZone());
}

absl::StatusOr<std::unique_ptr<KeptClock>> KeptClock::Open(const std::string& folder, bool is_new,
                                                           std::optional<absl::Time> test_start) {
  const std::string file = folder + "/test-clock";
  std::error_code unknown;
  const bool kept = std::filesystem::exists(file, unknown);
  if (!test_start) {
    if (kept) return DataHasTestClock(folder);
    return std::unique_ptr<KeptClock>(new KeptClock(file, nullptr));
  }
  absl::Time now = Whole(*test_start);
  if (kept) {
    KASVU_ASSIGN_OR_RETURN(now, Read(file));
  } else if (is_new) {
    KASVU_RETURN_IF_ERROR(Write(file, now));
  } else {
    return DataHasRealClock(folder);
  }
  return std::unique_ptr<KeptClock>(
      new KeptClock(file, std::make_unique<services::SettableClock>(now)));
}

absl::Time KeptClock::Now() const { return test_ != nullptr ? test_->Now() : system_.Now(); }

absl::Status KeptClock::Set(absl::Time now) {
  if (test_ == nullptr) return TestClockOff();
  now = Whole(now);
  const std::lock_guard lock(setting_);
  if (now < test_->Now()) {
    // The clock itself says how it stands.
    return test_->Set(now);
  }
  KASVU_RETURN_IF_ERROR(Write(file_, now));
  return test_->Set(now);
}

}  // namespace kasvu::kasvud
