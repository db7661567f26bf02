// Templates as they travel between catalogues.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "kasvu/v1/package.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

// What a package may measure: it travels in one message.
inline constexpr size_t kMaxPackageBytes = 3 << 20;

// The versions of `template_name` (publisher/id) from `first` on. TEMPLATE_NOT_FOUND,
// PACKAGE_TOO_LARGE.
absl::StatusOr<kasvu::v1::TemplatePackage> PackageOf(const storage::Reader& reader,
                                                     std::string_view template_name, int first);

// Reads a package whose signature and key are right, and looks at all that can be known without
// compiling it: numbers without gaps, digests. PACKAGE_DAMAGED, KEY_NOT_TRUSTED.
absl::StatusOr<kasvu::v1::TemplatePackage> OpenPackage(
    const storage::Reader& reader, const kasvu::v1::ImportTemplateRequest& request);

// The publisher of publisher/id.
std::string PublisherOf(const kasvu::v1::TemplatePackage& package);

}  // namespace kasvu::catalogue
