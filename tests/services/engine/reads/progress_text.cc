#include "tests/services/engine/reads/progress_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "workflows/calendar/zone.h"

namespace kasvu::engine {
namespace {

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// "2-22 9:00": the month, the day and, unless it is midnight, the hour.
std::string DayOf(const google::protobuf::Timestamp& time) {
  static const workflows::Zone zone = *workflows::Zone::Load("Europe/Helsinki");
  const absl::CivilMinute minute = zone.MinuteAt(absl::FromUnixSeconds(time.seconds()));
  const std::string day = absl::StrCat(minute.month(), "-", minute.day());
  return minute.hour() == 0 ? day : absl::StrCat(day, " ", minute.hour(), ":00");
}

// The word of an enum value behind the prefix of its type.
std::string Word(std::string name, std::string_view prefix) {
  return absl::AsciiStrToLower(name.substr(prefix.size()));
}

}  // namespace

std::string LineOf(const kasvu::v1::StepProgress& step) {
  std::string line = absl::StrCat(LastPart(step.owner()), " ", step.step(), " ",
                                  Word(kasvu::v1::State_Name(step.state()), "STATE_"));
  if (step.overdue()) line += " overdue";
  if (step.escalated()) line += " escalated";
  if (step.optional()) line += " optional";
  if (step.has_open_time()) line += " from " + DayOf(step.open_time());
  if (step.has_due_time()) line += " due " + DayOf(step.due_time());
  if (step.has_close_time()) line += " closes " + DayOf(step.close_time());
  if (step.has_occur_time()) line += " at " + DayOf(step.occur_time());
  if (!step.via().empty()) line += " via " + step.via();
  if (!step.value().empty()) line += " = " + step.value();
  if (step.waits_for_size() > 0) line += " waits for " + absl::StrJoin(step.waits_for(), ", ");
  return line;
}

std::string LineOf(const kasvu::v1::WorkItem& item) {
  std::string line =
      absl::StrCat(Word(kasvu::v1::WorkItem::Urgency_Name(item.urgency()), "URGENCY_"), " ",
                   item.reason(), " ", LastPart(item.step().owner()), " ", item.step().step());
  if (!item.enrolment().empty()) {
    line += absl::StrCat(" of ", LastPart(item.enrolment()), " ", LastPart(item.person()));
  }
  line += " as " + item.role();
  if (item.urgency() == kasvu::v1::WorkItem::URGENCY_COMING) {
    return line + " from " + DayOf(item.step().open_time());
  }
  if (item.step().has_due_time()) line += " due " + DayOf(item.step().due_time());
  if (item.step().has_close_time()) line += " closes " + DayOf(item.step().close_time());
  return line;
}

}  // namespace kasvu::engine
