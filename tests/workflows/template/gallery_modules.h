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

 private:
  static kasvu::v1::TemplateSpec Read(std::string_view text) {
    return Decode("module", *ReadDocument("module", text).document).spec;
  }
};

}  // namespace kasvu::workflows
