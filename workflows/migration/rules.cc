#include "workflows/migration/rules.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

const RuleText* Find(MigrationRule rule) {
  const auto found = std::find_if(MigrationRules().begin(), MigrationRules().end(),
                                  [&](const RuleText& text) { return text.rule == rule; });
  return found == MigrationRules().end() ? nullptr : &*found;
}

}  // namespace

const std::vector<RuleText>& MigrationRules() {
  static const auto* const kRules = new std::vector<RuleText>{
      {MigrationRule::kNotChosen, "not-chosen", true},
      {MigrationRule::kSameVersion, "same-version", true},
      {MigrationRule::kTrackGone, "track-gone", true},
      {MigrationRule::kDoesNotApply, "does-not-apply", true},
      {MigrationRule::kCreditTaken, "credit-taken", true},
      {MigrationRule::kCreditUnknown, "credit-unknown", true},
      {MigrationRule::kWholeCohort, "whole-cohort", true},
      {MigrationRule::kWholeGroup, "whole-group", true},
      {MigrationRule::kWholeLink, "whole-link", true},
      {MigrationRule::kFactValue, "fact-value", false},
      {MigrationRule::kLinkGone, "link-gone", false},
      {MigrationRule::kEndsAtOnce, "ends-at-once", false},
      {MigrationRule::kClosesAtOnce, "closes-at-once", false},
  };
  return *kRules;
}

std::string_view IdOf(MigrationRule rule) {
  const RuleText* text = Find(rule);
  return text == nullptr ? std::string_view() : text->id;
}

bool Refuses(MigrationRule rule) {
  const RuleText* text = Find(rule);
  return text != nullptr && text->refuses;
}

}  // namespace kasvu::workflows
