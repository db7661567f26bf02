// What a browser or Prometheus would see at a port of this machine.
#pragma once

#include <string>

namespace kasvu::tests {

// Sends `request` to 127.0.0.1 and reads to the end of the connection; empty when nobody listens.
std::string Exchange(int port, const std::string& request);

// The whole answer, with its head, to GET of `path`.
std::string HttpGet(int port, const std::string& path);

}  // namespace kasvu::tests
