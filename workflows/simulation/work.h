// What somebody records who does a step of any programme properly.
#pragma once

#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Chooses where the version leaves a choice.
class Choosing {
 public:
  virtual ~Choosing() = default;

  // One of `count` parts of the question's scale, from 0, the lowest.
  virtual int OnScale(const kasvu::v1::Question& question, int count) const = 0;
  // One of the options of a question or of the values of a step that decides, by its place.
  virtual int OfOptions(const kasvu::v1::Question& question) const = 0;
  virtual int OfValues(const kasvu::v1::Step& step) const = 0;
};

// The top of every scale, the first option, the first value.
class FirstChoice : public Choosing {
 public:
  int OnScale(const kasvu::v1::Question&, int count) const override { return count - 1; }
  int OfOptions(const kasvu::v1::Question&) const override { return 0; }
  int OfValues(const kasvu::v1::Step&) const override { return 0; }
};

// The record of `slot`, complete in every field and answer that the version asks for. A decision
// about enrolments gives its first value to as many as its quota lets.
RecordStep WorkOn(const View& view, const SlotView& slot, const Choosing& choosing);

// The review that accepts what was submitted of `slot`.
RecordStep ReviewOf(const SlotView& slot);

}  // namespace kasvu::workflows
