#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/nearest_word.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Fact;
using kasvu::v1::Question;

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Facts {
 public:
  Facts(const TemplateIndex& index, const std::string& name, const Fact& fact, Report& report)
      : index_(index), name_(name), fact_(fact), path_("facts." + name), report_(report) {}

  void Check() {
    if (fact_.step().empty() == fact_.link().empty()) {
      Add(fact_.step().empty() ? "fact-without-writer" : "two-writers", "");
      return;
    }
    CheckValues();
    if (!fact_.step().empty()) CheckWriter(*index_.Find(fact_.step())->step);
  }

 private:
  void Add(std::string_view code, const std::string& key, Report::Parameters parameters = {}) {
    parameters.emplace("fact", name_);
    parameters.emplace("step", fact_.step());
    report_.Add(code, key.empty() ? path_ : absl::StrCat(path_, ".", key), std::move(parameters));
  }

  void CheckValues() {
    const std::vector<std::string> values = ValuesOf(fact_);
    if (values.empty()) return Add("fact-without-values", "");
    if (std::set<std::string>(values.begin(), values.end()).size() != values.size()) {
      Add("repeated-value", "values");
    }
    if (fact_.default_().empty()) {
      if (fact_.link().empty()) Add("fact-without-default", "");
    } else if (!Has(values, fact_.default_())) {
      Add("default-not-a-value", "default",
          {{"value", fact_.default_()},
           {"suggestion", NearestWord(fact_.default_(), values)},
           {"known", Listed(values)}});
    }
    const bool mean = fact_.mean() != kasvu::v1::MEAN_UNSPECIFIED;
    if (mean != (fact_.bands_size() > 0)) Add("mean-and-bands", mean ? "mean" : "bands");
    for (const auto& [value, band] : fact_.bands()) {
      if (!ParseBand(band)) Add("malformed-band", "bands." + value, {{"value", band}});
    }
  }

  void CheckWriter(const kasvu::v1::Step& writer) {
    if (writer.has_survey()) return CheckSurvey(writer);
    if (!writer.has_decision() && !writer.has_outcome())
      return Add("writer-writes-nothing", "step");
    if (!fact_.ask().empty() || fact_.bands_size() > 0) Add("ask-without-survey", "step");
    if (!writer.has_decision() || writer.decision().free()) return;
    CheckWritten({writer.decision().values().begin(), writer.decision().values().end()});
  }

  // Every value must be one that its writer can give.
  void CheckWritten(const std::vector<std::string>& written) {
    for (int i = 0; i < fact_.values_size(); ++i) {
      const std::string& value = fact_.values(i);
      if (Has(written, value)) continue;
      Add("value-nobody-writes", absl::StrCat("values[", i, "]"),
          {{"value", value},
           {"suggestion", NearestWord(value, written)},
           {"known", Listed(written)}});
    }
  }

  void CheckSurvey(const kasvu::v1::Step& writer) {
    if (fact_.ask().empty()) return Add("survey-without-ask", "");
    const auto form = index_.spec().forms().find(writer.survey().form());
    if (form == index_.spec().forms().end()) return;
    std::vector<std::string> known;
    const Question* question = nullptr;
    for (const Question& each : form->second.questions()) {
      known.push_back(each.id());
      if (each.id() == fact_.ask()) question = &each;
    }
    if (question == nullptr) {
      return Add("unknown-question", "ask",
                 {{"word", fact_.ask()},
                  {"suggestion", NearestWord(fact_.ask(), known)},
                  {"known", Listed(known)}});
    }
    const bool number = question->has_scale() || question->has_number();
    if (fact_.mean() != kasvu::v1::MEAN_UNSPECIFIED ? !number : !question->has_choice()) {
      return Add("question-of-other-kind", "ask", {{"word", fact_.ask()}});
    }
    if (!question->has_choice()) return;
    std::vector<std::string> options;
    for (const auto& option : question->choice().options()) options.push_back(option.id());
    CheckWritten(options);
  }

  const TemplateIndex& index_;
  const std::string& name_;
  const Fact& fact_;
  std::string path_;
  Report& report_;
};

}  // namespace

void CheckFacts(const TemplateIndex& index, Report& report) {
  const auto& facts = index.spec().facts();
  for (const auto& [name, fact] : facts) Facts(index, name, fact, report).Check();
  std::set<std::string> read;
  for (const FactReader& reader : FactReaders(index)) {
    const auto fact = facts.find(reader.fact);
    if (fact == facts.end()) continue;
    read.insert(reader.fact);
    const std::vector<std::string> values = ValuesOf(fact->second);
    if (!Has(values, reader.value)) {
      report.Add("unknown-value", reader.path,
                 {{"fact", reader.fact},
                  {"value", reader.value},
                  {"suggestion", NearestWord(reader.value, values)},
                  {"known", Listed(values)}});
    }
    if (fact->second.mean() != kasvu::v1::MEAN_UNSPECIFIED && !reader.suggests) {
      report.Add("mean-outside-suggest", reader.path, {{"fact", reader.fact}});
    }
  }
  for (const auto& [name, fact] : facts) {
    if (!read.contains(name)) report.Add("unused-fact", "facts." + name, {{"fact", name}});
  }
}

}  // namespace kasvu::workflows
