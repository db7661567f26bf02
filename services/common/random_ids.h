// Ids that tell nothing about whom they stand for.
#pragma once

#include <string>

#include "storage/randomness.h"

namespace kasvu::services {

// 80 random bits as 16 characters of a-z and 2-7.
std::string RandomId(storage::Randomness& randomness);

}  // namespace kasvu::services
