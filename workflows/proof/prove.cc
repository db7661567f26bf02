#include "workflows/proof/prove.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "kasvu/v1/template_service.pb.h"
#include "workflows/proof/calendar_faults.h"
#include "workflows/proof/explore.h"
#include "workflows/proof/limits.h"
#include "workflows/proof/param_corners.h"
#include "workflows/proof/people_faults.h"
#include "workflows/proof/workload.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Proof;
using kasvu::v1::TemplateSpec;

// Where the calendar is asked for. The region matters to a winter break alone: one for each of its
// weeks.
constexpr std::string_view kZone = "Europe/Helsinki";
constexpr std::string_view kRegions[] = {"19", "01", "06"};

// Starts that are tried: three days of every month of a year, so that holidays and the ends of
// months come to lie anywhere.
constexpr int kStartYear = 2027;
constexpr int kStartDays[] = {1, 11, 21};

std::vector<std::string> TracksOf(const TemplateSpec& spec) {
  std::vector<std::string> tracks = KeysIn(spec.people().tracks());
  if (tracks.empty()) tracks.push_back("");
  return tracks;
}

bool SkipsWinterBreak(const TemplateSpec& spec) {
  const auto skips = [](const auto& words) {
    return std::find(words.begin(), words.end(), "winter-break") != words.end();
  };
  if (skips(spec.calendar().skip())) return true;
  return std::any_of(spec.phases().begin(), spec.phases().end(), [&](const auto& phase) {
    return std::any_of(phase.steps().begin(), phase.steps().end(),
                       [&](const auto& step) { return skips(step.skip()); });
  });
}

class Prover {
 public:
  Prover(const TemplateSpec& spec, Report& report)
      : spec_(spec), report_(report), calendar_(report) {}

  Proof Run() {
    bool all = true;
    const std::vector<ParamValues> corners = ParamCorners(spec_, all);
    if (!all) Incomplete("params", kMaxParamCorners, "combinations");
    for (const ParamValues& corner : corners) ProveCorner(corner);
    // Where nobody completes, whatever comes after is out of reach as well.
    const bool never =
        std::any_of(report_.findings().begin(), report_.findings().end(),
                    [](const Finding& finding) { return finding.code == "never-completes"; });
    const TemplateIndex index(spec_);
    for (const StepPlace& place : index.steps()) {
      const auto dead = dead_.find(place.step->id());
      if (!complete_ || never || dead == dead_.end()) continue;
      report_.AddRun("dead-step", place.path, {{"id", place.step->id()}}, dead->second);
    }
    CheckPeopleEnough(index, report_);
    workload_.Tell(index, report_, proof_);
    return complete_ && !HasErrors(report_.findings()) ? std::move(proof_) : Proof();
  }

 private:
  void ProveCorner(const ParamValues& params) {
    storage::v1::CohortState cohort;
    cohort.set_time_zone(std::string(kZone));
    for (const auto& [name, value] : params) (*cohort.mutable_params())[name] = value;
    bool explored = false;
    for (const std::string_view region : kRegions) {
      if (explored && !SkipsWinterBreak(spec_)) break;
      cohort.set_region(std::string(region));
      // What is not shared is only looked at.
      const auto program = Program::Make(
          std::shared_ptr<const TemplateSpec>(std::shared_ptr<const TemplateSpec>(), &spec_),
          cohort);
      if (!program.ok()) return;
      for (const std::string& track : TracksOf(spec_)) {
        if (!explored) ExploreTrack(**program, track);
        CheckCalendar(ProgrammePlaces(**program, track), cohort, params);
      }
      explored = true;
    }
    first_corner_ = false;
  }

  void ExploreTrack(const Program& program, const std::string& track) {
    const Explored explored = Explore(program, track, report_);
    if (!explored.complete) Incomplete("phases", kMaxRunNodes, "states");
    KeepDead(explored);
    if (first_corner_) KeepAbsences(explored);
    first_track_ = false;
  }

  void CheckCalendar(const ProgrammePlaces& places, storage::v1::CohortState cohort,
                     const ParamValues& params) {
    const bool hangs_on_work = DatesHangOnWork(places.program());
    for (int month = 1; month <= 12; ++month) {
      for (const int day : kStartDays) {
        const absl::CivilDay start(kStartYear, month, day);
        cohort.set_start_date(static_cast<int32_t>(start - absl::CivilDay(1970, 1, 1)));
        CalendarRun run(places, cohort);
        calendar_.Check(places, run, params);
        workload_.Add(places, run, params);
        if (!hangs_on_work) continue;
        CalendarRun eager(places, cohort, Pace::kEager);
        calendar_.Check(places, eager, params);
      }
    }
  }

  // What is dead on every track and at every corner; the first has the run.
  void KeepDead(const Explored& explored) {
    if (first_track_) {
      dead_ = explored.dead;
    } else {
      std::erase_if(dead_, [&](const auto& dead) { return !explored.dead.contains(dead.first); });
    }
  }

  void KeepAbsences(const Explored& explored) {
    for (const AbsenceLimit& limit : explored.absences) {
      kasvu::v1::AbsenceLimit& told = *proof_.add_absences();
      told.set_series(limit.series);
      told.set_track(limit.track);
      told.set_sessions(limit.sessions);
      told.set_may_miss(limit.may_miss);
    }
  }

  void Incomplete(std::string_view path, size_t limit, std::string_view what) {
    complete_ = false;
    report_.Add("proof-incomplete", path,
                {{"limit", absl::StrCat(limit)}, {"what", std::string(what)}});
  }

  const TemplateSpec& spec_;
  Report& report_;
  CalendarFaults calendar_;
  Workload workload_;
  Proof proof_;
  std::map<std::string, std::vector<RunEvent>> dead_;
  bool complete_ = true;
  bool first_corner_ = true;  // the one with the defaults
  bool first_track_ = true;
};

}  // namespace

void Prove(std::string_view file, CheckResult& result) {
  if (!result.compiled || !result.compiled->source.module().empty()) return;
  Report report(file, result.places);
  result.compiled->proof = Prover(result.compiled->compiled, report).Run();
  if (report.findings().empty()) return;
  result.findings.insert(result.findings.end(), report.findings().begin(), report.findings().end());
  result.findings = Sorted(std::move(result.findings));
  if (HasErrors(result.findings)) result.compiled.reset();
}

}  // namespace kasvu::workflows
