// The checksum CRC-32C (Castagnoli), as RocksDB uses it.
#pragma once

#include <cstdint>
#include <string_view>

namespace kasvu::storage {

uint32_t Crc32c(std::string_view bytes);

}  // namespace kasvu::storage
