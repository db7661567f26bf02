#include "clients/cpp/package_file.h"

#include "errors/error.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kFirstLine = "kasvu-package-1\n";

}  // namespace

std::string PackageFile(const std::string& package, const SigningKey& key) {
  kasvu::v1::SignedPackage file;
  file.set_package(package);
  file.set_public_key(key.public_key());
  file.set_signature(key.Sign(kasvu::v1::TemplatePackage::descriptor(), package));
  return std::string(kFirstLine) + file.SerializeAsString();
}

absl::StatusOr<kasvu::v1::SignedPackage> ReadPackageFile(std::string_view bytes) {
  kasvu::v1::SignedPackage file;
  if (bytes.starts_with(kFirstLine)) {
    const std::string_view rest = bytes.substr(kFirstLine.size());
    if (file.ParseFromArray(rest.data(), static_cast<int>(rest.size())) &&
        !file.package().empty()) {
      return file;
    }
  }
  return Error(absl::StatusCode::kInvalidArgument, "PACKAGE_UNREADABLE",
               "the file is no package of `kasvu template export`, or was cut short");
}

}  // namespace kasvu::client
