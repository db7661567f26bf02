#include "workflows/revision/merge.h"

#include <set>
#include <utility>

#include "workflows/revision/difference.h"
#include "workflows/revision/element_kind.h"
#include "workflows/revision/merge_notes.h"
#include "workflows/revision/renames.h"
#include "workflows/revision/three_names.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using Kind = Difference::Kind;

// One of the three, with its elements at hand.
struct Version {
  explicit Version(const TemplateSpec& whole) : spec(whole), places(Elements(spec)) {
    for (const ElementPlace& place : places) by_address[place.address] = &place;
  }

  const ElementPlace* Find(const std::string& address) const {
    const auto found = by_address.find(address);
    return found == by_address.end() ? nullptr : found->second;
  }

  bool Has(const std::string& address) const { return Find(address) != nullptr; }

  // Whether `address` stands in `outer`, or is it.
  bool IsIn(std::string address, const std::string& outer) const {
    while (address != outer) {
      const ElementPlace* place = Find(address);
      if (place == nullptr || place->around.empty()) return false;
      address = place->around;
    }
    return true;
  }

  TemplateSpec spec;
  std::vector<ElementPlace> places;
  std::map<std::string, const ElementPlace*> by_address;
};

Node ValueAt(const ElementPlace* place, const std::string& field) {
  if (place == nullptr) return Node();
  if (field.empty()) return ElementValue(*place->element);
  const auto fields = FieldsOf(*place->element);
  const auto found = fields.find(field);
  return found == fields.end() ? Node() : found->second;
}

class Merger {
 public:
  Merger(const ThreeVersions& three, const Decisions& decisions)
      : base_(three.base),
        theirs_(three.theirs),
        ours_(three.ours),
        decisions_(decisions),
        by_them_(Diff(three.base, three.theirs)),
        by_us_(Diff(three.base, three.ours)),
        nothing_("", nowhere_) {
    result_.merged = three.theirs;
    result_.conflicts = three.conflicts;
  }

  MergeResult Run() && {
    for (const Difference& change : by_us_) {
      if (IsOptionOfOtherKind(change.element)) {
        MergeKind(AroundOf(change.element));
        continue;
      }
      switch (change.kind) {
        case Kind::kSet:
          Set(change);
          break;
        case Kind::kAdded:
          Add(change);
          break;
        case Kind::kMoved:
          Move(change);
          break;
        case Kind::kRemoved:
          Remove(change);
          break;
        case Kind::kRenamed:
          break;
      }
    }
    for (const Conflict& conflict : result_.conflicts) {
      if (conflict.kind != Conflict::Kind::kNames || conflict.taken == Side::kTheirs) continue;
      const std::string ours =
          conflict.element.substr(0, conflict.element.rfind('/') + 1) + conflict.ours.text;
      result_.merged = Renamed(result_.merged, {{conflict.element, ours}});
    }
    result_.notes = NotesOf(theirs_.spec, ours_.spec, by_them_, by_us_);
    return std::move(result_);
  }

 private:
  // --- what we did, one after the other

  void Set(const Difference& change) {
    if (!theirs_.Has(change.element)) return SetInRemoved(change.element);
    const ElementPlace& now = *theirs_.Find(change.element);
    if (IsOfKind(*now.element, change.field) && KindsDiffer(change.element)) {
      return MergeKind(change.element);
    }
    const Node theirs = ValueAt(&now, change.field);
    if (theirs == change.to) return;
    if (!(theirs == change.from)) {
      Conflict& conflict = Found(Conflict::Kind::kField, change.element, change.field);
      if (conflict.taken == Side::kTheirs) return;
    }
    Put(change.element, change.field, change.to);
  }

  // Whether there is a place for what we added or moved: what it stands in, and what it follows.
  // What they removed is a conflict, and there is none where theirs was taken.
  bool FindsPlace(const Difference& change) {
    if (!Has(change.around)) {
      SetInRemoved(change.around);
      if (!Has(change.around)) return false;
    }
    if (!AnchorIsGone(change)) return true;
    Conflict& conflict = Found(Conflict::Kind::kAnchorRemoved, change.element, "");
    conflict.anchor = change.after;
    return conflict.taken != Side::kTheirs;
  }

  void Add(const Difference& change) {
    if (theirs_.Has(change.element)) {
      if (ValueAt(theirs_.Find(change.element), "") == change.to) return;
      const Conflict& conflict = Found(Conflict::Kind::kBothAdded, change.element, "");
      if (conflict.taken == Side::kTheirs) return;
      RemoveElement(result_.merged, change.element);
      if (!Has(change.around) && !Restore(change.around)) return;
      return Insert(change.element, change.around, Spot(change), change.to);
    }
    if (!FindsPlace(change)) return;
    Insert(change.element, change.around, Spot(change), change.to);
  }

  void Move(const Difference& change) {
    if (!theirs_.Has(change.element)) return SetInRemoved(change.element);
    for (const Difference& other : by_them_) {
      if (other.kind != Kind::kMoved || other.element != change.element) continue;
      if (other.around == change.around && other.after == change.after) return;
      Conflict& conflict = Found(Conflict::Kind::kPlace, change.element, "");
      conflict.theirs = Node::String(other.after.empty() ? other.around : other.after);
      conflict.ours = Node::String(change.after.empty() ? change.around : change.after);
      conflict.base = Node();
      if (conflict.taken == Side::kTheirs) return;
    }
    if (!FindsPlace(change)) return;
    if (Has(change.element)) {
      MoveElement(result_.merged, change.element, change.around, Spot(change));
    }
  }

  void Remove(const Difference& change) {
    if (!Has(change.element)) return;
    bool edited = false;
    for (const Difference& other : by_them_) {
      if (other.kind == Kind::kRemoved) continue;
      edited = edited || theirs_.IsIn(other.element, change.element) ||
               (!other.around.empty() && theirs_.IsIn(other.around, change.element));
    }
    if (edited) {
      const Conflict& conflict = Found(Conflict::Kind::kWeRemoved, change.element, "");
      if (conflict.taken == Side::kTheirs) return;
    }
    // What somebody decided to keep keeps what is around it.
    for (const ElementPlace& place : Elements(result_.merged)) {
      if (place.around == change.element && KindOf(place.address) == "step") return;
    }
    RemoveElement(result_.merged, change.element);
  }

  // --- what it takes

  bool Has(const std::string& address) {
    return FindElement(result_.merged, address).element != nullptr;
  }

  // We changed something in `address`, which they removed, or which stands in what they removed.
  void SetInRemoved(const std::string& address) {
    const std::string root = RemovedRoot(address);
    const Conflict& conflict = Found(Conflict::Kind::kTheyRemoved, root, "");
    if (conflict.taken == Side::kOurs) Restore(root);
  }

  // The outermost that is gone with it: its step, if `address` is an item of a removed one.
  std::string RemovedRoot(std::string address) const {
    while (true) {
      const std::string around = AroundOf(address);
      if (around.empty() || around == "template" || theirs_.Has(around)) return address;
      address = around;
    }
  }

  // Puts what they removed back as we have it, with what it stands in.
  bool Restore(const std::string& address) {
    if (Has(address)) return true;
    const ElementPlace* place = ours_.Find(address);
    if (place == nullptr) return false;
    if (!Has(place->around)) {
      const Conflict& conflict =
          Found(Conflict::Kind::kTheyRemoved, RemovedRoot(place->around), "");
      if (conflict.taken == Side::kTheirs || !Restore(place->around)) return false;
    }
    Insert(address, place->around, Nearest(address, place->around), ElementValue(*place->element));
    return true;
  }

  void Insert(const std::string& address, const std::string& around, const std::string& after,
              const Node& value) {
    if (Has(address)) return;
    InsertElement(result_.merged, address, around, after, value, "", nothing_);
  }

  bool AnchorIsGone(const Difference& change) const {
    return !change.after.empty() && base_.Has(change.after) && !theirs_.Has(change.after);
  }

  // Behind which it comes: its anchor, and what they added there, which goes first.
  std::string Spot(const Difference& change) {
    if (!IsOrdered(KindOf(change.element))) return "";
    std::string spot = change.after;
    if (!spot.empty() && !Stands(spot, change.around))
      spot = Nearest(change.element, change.around);
    bool passed = spot.empty();
    for (const ElementPlace& place : Elements(result_.merged)) {
      if (place.around != change.around || KindOf(place.address) != KindOf(change.element))
        continue;
      if (place.address == change.element) continue;
      if (passed) {
        const bool new_there =
            theirs_.Has(place.address) && !base_.Has(place.address) && !ours_.Has(place.address);
        if (!new_there) break;
        spot = place.address;
      }
      passed = passed || place.address == spot;
    }
    return spot;
  }

  bool Stands(const std::string& address, const std::string& around) {
    const ElementPlace place = FindElement(result_.merged, address);
    return place.element != nullptr && place.around == around;
  }

  // Of those before `address` in our order the last one that stands in the result.
  std::string Nearest(const std::string& address, const std::string& around) {
    std::string nearest;
    for (const ElementPlace& place : ours_.places) {
      if (place.address == address) break;
      if (place.around == around && KindOf(place.address) == KindOf(address) &&
          Stands(place.address, around)) {
        nearest = place.address;
      }
    }
    return nearest;
  }

  void Put(const std::string& address, const std::string& field, const Node& value) {
    const ElementPlace place = FindElement(result_.merged, address);
    if (place.element == nullptr) return;
    if (value.kind == Node::Kind::kNull) return ClearField(*place.element, field);
    SetField(*place.element, field, value, "", nothing_);
  }

  // Whether the three are not all of one kind.
  bool KindsDiffer(const std::string& address) const {
    const ElementPlace* before = base_.Find(address);
    const std::string theirs = KindWord(*theirs_.Find(address)->element);
    const std::string ours = KindWord(*ours_.Find(address)->element);
    return theirs != ours || before == nullptr || KindWord(*before->element) != ours;
  }

  // Whether `address` is an option of a question that is of different kinds.
  bool IsOptionOfOtherKind(const std::string& address) const {
    if (KindOf(address) != "option") return false;
    const std::string question = AroundOf(address);
    return theirs_.Has(question) && ours_.Has(question) && KindsDiffer(question);
  }

  // What a step or question is, with the options of a choice.
  struct Nature {
    std::map<std::string, Node> fields;
    std::vector<std::pair<std::string, Node>> options;

    friend bool operator==(const Nature&, const Nature&) = default;
  };

  static Nature NatureOf(const Version& version, const std::string& address) {
    Nature nature;
    const ElementPlace* place = version.Find(address);
    if (place == nullptr) return nature;
    nature.fields = KindFields(*place->element, FieldsOf(*place->element));
    for (const ElementPlace& inner : version.places) {
      if (inner.around != address || KindOf(inner.address) != "option") continue;
      nature.options.emplace_back(inner.address, ElementValue(*inner.element));
    }
    return nature;
  }

  // A kind comes as a whole from one side.
  void MergeKind(const std::string& address) {
    if (!kinds_done_.insert(address).second) return;
    const Nature base = NatureOf(base_, address);
    const Nature theirs = NatureOf(theirs_, address), ours = NatureOf(ours_, address);
    if (theirs == ours || ours == base) return;
    if (!(theirs == base)) {
      Conflict& conflict = Found(Conflict::Kind::kKind, address, "");
      conflict.base = Whole(base);
      conflict.theirs = Whole(theirs);
      conflict.ours = Whole(ours);
      if (conflict.taken == Side::kTheirs) return;
    }
    for (const auto& [option, value] : theirs.options) RemoveElement(result_.merged, option);
    for (const auto& [field, value] : theirs.fields) Put(address, field, Node());
    for (const auto& [field, value] : ours.fields) Put(address, field, value);
    std::string last;
    for (const auto& [option, value] : ours.options) {
      Insert(option, address, last, value);
      last = option;
    }
  }

  static Node Whole(const Nature& nature) {
    Node map = Node::Map();
    for (const auto& [field, value] : nature.fields) map.Add(field, value);
    for (const auto& [option, value] : nature.options) map.Add(IdOf(option), value);
    return map;
  }

  // The conflict, found now or before.
  Conflict& Found(Conflict::Kind kind, const std::string& element, const std::string& field) {
    for (Conflict& conflict : result_.conflicts) {
      if (conflict.kind == kind && conflict.element == element && conflict.field == field) {
        return conflict;
      }
    }
    Conflict conflict;
    conflict.kind = kind;
    conflict.element = element;
    conflict.field = field;
    conflict.base = ValueAt(base_.Find(element), field);
    conflict.theirs = ValueAt(theirs_.Find(element), field);
    conflict.ours = ValueAt(ours_.Find(element), field);
    Decide(decisions_, conflict);
    result_.conflicts.push_back(std::move(conflict));
    return result_.conflicts.back();
  }

  const Version base_;
  const Version theirs_;
  const Version ours_;
  const Decisions& decisions_;
  const std::vector<Difference> by_them_;
  const std::vector<Difference> by_us_;
  const SourceMap nowhere_;
  Report nothing_;
  MergeResult result_;
  std::set<std::string> kinds_done_;
};

}  // namespace

MergeResult Merge(const TemplateSpec& base, const TemplateSpec& theirs, const TemplateSpec& ours,
                  const Decisions& decisions) {
  return Merger(WithTheSameNames(base, theirs, ours, decisions), decisions).Run();
}

}  // namespace kasvu::workflows
