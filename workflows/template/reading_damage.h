// What a template with reading faults has wrong besides them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/finding.h"

namespace kasvu::workflows {

// What reading faults have left of a template that cannot be trusted: the steps, facts, links and
// other parts in which they stand, and whatever may have been named in what could not be read.
class ReadingDamage {
 public:
  // `source` is what could be decoded in spite of `faults`.
  ReadingDamage(const kasvu::v1::TemplateSpec& source, const Findings& faults);

  // Whether `finding`, about `compiled` (the source with its modules), may only follow from the
  // faults: it lies in a part that has one, names such a part or something that may have been lost,
  // or says what the whole lacks. All others would be there whatever stood in place of the faults.
  bool Explains(const kasvu::v1::TemplateSpec& compiled, const Finding& finding) const;

 private:
  bool Touches(std::string_view id) const;
  bool Mentions(std::string_view value) const;

  std::set<std::string> ids_;
  std::set<std::string> parts_;
  std::vector<std::string> wholes_;  // all of a kind: phases, facts
  // Something that others may refer to is not there at all.
  bool hides_names_ = false;
};

}  // namespace kasvu::workflows
