#include "services/engine/reads/public_titles.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "google/protobuf/text_format.h"

namespace kasvu::engine {
namespace {

// In words "en / fi": what the slot is called in both languages.
std::string Called(const workflows::TemplateIndex& index, const std::string& key) {
  const kasvu::v1::Text title = TitleOf(index, key);
  std::map<std::string, std::string> sorted(title.by_language().begin(), title.by_language().end());
  std::string called;
  for (const auto& [language, words] : sorted) {
    called += (called.empty() ? "" : " / ") + language + ":" + words;
  }
  return called;
}

TEST(TitleOf, NamesEverySlotOfASeries) {
  kasvu::v1::TemplateSpec spec;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(template: "example"
         phases {
           id: "season"
           steps {
             id: "session"
             title { by_language { key: "en" value: "Session" }
                     by_language { key: "fi" value: "Tapaaminen" } }
             session {}
             items { id: "goals" title { by_language { key: "en" value: "Goals" }
                                         by_language { key: "fi" value: "Tavoitteet" } } }
             items { id: "trust" title { by_language { key: "fi" value: "Luottamus" } } }
             items { id: "time" }
           }
           steps {
             id: "exercise" gap: "session"
             title { by_language { key: "en" value: "Exercise" } }
           }
           steps {
             id: "talk" each: "exercise" up_to { value: 3 }
             title { by_language { key: "en" value: "Talk" } }
           }
           steps {
             id: "instead" makes_up: "session"
             title { by_language { key: "en" value: "Instead" } }
           }
           steps { id: "contact" up_to { value: 9 }
                   title { by_language { key: "en" value: "Contact" } } }
           steps { id: "evening" title { by_language { key: "fi" value: "Ilta" } } }
           steps { id: "bare" items { id: "one" } }
         })",
      &spec));
  const workflows::TemplateIndex index(spec);
  const std::map<std::string, std::string> expected = {
      {"session", "en:Session / fi:Tapaaminen"},
      {"session/goals", "en:Session – Goals / fi:Tapaaminen – Tavoitteet"},
      {"session/trust", "en:Session – trust / fi:Tapaaminen – Luottamus"},
      {"session/time", "en:Session – time / fi:Tapaaminen – time"},
      {"exercise/goals", "en:Exercise – Goals / fi:Tavoitteet"},
      {"talk/goals/2", "en:Talk 2 – Goals / fi:Tavoitteet"},
      {"instead/goals", "en:Instead – Goals / fi:Tavoitteet"},
      {"contact/2", "en:Contact 2"},
      {"evening/2026-11", "fi:Ilta – 2026-11"},
      {"bare", "en:bare"},
      {"bare/one", "en:bare – one"},
      {"nowhere", ""},
      {"nowhere/goals", ""},
  };
  for (const auto& [key, called] : expected) EXPECT_EQ(Called(index, key), called) << key;
}

}  // namespace
}  // namespace kasvu::engine
