#include "workflows/template/addresses.h"

#include "absl/strings/str_cat.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

class Listing {
 public:
  template <typename Map>
  void Keys(const std::string& kind, const Map& map) {
    for (const std::string& key : KeysIn(map)) Add(absl::StrCat(kind, "/", key));
  }

  void Step(const kasvu::v1::Step& step) {
    const std::string address = Add(absl::StrCat("step/", step.id()));
    for (const kasvu::v1::Item& item : step.items()) Add(absl::StrCat(address, "/", item.id()));
  }

  void Form(const std::string& id, const kasvu::v1::Form& form) {
    const std::string address = Add(absl::StrCat("form/", id));
    for (const kasvu::v1::Question& question : form.questions()) {
      const std::string inner = Add(absl::StrCat(address, "/", question.id()));
      for (const kasvu::v1::Option& option : question.choice().options()) {
        Add(absl::StrCat(inner, "/", option.id()));
      }
    }
  }

  std::string Add(std::string address) {
    all.push_back(address);
    return address;
  }

  std::vector<std::string> all;
};

}  // namespace

std::vector<std::string> Addresses(const kasvu::v1::TemplateSpec& spec) {
  Listing listing;
  listing.Add("template");
  listing.Keys("param", spec.params());
  listing.Keys("track", spec.people().tracks());
  listing.Keys("role", spec.people().roles());
  listing.Keys("link", spec.links());
  listing.Keys("fact", spec.facts());
  for (const kasvu::v1::Phase& phase : spec.phases()) {
    listing.Add(absl::StrCat("phase/", phase.id()));
    for (const kasvu::v1::Step& step : phase.steps()) listing.Step(step);
  }
  for (const kasvu::v1::Step& step : spec.steps()) listing.Step(step);
  for (const kasvu::v1::End& end : spec.ends()) {
    const std::string address = listing.Add(absl::StrCat("end/", end.id()));
    for (const std::string& id : KeysIn(end.requirements())) {
      listing.Add(absl::StrCat(address, "/", id));
    }
  }
  for (const std::string& id : KeysIn(spec.forms())) listing.Form(id, spec.forms().at(id));
  return listing.all;
}

}  // namespace kasvu::workflows
