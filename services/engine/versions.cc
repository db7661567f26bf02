#include "services/engine/versions.h"

#include <chrono>
#include <optional>
#include <utility>

#include "errors/error.h"
#include "grpcpp/client_context.h"
#include "services/common/grpc_status.h"
#include "services/engine/errors.h"
#include "services/engine/tables.h"
#include "storage/record.h"
#include "workflows/template/codec.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::TemplateService;
using kasvu::v1::TemplateVersion;

constexpr std::chrono::seconds kFetchWithin(5);

std::string MetaOf(const std::string& name) { return "version/" + name; }
std::string OriginOf(const std::string& name) { return "origin/" + name; }

}  // namespace

// One call under way; destroys itself.
class Versions::Fetch : public services::CallQueue::Event {
 public:
  Fetch(Versions& versions, const std::string& name, Found found)
      : versions_(versions), found_(std::move(found)) {
    versions_.queue_->Open();
    request_.set_name(name);
    request_.set_view(kasvu::v1::VIEW_FULL);
    context_.set_deadline(std::chrono::system_clock::now() + kFetchWithin);
    reader_ =
        versions_.stub_->AsyncGetTemplateVersion(&context_, request_, versions_.queue_->get());
    reader_->Finish(&version_, &status_, static_cast<Event*>(this));
  }
  ~Fetch() override { versions_.queue_->Close(); }

  // Pinning waits for the disk.
  void Happen(bool) override {
    versions_.workers_.Run([this] {
      const std::unique_ptr<Fetch> done(this);
      found_(Outcome());
    });
  }

 private:
  absl::StatusOr<PinnedVersion> Outcome() {
    const absl::Status status = services::FromGrpc(status_);
    if (status.code() == absl::StatusCode::kUnavailable ||
        status.code() == absl::StatusCode::kDeadlineExceeded) {
      return CatalogueUnreachable();
    }
    KASVU_RETURN_IF_ERROR(status);
    return versions_.Pin(version_);
  }

  Versions& versions_;
  Found found_;
  grpc::ClientContext context_;
  kasvu::v1::GetTemplateVersionRequest request_;
  TemplateVersion version_;
  grpc::Status status_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<TemplateVersion>> reader_;
};

void Versions::Connect(std::shared_ptr<grpc::Channel> catalogue, services::CallQueue& queue) {
  if (catalogue == nullptr) return;
  queue_ = &queue;
  stub_ = TemplateService::NewStub(std::move(catalogue));
}

void Versions::Find(const std::string& name, Found found) {
  absl::StatusOr<std::optional<PinnedVersion>> pinned = FindPinned(name);
  if (!pinned.ok()) return found(pinned.status());
  if (*pinned) return found(**std::move(pinned));
  if (stub_ == nullptr) return found(CatalogueUnreachable());

  new Fetch(*this, name, std::move(found));
}

absl::StatusOr<std::optional<PinnedVersion>> Versions::FindPinned(const std::string& name) const {
  if (name.find('@') == std::string::npos) return std::nullopt;
  KASVU_ASSIGN_OR_RETURN(const auto digest,
                         kMetaTable.Find(*store_.TakeSnapshot(), {MetaOf(name)}));
  if (!digest) return std::nullopt;
  return PinnedVersion{name, *digest};
}

absl::StatusOr<kasvu::v1::TemplateSpec> Versions::Origin(const std::string& name) const {
  kasvu::v1::TemplateSpec origin;
  KASVU_ASSIGN_OR_RETURN(const auto bytes,
                         kMetaTable.Find(*store_.TakeSnapshot(), {OriginOf(name)}));
  if (bytes && !origin.ParseFromString(*bytes)) return absl::DataLossError("an origin");
  return origin;
}

absl::StatusOr<PinnedVersion> Versions::Pin(const TemplateVersion& version) {
  if (version.module()) return TemplateNotFound(version.name());
  if (workflows::Digest(version.source()) != version.digest() ||
      workflows::Digest(version.compiled()) != version.compiled_digest()) {
    return VersionDiffers(version.name());
  }
  const auto transaction = store_.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(kPinnedTable.BytesOf({version.digest()})));
  KASVU_ASSIGN_OR_RETURN(const auto before, kPinnedTable.Find(*transaction, {version.digest()}));
  if (before) {
    // The same source may have been compiled with another module of the same name elsewhere.
    kasvu::v1::TemplateSpec spec;
    if (!spec.ParseFromString(*before) || workflows::Digest(spec) != version.compiled_digest()) {
      return VersionDiffers(version.name());
    }
  } else {
    KASVU_RETURN_IF_ERROR(kPinnedTable.Insert(*transaction, {version.digest()},
                                              storage::EncodeRecord(version.compiled())));
  }
  KASVU_RETURN_IF_ERROR(
      kMetaTable.Upsert(*transaction, {MetaOf(version.name())}, version.digest()));
  kasvu::v1::TemplateSpec origin;
  origin.set_overlay_of(version.overlay_of());
  origin.set_variant_of(version.variant_of());
  KASVU_RETURN_IF_ERROR(
      kMetaTable.Upsert(*transaction, {OriginOf(version.name())}, storage::EncodeRecord(origin)));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return PinnedVersion{version.name(), version.digest()};
}

}  // namespace kasvu::engine
