#include "services/engine/texts.h"

#include <string_view>
#include <utility>

#include "errors/error.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::Sealed;
using kasvu::storage::v1::Work;

constexpr std::string_view kPersons = "persons/";

// The name of an owner's key: the owner's own for the first.
std::string KeyName(const std::string& owner, int number) {
  return number == 1 ? owner : owner + "/keys/" + std::to_string(number);
}

// The work in it, or null.
Work* WorkIn(Event& event) {
  switch (event.kind_case()) {
    case Event::kStepRecorded:
      return event.step_recorded().has_work() ? event.mutable_step_recorded()->mutable_work()
                                              : nullptr;
    case Event::kStepSigned:
      return event.step_signed().has_work() ? event.mutable_step_signed()->mutable_work() : nullptr;
    case Event::kStepCorrected:
      return event.step_corrected().has_work() ? event.mutable_step_corrected()->mutable_work()
                                               : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace

Sealed Unsealed(const Words& words) {
  Sealed text;
  text.set_subject(words.subject);
  text.set_visibility(words.visibility);
  text.set_writer(words.writer);
  return text;
}

absl::StatusOr<Sealed> SealText(storage::Vault& vault, const Words& words) {
  const std::string plaintext = words.content.SerializeAsString();
  Sealed text = Unsealed(words);
  for (int number = 1;; ++number) {
    text.set_subject(KeyName(words.subject, number));
    absl::StatusOr<std::string> sealed = vault.SealAhead(text.subject(), plaintext);
    const bool erased = ReasonOf(sealed.status()) == "CONTENT_ERASED";
    if (erased && !words.subject.starts_with(kPersons)) continue;
    KASVU_RETURN_IF_ERROR(sealed.status());
    text.set_content(*std::move(sealed));
    return text;
  }
}

void PutWords(const Sealed& sealed, std::vector<Event>& events) {
  for (Event& event : events) {
    Work* work = WorkIn(event);
    if (work == nullptr || !work->has_sealed() || !work->sealed().content().empty()) continue;
    *work->mutable_sealed() = sealed;
  }
}

absl::StatusOr<std::vector<std::string>> KeysOf(storage::Vault& vault, const std::string& owner) {
  std::vector<std::string> names;
  for (int number = 1;; ++number) {
    std::string name = KeyName(owner, number);
    // Most owners have no texts at all, and none of them shall get a mark.
    const absl::Status opened = vault.Open(name, {}).status();
    const std::string reason = ReasonOf(opened);
    if (reason == "CONTENT_KEY_ABSENT") return names;
    // Of a key that is there, nothing was sealed with no bytes.
    if (reason != "CONTENT_UNREADABLE" && reason != "CONTENT_ERASED") return opened;
    names.push_back(std::move(name));
  }
}

}  // namespace kasvu::engine
