// What a migration means, in sentences for a coordinator.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {

// "Carries over", in the language of `frame`.
std::string OutcomeWords(const Frame& frame, kasvu::v1::EnrolmentMigration::Outcome outcome);

// Why somebody stays behind, or has to be looked at.
std::string RuleWords(const Frame& frame, const std::string& rule, const std::string& about);

// One change; dates in `zone`.
std::string ChangeWords(const Frame& frame, const kasvu::v1::MigrationChange& change,
                        absl::TimeZone zone);

// What stands in the way of taking a migration back.
std::string ContradictionWords(const Frame& frame,
                               const kasvu::v1::MigrationContradiction& contradiction);

}  // namespace kasvu::cli
