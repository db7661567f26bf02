// Taking templates from another catalogue, and the keys that they have to be signed with.

#include <tuple>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/packages.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/stored_modules.h"
#include "services/catalogue/tables.h"
#include "services/catalogue/version_record.h"
#include "services/common/digest.h"
#include "services/common/signature.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::PublisherKeyRecord;
using kasvu::storage::v1::TemplateStandingRecord;
using kasvu::v1::ImportTemplateRequest;
using kasvu::v1::ImportTemplateResponse;
using kasvu::v1::PackagedVersion;
using kasvu::v1::PublisherKey;
using kasvu::v1::TemplatePackage;
using services::Call;

namespace {

PublisherKey KeyOf(const std::string& publisher, const PublisherKeyRecord& record) {
  PublisherKey key;
  key.set_publisher(publisher);
  key.set_public_key(record.public_key());
  *key.mutable_trust_time() = TimestampOf(record.trusted_at());
  return key;
}

// What the package says beside a version's content: a time that has been, and a standing with a
// successor that is some version's name.
absl::Status CheckBeside(const PackagedVersion& version, absl::Time now) {
  const auto& published = version.publish_time();
  if (published.seconds() < 0 || published.nanos() < 0 || published.nanos() > 999'999'999 ||
      published.seconds() > absl::ToUnixSeconds(now + absl::Hours(24))) {
    return PackageDamaged("a version was published at no time that has been");
  }
  const auto successor = workflows::ParseVersionReference(version.successor());
  if (!kasvu::v1::Standing_IsValid(version.standing()) ||
      version.standing() == kasvu::v1::STANDING_UNSPECIFIED ||
      (!version.successor().empty() && (!successor || successor->version == 0))) {
    return PackageDamaged("a version has no standing that is known here");
  }
  return absl::OkStatus();
}

absl::Time TimeOf(const google::protobuf::Timestamp& stamp) {
  return absl::FromUnixSeconds(stamp.seconds()) + absl::Nanoseconds(stamp.nanos());
}

// PACKAGE_NEEDS when something that the version is compiled with is not here.
absl::Status CheckNeeds(const storage::Reader& reader, const PackagedVersion& version) {
  for (const kasvu::v1::Pin& need : version.needs()) {
    const absl::StatusOr<std::string> digest = StoredModules(reader).DigestOf(need.module());
    if (!digest.ok() || *digest != need.digest()) return PackageNeeds(need.module());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Catalogue::ImportVersion(storage::Transaction& transaction,
                                      const ImportTemplateRequest& request,
                                      const TemplatePackage& package,
                                      const PackagedVersion& version, absl::Time now) const {
  KASVU_RETURN_IF_ERROR(CheckBeside(version, now));
  KASVU_RETURN_IF_ERROR(CheckNeeds(transaction, version));
  const std::string name = package.template_() + "@" + std::to_string(version.version());
  const workflows::CheckResult result =
      workflows::Check(name, version.source(), StoredModules(transaction));
  if (!result.compiled) return TemplateHasFaults(FindingsFor(result.findings, request.language()));
  const std::string publisher = PublisherOf(package);
  if (result.compiled->digest != version.digest() ||
      publisher + "/" + IdOf(result.compiled->source) != package.template_() ||
      RecordOf(*result.compiled, now).compiled_digest() != version.compiled_digest()) {
    return PackageDamaged(name + " is not what its digest says");
  }
  KASVU_ASSIGN_OR_RETURN(const Place place, Append(transaction, publisher, *result.compiled,
                                                   TimeOf(version.publish_time())));
  TemplateStandingRecord standing;
  standing.set_standing(version.standing());
  standing.set_successor(version.successor());
  standing.set_reason(version.standing_reason());
  standing.set_changed_at(absl::ToUnixMicros(now));
  return PutStanding(transaction, {place.publisher, place.id, place.number}, standing);
}

absl::StatusOr<ImportTemplateResponse> Catalogue::ImportPackage(
    storage::Transaction& transaction, const ImportTemplateRequest& request,
    const TemplatePackage& package, absl::Time now) const {
  const std::string publisher = PublisherOf(package);
  const std::string id = package.template_().substr(publisher.size() + 1);
  KASVU_ASSIGN_OR_RETURN(const auto record, kTemplateTable.Find(transaction, {publisher, id}));
  const int newest = record ? record->newest() : 0;
  if (package.versions(0).version() > newest + 1) {
    return VersionsMissing(package.template_(), newest + 1);
  }
  ImportTemplateResponse response;
  for (const PackagedVersion& version : package.versions()) {
    const std::string name = package.template_() + "@" + std::to_string(version.version());
    if (version.version() <= newest) {
      KASVU_ASSIGN_OR_RETURN(
          const auto known,
          kVersionTable.Get(transaction,
                            {publisher, id, static_cast<uint32_t>(version.version())}));
      if (known.digest() != version.digest()) return NumberTaken(name);
      response.add_known(name);
    } else {
      KASVU_RETURN_IF_ERROR(ImportVersion(transaction, request, package, version, now));
      response.add_added(name);
    }
  }
  return response;
}

absl::StatusOr<ImportTemplateResponse> Catalogue::Import(const Call& call,
                                                         const ImportTemplateRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const TemplatePackage package,
                         OpenPackage(*store_.TakeSnapshot(), request));
  const std::string publisher = PublisherOf(package);
  const std::string fingerprint = services::Blake2b(services::RequestBytes(call, request), 32);
  ImportTemplateResponse response;
  {
    const auto transaction = store_.Begin();
    KASVU_RETURN_IF_ERROR(transaction->Lock(
        kTemplateTable.BytesOf({publisher, package.template_().substr(publisher.size() + 1)})));
    KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
    KASVU_RETURN_IF_ERROR(transaction->Lock(StandingsLock()));
    KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
    if (answered) {
      if (!response.ParseFromString(*answered)) return absl::DataLossError("a stored answer");
      return response;
    }
    KASVU_ASSIGN_OR_RETURN(response, ImportPackage(*transaction, request, package, call.now));
    // A transaction that is never committed: the same answer as the real thing, nothing written.
    if (request.validate_only()) return response;
    KASVU_RETURN_IF_ERROR(
        requests_.Add(*transaction, call, fingerprint, response.SerializeAsString()));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
  }
  standings_changed_.Raise();
  return response;
}

absl::StatusOr<PublisherKey> Catalogue::TrustKey(const Call& call,
                                                 const kasvu::v1::TrustKeyRequest& request) {
  if (request.public_key().size() != services::kPublicKeyBytes) {
    return InvalidFields({{"public_key", "has to be an Ed25519 key of 32 bytes"}});
  }
  const std::string fingerprint = services::Blake2b(services::RequestBytes(call, request), 32);
  const auto transaction = store_.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
  KASVU_RETURN_IF_ERROR(transaction->Lock(kKeyTable.BytesOf({request.publisher()})));
  KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
  KASVU_ASSIGN_OR_RETURN(const auto known, kKeyTable.Find(*transaction, {request.publisher()}));
  if (known && (answered || known->public_key() == request.public_key())) {
    return KeyOf(request.publisher(), *known);
  }
  if (known && !request.replace()) return KeyDiffers(request.publisher());
  PublisherKeyRecord record;
  record.set_public_key(request.public_key());
  record.set_trusted_at(absl::ToUnixMicros(call.now));
  KASVU_RETURN_IF_ERROR(kKeyTable.Upsert(*transaction, {request.publisher()}, record));
  KASVU_RETURN_IF_ERROR(requests_.Add(*transaction, call, fingerprint, request.publisher()));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return KeyOf(request.publisher(), record);
}

absl::Status Catalogue::ListKeys(kasvu::v1::ListKeysResponse& response) const {
  constexpr int kMostKeys = 1000;
  return kKeyTable.Scan(*store_.TakeSnapshot(), std::tuple(),
                        [&](const auto& key, const PublisherKeyRecord& record) {
                          *response.add_keys() = KeyOf(std::get<0>(key), record);
                          return response.keys_size() < kMostKeys;
                        });
}

}  // namespace kasvu::catalogue
