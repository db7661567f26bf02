// Sentences about versions in Finnish, Swedish and English.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

struct Wording {
  std::string_view fi;
  std::string_view sv;
  std::string_view en;
};

// `wording` in `language`, English where it is none of the three, with `{name}` filled in.
std::string Said(const Wording& wording, std::string_view language,
                 const std::map<std::string, std::string>& values = {});

// What the element at `address` is called in `language`, else in another; its id when it has no
// title.
std::string TitleOf(const kasvu::v1::TemplateSpec& spec, const std::string& address,
                    std::string_view language);

}  // namespace kasvu::workflows
