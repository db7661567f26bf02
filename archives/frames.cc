#include "archives/frames.h"

#include <sodium.h>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace kasvu::archives {
namespace {

constexpr size_t kDigestSize = 32;

void AppendNumber(std::string& bytes, size_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(number >> shift & 0xff));
  }
}

std::string Hash(std::string_view first, std::string_view second) {
  const auto bytes_of = [](std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  };
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kDigestSize);
  crypto_generichash_update(&state, bytes_of(first), first.size());
  crypto_generichash_update(&state, bytes_of(second), second.size());
  std::string hash(kDigestSize, '\0');
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
  return hash;
}

}  // namespace

std::string HeaderFrame(const kasvu::v1::ArchiveHeader& header) {
  std::string content;
  {
    google::protobuf::io::StringOutputStream stream(&content);
    google::protobuf::io::CodedOutputStream coded(&stream);
    // Parameters are a map: in the order of their names, or the same cohort had several digests.
    coded.SetSerializationDeterministic(true);
    header.SerializeToCodedStream(&coded);
  }
  std::string frame;
  AppendNumber(frame, content.size() + 1);
  frame.push_back('H');
  return frame + content;
}

std::string RowFrame(std::string_view key, std::string_view value) {
  std::string frame;
  frame.reserve(key.size() + value.size() + 9);
  AppendNumber(frame, key.size() + value.size() + 5);
  frame.push_back('R');
  AppendNumber(frame, key.size());
  return frame.append(key).append(value);
}

std::string TrailerFrame(std::string_view digest) {
  std::string frame;
  AppendNumber(frame, digest.size() + 1);
  frame.push_back('T');
  return frame.append(digest);
}

std::string FirstDigest() { return Hash(kMark, {}); }

std::string DigestAfter(std::string_view digest, std::string_view frame) {
  return Hash(digest, frame);
}

}  // namespace kasvu::archives
