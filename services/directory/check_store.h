// Whether everything in a directory's store holds together.
#pragma once

#include <string>

#include "services/common/faults.h"
#include "services/common/references.h"
#include "storage/kv.h"

namespace kasvu::directory {

// Looks at every row of the directory's tables: people, companies and mandates against the indexes
// that find them, in both directions; whom and what they name here; the feed without gaps.
void CheckStore(const storage::Reader& reader, services::Faults& faults);

// Visits the subjects whose keys seal what lies here. Rows that cannot be read name nothing.
void ForEachReference(const storage::Reader& reader, services::ReferenceVisitor visitor);

// Whether somebody, persons/…, or something, companies/…, is known here. What cannot be read
// counts as known: its own table tells of it.
bool KnowsPerson(const storage::Reader& reader, const std::string& name);
bool KnowsCompany(const storage::Reader& reader, const std::string& name);

}  // namespace kasvu::directory
