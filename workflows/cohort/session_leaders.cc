#include "workflows/cohort/session_leaders.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/people.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

constexpr char kMentor[] = "mentor";

// The words of the version for those who lead the session.
std::vector<std::string> LeadersOf(const kasvu::v1::Step& step) {
  std::vector<std::string> words(step.by().all().begin(), step.by().all().end());
  words.insert(words.end(), step.by().any().begin(), step.by().any().end());
  if (!step.with().empty()) words.push_back(step.with());
  if (words.empty()) words.emplace_back(kMentor);
  return words;
}

}  // namespace

absl::Status CheckLeads(const View& view, uint32_t group, std::string_view key, const Doer& doer) {
  if (Coordinates(doer)) return absl::OkStatus();
  const ProgramStep* step = view.program.FindStep(key);
  if (step == nullptr) return absl::OkStatus();
  SlotView slot;
  slot.key = std::string(key);
  slot.item = key.find('/') == std::string_view::npos ? "" : slot.key.substr(key.find('/') + 1);
  slot.step = step;
  slot.owner = GroupOf(group);
  const std::vector<std::string> words = LeadersOf(*step->step);
  const bool leads = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (doer.roles.contains(word)) return true;
    const std::vector<std::string> people = PeopleBehind(view, slot, word);
    return std::find(people.begin(), people.end(), doer.person) != people.end();
  });
  if (leads) return absl::OkStatus();
  return NotYoursToDo(absl::StrCat("who was at ", slot.key, " is said by coordinator, ",
                                   Listed(words), ", not by you"));
}

}  // namespace kasvu::workflows
