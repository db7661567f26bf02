#pragma once

#include "services/admin/read_stores.h"
#include "services/common/faults.h"

namespace kasvu::admin {

// Looks up what the records of one store name in another. Those into a store that does not lie in
// `folder`, because another process keeps it, are left out.
// REFERENCE_BROKEN: nobody, nothing or no version of that name, or one with another digest.
// CONTENT_KEY_MISSING: there never was a key that opens what is sealed.
void CheckEngineReferences(const ReadStores& folder, services::Faults& faults);
void CheckDirectoryReferences(const ReadStores& folder, services::Faults& faults);

}  // namespace kasvu::admin
