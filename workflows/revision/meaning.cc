#include "workflows/revision/meaning.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include "workflows/revision/element_kind.h"
#include "workflows/revision/meaning_words.h"
#include "workflows/revision/sentences.h"
#include "workflows/template/codec.h"
#include "workflows/template/elements.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;
using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;
using Kind = Difference::Kind;
using Values = std::map<std::string, std::string>;

template <typename Message>
Message Read(const Node& node) {
  const SourceMap nowhere;
  Report nothing("", nowhere);
  Message message;
  DecodePart(node, message, "", nothing);
  return message;
}

// How many days after its anchor, less than none before it; nothing when a parameter decides or
// months are counted.
std::optional<int> Distance(const Moment& moment) {
  if (!moment.days().param().empty() || !moment.weeks().param().empty() || moment.has_months()) {
    return std::nullopt;
  }
  const int days = moment.days().value() + 7 * moment.weeks().value();
  return moment.before().empty() ? days : -days;
}

const std::string& AnchorOf(const Moment& moment) {
  if (!moment.at().empty()) return moment.at();
  return moment.before().empty() ? moment.after() : moment.before();
}

// By how many days the second is later, when the two can be compared.
std::optional<int> Later(const Node& from, const Node& to) {
  const Moment was = Read<Moment>(from), is = Read<Moment>(to);
  const auto first = Distance(was), second = Distance(is);
  if (AnchorOf(was) != AnchorOf(is) || !first || !second) return std::nullopt;
  return *second - *first;
}

int NumberOf(const Node& node) {
  return node.kind == Node::Kind::kNumber ? std::atoi(node.text.c_str()) : 0;
}

bool IsWording(const std::string& field) {
  static const std::set<std::string> texts = {"title", "text", "description", "low", "high"};
  const size_t dot = field.rfind('.');
  if (field == "agenda") return true;
  if (dot == std::string::npos) return texts.contains(field);
  const std::string text = field.substr(0, dot);
  return texts.contains(text.substr(text.rfind('.') + 1));
}

class Teller {
 public:
  Teller(const TemplateSpec& before, const TemplateSpec& after, std::string_view language)
      : before_(before), after_(after), language_(language) {}

  void Tell(const Difference& difference) {
    const std::string_view kind = KindOf(difference.element);
    if (difference.kind == Kind::kSet && IsWording(difference.field)) {
      ++wordings_;
    } else if (kind == "step") {
      Step(difference);
    } else if (kind == "item") {
      Item(difference);
    } else if (kind == "question") {
      Question(difference);
    } else if (kind == "requirement") {
      Requirement(difference);
    } else if (kind == "template" && difference.field == "calendar.time") {
      Say(kCalendarTime, {{"to", difference.to.text}});
    } else if (kind == "template" && difference.field.starts_with("people.group.")) {
      Say(kGroupSize, {});
    }
  }

  std::vector<std::string> Result() && {
    if (wordings_ > 0) Say(kWordings, {{"count", std::to_string(wordings_)}});
    if (lines_.empty()) Say(kNothing, {});
    return std::move(lines_);
  }

 private:
  void Step(const Difference& difference) {
    switch (difference.kind) {
      case Kind::kRenamed:
        return;
      case Kind::kAdded:
        return NewStep(difference);
      case Kind::kRemoved:
        return Say(kStepRemoved, {{"title", TitleOf(before_, difference.element, language_)}});
      case Kind::kMoved:
        if (KindOf(difference.around) == "phase") {
          Say(kStepMoved, {{"title", Title(difference.element)},
                           {"phase", TitleOf(after_, difference.around, language_)}});
        }
        return;
      case Kind::kSet:
        return Field(difference);
    }
  }

  void NewStep(const Difference& difference) {
    const auto step = Read<kasvu::v1::Step>(difference.to);
    const Values title = {{"title", Title(difference.element)}};
    if (step.optional()) return Say(kStepVoluntary, title);
    if (step.has_session()) return Say(kSessionsAdded, title);
    const auto& all = step.by().all();
    const auto& any = step.by().any();
    const auto own = [](const std::string& who) { return who == "self" || who == "participant"; };
    const bool mine = (all.empty() && any.empty()) || std::any_of(all.begin(), all.end(), own) ||
                      std::any_of(any.begin(), any.end(), own);
    Say(mine ? kStepRequired : kStepOfOthers, title);
  }

  void Field(const Difference& difference) {
    const std::string& field = difference.field;
    const Values title = {{"title", Title(difference.element)}};
    if (field == "due") return Date(difference, kDue);
    if (field == "close") return Date(difference, kClose);
    if (field == "optional") {
      return Say(difference.to.kind == Node::Kind::kNull ? kNowRequired : kNowVoluntary, title);
    }
    if (field == "session.minutes" || field == "meeting.minutes") {
      return More(difference, kLonger, kShorter);
    }
    if (field == "times" || field == "up_to") return More(difference, kMoreOf, kFewerOf);
    if (field == "session.time") {
      return Say(difference.to.kind == Node::Kind::kNull ? kUsualTime : kBegins,
                 {{"title", Title(difference.element)}, {"to", difference.to.text}});
    }
    if (field == "session.mode" || field == "meeting.mode") return Mode(difference);
    if (field == "effort.self") {
      return Say(kEffort, {{"title", Title(difference.element)},
                           {"from", std::to_string(NumberOf(difference.from))},
                           {"to", std::to_string(NumberOf(difference.to))}});
    }
    if (field == "every" || field == "from") return Once(kRhythm, difference.element);
    if (field == "open" || field == "needs" || field == "after" || field == "when") {
      return Once(kOpens, difference.element);
    }
    if (KindChanged(difference)) return Once(kOtherKind, difference.element);
  }

  bool KindChanged(const Difference& difference) const {
    TemplateSpec copy = after_;
    const ElementPlace place = FindElement(copy, difference.element);
    return place.element != nullptr && difference.field.find('.') == std::string::npos &&
           IsOfKind(*place.element, difference.field);
  }

  void Date(const Difference& difference, const DateWords& words) {
    Values values = {{"title", Title(difference.element)}};
    if (difference.to.kind == Node::Kind::kNull) return Say(words.gone, values);
    if (difference.from.kind == Node::Kind::kNull) return Say(words.fresh, values);
    const auto later = Later(difference.from, difference.to);
    if (!later || *later == 0) return Say(words.anew, values);
    values["days"] = std::to_string(std::abs(*later));
    Say(*later > 0 ? words.later : words.earlier, values);
  }

  void More(const Difference& difference, const Wording& more, const Wording& less) {
    const int by = NumberOf(difference.to) - NumberOf(difference.from);
    if (by == 0) return;
    Say(by > 0 ? more : less,
        {{"title", Title(difference.element)}, {"count", std::to_string(std::abs(by))}});
  }

  void Mode(const Difference& difference) {
    const Wording& mode = difference.to.text == "online"   ? kOnline
                          : difference.to.text == "hybrid" ? kHybrid
                                                           : kOnsite;
    Say(kMode, {{"title", Title(difference.element)}, {"mode", Said(mode, language_)}});
  }

  void Item(const Difference& difference) {
    const std::string step = AroundOf(difference.element);
    const bool added = difference.kind == Kind::kAdded;
    const bool removed = difference.kind == Kind::kRemoved;
    if (!added && !removed) {
      if (difference.kind == Kind::kSet && difference.field != "was") Once(kItemChanged, step);
      return;
    }
    const TemplateSpec& spec = added ? after_ : before_;
    TemplateSpec copy = spec;
    const ElementPlace place = FindElement(copy, step);
    const bool session =
        place.element != nullptr && static_cast<kasvu::v1::Step&>(*place.element).has_session();
    const Wording& wording =
        session ? (added ? kSessionMore : kSessionLess) : (added ? kItemMore : kItemLess);
    Say(wording, {{"title", TitleOf(spec, step, language_)},
                  {"item", TitleOf(spec, difference.element, language_)}});
  }

  void Question(const Difference& difference) {
    const std::string form = AroundOf(difference.element);
    if (difference.kind == Kind::kAdded) {
      Say(kQuestionMore, {{"form", TitleOf(after_, form, language_)},
                          {"question", TitleOf(after_, difference.element, language_)}});
    } else if (difference.kind == Kind::kRemoved) {
      Say(kQuestionLess, {{"form", TitleOf(before_, form, language_)},
                          {"question", TitleOf(before_, difference.element, language_)}});
    }
  }

  void Requirement(const Difference& difference) {
    const Values values = {{"end", TitleOf(difference.kind == Kind::kRemoved ? before_ : after_,
                                           AroundOf(difference.element), language_)},
                           {"requirement", std::string(IdOf(difference.element))}};
    if (difference.kind == Kind::kAdded) return Say(kRequirementMore, values);
    if (difference.kind == Kind::kRemoved) return Say(kRequirementLess, values);
    if (difference.kind != Kind::kSet) return;
    const auto from = Read<kasvu::v1::Condition>(difference.from);
    const auto to = Read<kasvu::v1::Condition>(difference.to);
    const int more = to.all_but().value() - from.all_but().value();
    const bool allowance = from.has_all_but() && to.has_all_but() && from.count() == to.count();
    if (!allowance || more == 0) return Say(kRequirementOther, values);
    Say(more > 0 ? kMissMore : kMissLess,
        {{"title", TitleOf(after_, "step/" + to.count(), language_)},
         {"count", std::to_string(to.all_but().value())}});
  }

  std::string Title(const std::string& address) const {
    return TitleOf(after_, address, language_);
  }

  void Once(const Wording& wording, const std::string& element) {
    const std::string line = Said(wording, language_, {{"title", Title(element)}});
    if (std::find(lines_.begin(), lines_.end(), line) == lines_.end()) lines_.push_back(line);
  }

  void Say(const Wording& wording, const Values& values) {
    lines_.push_back(Said(wording, language_, values));
  }

  const TemplateSpec& before_;
  const TemplateSpec& after_;
  const std::string language_;
  int wordings_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> Meaning(const TemplateSpec& before, const TemplateSpec& after,
                                 const std::vector<Difference>& differences,
                                 std::string_view language) {
  Teller teller(before, after, language);
  for (const Difference& difference : differences) teller.Tell(difference);
  return std::move(teller).Result();
}

}  // namespace kasvu::workflows
