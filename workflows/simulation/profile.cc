#include "workflows/simulation/profile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kasvu/v1/rehearsal.pb.h"
#include "workflows/template/codec.h"
#include "workflows/template/report.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

constexpr int kMaxWeights = 100;
constexpr int kMaxWeight = 1000;
constexpr int kMaxLateDays = 365;

// Takes over what the profile says, and reports what cannot be meant.
class Taker {
 public:
  explicit Taker(Report& report) : report_(report) {}

  void Share(const std::string& path, const std::string& text, Millionths& share) {
    if (text.empty()) return;
    if (const auto read = ShareIn(text)) {
      share = *read;
    } else {
      report_.Add("not-a-share", path, {{"value", text}});
    }
  }

  void Days(const std::string& path, int days, int& target) {
    if (days == 0) return;
    if (days > 0 && days <= kMaxLateDays) {
      target = days;
    } else {
      report_.Add(
          "number-out-of-range", path,
          {{"value", absl::StrCat(days)}, {"least", "1"}, {"most", absl::StrCat(kMaxLateDays)}});
    }
  }

  template <typename Weights>
  bool AreUsable(const std::string& path, const Weights& weights) {
    const bool in_range = std::all_of(weights.begin(), weights.end(), [](int32_t weight) {
      return weight >= 0 && weight <= kMaxWeight;
    });
    const bool some = std::any_of(weights.begin(), weights.end(), [](int w) { return w > 0; });
    const bool usable = in_range && some && std::size(weights) <= kMaxWeights;
    if (!usable) report_.Add("weights-unusable", path);
    return usable;
  }

  template <typename Repeated>
  void Weights(const std::string& path, const Repeated& weights, std::vector<int32_t>& target) {
    if (weights.empty() || !AreUsable(path, weights)) return;
    target.assign(weights.begin(), weights.end());
  }

 private:
  Report& report_;
};

void TakeChoices(const kasvu::v1::AnswersProfile& answers, Taker& taker, Behaviour& behaviour) {
  for (const auto& [id, options] : answers.choices()) {
    std::vector<int32_t> weights;
    for (const auto& [option, weight] : options.weights()) weights.push_back(weight);
    if (!taker.AreUsable("answers.choices." + id, weights)) continue;
    behaviour.choices[id] = {options.weights().begin(), options.weights().end()};
  }
}

void Take(const kasvu::v1::RehearsalProfile& profile, Taker taker, Behaviour& behaviour) {
  taker.Share("attendance", profile.attendance(), behaviour.attendance);
  taker.Share("cancel", profile.cancel(), behaviour.cancel);
  taker.Share("dropout.share", profile.dropout().share(), behaviour.dropout);
  taker.Weights("dropout.season", profile.dropout().season(), behaviour.season);
  taker.Share("resolve", profile.resolve(), behaviour.resolve);
  const auto& promptness = profile.promptness();
  taker.Share("promptness.in_time", promptness.in_time(), behaviour.in_time);
  taker.Days("promptness.late_days", promptness.late_days(), behaviour.late_days);
  taker.Days("promptness.within_days", promptness.within_days(), behaviour.within_days);
  taker.Share("promptness.forgets", promptness.forgets(), behaviour.forgets);
  taker.Share("promptness.optional", promptness.optional(), behaviour.optional);
  taker.Weights("answers.scale", profile.answers().scale(), behaviour.scale);
  TakeChoices(profile.answers(), taker, behaviour);
  taker.Share("mentors.diligence", profile.mentors().diligence(), behaviour.diligence);
  taker.Days("mentors.late_days", profile.mentors().late_days(), behaviour.mentors_late_days);
  if (const int day = profile.coordinator().day(); day != 0) {
    behaviour.coordinator_day = static_cast<absl::Weekday>(static_cast<int>(absl::Weekday::monday) +
                                                           day - kasvu::v1::WEEKDAY_MONDAY);
  }
}

}  // namespace

std::optional<Millionths> ShareIn(std::string_view text) {
  if (text.empty() || text[0] < '0' || text[0] > '1') return std::nullopt;
  Millionths share = (text[0] - '0') * kWhole;
  if (text.size() == 1) return share;
  if (text[1] != '.' || text.size() == 2 || text.size() > 8) return std::nullopt;
  Millionths unit = kWhole;
  for (const char digit : text.substr(2)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    share += (digit - '0') * (unit /= 10);
  }
  if (share > kWhole) return std::nullopt;
  return share;
}

Findings ReadProfile(std::string_view file, std::string_view text, Behaviour& behaviour) {
  ReadResult read = ReadDocument(file, text);
  for (Finding& finding : read.findings) {
    if (finding.code == "empty-document") finding.code = "not-a-profile";
  }
  if (!read.document) return Sorted(std::move(read.findings));
  kasvu::v1::RehearsalProfile profile;
  SourceMap source;
  Findings findings = DecodeAs(file, *read.document, "not-a-profile", profile, source);
  findings.insert(findings.end(), read.findings.begin(), read.findings.end());
  Report report(file, source);
  Take(profile, Taker(report), behaviour);
  findings.insert(findings.end(), report.findings().begin(), report.findings().end());
  return Sorted(std::move(findings));
}

}  // namespace kasvu::workflows
