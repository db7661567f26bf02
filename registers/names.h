// What a day or a region is called in the three languages of its public source.
#pragma once

#include <string_view>

namespace kasvu::registers {

struct Names {
  std::string_view fi;
  std::string_view sv;
  std::string_view en;

  // The name in `language` (fi, sv or en); in Finnish for se, in English for any other, because
  // the sources have no Northern Sámi names for these.
  std::string_view In(std::string_view language) const;
};

}  // namespace kasvu::registers
