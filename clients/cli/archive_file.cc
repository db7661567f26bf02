#include "clients/cli/archive_file.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "archives/errors.h"
#include "archives/open_archive.h"
#include "clients/cli/input_file.h"
#include "clients/cli/output_file.h"
#include "clients/cli/resource_names.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr size_t kDigitsInName = 16;

// The digest of the whole archive in a file, in hexadecimal.
absl::StatusOr<std::string> DigestIn(const std::string& path) {
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, ReadInput(path));
  KASVU_ASSIGN_OR_RETURN(const archives::OpenedArchive opened,
                         archives::OpenArchive(bytes, [](std::string_view, std::string_view) {
                           return absl::OkStatus();
                         }));
  return absl::BytesToHexString(opened.digest);
}

bool IsFolder(const std::string& path) {
  std::error_code fault;
  return path.ends_with('/') || std::filesystem::is_directory(path, fault);
}

// Where the archive of `cohort` with `digest` lies that is kept as `to`.
std::string PathOf(const std::string& cohort, const std::string& digest, const std::string& to) {
  if (!IsFolder(to)) return to;
  const std::string name =
      ShortName(cohort) + "-" + digest.substr(0, kDigitsInName) + ".kasvu-archive";
  return (std::filesystem::path(to) / name).string();
}

// Appends all parts to `file`; the digest that the server says they have.
absl::StatusOr<std::string> Fetch(Frame& frame, const std::string& cohort, NewFile& file,
                                  const std::function<void(uint64_t)>& fetched) {
  v1::ArchiveCohortRequest request;
  request.set_name(cohort);
  while (true) {
    KASVU_ASSIGN_OR_RETURN(const auto part, frame.Call(client::kArchiveCohort, request));
    KASVU_RETURN_IF_ERROR(file.Append(part.content()));
    fetched(file.size());
    if (part.next_page_token().empty()) return part.digest();
    request.set_page_token(part.next_page_token());
  }
}

}  // namespace

absl::StatusOr<std::optional<ArchiveFile>> FindArchive(const std::string& cohort,
                                                       const std::string& digest,
                                                       const std::string& to) {
  ArchiveFile kept{.path = PathOf(cohort, digest, to), .digest = digest, .was_there = true};
  const auto there = DigestIn(kept.path);
  if (!there.ok() || *there != digest) return std::nullopt;
  KASVU_RETURN_IF_ERROR(SyncFile(kept.path));
  std::error_code fault;
  kept.bytes = static_cast<int64_t>(std::filesystem::file_size(kept.path, fault));
  return kept;
}

absl::StatusOr<ArchiveFile> FetchArchive(Frame& frame, const std::string& cohort,
                                         const std::string& to,
                                         const std::function<void(uint64_t)>& fetched) {
  const std::filesystem::path folder =
      IsFolder(to) ? std::filesystem::path(to) : std::filesystem::path(to).parent_path();
  KASVU_ASSIGN_OR_RETURN(const auto file, NewFile::Begin(folder.empty() ? "." : folder.string()));
  KASVU_ASSIGN_OR_RETURN(const std::string told, Fetch(frame, cohort, *file, fetched));
  KASVU_RETURN_IF_ERROR(file->Sync());
  // What lies on the disk counts, not what was sent there.
  ArchiveFile kept;
  KASVU_ASSIGN_OR_RETURN(kept.digest, DigestIn(file->path()));
  if (kept.digest != told) return archives::ArchiveDamaged("it came with another digest");
  kept.bytes = static_cast<int64_t>(file->size());
  kept.path = PathOf(cohort, kept.digest, to);
  const absl::Status named = file->Name(kept.path);
  if (ReasonOf(named) == "FILE_EXISTS") {
    KASVU_ASSIGN_OR_RETURN(auto there, FindArchive(cohort, kept.digest, to));
    if (there) return *std::move(there);
  }
  KASVU_RETURN_IF_ERROR(named);
  return kept;
}

}  // namespace kasvu::cli
