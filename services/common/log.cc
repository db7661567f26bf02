#include "services/common/log.h"

#include <atomic>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "errors/error.h"
#include "services/common/json_text.h"

namespace kasvu::services {
namespace {

std::atomic<LogLevel> least_level = LogLevel::kInfo;

constexpr std::string_view kWords[] = {"info", "warning", "error"};

void AppendField(std::string_view name, std::string_view value, std::string& line) {
  if (line.size() > 1) line.push_back(',');
  AppendJsonText(name, line);
  line.push_back(':');
  AppendJsonText(value, line);
}

// The begin of the line, or nothing when it is not to be written.
std::string Begin(LogLevel level, std::string_view event) {
  if (level < least_level.load(std::memory_order_relaxed)) return {};
  std::string line = "{";
  AppendField("time", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
              line);
  AppendField("level", kWords[static_cast<int>(level)], line);
  AppendField("event", event, line);
  return line;
}

void End(std::initializer_list<LogField> fields, std::string line) {
  for (const LogField& field : fields) {
    if (!field.is_number) {
      AppendField(field.name, field.value, line);
      continue;
    }
    line.push_back(',');
    AppendJsonText(field.name, line);
    absl::StrAppend(&line, ":", field.value);
  }
  line.append("}\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

std::optional<LogLevel> LogLevelOf(std::string_view word) {
  for (int level = 0; level < 3; ++level) {
    if (word == kWords[level]) return static_cast<LogLevel>(level);
  }
  return std::nullopt;
}

void SetLogLevel(LogLevel least) { least_level = least; }

void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (std::string line = Begin(level, event); !line.empty()) End(fields, std::move(line));
}

void Log(LogLevel level, std::string_view event, const absl::Status& error,
         std::initializer_list<LogField> fields) {
  std::string line = Begin(level, event);
  if (line.empty()) return;
  AppendField("code", absl::StatusCodeToString(error.code()), line);
  if (const std::string reason = ReasonOf(error); !reason.empty()) {
    AppendField("reason", reason, line);
  }
  AppendField("message", {error.message().data(), error.message().size()}, line);
  End(fields, std::move(line));
}

void LogSlowCall(std::string_view method, int code, std::chrono::nanoseconds took) {
  static std::atomic<int64_t> next{0};
  static std::atomic<int64_t> left_out{0};
  const int64_t now = absl::ToUnixMillis(absl::Now());
  int64_t due = next.load(std::memory_order_relaxed);
  if (now < due || !next.compare_exchange_strong(due, now + 1'000)) {
    ++left_out;
    return;
  }
  Log(LogLevel::kWarning, "slow call",
      {{"method", method},
       {"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))},
       {"took_ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
       {"others", left_out.exchange(0)}});
}

}  // namespace kasvu::services
