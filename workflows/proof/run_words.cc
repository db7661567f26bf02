#include "workflows/proof/run_words.h"

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {

void SetPlace(RunEvent& event, const std::string& name, const Place& place) {
  const kasvu::v1::Item* item = place.slot == nullptr ? nullptr : place.slot->overrides;
  const kasvu::v1::Text& title =
      item != nullptr && item->has_title() ? item->title() : place.step->step->title();
  for (const std::string language : {"", "en", "fi", "sv"}) {
    const bool swedish = language == "sv";
    const std::string key = absl::StrCat(swedish ? "”" : "“", place.key(), "”");
    const auto words = title.by_language().find(language);
    event.parameters[language.empty() ? name : absl::StrCat(name, ".", language)] =
        words == title.by_language().end() || words->second.empty()
            ? key
            : absl::StrCat(words->second, " (", key, ")");
  }
}

void SetDate(RunEvent& event, const std::string& name, absl::CivilDay date) {
  const std::string finnish = absl::StrCat(date.day(), ".", date.month(), ".", date.year());
  event.parameters[name] = std::string(absl::FormatCivilTime(date));
  event.parameters[name + ".fi"] = finnish;
  event.parameters[name + ".sv"] = finnish;
}

}  // namespace kasvu::workflows
