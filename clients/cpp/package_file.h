// The file in which a template travels between catalogues.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cpp/signing_key.h"
#include "kasvu/v1/package.pb.h"

namespace kasvu::client {

// A package (a serialised kasvu.v1.TemplatePackage), signed, as a file.
std::string PackageFile(const std::string& package, const SigningKey& key);

// What such a file holds. INVALID_ARGUMENT (PACKAGE_UNREADABLE) when it is none. Whether the
// signature is right and the key trusted is the catalogue's to say.
absl::StatusOr<kasvu::v1::SignedPackage> ReadPackageFile(std::string_view bytes);

}  // namespace kasvu::client
