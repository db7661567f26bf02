#include "services/catalogue/rehearsals.h"

#include <utility>

#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/version_record.h"
#include "services/common/today.h"
#include "workflows/simulation/profile.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::SimulateTemplateRequest;

constexpr char kTimeZone[] = "Europe/Helsinki";
constexpr int kDaysAhead = 28;
constexpr char kNoShare[] = "has to be a share from 0 to 1 such as 0.85";

struct NamedTemplate {
  std::string name;
  std::shared_ptr<const kasvu::v1::TemplateSpec> compiled;
};

absl::StatusOr<NamedTemplate> FindTemplate(Catalogue& catalogue,
                                           const SimulateTemplateRequest& request) {
  if (request.text().empty()) {
    if (request.name().empty()) return InvalidFields({{"name", "has to be given"}});
    KASVU_ASSIGN_OR_RETURN(auto version, catalogue.Get(request.name(), kasvu::v1::VIEW_FULL));
    if (version.module()) return TemplateIsModule(version.name());
    return NamedTemplate{version.name(), std::make_shared<const kasvu::v1::TemplateSpec>(
                                             std::move(*version.mutable_compiled()))};
  }
  workflows::CheckResult checked = catalogue.Check(request.file_name(), request.text());
  if (!checked.compiled) {
    return TemplateHasFaults(FindingsFor(checked.findings, request.language()));
  }
  const std::string id = IdOf(checked.compiled->source);
  if (!checked.compiled->source.module().empty()) return TemplateIsModule(id);
  return NamedTemplate{
      id, std::make_shared<const kasvu::v1::TemplateSpec>(std::move(checked.compiled->compiled))};
}

absl::StatusOr<workflows::Behaviour> BehaviourIn(const SimulateTemplateRequest& request) {
  workflows::Behaviour behaviour;
  if (!request.profile().empty()) {
    const workflows::Findings findings =
        workflows::ReadProfile(request.profile_name(), request.profile(), behaviour);
    if (workflows::HasErrors(findings)) {
      return ProfileHasFaults(FindingsFor(findings, request.language()));
    }
  }
  std::vector<std::pair<std::string, std::string>> violations;
  const auto take = [&](const char* field, const std::string& text, workflows::Millionths& share) {
    if (text.empty()) return;
    const auto read = workflows::ShareIn(text);
    if (read) share = *read;
    if (!read) violations.emplace_back(field, kNoShare);
  };
  take("attendance", request.attendance(), behaviour.attendance);
  take("dropout", request.dropout(), behaviour.dropout);
  if (!violations.empty()) return InvalidFields(violations);
  return behaviour;
}

// The date, or the first Monday in four weeks or more.
absl::CivilDay StartOf(const SimulateTemplateRequest& request, absl::Time now) {
  absl::CivilDay day;
  if (absl::ParseCivilTime(request.start_date(), &day)) return day;
  absl::ParseCivilTime(services::Today(now), &day);
  return absl::NextWeekday(day + kDaysAhead - 1, absl::Weekday::monday);
}

}  // namespace

absl::StatusOr<NamedRehearsal> PrepareRehearsal(Catalogue& catalogue, absl::Time now,
                                                const SimulateTemplateRequest& request) {
  workflows::Casting casting;
  KASVU_ASSIGN_OR_RETURN(casting.behaviour, BehaviourIn(request));
  KASVU_ASSIGN_OR_RETURN(NamedTemplate named, FindTemplate(catalogue, request));
  if (request.groups() < 0) return InvalidFields({{"groups", "must not be negative"}});
  casting.participants = request.participants();
  casting.groups = request.groups();
  casting.seed = request.seed();
  casting.cohort.set_id("rehearsal");
  casting.cohort.set_template_(named.name);
  casting.cohort.set_region(request.region());
  casting.cohort.set_time_zone(kTimeZone);
  casting.cohort.set_start_date(
      static_cast<int32_t>(StartOf(request, now) - absl::CivilDay(1970, 1, 1)));
  casting.cohort.set_stage(kasvu::storage::v1::COHORT_STAGE_ENROLLING);
  KASVU_ASSIGN_OR_RETURN(
      auto rehearsal,
      workflows::Rehearsal::Make(std::move(named.compiled), std::move(casting), request.runs()));
  return NamedRehearsal{std::move(named.name), std::move(rehearsal)};
}

}  // namespace kasvu::catalogue
