// Ids as people type them, and the names of resources that requests hold.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kasvu::cli {

// What follows the last slash: e7 of cohorts/ekollega-2021/enrolments/e7.
std::string LastPart(std::string_view name);
// cohorts/ekollega-2021/enrolments/e7 as people write it: ekollega-2021/e7; others as they are.
std::string ShortName(const std::string& name);
// cohorts/ekollega-2021 of a name of or below it.
std::string CohortOf(const std::string& name);

// cohorts/ID from an id or a name.
std::string CohortName(const std::string& text);
// persons/ID from an id or a name; likewise companies and mandates.
std::string PersonName(const std::string& text);
std::string CompanyName(const std::string& text);
std::string MandateName(const std::string& text);

// What a command works on, inside one cohort.
struct Place {
  std::string cohort;  // cohorts/ekollega-2021
  std::string part;    // what was typed after the slash: e7, g1, l3, an e-mail; empty: the cohort
};

// `ekollega-2021/e7`, a full name, or `e7` when `cohort` (an id or a name) is given. Without a part
// it is the cohort itself. WRONG_USAGE when it says no cohort.
absl::StatusOr<Place> ParsePlace(const std::string& text, const std::string& cohort);

// Whether `text` can only be a part of a cohort: e7, g1, l3 or an e-mail.
bool IsPart(std::string_view text);

// The name that a place stands for when its part is an id: e7 is an enrolment, g1 a group, l3 a
// link. Empty when the part is no such id.
std::string NameOf(const Place& place);

// The group g1 of `cohort`, from `g1`, `ekollega-2021/g1` or a full name.
std::string GroupName(const std::string& cohort, const std::string& text);
// A group from `ekollega-2021/g1`, a full name, or `g1` when `cohort` is given. WRONG_USAGE when it
// says no cohort or no group.
absl::StatusOr<std::string> GroupNamed(const std::string& text, const std::string& cohort);

}  // namespace kasvu::cli
