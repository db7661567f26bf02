#include "services/catalogue/revisions.h"

#include <algorithm>
#include <utility>

#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/lineage.h"
#include "services/catalogue/revision_messages.h"
#include "services/catalogue/tables.h"
#include "services/common/digest.h"
#include "workflows/revision/conflict_words.h"
#include "workflows/revision/meaning.h"
#include "workflows/revision/rebase.h"
#include "workflows/template/codec.h"
#include "workflows/template/version_reference.h"
#include "workflows/template/yaml_writer.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::DeclinedVersionRecord;
using kasvu::v1::DeclinedVersion;
using kasvu::v1::DeclineTemplateVersionRequest;
using kasvu::v1::DiffTemplatesRequest;
using kasvu::v1::DiffTemplatesResponse;
using kasvu::v1::MergeTemplateRequest;
using kasvu::v1::MergeTemplateResponse;
using kasvu::v1::TemplateVersion;

namespace {

// The template that a version is of: what stands before the @.
std::string Unversioned(const std::string& name) { return name.substr(0, name.find('@')); }

DeclinedVersion MessageOf(const DeclinedVersionRecord& record) {
  DeclinedVersion declined;
  declined.set_version(record.version());
  declined.set_reason(record.reason());
  declined.mutable_decline_time()->set_seconds(record.declined_at() / 1'000'000);
  declined.mutable_decline_time()->set_nanos(
      static_cast<int32_t>(record.declined_at() % 1'000'000) * 1000);
  return declined;
}

// One side of a comparison: a version by name, or a text.
struct Compared {
  std::string name;
  kasvu::v1::TemplateSpec spec;
};

absl::StatusOr<Compared> Side(Catalogue& catalogue, const std::string& name,
                              const std::string& text, const std::string& language) {
  if (!text.empty()) {
    workflows::CheckResult result = catalogue.Check(name, text);
    if (!result.compiled) return TemplateHasFaults(FindingsFor(result.findings, language));
    return Compared{"", std::move(result.compiled->compiled)};
  }
  KASVU_ASSIGN_OR_RETURN(TemplateVersion version, catalogue.Get(name, kasvu::v1::VIEW_FULL));
  return Compared{version.name(), std::move(*version.mutable_compiled())};
}

}  // namespace

absl::StatusOr<DiffTemplatesResponse> Revisions::Diff(const DiffTemplatesRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Compared before, Side(catalogue_, request.before(),
                                                     request.before_text(), request.language()));
  KASVU_ASSIGN_OR_RETURN(const Compared after, Side(catalogue_, request.after(),
                                                    request.after_text(), request.language()));
  const std::vector<workflows::Difference> differences = workflows::Diff(before.spec, after.spec);
  DiffTemplatesResponse response;
  response.set_before(before.name);
  response.set_after(after.name);
  for (const workflows::Difference& difference : differences) {
    const bool gone = difference.kind == workflows::Difference::Kind::kRemoved;
    *response.add_differences() =
        DifferenceMessage(difference, gone ? before.spec : after.spec, request.language());
  }
  for (std::string& line :
       workflows::Meaning(before.spec, after.spec, differences, request.language())) {
    response.add_meaning(std::move(line));
  }
  return response;
}

absl::StatusOr<TemplateVersion> Revisions::Overlay(const std::string& name,
                                                   kasvu::v1::View view) const {
  KASVU_ASSIGN_OR_RETURN(TemplateVersion overlay, catalogue_.Get(name, view));
  if (overlay.overlay_of().empty()) return NotAnOverlay(overlay.name());
  return overlay;
}

absl::StatusOr<TemplateVersion> Revisions::Upstream(const TemplateVersion& overlay,
                                                    const std::string& name,
                                                    kasvu::v1::View view) const {
  const std::string upstream = Unversioned(overlay.overlay_of());
  const bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
  KASVU_ASSIGN_OR_RETURN(TemplateVersion version, catalogue_.Get(name.empty() ? upstream
                                                                 : number ? upstream + "@" + name
                                                                          : name,
                                                                 view));
  if (Unversioned(version.name()) != upstream) {
    return UnrelatedTemplates(overlay.name(), upstream, version.name());
  }
  return version;
}

absl::StatusOr<MergeTemplateResponse> Revisions::Merge(const MergeTemplateRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion ours,
                         Overlay(request.overlay(), kasvu::v1::VIEW_FULL));
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion theirs,
                         Upstream(ours, request.onto(), kasvu::v1::VIEW_FULL));
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion base,
                         catalogue_.Get(ours.overlay_of(), kasvu::v1::VIEW_FULL));
  const auto words = [&](const workflows::Conflict& conflict) {
    return workflows::ConflictSentence(conflict, theirs.name(), request.language());
  };
  const workflows::RebasedOverlay rebased =
      workflows::Rebase(ours.source(), base.compiled(), ours.compiled(), theirs.compiled(),
                        theirs.name(), DecisionsOf(request), words);
  MergeTemplateResponse response;
  response.set_base(base.name());
  response.set_onto(theirs.name());
  *response.mutable_overlay() = rebased.overlay;
  for (const workflows::Conflict& conflict : rebased.merge.conflicts) {
    *response.add_conflicts() = ConflictMessage(conflict);
    response.mutable_conflicts()->rbegin()->set_message(words(conflict));
  }
  for (const workflows::MergeNote& note : rebased.merge.notes) {
    *response.add_notes() = NoteMessage(note, request.language());
  }
  const workflows::CheckResult result =
      catalogue_.Check("", workflows::WriteYaml(workflows::Encode(rebased.overlay)));
  for (auto& finding : FindingsFor(result.findings, request.language())) {
    // The places are those of a text that nobody has.
    finding.clear_line();
    finding.clear_column();
    *response.add_findings() = std::move(finding);
  }
  return response;
}

absl::StatusOr<DeclinedVersion> Revisions::Decline(const services::Call& call,
                                                   const DeclineTemplateVersionRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion overlay,
                         Overlay(request.overlay(), kasvu::v1::VIEW_BASIC));
  KASVU_ASSIGN_OR_RETURN(const TemplateVersion upstream,
                         Upstream(overlay, request.version(), kasvu::v1::VIEW_BASIC));
  DeclinedVersionRecord record;
  record.set_version(upstream.name());
  record.set_reason(request.reason());
  record.set_declined_at(absl::ToUnixMicros(call.now));

  const std::string fingerprint = services::Blake2b(services::RequestBytes(call, request), 32);
  const auto transaction = store_.Begin();
  KASVU_RETURN_IF_ERROR(
      transaction->Lock(kTemplateTable.BytesOf({overlay.publisher(), overlay.template_id()})));
  KASVU_RETURN_IF_ERROR(transaction->Lock(requests_.LockOf(call)));
  KASVU_ASSIGN_OR_RETURN(const auto answered, requests_.Find(*transaction, call, fingerprint));
  if (answered) {
    if (!record.ParseFromString(*answered)) return absl::DataLossError("a stored answer");
    return MessageOf(record);
  }
  KASVU_RETURN_IF_ERROR(kDeclinedTable.Upsert(
      *transaction,
      {overlay.publisher(), overlay.template_id(), static_cast<uint32_t>(upstream.version())},
      record));
  KASVU_RETURN_IF_ERROR(requests_.Add(*transaction, call, fingerprint, record.SerializeAsString()));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  return MessageOf(record);
}

absl::StatusOr<kasvu::v1::Lineage> Revisions::LineageOf(
    const kasvu::v1::GetLineageRequest& request) const {
  const std::string name = Unversioned(request.template_());
  KASVU_ASSIGN_OR_RETURN(auto family, FamilyOf(*store_.TakeSnapshot(), name));
  if (family.empty()) return TemplateNotFound(request.template_());
  kasvu::v1::Lineage lineage;
  for (kasvu::v1::LineageMember& member : family) {
    KASVU_ASSIGN_OR_RETURN(auto versions, catalogue_.AllVersions(member.template_()));
    for (TemplateVersion& version : versions) {
      version.clear_description();
      *member.add_versions() = std::move(version);
    }
    KASVU_ASSIGN_OR_RETURN(auto declined, Declined(member.template_()));
    for (DeclinedVersion& version : declined) *member.add_declined() = std::move(version);
    *lineage.add_members() = std::move(member);
  }
  return lineage;
}

absl::StatusOr<std::vector<DeclinedVersion>> Revisions::Declined(const std::string& name) const {
  const auto reference = workflows::ParseVersionReference(name);
  if (!reference) return TemplateNotFound(name);
  std::vector<DeclinedVersion> declined;
  KASVU_RETURN_IF_ERROR(kDeclinedTable.Scan(*store_.TakeSnapshot(),
                                            std::tuple(reference->publisher, reference->id),
                                            [&](const auto&, const DeclinedVersionRecord& record) {
                                              declined.push_back(MessageOf(record));
                                              return true;
                                            }));
  std::reverse(declined.begin(), declined.end());
  return declined;
}

}  // namespace kasvu::catalogue
