// Whose a step is, when a participant was named for one that she shares with her mentor or pair.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// The link that `refused`, the server's answer to work on `step` of the enrolment `owner`, says the
// step belongs to: a name such as cohorts/kasvu-2021/links/l3. Empty when the answer says something
// else, and when no live link or more than one comes into question.
std::string LinkThatOwns(Frame& frame, const std::string& owner, const std::string& step,
                         const absl::Status& refused);

// Calls `method` with `request`, whose `work` names an owner and a step. Where a participant is
// named and the step is her link's, the call is made again for the link.
template <class Method, class Request, class Work>
auto CallForOwner(Frame& frame, const Method& method, Request& request, Work& work) {
  auto answer = frame.Call(method, request);
  if (answer.ok()) return answer;
  const std::string link = LinkThatOwns(frame, work.owner(), work.step(), answer.status());
  if (link.empty()) return answer;
  work.set_owner(link);
  return frame.Call(method, request);
}

}  // namespace kasvu::cli
