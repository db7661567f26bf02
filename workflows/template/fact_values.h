// What a fact can be and where it is read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

// The values that `fact` can have: as declared, the bands of a mean, or made and none of a link.
std::vector<std::string> ValuesOf(const kasvu::v1::Fact& fact);

// Where a mean lies: from `least` to `most`, each with or without itself.
struct Band {
  std::optional<double> least;
  std::optional<double> most;
};

// Reads "<4.0", "<=4", ">4", ">=4.0" or "2.5..4.0".
std::optional<Band> ParseBand(std::string_view text);

// A place where a fact is compared with a value. `step` is null where no step reads it;
// `suggests` where it only makes a proposal.
struct FactReader {
  std::string fact;
  std::string value;
  std::string path;
  const StepPlace* step = nullptr;
  bool suggests = false;
};

// All readers. What a phase opens by is read by each of its steps.
std::vector<FactReader> FactReaders(const TemplateIndex& index);

// Calls `visit` with every comparison in `condition`.
void VisitComparisons(const kasvu::v1::Condition& condition, const std::string& path,
                      const std::function<void(const std::string& fact, const std::string& value,
                                               const std::string& path)>& visit);

}  // namespace kasvu::workflows
