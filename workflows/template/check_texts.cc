#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/message_walk.h"

namespace kasvu::workflows {
namespace {

// Two or three letters, then parts behind hyphens: fi, sv, en, se, pt-BR.
bool IsLanguage(std::string_view code) {
  const size_t main = std::min(code.find('-'), code.size());
  if (main < 2 || main > 3 || code.back() == '-') return false;
  if (!std::all_of(code.begin(), code.begin() + main,
                   [](unsigned char c) { return std::islower(c); })) {
    return false;
  }
  return std::all_of(code.begin(), code.end(),
                     [](unsigned char c) { return c < 0x80 && (std::isalnum(c) || c == '-'); });
}

}  // namespace

void CheckTexts(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  for (int i = 0; i < spec.languages_size(); ++i) {
    if (!IsLanguage(spec.languages(i))) {
      report.Add("malformed-language", absl::StrCat("languages[", i, "]"),
                 {{"language", spec.languages(i)}});
    }
  }
  VisitParts(spec, "", [&](const google::protobuf::Message& part, const std::string& path) {
    if (part.GetDescriptor() != kasvu::v1::Text::descriptor()) return;
    const auto& text = static_cast<const kasvu::v1::Text&>(part);
    for (const std::string& language : KeysIn(text.by_language())) {
      if (!IsLanguage(language)) {
        report.Add("malformed-language", absl::StrCat(path, ".", language),
                   {{"language", language}});
      }
    }
    for (const std::string& language : spec.languages()) {
      const auto words = text.by_language().find(language);
      if (words == text.by_language().end() || words->second.empty()) {
        report.Add("missing-translation", path, {{"language", language}, {"path", path}});
      }
    }
  });
}

}  // namespace kasvu::workflows
