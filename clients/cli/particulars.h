#pragma once

#include <string>

#include "errors/error.h"

namespace kasvu::cli {

// What varies in an error, for people: "osallistuminen: e1, tila: aktiivinen". Keys and states are
// put into words of `language` where they have some; what is empty or tells people nothing is left
// out.
std::string ParticularText(const std::string& key, const std::string& value,
                           const std::string& language);

// All of them: "askel: needs, tila: tehty". What only machines read is left out.
std::string ParticularsText(const Particulars& particulars, const std::string& language);

// A column that a CSV file needs ("email") as its heading may be written in `language`.
std::string ColumnHeading(const std::string& column, const std::string& language);

}  // namespace kasvu::cli
