// Putting the steps of modules in the place of every `use`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/template.pb.h"
#include "workflows/template/finding.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

// A version that an overlay adapts: its compiled form, and the digest that is its identity.
struct UpstreamVersion {
  kasvu::v1::TemplateSpec compiled;
  std::string digest;
};

// Where modules, and the versions that overlays adapt, come from: the catalogue, a folder, a test.
class ModuleSource {
 public:
  virtual ~ModuleSource() = default;

  // The source of the module at `reference` ("kasvu/joining@1"). NOT_FOUND when there is none.
  virtual absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const = 0;

  // The version at `reference` ("kasvu/ekollega@1"). NOT_FOUND when there is none, as where nothing
  // but modules is known.
  virtual absl::StatusOr<UpstreamVersion> Upstream(std::string_view reference) const;
};

// A source that has no modules.
class NoModules : public ModuleSource {
 public:
  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const override;
};

// A module as it was when the template was compiled.
struct Pin {
  std::string reference;
  std::string digest;

  friend bool operator==(const Pin&, const Pin&) = default;
};

// A template without any `use`. Positions in `source` are those of its own file; what comes from a
// module stands at the line of its `use`.
struct InlineResult {
  kasvu::v1::TemplateSpec compiled;
  SourceMap source;
  std::vector<Pin> pins;  // each module once, in order of first use
  Findings findings;
};

// Replaces every `use` by the module's steps under the prefix `as.` (the module's id unless said
// otherwise). References of the module to its own steps and forms get the prefix too, all others
// stay; `$name` becomes the value given. The module's forms are added under the prefix, except
// those that the template defines itself, with or without prefix.
InlineResult Inline(std::string_view file, const kasvu::v1::TemplateSpec& spec,
                    const SourceMap& source, const ModuleSource& modules);

}  // namespace kasvu::workflows
