#include "services/common/random_ids.h"

#include <array>

namespace kasvu::services {

std::string RandomId(storage::Randomness& randomness) {
  constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::array<unsigned char, 10> bytes;
  randomness.Fill(bytes);
  std::string id;
  unsigned bits = 0;
  int held = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    held += 8;
    for (; held >= 5; held -= 5) id.push_back(kAlphabet[bits >> (held - 5) & 31]);
    bits &= (1u << held) - 1;
  }
  return id;
}

}  // namespace kasvu::services
