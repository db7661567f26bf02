#include "workflows/template/fact_values.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;

std::optional<double> Decimal(std::string_view text) {
  double value = 0;
  if (!absl::SimpleAtod({text.data(), text.size()}, &value)) return std::nullopt;
  return value;
}

}  // namespace

std::vector<std::string> ValuesOf(const kasvu::v1::Fact& fact) {
  if (!fact.link().empty()) return {"made", "none"};
  if (fact.bands_size() > 0) return KeysIn(fact.bands());
  return {fact.values().begin(), fact.values().end()};
}

std::optional<Band> ParseBand(std::string_view text) {
  if (const size_t dots = text.find(".."); dots != std::string_view::npos) {
    const Band band{Decimal(text.substr(0, dots)), Decimal(text.substr(dots + 2))};
    if (!band.least || !band.most || *band.least > *band.most) return std::nullopt;
    return band;
  }
  if (text.empty() || (text[0] != '<' && text[0] != '>')) return std::nullopt;
  const std::optional<double> bound = Decimal(text.substr(text.substr(1).starts_with('=') ? 2 : 1));
  if (!bound) return std::nullopt;
  return text[0] == '<' ? Band{std::nullopt, bound} : Band{bound, std::nullopt};
}

void VisitComparisons(
    const Condition& condition, const std::string& path,
    const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) {
  for (int i = 0; i < condition.all_size(); ++i) {
    VisitComparisons(condition.all(i), absl::StrCat(path, ".all[", i, "]"), visit);
  }
  for (int i = 0; i < condition.any_size(); ++i) {
    VisitComparisons(condition.any(i), absl::StrCat(path, ".any[", i, "]"), visit);
  }
  if (condition.has_not_()) VisitComparisons(condition.not_(), path + ".not", visit);
  for (const auto& [fact, value] : condition.is()) {
    visit(fact, value, absl::StrCat(path, ".is.", fact));
  }
}

std::vector<FactReader> FactReaders(const TemplateIndex& index) {
  std::vector<FactReader> readers;
  const auto read = [&](const Condition& condition, const std::string& path, const StepPlace* step,
                        bool suggests) {
    VisitComparisons(
        condition, path,
        [&](const std::string& fact, const std::string& value, const std::string& place) {
          readers.push_back({fact, value, place, step, suggests});
        });
  };
  for (const StepPlace& place : index.steps()) {
    read(place.step->when(), place.path + ".when", &place, false);
    read(place.step->decision().suggest(), place.path + ".decision.suggest", &place, true);
    if (place.phase != nullptr) {
      read(place.phase->opens(), place.phase_path + ".opens", &place, false);
    }
  }
  read(index.spec().engaged(), "engaged", nullptr, false);
  for (int e = 0; e < index.spec().ends_size(); ++e) {
    for (const auto& [id, condition] : index.spec().ends(e).requirements()) {
      read(condition, absl::StrCat("ends[", e, "].requires.", id), nullptr, false);
    }
  }
  return readers;
}

}  // namespace kasvu::workflows
