// Where every place of a programme stands when all time has passed, as sets of runs. Facts are
// written once and progress only grows, so for each answer to the choices there is one such state;
// here it is worked out for all of them at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workflows/proof/decision_diagram.h"
#include "workflows/proof/places.h"
#include "workflows/proof/run_choices.h"

namespace kasvu::workflows {

// In which runs a place ends up how; nowhere in two ways. In the others it waits for ever or, where
// nobody need do it, stays open.
struct PlaceRuns {
  RunSet done = kNoRun;
  RunSet missed = kNoRun;
  RunSet waived = kNoRun;
  RunSet not_applicable = kNoRun;
  RunSet opens = kNoRun;  // it comes to be open at some time
};

// When a condition holds and when it fails for good; it waits in the others.
struct ConditionRuns {
  RunSet holds = kEveryRun;
  RunSet fails = kNoRun;
};

class RunModel {
 public:
  // Both outlive the model.
  RunModel(const ProgrammePlaces& places, DecisionDiagram& diagram);

  const ProgrammePlaces& places() const { return places_; }
  DecisionDiagram& diagram() { return diagram_; }
  // By variable.
  const std::vector<RunChoice>& choices() const { return choices_; }

  const PlaceRuns& Of(size_t place);
  RunSet Settled(size_t place);
  RunSet Satisfied(size_t place);
  // Where nothing that waits for `place` is held back by it. Of what may be recorded so often, what
  // comes after one that was not recorded is not there at all.
  RunSet LetsThrough(size_t place, bool must_satisfy);

  // What an enrolment sees; `from` is the place whose step says it.
  ConditionRuns Evaluate(const kasvu::v1::Condition& condition);

  // Where every one of `needs` lets `place` through, or all of `after` have settled.
  RunSet Through(const Place& place, const std::string& reference, bool must_satisfy);

  // Whether the requirements of `end` hold; of a completed one also whether all that completion
  // waits for has settled.
  RunSet Reached(const kasvu::v1::End& end);
  // What completion waits for: the required places of the enrolment itself.
  const std::vector<size_t>& awaited() const { return awaited_; }

  // Where what aftercare waits for comes about; all ends that are built in always can.
  RunSet EndsAs(kasvu::v1::EndKind kind);

 private:
  enum Progress : uint8_t { kNew, kWorking, kKnown };

  struct Known {
    Progress progress = kNew;
    PlaceRuns runs;
    Progress raw_progress = kNew;
    PlaceRuns raw;  // before what is made up for
  };

  RunSet NewChoice(RunChoice choice);
  const PlaceRuns& Raw(size_t place);
  void SpareBesides(size_t place, PlaceRuns& runs);
  PlaceRuns WorkOut(size_t place);
  PlaceRuns OfSession(size_t place);
  PlaceRuns OfWork(size_t place);
  RunSet MadeUpFor(size_t place, PlaceRuns& runs);
  RunSet Gates(const Place& place);
  RunSet HasDate(const kasvu::v1::Moment& moment, const Place& place, int depth = 0);
  RunSet HasDate(const Place& place, int depth);
  RunSet LinkMade(const std::string& link);
  RunSet IsThere(size_t place);
  bool MayLeaveOut(const Place& place) const;

  ConditionRuns EvaluateIs(const std::string& fact, const std::string& value);
  RunSet HasValue(const std::string& fact, const kasvu::v1::Fact& said, size_t writer,
                  const std::string& value);
  ConditionRuns EvaluateCount(const kasvu::v1::Condition& condition);

  const ProgrammePlaces& places_;
  DecisionDiagram& diagram_;
  std::vector<RunChoice> choices_;
  std::vector<Known> known_;
  std::map<std::string, RunSet> links_;
  std::map<std::pair<std::string, size_t>, std::vector<RunSet>> values_;  // of a fact and writer
  std::vector<size_t> awaited_;
  std::vector<bool> required_by_name_;             // by step: a completed end counts or names it
  std::vector<std::vector<size_t>> replacements_;  // by place: what makes up for it
};

}  // namespace kasvu::workflows
