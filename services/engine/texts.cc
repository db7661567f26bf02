#include "services/engine/texts.h"

#include "errors/error.h"

namespace kasvu::engine {
namespace {

constexpr std::string_view kPersons = "persons/";

// The name of an owner's key: the owner's own for the first.
std::string KeyName(const std::string& owner, int number) {
  return number == 1 ? owner : owner + "/keys/" + std::to_string(number);
}

}  // namespace

absl::StatusOr<kasvu::storage::v1::Sealed> SealText(
    storage::Vault& vault, const std::string& subject,
    const kasvu::storage::v1::SealedContent& content, kasvu::v1::NoteVisibility visibility,
    std::string_view writer) {
  const std::string plaintext = content.SerializeAsString();
  for (int number = 1;; ++number) {
    kasvu::storage::v1::Sealed text;
    text.set_subject(KeyName(subject, number));
    absl::StatusOr<std::string> sealed = vault.Seal(text.subject(), plaintext);
    const bool erased = ReasonOf(sealed.status()) == "CONTENT_ERASED";
    if (erased && !subject.starts_with(kPersons)) continue;
    KASVU_RETURN_IF_ERROR(sealed.status());
    text.set_content(*std::move(sealed));
    text.set_visibility(visibility);
    text.set_writer(std::string(writer));
    return text;
  }
}

absl::Status DestroyTextsOf(storage::Vault& vault, const std::string& owner) {
  for (int number = 1;; ++number) {
    const std::string name = KeyName(owner, number);
    // Asked first: most owners have no texts at all, and none of them shall get a mark.
    if (ReasonOf(vault.Open(name, {}).status()) == "CONTENT_KEY_ABSENT") return absl::OkStatus();
    KASVU_RETURN_IF_ERROR(vault.Destroy(name));
  }
}

}  // namespace kasvu::engine
