#include "services/catalogue/catalogue.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "absl/strings/str_split.h"
#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/stored_modules.h"
#include "services/catalogue/tables.h"
#include "services/catalogue/version_record.h"
#include "services/common/digest.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"
#include "workflows/proof/prove.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/run_text.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::TemplateRecord;
using kasvu::storage::v1::TemplateStandingRecord;
using kasvu::v1::Finding;
using kasvu::v1::ListTemplatesRequest;
using kasvu::v1::ListTemplatesResponse;
using kasvu::v1::ListTemplateVersionsRequest;
using kasvu::v1::ListTemplateVersionsResponse;
using kasvu::v1::PublishTemplateRequest;
using kasvu::v1::PublishTemplateResponse;
using kasvu::v1::TemplateVersion;
using kasvu::v1::View;
using services::Call;

namespace {

// Under which equal content of one publisher is found.
std::string DigestKey(const std::string& publisher, const std::string& digest) {
  return publisher + "/" + digest;
}

absl::StatusOr<uint32_t> NumberOf(std::string_view digits) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return services::PageTokenInvalid();
  }
  return number;
}

void AddWarnings(const workflows::Findings& findings, std::string_view language,
                 PublishTemplateResponse& response) {
  for (Finding& finding : FindingsFor(findings, language)) {
    *response.add_warnings() = std::move(finding);
  }
}

}  // namespace

std::vector<Finding> FindingsFor(const workflows::Findings& findings, std::string_view language) {
  std::vector<Finding> told;
  for (const workflows::Finding& found : findings) {
    Finding& finding = told.emplace_back();
    finding.set_code(found.code);
    finding.set_severity(found.severity == workflows::Severity::kError
                             ? kasvu::v1::SEVERITY_ERROR
                             : kasvu::v1::SEVERITY_WARNING);
    finding.set_file(found.file);
    finding.set_line(found.line);
    finding.set_column(found.column);
    finding.set_path(found.path);
    finding.set_message(workflows::Sentence(found, language.substr(0, 2)));
    for (const workflows::RunEvent& event : found.counterexample) {
      finding.add_counterexample(workflows::Sentence(event, language.substr(0, 2)));
    }
  }
  return told;
}

workflows::CheckResult Catalogue::Check(std::string_view file, std::string_view text) {
  const auto snapshot = store_.TakeSnapshot();
  workflows::CheckResult result = workflows::Check(file, text, StoredModules(*snapshot));
  workflows::Prove(file, result);
  return result;
}

absl::StatusOr<PublishTemplateResponse> Catalogue::Publish(const Call& call,
                                                           const PublishTemplateRequest& request) {
  const workflows::CheckResult result = Check(request.file_name(), request.text());
  if (!result.compiled) return TemplateHasFaults(FindingsFor(result.findings, request.language()));
  KASVU_RETURN_IF_ERROR(CheckLineage(request.publisher(), *result.compiled));
  PublishTemplateResponse response;
  if (request.validate_only()) {
    // A transaction that is never committed: the same answer as the real thing, nothing written.
    const auto transaction = store_.Begin();
    KASVU_ASSIGN_OR_RETURN(std::optional<Place> place,
                           FindEqual(*transaction, request.publisher(), *result.compiled));
    response.set_already_published(place.has_value());
    if (!place) {
      KASVU_ASSIGN_OR_RETURN(place,
                             Append(*transaction, request.publisher(), *result.compiled, call.now));
    }
    KASVU_ASSIGN_OR_RETURN(*response.mutable_version(),
                           Read(*transaction, *place, kasvu::v1::VIEW_BASIC));
  } else {
    KASVU_ASSIGN_OR_RETURN(response, Store(call, request, *result.compiled));
  }
  AddWarnings(result.findings, request.language(), response);
  return response;
}

absl::Status Catalogue::CheckLineage(const std::string& publisher,
                                     const workflows::Compiled& compiled) const {
  const std::string own = publisher + "/" + IdOf(compiled.source);
  const auto snapshot = store_.TakeSnapshot();
  std::string upstream = compiled.source.overlay_of();
  while (!upstream.empty()) {
    if (upstream.substr(0, upstream.find('@')) == own) return OverlayOfItself(own, upstream);
    KASVU_ASSIGN_OR_RETURN(const Place place, Find(*snapshot, upstream));
    KASVU_ASSIGN_OR_RETURN(const auto record,
                           kVersionTable.Get(*snapshot, {place.publisher, place.id, place.number}));
    upstream = record.overlay_of();
  }
  return absl::OkStatus();
}

absl::StatusOr<PublishTemplateResponse> Catalogue::Store(const Call& call,
                                                         const PublishTemplateRequest& request,
                                                         const workflows::Compiled& compiled) {
  const std::string fingerprint = services::Blake2b(services::RequestBytes(call, request), 32);
  const auto transaction = store_.Begin();
  KASVU_RETURN_IF_ERROR(
      transaction->Lock(kTemplateTable.BytesOf({request.publisher(), IdOf(compiled.source)})));
  KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
  KASVU_RETURN_IF_ERROR(transaction->Lock(StandingsLock()));
  KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
  PublishTemplateResponse response;
  if (answered) {
    if (!response.ParseFromString(*answered)) return absl::DataLossError("a stored answer");
    KASVU_ASSIGN_OR_RETURN(*response.mutable_version(),
                           Get(response.version().name(), kasvu::v1::VIEW_BASIC));
    return response;
  }
  KASVU_ASSIGN_OR_RETURN(std::optional<Place> place,
                         FindEqual(*transaction, request.publisher(), compiled));
  response.set_already_published(place.has_value());
  if (!place) {
    KASVU_ASSIGN_OR_RETURN(place, Append(*transaction, request.publisher(), compiled, call.now));
  }
  KASVU_ASSIGN_OR_RETURN(TemplateVersion version,
                         Read(*transaction, *place, kasvu::v1::VIEW_BASIC));
  response.mutable_version()->set_name(version.name());
  KASVU_RETURN_IF_ERROR(
      requests_.Add(*transaction, call, fingerprint, response.SerializeAsString()));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  standings_changed_.Raise();
  *response.mutable_version() = std::move(version);
  return response;
}

absl::StatusOr<std::optional<Catalogue::Place>> Catalogue::FindEqual(
    const storage::Reader& reader, const std::string& publisher,
    const workflows::Compiled& compiled) const {
  KASVU_ASSIGN_OR_RETURN(const auto number,
                         kVersionByDigest.Find(reader, {DigestKey(publisher, compiled.digest)}));
  if (!number) return std::nullopt;
  Place place{publisher, IdOf(compiled.source)};
  KASVU_ASSIGN_OR_RETURN(place.number, NumberOf(*number));
  return place;
}

absl::StatusOr<Catalogue::Place> Catalogue::Append(storage::Transaction& transaction,
                                                   const std::string& publisher,
                                                   const workflows::Compiled& compiled,
                                                   absl::Time now) const {
  Place place{publisher, IdOf(compiled.source)};
  const bool module = !compiled.source.module().empty();
  KASVU_ASSIGN_OR_RETURN(const auto found, kTemplateTable.Find(transaction, {publisher, place.id}));
  TemplateRecord record = found.value_or(TemplateRecord());
  if (found && found->module() != module) {
    return TemplateKindDiffers(publisher + "/" + place.id, found->module());
  }
  record.set_newest(record.newest() + 1);
  record.set_module(module);
  place.number = static_cast<uint32_t>(record.newest());
  TemplateStandingRecord standing;
  standing.set_standing(compiled.compiled.pilot() ? kasvu::v1::STANDING_PILOT
                                                  : kasvu::v1::STANDING_PUBLISHED);
  standing.set_changed_at(absl::ToUnixMicros(now));

  KASVU_RETURN_IF_ERROR(kTemplateTable.Upsert(transaction, {publisher, place.id}, record));
  KASVU_RETURN_IF_ERROR(kVersionTable.Insert(transaction, {publisher, place.id, place.number},
                                             RecordOf(compiled, now)));
  KASVU_RETURN_IF_ERROR(PutStanding(transaction, {publisher, place.id, place.number}, standing));
  KASVU_RETURN_IF_ERROR(kSourceTable.Upsert(transaction, {compiled.digest}, SourceOf(compiled)));
  KASVU_RETURN_IF_ERROR(kVersionByDigest.Insert(
      transaction, {DigestKey(publisher, compiled.digest)}, std::to_string(place.number)));
  return place;
}

absl::StatusOr<Catalogue::Place> Catalogue::Find(const storage::Reader& reader,
                                                 std::string_view name) const {
  const auto reference = workflows::ParseVersionReference(name);
  if (!reference) return TemplateNotFound(name);
  Place place{reference->publisher, reference->id, static_cast<uint32_t>(reference->version)};
  KASVU_ASSIGN_OR_RETURN(const auto record,
                         kTemplateTable.Find(reader, {place.publisher, place.id}));
  if (!record || reference->version > record->newest()) return TemplateNotFound(name);
  if (place.number == 0) place.number = static_cast<uint32_t>(record->newest());
  return place;
}

absl::StatusOr<TemplateVersion> Catalogue::Read(const storage::Reader& reader, const Place& place,
                                                View view) const {
  KASVU_ASSIGN_OR_RETURN(const auto record,
                         kVersionTable.Get(reader, {place.publisher, place.id, place.number}));
  KASVU_ASSIGN_OR_RETURN(const auto standing,
                         kStandingTable.Get(reader, {place.publisher, place.id, place.number}));
  TemplateVersion version = VersionOf(place.publisher, place.id, place.number, record);
  AddStanding(standing, version);
  if (view == kasvu::v1::VIEW_FULL) {
    KASVU_ASSIGN_OR_RETURN(const auto contents, kSourceTable.Get(reader, {record.digest()}));
    KASVU_RETURN_IF_ERROR(AddContents(contents, version));
    if (record.has_proof()) *version.mutable_proof() = record.proof();
  }
  return version;
}

absl::StatusOr<TemplateVersion> Catalogue::Get(std::string_view name, View view) const {
  const auto snapshot = store_.TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const Place place, Find(*snapshot, name));
  return Read(*snapshot, place, view);
}

absl::Status Catalogue::List(const ListTemplatesRequest& request,
                             ListTemplatesResponse& response) const {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string position, services::ReadPageToken(request));
  const std::pair<std::string, std::string> after =
      absl::StrSplit(position, absl::MaxSplits('/', 1));
  const auto snapshot = store_.TakeSnapshot();
  absl::Status failed;
  size_t bytes = 0;
  std::string last;
  KASVU_RETURN_IF_ERROR(kTemplateTable.ScanAfter(
      *snapshot, std::tuple(), {after.first, after.second},
      [&](const auto& key, const TemplateRecord& record) {
        if (record.module() != request.modules()) return true;
        if (response.templates_size() == size || bytes > services::kMaxPageBytes) {
          response.set_next_page_token(services::MakePageToken(request, last));
          return false;
        }
        const auto& [publisher, id] = key;
        auto version = Read(*snapshot, {publisher, id, static_cast<uint32_t>(record.newest())},
                            kasvu::v1::VIEW_BASIC);
        failed = version.status();
        if (!failed.ok()) return false;
        bytes += version->ByteSizeLong();
        *response.add_templates() = *std::move(version);
        last = publisher + "/" + id;
        return true;
      }));
  return failed;
}

absl::StatusOr<std::vector<TemplateVersion>> Catalogue::AllVersions(std::string_view name) const {
  const auto snapshot = store_.TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(Place place, Find(*snapshot, name));
  std::vector<TemplateVersion> versions;
  for (; place.number > 0; --place.number) {
    KASVU_ASSIGN_OR_RETURN(auto version, Read(*snapshot, place, kasvu::v1::VIEW_BASIC));
    versions.push_back(std::move(version));
  }
  return versions;
}

absl::Status Catalogue::ListVersions(const ListTemplateVersionsRequest& request,
                                     ListTemplateVersionsResponse& response) const {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string position, services::ReadPageToken(request));
  const auto snapshot = store_.TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(Place place, Find(*snapshot, request.template_()));
  if (!position.empty()) {
    KASVU_ASSIGN_OR_RETURN(const uint32_t number, NumberOf(position));
    place.number = std::min(place.number, number);
  }
  size_t bytes = 0;
  for (; place.number > 0; --place.number) {
    if (response.versions_size() == size || bytes > services::kMaxPageBytes) {
      response.set_next_page_token(services::MakePageToken(request, std::to_string(place.number)));
      return absl::OkStatus();
    }
    KASVU_ASSIGN_OR_RETURN(TemplateVersion version, Read(*snapshot, place, kasvu::v1::VIEW_BASIC));
    bytes += version.ByteSizeLong();
    *response.add_versions() = std::move(version);
  }
  return absl::OkStatus();
}

}  // namespace kasvu::catalogue
