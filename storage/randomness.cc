#include "storage/randomness.h"

#include <sodium.h>

namespace kasvu::storage {

void SystemRandomness::Fill(std::span<unsigned char> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

void SeededRandomness::Fill(std::span<unsigned char> bytes) {
  std::lock_guard guard(mutex_);
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(engine_());
}

}  // namespace kasvu::storage
