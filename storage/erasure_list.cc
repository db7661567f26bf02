#include "storage/erasure_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "absl/strings/str_format.h"
#include "errors/error.h"
#include "storage/crc32c.h"
#include "storage/destroyed_keys.h"
#include "storage/errors.h"
#include "storage/key.h"
#include "storage/wrapped_key.h"

namespace kasvu::storage {
namespace {

constexpr size_t kChecksumSize = 8;  // in hexadecimal

absl::Status Unwritable(const std::string& file) {
  return Error(
      absl::StatusCode::kUnavailable, "ERASURES_UNWRITABLE",
      "The list of erasures " + file + " cannot be written; nobody is erased before it is.",
      {{"file", file}});
}

absl::Status Unreadable(const std::string& file) {
  return Error(absl::StatusCode::kUnavailable, "ERASURES_UNREADABLE",
               "The list of erasures " + file + " cannot be read.", {{"file", file}});
}

absl::Status Damaged(const std::string& file, size_t line) {
  return Error(
      absl::StatusCode::kDataLoss, "ERASURES_DAMAGED",
      "The list of erasures " + file + " was changed in line " + std::to_string(line) + ".",
      {{"file", file}, {"line", std::to_string(line)}});
}

std::string LineOf(const std::string& subject) {
  return absl::StrFormat("%s %08x\n", subject, Crc32c(subject));
}

// The subject of a line without its end; nothing for a line that was changed.
std::optional<std::string> SubjectIn(const std::string& line) {
  std::string subject = line.substr(0, line.rfind(' '));
  if (LineOf(subject) != line + "\n") return std::nullopt;
  return subject;
}

// A line without one was cut off while it was written.
bool HasWholeChecksum(const std::string& line) {
  const size_t space = line.rfind(' ');
  return space != std::string::npos && line.size() - space > kChecksumSize;
}

// A line that was cut off gets an end, so that the next one stands by itself.
bool EndsInsideLine(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in || in.tellg() <= 0) return false;
  in.seekg(-1, std::ios::end);
  return in.get() != '\n';
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(descriptor) == 0;
}

// The name of a new file is on the disk only once its folder is.
bool SyncFolderOf(const std::string& file) {
  const auto parent = std::filesystem::absolute(file).parent_path();
  const int descriptor = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  return close(descriptor) == 0 && synced;
}

absl::Status Append(const std::string& file, const std::string& lines) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Unwritable(file);
  const bool written = WriteAll(descriptor, lines);
  const bool closed = close(descriptor) == 0;
  return written && closed && SyncFolderOf(file) ? absl::OkStatus() : Unwritable(file);
}

}  // namespace

absl::Status MakeErasureList(const std::string& file) { return Append(file, ""); }

absl::Status AppendErased(const std::string& file, const std::vector<std::string>& subjects) {
  if (subjects.empty()) return absl::OkStatus();
  std::string lines = EndsInsideLine(file) ? "\n" : "";
  for (const std::string& subject : subjects) lines += LineOf(subject);
  return Append(file, lines);
}

absl::StatusOr<std::vector<std::string>> ReadErased(const std::string& file) {
  std::error_code fault;
  const auto there = std::filesystem::status(file, fault);
  if (there.type() == std::filesystem::file_type::not_found) return std::vector<std::string>();
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(there)) return Unreadable(file);
  std::set<std::string> subjects;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (auto subject = SubjectIn(line)) {
      subjects.insert(*std::move(subject));
    } else if (HasWholeChecksum(line)) {
      return Damaged(file, number);
    }
  }
  if (in.bad()) return Unreadable(file);
  return std::vector<std::string>(subjects.begin(), subjects.end());
}

absl::StatusOr<std::vector<std::string>> ErasedIn(const Reader& keys) {
  std::vector<std::string> subjects;
  absl::Status failed;
  const KeyRange range = KeyRange::Prefix(EncodeKey(Tag::kSubjectKeys));
  KASVU_RETURN_IF_ERROR(keys.Scan(range, [&](std::string_view key, std::string_view value) {
    if (!IsErasureMark(value)) return true;
    auto subject = SubjectAt(key);
    if (subject) subjects.push_back(*std::move(subject));
    if (!subject) failed = KeyMalformed("it should name whose key was destroyed");
    return failed.ok();
  }));
  KASVU_RETURN_IF_ERROR(failed);
  return subjects;
}

absl::Status EraseAll(Store& keys, const std::vector<std::string>& subjects) {
  KASVU_ASSIGN_OR_RETURN(const auto places, MarkDestroyed(keys, subjects));
  return PurgeDestroyed(keys, places);
}

}  // namespace kasvu::storage
