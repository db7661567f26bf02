#include "workflows/revision/conflict_words.h"

#include <vector>

#include "absl/strings/str_join.h"
#include "workflows/revision/sentences.h"
#include "workflows/template/utf8.h"

namespace kasvu::workflows {
namespace {

using Kind = Conflict::Kind;

constexpr size_t kMaxValueBytes = 160;

constexpr Wording kField = {
    "{element} {field}: ennen {base}, versiossa {onto} {theirs}, täällä {ours}.",
    "{element} {field}: förut {base}, i {onto} {theirs}, här {ours}.",
    "{element} {field}: was {base}, in {onto} {theirs}, here {ours}."};
constexpr Wording kKind = {
    "{element} on toisenlainen versiossa {onto} ({theirs}) kuin täällä ({ours}).",
    "{element} är av ett annat slag i {onto} ({theirs}) än här ({ours}).",
    "{element} is of another kind in {onto} ({theirs}) than here ({ours})."};
constexpr Wording kTheyRemoved = {"{onto} poisti kohdan {element}, jota täällä muutettiin.",
                                  "{onto} tog bort {element}, som ändrades här.",
                                  "{onto} removed {element}, which was changed here."};
constexpr Wording kWeRemoved = {"{onto} muutti kohtaa {element}, joka täältä poistettiin.",
                                "{onto} ändrade {element}, som togs bort här.",
                                "{onto} changed {element}, which was removed here."};
constexpr Wording kPlace = {
    "{onto} siirsi kohdan {element} kohtaan {theirs}, täällä se on kohdassa "
    "{ours}.",
    "{onto} flyttade {element} till {theirs}, här står den vid {ours}.",
    "{onto} moved {element} to {theirs}, here it stands at {ours}."};
constexpr Wording kAnchor = {"{onto} poisti kohdan {anchor}, jonka perässä {element} oli.",
                             "{onto} tog bort {anchor}, som {element} stod efter.",
                             "{onto} removed {anchor}, which {element} stood behind."};
constexpr Wording kBothAdded = {
    "{element} lisättiin sekä versiossa {onto} että täällä, eri tavoin.",
    "{element} lades till både i {onto} och här, på olika sätt.",
    "{element} was added both in {onto} and here, differently."};
constexpr Wording kNames = {"{element} sai versiossa {onto} nimen {theirs}, täällä nimen {ours}.",
                            "{element} fick namnet {theirs} i {onto}, här namnet {ours}.",
                            "{element} was renamed {theirs} in {onto}, here {ours}."};
constexpr Wording kNone = {"ei mitään", "ingenting", "nothing"};

constexpr Wording kReference = {
    "{element} viittaa kohtaan {other}, joka muuttui toisella puolella. Katso, sopivatko ne "
    "yhteen.",
    "{element} hänvisar till {other}, som ändrades på andra sidan. Se om de passar ihop.",
    "{element} refers to {other}, which changed on the other side. See whether they still fit."};
constexpr Wording kTranslation = {
    "{element} {field} muuttui vain osassa kielistä. Katso vielä: {other}.",
    "{element} {field} ändrades bara på en del av språken. Se över: {other}.",
    "{element} {field} changed in some languages only. Look at: {other}."};

const Wording& WordingOf(Kind kind) {
  switch (kind) {
    case Kind::kField:
      return kField;
    case Kind::kKind:
      return kKind;
    case Kind::kTheyRemoved:
      return kTheyRemoved;
    case Kind::kWeRemoved:
      return kWeRemoved;
    case Kind::kPlace:
      return kPlace;
    case Kind::kAnchorRemoved:
      return kAnchor;
    case Kind::kBothAdded:
      return kBothAdded;
    case Kind::kNames:
      break;
  }
  return kNames;
}

// As it is written in a template, on one line.
std::string Flow(const Node& value) {
  std::vector<std::string> parts;
  if (value.kind == Node::Kind::kList) {
    for (const Node& item : value.items) parts.push_back(Flow(item));
    return "[" + absl::StrJoin(parts, ", ") + "]";
  }
  if (value.kind != Node::Kind::kMap) return value.text;
  for (const Entry& entry : value.entries) parts.push_back(entry.key + ": " + Flow(entry.value));
  return "{" + absl::StrJoin(parts, ", ") + "}";
}

std::string ValueText(const Node& value, std::string_view language) {
  if (value.kind == Node::Kind::kNull) return Said(kNone, language);
  return Shortened(Flow(value), kMaxValueBytes);
}

}  // namespace

std::string ConflictSentence(const Conflict& conflict, const std::string& onto,
                             std::string_view language) {
  return Said(WordingOf(conflict.kind), language,
              {{"element", conflict.element},
               {"field", conflict.field},
               {"anchor", conflict.anchor},
               {"onto", onto},
               {"base", ValueText(conflict.base, language)},
               {"theirs", ValueText(conflict.theirs, language)},
               {"ours", ValueText(conflict.ours, language)}});
}

std::string NoteSentence(const MergeNote& note, std::string_view language) {
  return Said(note.kind == MergeNote::Kind::kReference ? kReference : kTranslation, language,
              {{"element", note.element}, {"field", note.field}, {"other", note.other}});
}

}  // namespace kasvu::workflows
