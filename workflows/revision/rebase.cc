#include "workflows/revision/rebase.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/revision/difference.h"
#include "workflows/revision/element_kind.h"
#include "workflows/revision/renames.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"
#include "workflows/template/overlay.h"
#include "workflows/template/written_value.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Change;
using kasvu::v1::TemplateSpec;
using Kind = Difference::Kind;

// `merged` with ids of its own for whatever `theirs` does not have under the old one.
TemplateSpec WithOwnIds(const TemplateSpec& merged, const TemplateSpec& theirs,
                        const std::string& prefix, std::map<std::string, std::string>& renames) {
  const std::vector<std::string> known = Addresses(theirs);
  const std::set<std::string> there(known.begin(), known.end());
  for (const std::string& address : Addresses(merged)) {
    const std::string_view kind = KindOf(address);
    if (there.contains(address) || (kind != "step" && kind != "phase" && kind != "item")) continue;
    // Parts of what is its own go by their own names.
    if (kind == "item" && !there.contains(AroundOf(address))) continue;
    const std::string own = OwnPrefix(prefix, kind);
    const std::string id(IdOf(address));
    if (id.starts_with(own)) continue;
    renames[address] = address.substr(0, address.rfind('/') + 1) + own + id;
  }
  TemplateSpec renamed = Renamed(merged, renames);
  const SourceMap nowhere;
  Report nothing("", nowhere);
  for (const auto& [from, to] : renames) {
    SetField(*FindElement(renamed, to).element, "was", Node::String(IdOf(from)), "", nothing);
  }
  return renamed;
}

class Writer {
 public:
  Writer(TemplateSpec& overlay, const TemplateSpec& theirs, const std::vector<Conflict>& conflicts,
         const std::map<std::string, std::string>& renames, const ConflictWords& words)
      : overlay_(overlay), theirs_(theirs) {
    for (const Conflict& conflict : conflicts) {
      if (conflict.decided) continue;
      Open open{conflict, words(conflict)};
      const auto renamed = renames.find(conflict.element);
      if (renamed != renames.end()) open.conflict.element = renamed->second;
      open_.push_back(std::move(open));
    }
  }

  void Write(const std::vector<Difference>& differences) {
    for (size_t i = 0; i < differences.size();) {
      const Difference& first = differences[i];
      if (first.kind != Kind::kSet) {
        WriteOne(first);
        ++i;
        continue;
      }
      // Fields of one element stand together.
      size_t end = i;
      while (end < differences.size() && differences[end].kind == Kind::kSet &&
             differences[end].element == first.element) {
        ++end;
      }
      WriteFields({differences.begin() + static_cast<long>(i),
                   differences.begin() + static_cast<long>(end)});
      i = end;
    }
  }

 private:
  // A conflict that nobody has decided, by the id that the overlay will have for it, and in words.
  struct Open {
    Conflict conflict;
    std::string words;
  };

  const Open* OpenOn(const std::string& element, const std::string& field) {
    TemplateSpec copy = theirs_;
    for (const Open& open : open_) {
      const Conflict& conflict = open.conflict;
      if (conflict.element != element) continue;
      const ElementPlace place = FindElement(copy, element);
      const bool of_kind = conflict.kind == Conflict::Kind::kKind && place.element != nullptr &&
                           IsOfKind(*place.element, field);
      if (conflict.field == field || of_kind) return &open;
    }
    return nullptr;
  }

  void WriteFields(const std::vector<Difference>& fields) {
    std::map<const Open*, std::vector<const Difference*>> groups;
    for (const Difference& field : fields)
      groups[OpenOn(field.element, field.field)].push_back(&field);
    for (const auto& [conflict, group] : groups) {
      Change clear, set;
      for (const Difference* field : group) {
        if (field->to.kind != Node::Kind::kNull) {
          set.set_set(field->element);
          (*set.mutable_to())[field->field] = ParseValue(field->to);
        } else if (!IsInside(field->field, group)) {
          clear.set_clear(field->element);
          clear.add_fields(field->field);
        }
      }
      if (clear.has_clear()) Add(clear, conflict);
      if (set.has_set()) Add(set, conflict);
    }
  }

  // Whether the field goes with another that is cleared: `task.about` with `task`.
  static bool IsInside(const std::string& field, const std::vector<const Difference*>& group) {
    return std::any_of(group.begin(), group.end(), [&](const Difference* other) {
      return other->to.kind == Node::Kind::kNull && field.starts_with(other->field + ".");
    });
  }

  void WriteOne(const Difference& difference) {
    Change change;
    if (difference.kind == Kind::kRemoved) {
      change.set_remove(difference.element);
    } else {
      if (difference.kind == Kind::kAdded) {
        change.set_add(difference.element);
        *change.mutable_element() = ParseValue(difference.to);
      } else {
        change.set_move(difference.element);
      }
      if (IsOrdered(KindOf(difference.element))) {
        change.set_after(difference.after.empty() ? difference.around : difference.after);
      }
    }
    const Open* conflict = nullptr;
    for (const Open& open : open_) {
      if (open.conflict.element == difference.element && open.conflict.field.empty()) {
        conflict = &open;
      }
    }
    Add(change, conflict);
  }

  void Add(Change change, const Open* conflict) {
    if (conflict != nullptr) change.set_conflict(conflict->words);
    *overlay_.add_changes() = std::move(change);
  }

  TemplateSpec& overlay_;
  const TemplateSpec& theirs_;
  std::vector<Open> open_;
};

}  // namespace

RebasedOverlay Rebase(const TemplateSpec& overlay, const TemplateSpec& base,
                      const TemplateSpec& ours, const TemplateSpec& theirs, const std::string& onto,
                      const Decisions& decisions, const ConflictWords& words) {
  RebasedOverlay rebased;
  rebased.overlay.set_template_(overlay.template_());
  rebased.overlay.set_overlay_of(onto);
  rebased.overlay.set_prefix(overlay.prefix());
  // Where a version comes from is no part of what an overlay says.
  TemplateSpec own = ours;
  own.set_variant_of(base.variant_of());
  rebased.merge = Merge(base, theirs, own, decisions);
  std::map<std::string, std::string> renames;
  rebased.merge.merged = WithOwnIds(rebased.merge.merged, theirs, overlay.prefix(), renames);
  // Under their ids nothing counts as renamed: an overlay adds what upstream has no more.
  std::vector<Difference> differences = Diff(theirs, rebased.merge.merged);
  std::erase_if(differences,
                [](const Difference& difference) { return difference.kind == Kind::kRenamed; });
  Writer(rebased.overlay, theirs, rebased.merge.conflicts, renames, words).Write(differences);
  return rebased;
}

}  // namespace kasvu::workflows
