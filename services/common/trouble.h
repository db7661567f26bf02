// What is wrong in the server, for operators.
#pragma once

#include <string>

namespace kasvu::services {

struct Trouble {
  std::string reason;  // stable: DISK_NEARLY_FULL
  std::string where;   // which part: "engine"
  std::string detail;  // a sentence; may vary while it lasts
  // Whether that part can do its work all the same; if not, it is NOT_SERVING.
  bool serves = true;

  friend bool operator==(const Trouble&, const Trouble&) = default;
};

}  // namespace kasvu::services
