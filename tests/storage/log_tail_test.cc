#include "storage/log_tail.h"

#include <gtest/gtest.h>

#include <string>

#include "storage/crc32c.h"
#include "storage/rocksdb_synced_sizes.h"

namespace kasvu::storage {
namespace {

TEST(Crc32cTest, IsTheOneThatEverybodyMeans) {
  EXPECT_EQ(Crc32c(""), 0u);
  EXPECT_EQ(Crc32c("123456789"), 0xe3069283u);
}

// A piece of a record as RocksDB writes it: 1 whole, 2 first, 3 middle, 4 last.
std::string Piece(char kind, const std::string& content) {
  const uint32_t checksum = Crc32c(kind + content);
  const uint32_t masked = ((checksum >> 15) | (checksum << 17)) + 0xa282ead8;
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(masked >> shift);
  bytes += static_cast<char>(content.size());
  bytes += static_cast<char>(content.size() >> 8);
  return bytes + kind + content;
}

// A record over two blocks and one more, and where each ends.
struct Log {
  std::string first = Piece(1, "first");
  std::string second = Piece(2, std::string(kLogBlockBytes - first.size() - 7, 'x')) +
                       Piece(4, std::string(100, 'y'));
  std::string third = Piece(1, "third");
  std::string bytes = first + second + third;
};

TEST(LogTailTest, AnEmptyLogIsWhole) {
  EXPECT_EQ(FindLogTail("", 0).whole_end, 0u);
  EXPECT_FALSE(FindLogTail("", 0).goes_on);
}

TEST(LogTailTest, WhatIsWholeIsReadToItsEnd) {
  const Log log;
  EXPECT_EQ(FindLogTail(log.bytes, 0).whole_end, log.bytes.size());
  EXPECT_EQ(FindLogTail(log.bytes, log.first.size()).whole_end, log.bytes.size());
}

TEST(LogTailTest, APieceThatFitsInNoBlockBeginsInTheNext) {
  const std::string first = Piece(1, std::string(kLogBlockBytes - 7 - 6, 'x'));
  const std::string bytes = first + std::string(6, '\0') + Piece(1, "next");
  EXPECT_EQ(FindLogTail(bytes, 0).whole_end, bytes.size());
  EXPECT_EQ(FindLogTail(bytes.substr(0, first.size() + 3), 0).whole_end, first.size());
}

TEST(LogTailTest, WhereverACrashCutsItTheLastWholeRecordIsFound) {
  const Log log;
  const size_t second_end = log.first.size() + log.second.size();
  for (size_t size = 0; size < log.bytes.size(); size += size % 1000 == 999 ? 1 : 37) {
    const LogTail tail = FindLogTail(std::string_view(log.bytes).substr(0, size), 0);
    const size_t expected = size < log.first.size() ? 0
                            : size < second_end     ? log.first.size()
                                                    : second_end;
    EXPECT_EQ(tail.whole_end, expected) << size;
    EXPECT_FALSE(tail.goes_on) << size;
  }
}

// Pages of one commit reach the disk in any order: its later pieces may be there without the
// earlier.
TEST(LogTailTest, AHalfWrittenRecordDoesNotGoOn) {
  const Log log;
  std::string bytes = log.first + log.second;
  bytes.replace(log.first.size(), 20000, 20000, '\0');
  const LogTail tail = FindLogTail(bytes, 0);
  EXPECT_EQ(tail.whole_end, log.first.size());
  EXPECT_FALSE(tail.goes_on);
}

TEST(LogTailTest, DamageBeforeAnotherRecordIsSeen) {
  const Log log;
  const size_t places[] = {0,
                           4,
                           6,
                           9,
                           log.first.size() + 2,
                           log.first.size() + 5,
                           kLogBlockBytes - 1,
                           kLogBlockBytes + 1,
                           kLogBlockBytes + 50};
  for (const size_t place : places) {
    std::string bytes = log.bytes;
    bytes[place] ^= 0x10;
    const LogTail tail = FindLogTail(bytes, 0);
    EXPECT_EQ(tail.whole_end, place < log.first.size() ? 0 : log.first.size()) << place;
    EXPECT_TRUE(tail.goes_on) << place;
  }
}

TEST(SyncedSizesTest, TheirBytes) {
  const SyncedSizes sizes{.log = {.number = 5, .bytes = 300},
                          .manifest = {.number = 4, .bytes = 7}};
  const std::string bytes = EncodeSyncedSizes(sizes);
  EXPECT_EQ(bytes.substr(0, 32),
            std::string("\0\0\0\0\0\0\0\5\0\0\0\0\0\0\1\x2c\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0\7", 32));
  EXPECT_EQ(bytes.size(), 36u);
  const auto decoded = DecodeSyncedSizes(bytes);
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->log.bytes, 300u);
  EXPECT_EQ(decoded->manifest.number, 4u);
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] ^= 1;
    EXPECT_FALSE(DecodeSyncedSizes(changed).has_value()) << i;
    EXPECT_FALSE(DecodeSyncedSizes(bytes.substr(0, i)).has_value()) << i;
  }
  EXPECT_FALSE(DecodeSyncedSizes(bytes + "x").has_value());
}

}  // namespace
}  // namespace kasvu::storage
