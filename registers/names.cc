#include "registers/names.h"

namespace kasvu::registers {

std::string_view Names::In(std::string_view language) const {
  if (language == "fi" || language == "se") return fi;
  if (language == "sv") return sv;
  return en;
}

}  // namespace kasvu::registers
