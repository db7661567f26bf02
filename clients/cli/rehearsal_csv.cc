#include "clients/cli/rehearsal_csv.h"

#include <string_view>

#include "absl/strings/str_cat.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

class Lines {
 public:
  Lines(std::string& csv, std::string name) : csv_(csv), name_(std::move(name)) {}

  void Add(std::string_view part, std::string_view key, std::string_view measure, int64_t value) {
    absl::StrAppend(&csv_, name_, ",", std::string(part), ",", std::string(key), ",",
                    std::string(measure));
    absl::StrAppend(&csv_, ",", value, "\n");
  }

 private:
  std::string& csv_;
  const std::string name_;
};

void AddRehearsal(const v1::Rehearsal& rehearsal, Lines lines) {
  lines.Add("rehearsal", "", "runs", rehearsal.runs());
  lines.Add("rehearsal", "", "participants", rehearsal.participants());
  lines.Add("rehearsal", "", "accepted", rehearsal.accepted());
  lines.Add("rehearsal", "", "started", rehearsal.started());
  lines.Add("rehearsal", "", "completed", rehearsal.completed());
  lines.Add("rehearsal", "", "completion_permille", rehearsal.completion().permille());
  lines.Add("rehearsal", "", "completion_low_permille", rehearsal.completion().low_permille());
  lines.Add("rehearsal", "", "completion_high_permille", rehearsal.completion().high_permille());
  lines.Add("rehearsal", "", "completed_low", rehearsal.completed_low());
  lines.Add("rehearsal", "", "completed_high", rehearsal.completed_high());
  if (rehearsal.has_engagement()) lines.Add("rehearsal", "", "engaged", rehearsal.engaged());
  for (const auto& end : rehearsal.ends()) lines.Add("end", end.end(), "people", end.people());
  for (const auto& step : rehearsal.stuck()) {
    lines.Add("stuck", step.key(), "left", step.left());
    lines.Add("stuck", step.key(), "kept", step.kept());
  }
  for (const auto& session : rehearsal.sessions()) {
    lines.Add("session", session.key(), "held", session.held());
    lines.Add("session", session.key(), "present", session.present());
    lines.Add("session", session.key(), "absent", session.absent());
    lines.Add("session", session.key(), "gone", session.gone());
  }
  for (const auto& week : rehearsal.weeks()) {
    lines.Add("overdue", absl::StrCat(week.week()), "steps", week.overdue());
  }
  for (const auto& role : rehearsal.roles()) {
    lines.Add("role", role.role(), "people", role.people());
    for (const auto& week : role.weeks()) {
      lines.Add("minutes of " + role.role(), absl::StrCat(week.week()), "minutes", week.minutes());
    }
  }
}

}  // namespace

std::string RehearsalCsv(const v1::Rehearsals& rehearsals) {
  std::string csv = "template,part,key,measure,value\n";
  for (const v1::Rehearsal& rehearsal : rehearsals.rehearsals()) {
    AddRehearsal(rehearsal, Lines(csv, rehearsal.template_()));
  }
  return csv;
}

}  // namespace kasvu::cli
