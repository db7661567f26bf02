#include "workflows/revision/difference.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "workflows/revision/element_kind.h"
#include "workflows/revision/renames.h"
#include "workflows/template/codec.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using Kind = Difference::Kind;

Difference Of(Kind kind, const std::string& element) {
  Difference difference;
  difference.kind = kind;
  difference.element = element;
  return difference;
}

// What comes and goes with the element around it.
bool IsPart(std::string_view address) {
  const std::string_view kind = KindOf(address);
  return kind == "item" || kind == "requirement" || kind == "question" || kind == "option";
}

// The elements of one version, by address and in order.
struct Version {
  explicit Version(TemplateSpec whole) : spec(std::move(whole)), places(Elements(spec)) {
    for (const ElementPlace& place : places) {
      by_address[place.address] = &place;
      if (!IsOrdered(KindOf(place.address))) continue;
      children[place.around].push_back(place.address);
    }
  }

  const ElementPlace* Find(const std::string& address) const {
    const auto found = by_address.find(address);
    return found == by_address.end() ? nullptr : found->second;
  }

  TemplateSpec spec;
  std::vector<ElementPlace> places;
  std::map<std::string, const ElementPlace*> by_address;
  std::map<std::string, std::vector<std::string>> children;  // ordered ones alone
};

// The most of `positions` that can stay where they are: a longest run of rising ones.
std::vector<bool> Staying(const std::vector<int>& positions) {
  const size_t count = positions.size();
  std::vector<int> length(count, 1), before(count, -1);
  int best = -1;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (positions[j] < positions[i] && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        before[i] = static_cast<int>(j);
      }
    }
    if (best < 0 || length[i] > length[best]) best = static_cast<int>(i);
  }
  std::vector<bool> stays(count, false);
  for (; best >= 0; best = before[best]) stays[best] = true;
  return stays;
}

class Comparison {
 public:
  Comparison(const Version& before, const Version& after) : before_(before), after_(after) {}

  std::vector<Difference> Run() && {
    for (const ElementPlace& place : after_.places) {
      if (const ElementPlace* old = before_.Find(place.address)) Fields(*old, place);
    }
    FindMoved();
    for (const ElementPlace& place : after_.places) Place(place);
    // Inner ones first, so that a phase is empty when it goes.
    for (auto place = before_.places.rbegin(); place != before_.places.rend(); ++place) {
      if (after_.Find(place->address) != nullptr) continue;
      if (IsPart(place->address) && !KeepsParts(*place)) continue;
      Difference removed = Of(Kind::kRemoved, place->address);
      removed.from = ElementValue(*place->element);
      differences_.push_back(std::move(removed));
    }
    return std::move(differences_);
  }

 private:
  // Whether what `part` stood in is still there, and of a kind that has such parts: the options of
  // a choice go with it.
  bool KeepsParts(const ElementPlace& part) const {
    const ElementPlace* around = after_.Find(part.around);
    if (around == nullptr) return false;
    return KindOf(part.address) != "option" || KindWord(*around->element) == "choice";
  }

  void Fields(const ElementPlace& old, const ElementPlace& now) {
    const std::map<std::string, Node> from = FieldsOf(*old.element), to = FieldsOf(*now.element);
    const auto add = [&](const std::string& field, Node was, Node is) {
      Difference set = Of(Kind::kSet, now.address);
      set.field = field;
      set.from = std::move(was);
      set.to = std::move(is);
      differences_.push_back(std::move(set));
    };
    for (const auto& [field, value] : from) {
      if (!to.contains(field)) add(field, value, Node());
    }
    for (const auto& [field, value] : to) {
      const auto found = from.find(field);
      if (found == from.end()) {
        add(field, Node(), value);
      } else if (!(found->second == value)) {
        add(field, found->second, value);
      }
    }
  }

  void FindMoved() {
    for (const auto& [around, now] : after_.children) {
      std::map<std::string_view, std::vector<std::string>> by_kind;
      for (const std::string& address : now) by_kind[KindOf(address)].push_back(address);
      for (const auto& [kind, addresses] : by_kind) FindMoved(around, addresses);
    }
  }

  void FindMoved(const std::string& around, const std::vector<std::string>& now) {
    const auto old = before_.children.find(around);
    std::vector<std::string> common;
    std::vector<int> positions;
    for (const std::string& address : now) {
      const ElementPlace* place = before_.Find(address);
      if (place == nullptr) continue;
      if (place->around != around) {
        moved_.insert(address);
        continue;
      }
      common.push_back(address);
      positions.push_back(static_cast<int>(
          std::find(old->second.begin(), old->second.end(), address) - old->second.begin()));
    }
    const std::vector<bool> stays = Staying(positions);
    for (size_t i = 0; i < common.size(); ++i) {
      if (!stays[i]) moved_.insert(common[i]);
    }
  }

  // Where something new or moved stands.
  void Place(const ElementPlace& place) {
    const bool added = before_.Find(place.address) == nullptr;
    if (!added && !moved_.contains(place.address)) return;
    if (added && IsPart(place.address) && before_.Find(place.around) == nullptr) return;
    Difference difference = Of(added ? Kind::kAdded : Kind::kMoved, place.address);
    if (added) difference.to = ElementValue(*place.element);
    difference.around = place.around;
    if (IsOrdered(KindOf(place.address))) difference.after = BeforeIt(place);
    differences_.push_back(std::move(difference));
  }

  std::string BeforeIt(const ElementPlace& place) const {
    std::string last;
    for (const std::string& address : after_.children.at(place.around)) {
      if (address == place.address) break;
      if (KindOf(address) == KindOf(place.address)) last = address;
    }
    return last;
  }

  const Version& before_;
  const Version& after_;
  std::set<std::string> moved_;
  std::vector<Difference> differences_;
};

}  // namespace

std::vector<Difference> Diff(const TemplateSpec& before, const TemplateSpec& after) {
  const std::map<std::string, std::string> renames = RenamesOf(before, after);
  std::vector<Difference> all;
  for (const auto& [from, to] : renames) {
    // The items of a renamed step follow it, unless they have another id of their own.
    if (IsPart(to) && IdOf(from) == IdOf(to)) continue;
    all.push_back(Of(Kind::kRenamed, to));
    all.back().was = from;
  }
  const Version old(Renamed(before, renames)), now(after);
  for (Difference& difference : Comparison(old, now).Run()) all.push_back(std::move(difference));
  return all;
}

TemplateSpec Apply(const TemplateSpec& before, const std::vector<Difference>& differences) {
  std::map<std::string, std::string> renames;
  for (const Difference& difference : differences) {
    if (difference.kind != Kind::kRenamed) continue;
    renames[difference.was] = difference.element;
    for (const std::string& address : Addresses(before)) {
      if (KindOf(address) != "item" || AroundOf(address) != difference.was) continue;
      renames.emplace(address, difference.element + "/" + std::string(IdOf(address)));
    }
  }
  TemplateSpec spec = Renamed(before, renames);
  const SourceMap nowhere;
  Report faults("", nowhere);
  for (const Difference& difference : differences) {
    switch (difference.kind) {
      case Kind::kRenamed:
        break;
      case Kind::kSet:
        if (const ElementPlace place = FindElement(spec, difference.element);
            place.element != nullptr) {
          if (difference.to.kind == Node::Kind::kNull) {
            ClearField(*place.element, difference.field);
          } else {
            SetField(*place.element, difference.field, difference.to, "", faults);
          }
        }
        break;
      case Kind::kAdded:
        InsertElement(spec, difference.element, difference.around, difference.after, difference.to,
                      "", faults);
        break;
      case Kind::kMoved:
        MoveElement(spec, difference.element, difference.around, difference.after);
        break;
      case Kind::kRemoved:
        RemoveElement(spec, difference.element);
        break;
    }
  }
  return spec;
}

Node ElementValue(const google::protobuf::Message& element) {
  const std::unique_ptr<google::protobuf::Message> copy(element.New());
  copy->CopyFrom(element);
  for (const char* name : {"id", "steps"}) {
    const auto* field = copy->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) copy->GetReflection()->ClearField(copy.get(), field);
  }
  return Encode(static_cast<const google::protobuf::Message&>(*copy));
}

}  // namespace kasvu::workflows
