#include "archives/open_archive.h"

#include <optional>

#include "archives/errors.h"
#include "archives/frames.h"
#include "errors/error.h"

namespace kasvu::archives {
namespace {

constexpr size_t kNumberSize = 4;

// The number at the beginning of `bytes`, which it is taken from; nothing when they are too few.
std::optional<size_t> TakeNumber(std::string_view& bytes) {
  if (bytes.size() < kNumberSize) return std::nullopt;
  size_t number = 0;
  for (const char byte : bytes.substr(0, kNumberSize)) {
    number = number << 8 | static_cast<unsigned char>(byte);
  }
  bytes.remove_prefix(kNumberSize);
  return number;
}

// Goes through the frames.
class Opening {
 public:
  explicit Opening(RowVisitor visit) : visit_(visit) {}

  absl::StatusOr<OpenedArchive> All(std::string_view bytes) {
    if (!bytes.starts_with(kMark)) return ArchiveDamaged("it does not begin as an archive does");
    bytes.remove_prefix(kMark.size());
    opened_.digest = FirstDigest();
    while (!at_end_) {
      std::string_view rest = bytes;
      const std::optional<size_t> size = TakeNumber(rest);
      if (!size || *size == 0 || *size > rest.size()) return ArchiveDamaged("it was cut off");
      const std::string_view frame = bytes.substr(0, kNumberSize + *size);
      KASVU_RETURN_IF_ERROR(One(frame));
      bytes.remove_prefix(frame.size());
    }
    if (!bytes.empty()) return ArchiveDamaged("something follows its end");
    return std::move(opened_);
  }

 private:
  absl::Status One(std::string_view frame) {
    const char kind = frame[kNumberSize];
    const std::string_view content = frame.substr(kNumberSize + 1);
    if (kind == 'T') {
      at_end_ = true;
      if (!begun_ || content != opened_.digest) return ArchiveDamaged("its digest is another");
      return absl::OkStatus();
    }
    opened_.digest = DigestAfter(opened_.digest, frame);
    if (!begun_) return kind == 'H' ? Header(content) : ArchiveDamaged("it has no header");
    return kind == 'R' ? Row(content) : ArchiveDamaged("it holds what is no row");
  }

  absl::Status Header(std::string_view content) {
    begun_ = true;
    if (!opened_.header.ParseFromArray(content.data(), static_cast<int>(content.size()))) {
      return ArchiveDamaged("its header cannot be read");
    }
    if (opened_.header.format() > kFormat) return ArchiveTooNew(opened_.header.format(), kFormat);
    return absl::OkStatus();
  }

  absl::Status Row(std::string_view content) {
    const std::optional<size_t> key_size = TakeNumber(content);
    if (!key_size || *key_size > content.size()) return ArchiveDamaged("a row was cut off");
    const std::string_view key = content.substr(0, *key_size);
    if (key <= last_key_) return ArchiveDamaged("its rows are not in order");
    last_key_ = key;
    ++opened_.rows;
    return visit_(key, content.substr(*key_size));
  }

  const RowVisitor visit_;
  OpenedArchive opened_;
  std::string last_key_;
  bool begun_ = false;
  bool at_end_ = false;
};

}  // namespace

absl::StatusOr<OpenedArchive> OpenArchive(std::string_view bytes, RowVisitor visit) {
  return Opening(visit).All(bytes);
}

}  // namespace kasvu::archives
