#include "services/catalogue/revision_messages.h"

#include "workflows/revision/conflict_words.h"
#include "workflows/revision/sentences.h"
#include "workflows/template/elements.h"
#include "workflows/template/written_value.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::Value;
using workflows::Node;

// A message only where there is a value.
template <typename Mutable>
void SetValue(const Node& node, Mutable mutable_value) {
  if (node.kind != Node::Kind::kNull) *mutable_value() = workflows::ParseValue(node);
}

kasvu::v1::DifferenceKind KindOf(workflows::Difference::Kind kind) {
  switch (kind) {
    case workflows::Difference::Kind::kRenamed:
      return kasvu::v1::DIFFERENCE_KIND_RENAMED;
    case workflows::Difference::Kind::kSet:
      return kasvu::v1::DIFFERENCE_KIND_SET;
    case workflows::Difference::Kind::kAdded:
      return kasvu::v1::DIFFERENCE_KIND_ADDED;
    case workflows::Difference::Kind::kMoved:
      return kasvu::v1::DIFFERENCE_KIND_MOVED;
    case workflows::Difference::Kind::kRemoved:
      break;
  }
  return kasvu::v1::DIFFERENCE_KIND_REMOVED;
}

kasvu::v1::ConflictKind KindOf(workflows::Conflict::Kind kind) {
  switch (kind) {
    case workflows::Conflict::Kind::kField:
      return kasvu::v1::CONFLICT_KIND_FIELD;
    case workflows::Conflict::Kind::kKind:
      return kasvu::v1::CONFLICT_KIND_KIND;
    case workflows::Conflict::Kind::kTheyRemoved:
      return kasvu::v1::CONFLICT_KIND_THEY_REMOVED;
    case workflows::Conflict::Kind::kWeRemoved:
      return kasvu::v1::CONFLICT_KIND_WE_REMOVED;
    case workflows::Conflict::Kind::kPlace:
      return kasvu::v1::CONFLICT_KIND_PLACE;
    case workflows::Conflict::Kind::kAnchorRemoved:
      return kasvu::v1::CONFLICT_KIND_ANCHOR_REMOVED;
    case workflows::Conflict::Kind::kBothAdded:
      return kasvu::v1::CONFLICT_KIND_BOTH_ADDED;
    case workflows::Conflict::Kind::kNames:
      break;
  }
  return kasvu::v1::CONFLICT_KIND_NAMES;
}

workflows::Side SideOf(int side) {
  return side == kasvu::v1::SIDE_THEIRS ? workflows::Side::kTheirs : workflows::Side::kOurs;
}

}  // namespace

kasvu::v1::TemplateDifference DifferenceMessage(const workflows::Difference& difference,
                                                const kasvu::v1::TemplateSpec& spec,
                                                std::string_view language) {
  kasvu::v1::TemplateDifference message;
  message.set_kind(KindOf(difference.kind));
  message.set_element(difference.element);
  message.set_was(difference.was);
  message.set_field(difference.field);
  SetValue(difference.from, [&] { return message.mutable_from(); });
  SetValue(difference.to, [&] { return message.mutable_to(); });
  message.set_around(difference.around);
  message.set_after(difference.after);
  message.set_title(workflows::TitleOf(spec, difference.element, language));
  return message;
}

kasvu::v1::MergeConflict ConflictMessage(const workflows::Conflict& conflict) {
  kasvu::v1::MergeConflict message;
  message.set_kind(KindOf(conflict.kind));
  message.set_element(conflict.element);
  message.set_field(conflict.field);
  SetValue(conflict.base, [&] { return message.mutable_base(); });
  SetValue(conflict.theirs, [&] { return message.mutable_theirs(); });
  SetValue(conflict.ours, [&] { return message.mutable_ours(); });
  if (conflict.decided) {
    message.set_taken(conflict.taken == workflows::Side::kTheirs ? kasvu::v1::SIDE_THEIRS
                                                                 : kasvu::v1::SIDE_OURS);
  }
  return message;
}

kasvu::v1::MergeNote NoteMessage(const workflows::MergeNote& note, std::string_view language) {
  kasvu::v1::MergeNote message;
  message.set_element(note.element);
  message.set_field(note.field);
  message.set_other(note.other);
  message.set_message(workflows::NoteSentence(note, language));
  return message;
}

workflows::Decisions DecisionsOf(const kasvu::v1::MergeTemplateRequest& request) {
  workflows::Decisions decisions;
  if (request.take() != kasvu::v1::SIDE_UNSPECIFIED) decisions.all = SideOf(request.take());
  for (const auto& [element, side] : request.take_elements()) {
    if (side != kasvu::v1::SIDE_UNSPECIFIED) decisions.by_element[element] = SideOf(side);
  }
  return decisions;
}

}  // namespace kasvu::catalogue
