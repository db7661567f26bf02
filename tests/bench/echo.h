// The bare gRPC call: a server in a process of its own that sends back what it got.
#pragma once

#include <memory>
#include <string>

#include "tests/bench/load.h"

namespace kasvu::bench {

// Serves until SIGTERM; prints its address in the words of kasvud.
int ServeEcho();

// Echoes of `bytes` bytes to the server at `address`.
class EchoLoad {
 public:
  EchoLoad(const std::string& address, int bytes);
  ~EchoLoad();

  Measured Measure(int in_flight, int calls) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace kasvu::bench
