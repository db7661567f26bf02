// The versions that one cohort is played by. Most cohorts have one; while a part of a cohort stays
// behind in a migration, each owner is seen through the version that governs it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "workflows/cohort/view.h"

namespace kasvu::workflows {

class Pins {
 public:
  // `program` is the version with `digest` as this cohort plays it. A second one of the same digest
  // is left out.
  void Add(const std::string& digest, std::shared_ptr<const Program> program) {
    programs_.emplace(digest, std::move(program));
  }

  // The same, in the place of one that was added before.
  void Replace(const std::string& digest, std::shared_ptr<const Program> program) {
    programs_.insert_or_assign(digest, std::move(program));
  }

  // Null when it has not been added.
  std::shared_ptr<const Program> Find(std::string_view digest) const {
    const auto found = programs_.find(digest);
    return found == programs_.end() ? nullptr : found->second;
  }

  size_t size() const { return programs_.size(); }

 private:
  std::map<std::string, std::shared_ptr<const Program>, std::less<>> programs_;
};

// The digest of the version that governs `owner`: an enrolment's own; of a group or link that has
// none of its own, the cohort's, as of an owner who is not in the image.
const std::string& PinOf(const CohortImage& image, OwnerRef owner);

// The programme that governs `owner`: that of its pin where the view has it, else the view's.
const Program& Governing(const View& view, OwnerRef owner);

// The same view, through the version that governs `owner`. All that it sees of others it sees so:
// what they share is the same in both versions, or they are on the same one.
View SeenBy(const View& view, OwnerRef owner);

}  // namespace kasvu::workflows
