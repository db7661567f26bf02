// The words of states, kinds and outcomes, by the descriptors of their enums.
#pragma once

#include <string>
#include <string_view>

#include "clients/cli/words.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {

// The word for `value`; its own name in lower case when it has none here.
std::string StateWord(const google::protobuf::EnumDescriptor& type, int value,
                      const std::string& language);

template <class Enum>
std::string StateIn(Enum value, const std::string& language) {
  return StateWord(*google::protobuf::GetEnumDescriptor<Enum>(), value, language);
}

// active, paused …, and of an ended one how it ended: completed, withdrawn.
std::string StateOf(const kasvu::v1::Enrolment& enrolment, const std::string& language);

// What a step's kind is called: session, meeting, task …
std::string KindWord(const std::string& kind, const std::string& language);

// Why something is on a worklist (due-passed, to-sign …), and the role in which one does it; words
// that are not known here stay as they are.
std::string WorkReasonWord(const std::string& reason, const std::string& language);
std::string RoleWord(const std::string& role, const std::string& language);
// The role that `text` means: mentor of `mentori`; `text` itself when it is no word for a role.
std::string RoleNamed(const std::string& text);

}  // namespace kasvu::cli
