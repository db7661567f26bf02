#include "services/catalogue/packages.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/tables.h"
#include "services/catalogue/version_record.h"
#include "services/common/signature.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {

using kasvu::v1::PackagedVersion;
using kasvu::v1::TemplatePackage;
using kasvu::v1::TemplateVersion;

namespace {

absl::StatusOr<PackagedVersion> PackagedAt(const storage::Reader& reader, const VersionKey& key) {
  KASVU_ASSIGN_OR_RETURN(const auto record, kVersionTable.Get(reader, key));
  KASVU_ASSIGN_OR_RETURN(const auto standing, kStandingTable.Get(reader, key));
  KASVU_ASSIGN_OR_RETURN(const auto contents, kSourceTable.Get(reader, {record.digest()}));
  TemplateVersion whole;
  KASVU_RETURN_IF_ERROR(AddContents(contents, whole));
  PackagedVersion version;
  version.set_version(static_cast<int32_t>(std::get<2>(key)));
  version.set_source(workflows::CanonicalJson(workflows::Encode(whole.source())));
  version.set_digest(record.digest());
  version.set_compiled_digest(record.compiled_digest());
  *version.mutable_publish_time() = TimestampOf(record.published_at());
  version.set_standing(static_cast<kasvu::v1::Standing>(standing.standing()));
  version.set_successor(standing.successor());
  version.set_standing_reason(standing.reason());
  for (const auto& inlined : record.pins()) {
    auto* need = version.add_needs();
    need->set_module(inlined.module());
    need->set_digest(inlined.digest());
  }
  if (!record.overlay_of().empty()) {
    auto* need = version.add_needs();
    need->set_module(record.overlay_of());
    need->set_digest(record.upstream_digest());
  }
  return version;
}

constexpr int kMostVersions = 1'000'000;

absl::Status CheckNumbers(const TemplatePackage& package) {
  const auto reference = workflows::ParseVersionReference(package.template_());
  if (!reference || reference->version != 0) return PackageDamaged("it names no template");
  if (package.versions().empty()) return PackageDamaged("it holds no version");
  int expected = package.versions(0).version();
  if (expected < 1 || expected > kMostVersions || package.versions_size() > kMostVersions) {
    return PackageDamaged("its versions have no numbers");
  }
  for (const PackagedVersion& version : package.versions()) {
    if (version.version() != expected++) return PackageDamaged("its versions are out of order");
  }
  return absl::OkStatus();
}

}  // namespace

std::string PublisherOf(const TemplatePackage& package) {
  return package.template_().substr(0, package.template_().find('/'));
}

absl::StatusOr<TemplatePackage> PackageOf(const storage::Reader& reader,
                                          std::string_view template_name, int first) {
  const auto reference = workflows::ParseVersionReference(template_name);
  if (!reference || reference->version != 0) return TemplateNotFound(template_name);
  KASVU_ASSIGN_OR_RETURN(const auto record,
                         kTemplateTable.Find(reader, {reference->publisher, reference->id}));
  if (!record || first > record->newest()) return TemplateNotFound(template_name);
  TemplatePackage package;
  package.set_template_(std::string(template_name));
  for (int number = std::max(first, 1); number <= record->newest(); ++number) {
    KASVU_ASSIGN_OR_RETURN(
        *package.add_versions(),
        PackagedAt(reader, {reference->publisher, reference->id, static_cast<uint32_t>(number)}));
    if (package.ByteSizeLong() > kMaxPackageBytes) return PackageTooLarge(template_name);
  }
  return package;
}

absl::StatusOr<TemplatePackage> OpenPackage(const storage::Reader& reader,
                                            const kasvu::v1::ImportTemplateRequest& request) {
  // Nothing is read of what has no right signature.
  if (!services::IsSignedBy(request.public_key(), request.signature(),
                            TemplatePackage::descriptor(), request.package())) {
    return PackageDamaged("its signature is not that of its contents");
  }
  TemplatePackage package;
  if (!package.ParseFromString(request.package())) return PackageDamaged("it cannot be read");
  KASVU_RETURN_IF_ERROR(CheckNumbers(package));
  KASVU_ASSIGN_OR_RETURN(const auto key, kKeyTable.Find(reader, {PublisherOf(package)}));
  if (!key || key->public_key() != request.public_key()) {
    return KeyNotTrusted(PublisherOf(package), absl::BytesToHexString(request.public_key()),
                         key ? absl::BytesToHexString(key->public_key()) : "");
  }
  return package;
}

}  // namespace kasvu::catalogue
