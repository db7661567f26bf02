#include "workflows/cohort/mean_band.h"

#include "workflows/template/fact_values.h"

namespace kasvu::workflows {
namespace {

// "<4.0" and ">4.0" leave out the number itself; everything else takes it in.
bool Covers(const std::string& text, double mean) {
  const auto band = ParseBand(text);
  if (!band) return false;
  const bool strict = (text[0] == '<' || text[0] == '>') && text[1] != '=';
  if (band->least && (strict ? mean <= *band->least : mean < *band->least)) return false;
  return !band->most || (strict ? mean < *band->most : mean <= *band->most);
}

}  // namespace

std::optional<std::string> BandOf(const kasvu::v1::Fact& fact, int64_t sum, int64_t count) {
  const double mean = static_cast<double>(sum) / static_cast<double>(count);
  for (const std::string& value : ValuesOf(fact)) {
    const auto band = fact.bands().find(value);
    if (band != fact.bands().end() && Covers(band->second, mean)) return value;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
