#pragma once

#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "clients/cli/frame.h"
#include "clients/cpp/pages.h"

namespace kasvu::cli {

// What a BatchGet… answers for `names`, by name, asked for in as few calls as possible. `items` are
// those of one response. What is refused or unknown is left out, and so are names that are empty.
template <class Request, class Response, class Items>
auto FetchNamed(Frame& frame, const client::Method<Request, Response>& method,
                const std::vector<std::string>& names, Items items) {
  std::map<std::string, typename std::decay_t<decltype(items(Response()))>::value_type> found;
  Request request;
  const auto ask = [&] {
    if (request.names().empty()) return;
    const auto response = frame.Call(method, request);
    request.clear_names();
    if (!response.ok()) return;
    for (const auto& item : items(*response)) found[item.name()] = item;
  };
  for (const std::string& name : std::set<std::string>(names.begin(), names.end())) {
    if (!name.empty()) request.add_names(name);
    if (request.names_size() == client::kLargePage) ask();
  }
  ask();
  return found;
}

}  // namespace kasvu::cli
