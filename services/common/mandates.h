// Who may act in which role, as far as access asks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::services {

// A role at a scope: {"coordinator", "regions/02"}; the scope `*` is everywhere.
struct RoleAtScope {
  std::string role;
  std::string scope;

  friend bool operator==(const RoleAtScope&, const RoleAtScope&) = default;
};

// Safe for use by several threads; answers from memory.
class Mandates {
 public:
  virtual ~Mandates() = default;

  // The roles that `person` (persons/…) has on `date` ("2021-02-01"), in no order.
  virtual std::vector<RoleAtScope> RolesOf(std::string_view person,
                                           std::string_view date) const = 0;

  // Whether one of them is `role`, at `scope` or everywhere.
  bool HasRole(std::string_view person, std::string_view date, std::string_view role,
               std::string_view scope) const;
  // Whether one of them is `role`, at whatever scope.
  bool HasRoleAnywhere(std::string_view person, std::string_view date, std::string_view role) const;
};

// Nobody has any: only the operator may do what needs a mandate.
class NoMandates : public Mandates {
 public:
  std::vector<RoleAtScope> RolesOf(std::string_view, std::string_view) const override { return {}; }
};

}  // namespace kasvu::services
