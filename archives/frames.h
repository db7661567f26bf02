// The bytes of an archive: a mark, then frames. Each frame is a uint32 with the number of its bytes
// (big-endian, like every number here), a letter and what it holds:
//
//   H  an ArchiveHeader, once, first
//   R  a row of the store: a uint32 with the number of the key's bytes, the key, the value
//   T  the digest, once, last
//
// Rows come in the order of their keys, each key once. The digest is a chain, as that of a history:
// it begins with BLAKE2b-256 of the mark, and each frame but the last turns it into BLAKE2b-256 of
// the digest so far followed by the whole frame. So whoever makes an archive part by part has to
// remember 32 bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kasvu/v1/archive.pb.h"

namespace kasvu::archives {

inline constexpr std::string_view kMark = "KASVUARC";
inline constexpr uint32_t kFormat = 1;

std::string HeaderFrame(const kasvu::v1::ArchiveHeader& header);
std::string RowFrame(std::string_view key, std::string_view value);
std::string TrailerFrame(std::string_view digest);

// The digest before the first frame, and after one more.
std::string FirstDigest();
std::string DigestAfter(std::string_view digest, std::string_view frame);

}  // namespace kasvu::archives
