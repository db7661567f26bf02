#include "storage/log_tail.h"

#include <cstdint>

#include "storage/crc32c.h"

namespace kasvu::storage {
namespace {

constexpr size_t kHeaderBytes = 7;

enum class Piece : uint8_t { kNone = 0, kWhole = 1, kFirst = 2, kMiddle = 3, kLast = 4 };

uint32_t Byte(std::string_view bytes, size_t place) { return static_cast<uint8_t>(bytes[place]); }

// RocksDB stores checksums turned and shifted, so that a checksum of checksums stays a good one.
uint32_t Masked(uint32_t checksum) { return ((checksum >> 15) | (checksum << 17)) + 0xa282ead8; }

struct Found {
  Piece piece = Piece::kNone;
  size_t end = 0;
};

// The piece that stands unharmed at `place`, or none.
Found PieceAt(std::string_view bytes, size_t place) {
  const size_t block_end = place - place % kLogBlockBytes + kLogBlockBytes;
  if (place + kHeaderBytes > block_end || place + kHeaderBytes > bytes.size()) return {};
  const size_t length = Byte(bytes, place + 4) | Byte(bytes, place + 5) << 8;
  const size_t end = place + kHeaderBytes + length;
  const uint32_t piece = Byte(bytes, place + 6);
  if (piece < 1 || piece > 4 || end > block_end || end > bytes.size()) return {};
  const uint32_t stored = Byte(bytes, place) | Byte(bytes, place + 1) << 8 |
                          Byte(bytes, place + 2) << 16 | Byte(bytes, place + 3) << 24;
  if (stored != Masked(Crc32c(bytes.substr(place + 6, 1 + length)))) return {};
  return {static_cast<Piece>(piece), end};
}

bool Begins(Piece piece) { return piece == Piece::kWhole || piece == Piece::kFirst; }

}  // namespace

LogTail FindLogTail(std::string_view bytes, size_t start) {
  LogTail tail{.whole_end = start};
  size_t place = start;
  bool within = false;
  while (true) {
    // Too little of the block is left for a piece: it is filled with zeros.
    const size_t left = kLogBlockBytes - place % kLogBlockBytes;
    if (left < kHeaderBytes) place += left;
    const Found found = PieceAt(bytes, place);
    if (found.piece == Piece::kNone || Begins(found.piece) == within) break;
    place = found.end;
    within = found.piece == Piece::kFirst || found.piece == Piece::kMiddle;
    if (!within) tail.whole_end = place;
  }
  for (++place; place < bytes.size() && !tail.goes_on; ++place) {
    tail.goes_on = Begins(PieceAt(bytes, place).piece);
  }
  return tail;
}

}  // namespace kasvu::storage
