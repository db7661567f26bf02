#include "services/common/log.h"

#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "errors/error.h"

namespace kasvu::services {

void Log(std::string_view message) {
  std::string line = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ ", absl::Now(), absl::UTCTimeZone());
  line.append(message);
  line.push_back('\n');
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// Not ToString of it, which prints its particulars as escaped bytes.
void Log(std::string_view message, const absl::Status& error) {
  const std::string reason = ReasonOf(error);
  Log(absl::StrCat(std::string(message), ": ", absl::StatusCodeToString(error.code()), " ",
                   error.message(), reason.empty() ? "" : " [", reason, reason.empty() ? "" : "]"));
}

}  // namespace kasvu::services
