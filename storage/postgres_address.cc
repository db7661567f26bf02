#include "storage/postgres_address.h"

#include <libpq-fe.h>

#include <map>
#include <memory>

#include "storage/errors.h"

namespace kasvu::storage {

absl::StatusOr<PostgresAddress> PostgresAddress::Parse(const std::string& url) {
  if (!url.starts_with("postgres://") && !url.starts_with("postgresql://")) {
    return StoreAddressMalformed();
  }
  char* fault = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(url.c_str(), &fault), &PQconninfoFree);
  PQfreemem(fault);
  if (parsed == nullptr) return StoreAddressMalformed();
  std::map<std::string, std::string> options;
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) options[option->keyword] = option->val;
  }
  const auto or_else = [&options](const char* name, const char* otherwise) {
    const auto found = options.find(name);
    return found != options.end() && !found->second.empty() ? found->second
                                                            : std::string(otherwise);
  };
  return PostgresAddress(url, or_else("dbname", "the default database") + " on " +
                                  or_else("host", "this machine") + ":" + or_else("port", "5432"));
}

}  // namespace kasvu::storage
