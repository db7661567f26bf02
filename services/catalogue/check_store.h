// Whether everything in a catalogue's store holds together.
#pragma once

#include <optional>
#include <string>

#include "services/common/faults.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

// Looks at every row of the catalogue's tables: versions without gaps, their content under its
// digest (DIGEST_DIFFERS), what they were made of, their standings and the feed of those, the index
// by digest in both directions.
void CheckStore(const storage::Reader& reader, services::Faults& faults);

// The digests of a version, publisher/id@number; nothing when there is none of that name.
struct Digests {
  std::string source;
  std::string compiled;
};
std::optional<Digests> DigestsOf(const storage::Reader& reader, const std::string& version);

}  // namespace kasvu::catalogue
