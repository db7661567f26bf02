#include "workflows/proof/run_words.h"

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

void SetNamed(RunEvent& event, const std::string& name, const kasvu::v1::Text& title,
              const std::string& id) {
  for (const std::string language : {"", "en", "fi", "sv"}) {
    const std::string key = absl::StrCat(language == "sv" ? "”" : "“", id, "”");
    const auto words = title.by_language().find(language);
    const bool titled = words != title.by_language().end() && !words->second.empty();
    event.parameters[language.empty() ? name : absl::StrCat(name, ".", language)] =
        titled ? absl::StrCat(words->second, " (", key, ")") : key;
  }
}

}  // namespace

void SetPlace(RunEvent& event, const std::string& name, const Place& place) {
  const kasvu::v1::Item* item = place.slot == nullptr ? nullptr : place.slot->overrides;
  const bool own = item != nullptr && item->has_title();
  SetNamed(event, name, own ? item->title() : place.step->step->title(), place.key());
}

void SetStep(RunEvent& event, const std::string& name, const kasvu::v1::Step& step) {
  SetNamed(event, name, step.title(), step.id());
}

void SetDate(RunEvent& event, const std::string& name, absl::CivilDay date) {
  const std::string finnish = absl::StrCat(date.day(), ".", date.month(), ".", date.year());
  event.parameters[name] = std::string(absl::FormatCivilTime(date));
  event.parameters[name + ".fi"] = finnish;
  event.parameters[name + ".sv"] = finnish;
}

}  // namespace kasvu::workflows
