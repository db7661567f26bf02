#include "services/common/row_words.h"

#include <algorithm>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/time/time.h"

namespace kasvu::services {
namespace {

using storage::Tag;

// What the parts of a table's keys are called; those of other tables stand alone.
const std::vector<std::string_view>& PartNames(Tag tag) {
  static const auto& names = *new std::map<Tag, std::vector<std::string_view>>{
      {Tag::kTemplates, {"publisher", "template"}},
      {Tag::kTemplateVersions, {"publisher", "template", "version"}},
      {Tag::kVersionByDigest, {"digest"}},
      {Tag::kCatalogueRequests, {"request"}},
      {Tag::kTemplateStandings, {"publisher", "template", "version"}},
      {Tag::kStandingChanges, {"position"}},
      {Tag::kTemplateSources, {"digest"}},
      {Tag::kDeclinedVersions, {"publisher", "template", "version"}},
      {Tag::kPublisherKeys, {"publisher"}},
      {Tag::kPersons, {"person"}},
      {Tag::kPersonByEmail, {"hash"}},
      {Tag::kCompanies, {"company"}},
      {Tag::kCompanyByBusinessId, {"hash"}},
      {Tag::kMandates, {"mandate"}},
      {Tag::kMandateByPerson, {"person", "mandate"}},
      {Tag::kMandateChanges, {"position"}},
      {Tag::kDirectoryRequests, {"request"}},
      {Tag::kCohorts, {"cohort"}},
      {Tag::kGroups, {"cohort", "group"}},
      {Tag::kLinks, {"cohort", "link"}},
      {Tag::kEnrolments, {"cohort", "enrolment"}},
      {Tag::kHistory, {"cohort", "position"}},
      {Tag::kHistoryIndex, {"cohort", "enrolment", "position"}},
      {Tag::kEngineRequests, {"cohort", "request"}},
      {Tag::kEnrolmentByPerson, {"person", "cohort", "enrolment"}},
      {Tag::kLinkByPerson, {"person", "cohort", "link"}},
      {Tag::kPinnedVersions, {"digest"}},
      {Tag::kAuditAnchors, {"position"}},
      {Tag::kLiveEnrolments, {"cohort", "enrolment"}},
      {Tag::kEngineCounters, {"cohort", "counter"}},
      {Tag::kLiveLinks, {"cohort", "link"}},
      {Tag::kDueInstants, {"instant", "cohort"}},
      {Tag::kCohortHeads, {"cohort"}},
      {Tag::kLiveEnrolmentByPerson, {"person", "cohort", "enrolment"}},
      {Tag::kLiveLinkByPerson, {"person", "cohort", "link"}},
      {Tag::kCohortsByScope, {"scope", "cohort"}},
      {Tag::kAnchorsByCohort, {"cohort", "anchor"}},
      {Tag::kKnownStandings, {"version"}},
      {Tag::kPurgedCohorts, {"cohort"}},
      {Tag::kPurgesUnderWay, {"cohort"}},
      {Tag::kArchivedWords, {"person", "cohort"}},
      {Tag::kSubjectKeys, {"subject"}},
      {Tag::kMadeStores, {"store"}},
  };
  static const auto& none = *new std::vector<std::string_view>();
  const auto found = names.find(tag);
  return found == names.end() ? none : found->second;
}

bool IsText(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::string TableName(Tag tag) {
  for (const storage::NamedTag& named : storage::kAllTags) {
    if (named.number == static_cast<uint16_t>(tag)) return std::string(named.name);
  }
  return PartText(static_cast<uint32_t>(tag));
}

std::string PartText(std::string_view part) {
  return IsText(part) ? std::string(part) : absl::BytesToHexString({part.data(), part.size()});
}

// The only such parts are instants.
std::string PartText(int64_t part) {
  return absl::FormatTime(absl::RFC3339_sec, absl::FromUnixMicros(part), absl::UTCTimeZone());
}

std::string KeyText(Tag tag, const std::vector<std::string>& parts) {
  const std::vector<std::string_view>& names = PartNames(tag);
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!text.empty()) text += ", ";
    if (i < names.size()) text.append(names[i]).append(1, ' ');
    text += parts[i];
  }
  return text;
}

}  // namespace kasvu::services
