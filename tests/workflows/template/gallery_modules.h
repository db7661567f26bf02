// The modules that templates of the gallery use.
#pragma once

#include <string_view>

#include "workflows/template/codec.h"
#include "workflows/template/modules.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {

// kasvu/talk@1, a sound module; kasvu/programme@1, which is a template; kasvu/broken@1, which
// cannot be fetched.
class GalleryModules : public ModuleSource {
 public:
  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const override {
    if (reference == "kasvu/broken@1") return absl::UnavailableError("the catalogue is down");
    if (reference == "kasvu/programme@1") return Read("template: programme");
    if (reference != "kasvu/talk@1") return absl::NotFoundError("no such module");
    return Read(R"(
module: talk
params:
  about: {type: word}
  wait: {text: "0"}
  days: {min: 1, max: 30, default: 7}
steps:
  - {id: talk, meeting: {minutes: 45, mode: online}, open: {after: start, days: $wait}, due: {after: start, days: 3}, close: {after: start, days: $days}, else: missed}
  - {id: notes, task: $about, after: [talk]}
)");
  }

  // kasvu/season@1 can be adapted; kasvu/talk@1 is a module; kasvu/broken@1 cannot be fetched.
  absl::StatusOr<UpstreamVersion> Upstream(std::string_view reference) const override {
    if (reference == "kasvu/talk@1") return UpstreamVersion{*Module(reference), "talk"};
    if (reference == "kasvu/broken@1") return absl::UnavailableError("the catalogue is down");
    if (reference != "kasvu/season@1") return absl::NotFoundError("no such version");
    return UpstreamVersion{Read(R"(
template: season
title: {fi: Kausi, sv: Säsong, en: Season}
languages: [fi, sv, en]
locked:
  step/rules: {fi: Luottamus on kaikkialla sama., sv: Förtroendet är detsamma överallt., en: Trust is the same everywhere.}
phases:
  - id: joining
    steps:
      - {id: needs, survey: needs, due: {before: start, days: 7}}
      - {id: rules, agreement: confidentiality}
  - id: season
    steps:
      - {id: session, session: online, items: [trust, goals, closing], from: start, every: {weeks: 3}}
      - {id: plan, task: plan, due: session/goals}
ends:
  - {id: completed, as: completed, requires: {session: {count: session, all_but: 1}}}
forms:
  needs: {questions: [{id: abroad, choice: {options: ['yes', 'no']}}, {id: hopes, words: {}}]}
)"),
                           "season"};
  }

 private:
  static kasvu::v1::TemplateSpec Read(std::string_view text) {
    return Decode("module", *ReadDocument("module", text).document).spec;
  }
};

}  // namespace kasvu::workflows
