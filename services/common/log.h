// The server's log: one event a line on standard error, as JSON. Never give it personal content: no
// names, no words, no requests; ids and reasons are enough.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::services {

enum class LogLevel { kInfo, kWarning, kError };

// "info", "warning" or "error"; nothing for other words.
std::optional<LogLevel> LogLevelOf(std::string_view word);

// Events below `least` are left out from now on; kInfo unless set.
void SetLogLevel(LogLevel least);

// A particular of an event, named in lower case.
struct LogField {
  LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
  LogField(std::string_view field, int64_t number)
      : name(field), value(std::to_string(number)), is_number(true) {}

  std::string name;
  std::string value;
  bool is_number = false;
};

// Writes the event with the time, in one piece. `event` is the same for all of its kind.
void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

// The same with what went wrong: its code, reason and sentence.
void Log(LogLevel level, std::string_view event, const absl::Status& error,
         std::initializer_list<LogField> fields = {});

// A call of `method` that took long; one line a second at most, which says how many others there
// were since the last. From any thread.
void LogSlowCall(std::string_view method, int code, std::chrono::nanoseconds took);

}  // namespace kasvu::services
