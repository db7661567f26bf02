// What a request to rehearse asks for.
#pragma once

#include "absl/status/statusor.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/rehearsal_stream.h"

namespace kasvu::catalogue {

// Finds or checks the template, reads the profile and casts the people, as SimulateTemplate says.
absl::StatusOr<NamedRehearsal> PrepareRehearsal(Catalogue& catalogue, absl::Time now,
                                                const kasvu::v1::SimulateTemplateRequest& request);

}  // namespace kasvu::catalogue
