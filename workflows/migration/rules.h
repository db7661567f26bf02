// The rules by which somebody does not migrate, each with a name that never changes. docs/
// migration.md explains them; a test compares it with this table.
#pragma once

#include <string_view>
#include <vector>

namespace kasvu::workflows {

enum class MigrationRule {
  kNone,
  // Refused.
  kNotChosen,
  kSameVersion,
  kTrackGone,
  kDoesNotApply,
  kCreditTaken,
  kCreditUnknown,
  kWholeCohort,
  kWholeGroup,
  kWholeLink,
  // A person has to look.
  kFactValue,
  kLinkGone,
  kEndsAtOnce,
  kClosesAtOnce,
};

struct RuleText {
  MigrationRule rule;
  std::string_view id;  // whole-group
  bool refuses;         // or else a person has to look
};

// All but kNone, in the order of the document.
const std::vector<RuleText>& MigrationRules();

// The id of `rule`; empty for kNone.
std::string_view IdOf(MigrationRule rule);
bool Refuses(MigrationRule rule);

}  // namespace kasvu::workflows
