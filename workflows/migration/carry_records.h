// What becomes of the records of one owner when its steps are those of another version.
#pragma once

#include <vector>

#include "kasvu/storage/v1/state.pb.h"
#include "workflows/migration/correspondence.h"
#include "workflows/migration/options.h"
#include "workflows/migration/plan.h"

namespace kasvu::workflows {

using StepRecords = google::protobuf::RepeatedPtrField<storage::v1::StepRecord>;
using FactRecords = google::protobuf::RepeatedPtrField<storage::v1::FactRecord>;
using LinkRefs = google::protobuf::RepeatedPtrField<storage::v1::LinkRef>;

// What was decided about it: the rule that stands in the way, or none.
struct Obstacle {
  MigrationRule rule = MigrationRule::kNone;
  std::string about;
};

// Renames the records that have a counterpart, sets aside those that have none, and makes credits
// of those that `credits` names; says so in `changes`.
Obstacle CarrySteps(const Correspondence& same, const StepRecords& steps,
                    const std::map<std::string, std::string>& credits, storage::v1::Owner owner,
                    storage::v1::Carried& carried, std::vector<MigrationChange>& changes);

// Renames the items of series that facts and links were written for.
void CarryFacts(const Correspondence& same, const FactRecords& facts,
                storage::v1::Carried& carried);
void CarryLinkItems(const Correspondence& same, const LinkRefs& links,
                    storage::v1::Carried& carried);
void CarryLinkItem(const Correspondence& same, const std::string& link, const std::string& item,
                   storage::v1::Carried& carried);

// Whether somebody did something about it, or time settled it; else only its dates were moved.
bool IsDeed(const storage::v1::StepRecord& record);

// Whether somebody's work is in it, which has to count for something.
bool IsWork(const storage::v1::StepRecord& record);

}  // namespace kasvu::workflows
