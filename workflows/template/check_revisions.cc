// What ties a version to those before it and to its overlays: former ids and locks.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/elements.h"
#include "workflows/template/nearest_word.h"

namespace kasvu::workflows {
namespace {

// The former ids of one place beside those that live there now.
class FormerIds {
 public:
  explicit FormerIds(Report& report) : report_(report) {}

  void Add(const std::string& id, const std::string& was, const std::string& path) {
    living_.insert(id);
    if (!was.empty()) former_.emplace_back(was, path + ".was");
  }

  void Check() const {
    std::set<std::string> seen;
    for (const auto& [was, path] : former_) {
      if (living_.contains(was)) report_.Add("was-living", path, {{"id", was}});
      if (!seen.insert(was).second) report_.Add("was-twice", path, {{"id", was}});
    }
  }

 private:
  Report& report_;
  std::set<std::string> living_;
  std::vector<std::pair<std::string, std::string>> former_;
};

}  // namespace

void CheckRevisions(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  FormerIds steps(report), phases(report);
  for (const StepPlace& place : index.steps()) {
    steps.Add(place.step->id(), place.step->was(), place.path);
    FormerIds items(report);
    for (int i = 0; i < place.step->items_size(); ++i) {
      const kasvu::v1::Item& item = place.step->items(i);
      items.Add(item.id(), item.was(), absl::StrCat(place.path, ".items[", i, "]"));
    }
    items.Check();
  }
  for (int p = 0; p < spec.phases_size(); ++p) {
    phases.Add(spec.phases(p).id(), spec.phases(p).was(), absl::StrCat("phases[", p, "]"));
  }
  steps.Check();
  phases.Check();
  const std::vector<std::string> known = Addresses(spec);
  for (const std::string& address : KeysIn(spec.locked())) {
    if (std::find(known.begin(), known.end(), address) != known.end()) continue;
    report.Add("unknown-element", absl::StrCat("locked.", address),
               {{"word", address}, {"suggestion", NearestWord(address, known)}});
  }
}

}  // namespace kasvu::workflows
