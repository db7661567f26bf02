// Every finding there is: its code, its weight and its sentence in three languages, one table for
// each family.
#pragma once

#include <span>
#include <string_view>

#include "workflows/template/finding.h"

namespace kasvu::workflows {

// `{name}` stands for the parameter of that name; `{suggestion}` for a whole sentence that is left
// out when there is nothing to suggest; `{expected}` for a phrase of the same language.
struct FindingText {
  std::string_view code;
  Severity severity;
  std::string_view en;
  std::string_view fi;
  std::string_view sv;
};

std::span<const FindingText> DocumentFindings();   // YAML and JSON, keys and values
std::span<const FindingText> ModuleFindings();     // `use`
std::span<const FindingText> LimitFindings();      // sizes
std::span<const FindingText> IdFindings();         // ids and references
std::span<const FindingText> OverlayFindings();    // changes, locks, former ids
std::span<const FindingText> StructureFindings();  // series, people, texts, forms
std::span<const FindingText> LogicFindings();      // order, time, facts, ends
std::span<const FindingText> ProofFindings();      // what exploring all runs finds

// What is found in a rehearsal's profile, beside the first family; no template has these.
std::span<const FindingText> ProfileFindings();

// All families of templates, one after the other.
std::span<const std::span<const FindingText>> FindingFamilies();

// The entry of `code`, or null.
const FindingText* FindText(std::string_view code);

}  // namespace kasvu::workflows
