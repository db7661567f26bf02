#include "storage/key.h"

namespace kasvu::storage {
namespace {

constexpr uint64_t kSign = uint64_t{1} << 63;

template <typename Number>
void AppendBigEndian(std::string& key, Number number) {
  for (int shift = 8 * (sizeof(Number) - 1); shift >= 0; shift -= 8) {
    key.push_back(static_cast<char>((number >> shift) & 0xff));
  }
}

template <typename Number>
absl::Status TakeBigEndian(std::string_view& bytes, Number& number) {
  if (bytes.size() < sizeof(Number)) return KeyMalformed("it ends inside a number");
  number = 0;
  for (size_t i = 0; i < sizeof(Number); ++i) {
    number = static_cast<Number>((number << 8) | static_cast<uint8_t>(bytes[i]));
  }
  bytes.remove_prefix(sizeof(Number));
  return absl::OkStatus();
}

}  // namespace

void AppendPart(std::string& key, Tag part) { AppendBigEndian(key, static_cast<uint16_t>(part)); }
void AppendPart(std::string& key, uint32_t part) { AppendBigEndian(key, part); }
void AppendPart(std::string& key, uint64_t part) { AppendBigEndian(key, part); }
void AppendPart(std::string& key, int64_t part) {
  AppendBigEndian(key, static_cast<uint64_t>(part) ^ kSign);
}

void AppendPart(std::string& key, std::string_view part) {
  for (const char byte : part) {
    key.push_back(byte);
    if (byte == '\0') key.push_back('\xff');
  }
  key.append(2, '\0');
}

absl::Status TakePart(std::string_view& bytes, Tag& part) {
  uint16_t number;
  KASVU_RETURN_IF_ERROR(TakeBigEndian(bytes, number));
  part = static_cast<Tag>(number);
  return absl::OkStatus();
}

absl::Status TakePart(std::string_view& bytes, uint32_t& part) {
  return TakeBigEndian(bytes, part);
}

absl::Status TakePart(std::string_view& bytes, uint64_t& part) {
  return TakeBigEndian(bytes, part);
}

absl::Status TakePart(std::string_view& bytes, int64_t& part) {
  uint64_t number;
  KASVU_RETURN_IF_ERROR(TakeBigEndian(bytes, number));
  part = static_cast<int64_t>(number ^ kSign);
  return absl::OkStatus();
}

absl::Status TakePart(std::string_view& bytes, std::string& part) {
  part.clear();
  for (size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (bytes[i] != '\0') {
      part.push_back(bytes[i]);
      continue;
    }
    const char mark = bytes[i + 1];
    if (mark == '\0') {
      bytes.remove_prefix(i + 2);
      return absl::OkStatus();
    }
    if (mark != '\xff') return KeyMalformed("a zero byte is followed by neither 00 nor ff");
    part.push_back('\0');
    ++i;
  }
  return KeyMalformed("a string has no end");
}

}  // namespace kasvu::storage
