// The backends that every test of the port runs on.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "storage/kv.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {

// A kind of store and how to open an empty one whose files, if any, lie in `folder`.
struct Backend {
  std::string name;
  std::unique_ptr<Store> (*open)(const TemporaryFolder& folder);
};
inline void PrintTo(const Backend& backend, std::ostream* out) { *out << backend.name; }

// Those of the test program at hand.
std::vector<Backend> Backends();

// The keys that tests use: all but those of storage itself.
inline const KeyRange kAll{std::string("\x00\x01", 2), ""};

}  // namespace kasvu::storage
