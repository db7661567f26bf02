#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"

namespace kasvu::workflows {
namespace {

void CheckRange(int min, int max, const std::string& path, Report& report) {
  if (min >= 0 && max >= 0 && (max == 0 || min <= max)) return;
  report.Add("reversed-range", path, {{"min", absl::StrCat(min)}, {"max", absl::StrCat(max)}});
}

// Roles and links that some step or link needs.
std::set<std::string> Used(const TemplateIndex& index) {
  std::set<std::string> used;
  for (const StepPlace& place : index.steps()) {
    const kasvu::v1::Step& step = *place.step;
    used.insert(step.by().all().begin(), step.by().all().end());
    used.insert(step.by().any().begin(), step.by().any().end());
    used.insert(step.with());
    used.insert(step.per());
    for (const auto& [who, minutes] : step.effort()) used.insert(who);
  }
  for (const auto& [name, link] : index.spec().links()) {
    used.insert(link.of().begin(), link.of().end());
  }
  for (const auto& [name, fact] : index.spec().facts()) used.insert(fact.link());
  return used;
}

void CheckLink(const std::string& name, const kasvu::v1::Link& link, Report& report) {
  const std::string path = absl::StrCat("links.", name);
  if (link.of().empty()) report.Add("link-without-of", path, {{"link", name}});
  if (link.has_size()) CheckRange(link.size().min(), link.size().max(), path + ".size", report);
  if (link.has_size() && (link.size().max() < 1 || (link.symmetric() && link.size().min() < 2))) {
    report.Add("link-too-small", path + ".size", {{"link", name}});
  }
  if (link.pick() == kasvu::v1::PICK_ROTATE && link.per().empty()) {
    report.Add("rotate-without-per", path, {{"link", name}});
  }
  if (link.pick() != kasvu::v1::PICK_ROTATE && (link.spacing() != 0 || link.no_repeat())) {
    report.Add("rotation-only", path, {{"link", name}});
  }
  if (link.spacing() < 0 || link.rematch() < 0) {
    report.Add("number-not-positive", path,
               {{"key", link.spacing() < 0 ? "spacing" : "rematch"},
                {"value", absl::StrCat(std::min(link.spacing(), link.rematch()))}});
  }
}

}  // namespace

void CheckPeople(const TemplateIndex& index, Report& report) {
  const kasvu::v1::People& people = index.spec().people();
  CheckRange(people.group().min(), people.group().max(), "people.group", report);
  if (people.has_cohort()) {
    CheckRange(people.cohort().min(), people.cohort().max(), "people.cohort", report);
    if (people.group().min() > people.cohort().max()) {
      report.Add("group-larger-than-cohort", "people.group",
                 {{"group", absl::StrCat(people.group().min())},
                  {"cohort", absl::StrCat(people.cohort().max())}});
    }
  }
  for (const std::string& who : KeysIn(index.spec().workload())) {
    if (const int minutes = index.spec().workload().at(who); minutes <= 0) {
      report.Add("number-not-positive", absl::StrCat("workload.", who),
                 {{"key", who}, {"value", absl::StrCat(minutes)}});
    }
  }
  const std::set<std::string> used = Used(index);
  for (const auto& [name, role] : people.roles()) {
    const std::string path = absl::StrCat("people.roles.", name);
    CheckRange(role.min(), role.max(), path, report);
    if (role.capacity() < 0) CheckRange(role.capacity(), 0, path + ".capacity", report);
    if (!used.contains(name)) {
      report.Add("unused-role", path, {{"role", name}});
    } else if (role.min() == 0) {
      report.Add("role-nobody-has", path, {{"role", name}});
    }
  }
  for (const auto& [name, link] : index.spec().links()) {
    CheckLink(name, link, report);
    if (!used.contains(name))
      report.Add("unused-link", absl::StrCat("links.", name), {{"link", name}});
  }
}

}  // namespace kasvu::workflows
