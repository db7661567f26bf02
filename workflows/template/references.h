// Every place in a step where it names something else by its id.
#pragma once

#include <functional>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

enum class ReferenceKind {
  kNeeds,   // a step, STEP/ITEM or STEP/first …: done before
  kAfter,   // the same: settled before
  kAnchor,  // of a moment: start, join …, a step, STEP/ITEM, STEP/first …
  kSeries,  // each, gap
  kMakesUp,
  kDone,   // in a condition: a step or STEP/ITEM
  kCount,  // in a condition: a series
  kFact,
  kForm,
  kLinkOrRole,  // with
  kOwner,       // per
  kActor,       // by
  kTrack,       // for
};

// Called with the kind, the path ("phases[0].steps[2].needs[0]") and the word itself, which may be
// changed. Facts and roles that are keys of a map come as copies: changing them has no effect.
using ReferenceVisitor =
    std::function<void(ReferenceKind kind, const std::string& path, std::string& value)>;

// Visits all references of one step, whose path is `path`.
void VisitReferences(kasvu::v1::Step& step, const std::string& path, const ReferenceVisitor& visit);

// Visits those of one condition.
void VisitReferences(kasvu::v1::Condition& condition, const std::string& path,
                     const ReferenceVisitor& visit);

// What stands before the slash: "session" of "session/first".
std::string_view StepPart(std::string_view reference);

// What stands after it: "first"; empty without a slash.
std::string_view ItemPart(std::string_view reference);

}  // namespace kasvu::workflows
