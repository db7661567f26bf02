// The call of the catalogue that is a stream: a rehearsal tells how far it is.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "clients/cpp/connection.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::client {

// Has a template rehearsed, at most ten minutes long, where `options` says the catalogue is, and
// tells `progress` now and then how many runs are done. Errors as of Connection::Call.
absl::StatusOr<kasvu::v1::Rehearsal> SimulateTemplate(
    const ConnectionOptions& options, const kasvu::v1::SimulateTemplateRequest& request,
    const std::function<void(int)>& progress);

}  // namespace kasvu::client
