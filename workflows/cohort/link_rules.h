// What a link of the version is and what there is of it in one cohort.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/storage/v1/event.pb.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// The link of that name. LINK_UNKNOWN; never null.
absl::StatusOr<const kasvu::v1::Link*> FindLink(const Program& program, const std::string& name);

// How many belong to it: everyone in a symmetric one, else those on the other side.
struct LinkSizes {
  int least = 0;
  int most = 0;
};
LinkSizes SizesOf(const kasvu::v1::Link& link);

// Who a link that is not symmetric serves: each participant, or a whole group, whose members take
// turns. It is a turn when it has a spacing or when no step of a participant is done by or with it.
bool IsTurn(const Program& program, const std::string& name);

// The items of the series that the link is made for, in order: those of the version, or what
// `group` has minted of a rolling one. Empty when it is made once.
std::vector<std::string> ItemsFor(const Program& program, const kasvu::v1::Link& link,
                                  const storage::v1::GroupState* group);

// The live link of that name and item that the enrolment is served by (or in, when symmetric);
// 0 when there is none.
uint32_t LiveLink(const storage::v1::EnrolmentState& enrolment, std::string_view name,
                  std::string_view item);

// Whether everybody has agreed who must.
bool IsAgreed(const kasvu::v1::Link& rule, const storage::v1::LinkState& link);
bool MustAgree(const kasvu::v1::Link& rule, const storage::v1::LinkMember& member);

// Makes links one after the other, with the ordinals that follow those of the cohort.
class LinkMaker {
 public:
  explicit LinkMaker(const View& view) : view_(view) {}

  // `link` has its name, item, group and members. It is bound at once when nobody has to agree any
  // more. `on_group`: the group itself has it too, as a turn.
  void Make(const kasvu::v1::Link& rule, storage::v1::LinkState link, bool on_group);

  // All events, the ordinals first; none when nothing was made.
  std::vector<storage::v1::Event> Finish() &&;

 private:
  const View& view_;
  uint32_t made_ = 0;
  std::vector<storage::v1::Event> events_;
};

// LinkEnded, and LinkDetached from all that have it.
std::vector<storage::v1::Event> EndingOf(const View& view, const storage::v1::LinkState& link,
                                         const std::string& reason);

}  // namespace kasvu::workflows
