// Families of templates: what each goes back to, and what goes back to it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/template_service.pb.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

// The family of `name` (publisher/id), each member after the one it came from and beside each
// other by name; with template, relation, parent and depth alone. What is not published in
// `reader` is no member: what goes back to it is an origin. Empty when `name` is not published.
absl::StatusOr<std::vector<kasvu::v1::LineageMember>> FamilyOf(const storage::Reader& reader,
                                                               const std::string& name);

}  // namespace kasvu::catalogue
