// What one context's records name in another's store.
#pragma once

#include <string>

#include "absl/functional/function_ref.h"

namespace kasvu::services {

struct Reference {
  enum class Kind { kPerson, kCompany, kVersion, kContentKey };
  Kind kind;
  std::string name;    // persons/…, companies/…, publisher/id@number, or the subject of a key
  std::string digest;  // of a version
  std::string compiled_digest;  // of the content that is kept of it here; empty elsewhere
  std::string table;            // where it stands, as faults tell it
  std::string key;
};

using ReferenceVisitor = absl::FunctionRef<void(const Reference& reference)>;

}  // namespace kasvu::services
