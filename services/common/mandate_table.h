// All mandates in memory, kept up to date by the directory's changes.
#pragma once

#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kasvu/v1/person_service.pb.h"
#include "services/common/mandates.h"

namespace kasvu::services {

// Safe for use by several threads.
class MandateTable : public Mandates {
 public:
  std::vector<RoleAtScope> RolesOf(std::string_view person, std::string_view date) const override;

  // Takes the mandate as it is now, in the place of what was known under its name.
  void Put(const kasvu::v1::Mandate& mandate);
  // Forgets everything about a person who has been erased.
  void Erase(std::string_view person);
  // Forgets everything.
  void Clear();
  // Takes one change of the feed; a change that came before changes nothing.
  void Apply(const kasvu::v1::DirectoryChange& change);

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using MandatesByName = std::map<std::string, kasvu::v1::Mandate, std::less<>>;

  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, MandatesByName, Hash, std::equal_to<>> by_person_;
};

// Whether `mandate` holds on `date`: from its first to its last day, both included.
bool Holds(const kasvu::v1::Mandate& mandate, std::string_view date);

}  // namespace kasvu::services
