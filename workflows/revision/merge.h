// Three versions made one: what two sides did to a common base, by element and by field.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"

namespace kasvu::workflows {

enum class Side { kTheirs, kOurs };

// What the two sides cannot both have. The values are those of the field or of the whole element,
// null where there is none.
struct Conflict {
  enum class Kind {
    kField,          // both set it, differently
    kKind,           // one made a step or question of another kind, the other went on with the old
    kTheyRemoved,    // they removed what we changed, or what we put something into
    kWeRemoved,      // we removed what they changed
    kPlace,          // both moved it, to different places
    kAnchorRemoved,  // they removed what we put it behind
    kBothAdded,      // both added it, differently
    kNames,          // both gave it another id, a different one
  };

  Kind kind = Kind::kField;
  std::string element;
  std::string field;
  std::string anchor;  // of kAnchorRemoved: what is gone
  Node base;
  Node theirs;
  Node ours;
  Side taken = Side::kOurs;
  bool decided = false;
};

// What is worth a second look, though it is no conflict.
struct MergeNote {
  enum class Kind {
    kReference,    // `element`, changed by one side, refers to `other`, changed by the other
    kTranslation,  // they changed one language of `field`, and others stayed as they were
  };

  Kind kind = Kind::kReference;
  std::string element;
  std::string field;
  std::string other;  // an address, or the languages that stayed: "sv, en"

  friend auto operator<=>(const MergeNote&, const MergeNote&) = default;
};

// How conflicts are decided: per element, else for all, else not at all.
struct Decisions {
  std::optional<Side> all;
  std::map<std::string, Side> by_element;
};

// The merged template. Where a conflict is not decided, it has our side for now.
struct MergeResult {
  kasvu::v1::TemplateSpec merged;
  std::vector<Conflict> conflicts;
  std::vector<MergeNote> notes;
};

// Takes in everything that either side changed since `base`; all three are compiled. What was added
// at the same place stands in the order theirs, ours. Merging with an unchanged side gives the
// other side, and merging the result again changes nothing.
MergeResult Merge(const kasvu::v1::TemplateSpec& base, const kasvu::v1::TemplateSpec& theirs,
                  const kasvu::v1::TemplateSpec& ours, const Decisions& decisions);

}  // namespace kasvu::workflows
