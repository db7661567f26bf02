#include "services/catalogue/lineage.h"

#include <map>
#include <set>

#include "errors/error.h"
#include "services/catalogue/tables.h"

namespace kasvu::catalogue {
namespace {

using kasvu::storage::v1::TemplateRecord;
using kasvu::storage::v1::TemplateVersionRecord;
using kasvu::v1::LineageMember;

using Members = std::map<std::string, LineageMember>;  // by template

LineageMember MemberOf(const std::string& name, const TemplateVersionRecord& newest) {
  LineageMember member;
  member.set_template_(name);
  const std::string& from = newest.overlay_of().empty() ? newest.variant_of() : newest.overlay_of();
  member.set_parent(from.substr(0, from.find('@')));
  member.set_relation(!newest.overlay_of().empty()   ? LineageMember::RELATION_OVERLAY
                      : !newest.variant_of().empty() ? LineageMember::RELATION_VARIANT
                                                     : LineageMember::RELATION_ORIGIN);
  return member;
}

absl::StatusOr<Members> Everything(const storage::Reader& reader) {
  Members members;
  absl::Status failed;
  KASVU_RETURN_IF_ERROR(
      kTemplateTable.Scan(reader, std::tuple(), [&](const auto& key, const TemplateRecord& record) {
        if (record.module()) return true;
        const auto& [publisher, id] = key;
        const auto newest =
            kVersionTable.Get(reader, {publisher, id, static_cast<uint32_t>(record.newest())});
        failed = newest.status();
        if (!failed.ok()) return false;
        const std::string name = publisher + "/" + id;
        members.emplace(name, MemberOf(name, *newest));
        return true;
      }));
  KASVU_RETURN_IF_ERROR(failed);
  for (auto& [name, member] : members) {
    if (members.contains(member.parent())) continue;
    member.clear_parent();
    member.set_relation(LineageMember::RELATION_ORIGIN);
  }
  return members;
}

// What `name` goes back to in the end. A variant may name one that varies it: then the first that
// comes again.
std::string OriginOf(const Members& members, std::string name) {
  std::set<std::string> seen;
  while (seen.insert(name).second && !members.at(name).parent().empty()) {
    name = members.at(name).parent();
  }
  return name;
}

void AddWithChildren(Members& members, const std::string& name, int depth,
                     std::vector<LineageMember>& family) {
  auto node = members.extract(name);
  node.mapped().set_depth(depth);
  family.push_back(std::move(node.mapped()));
  std::vector<std::string> children;
  for (const auto& [child, member] : members) {
    if (member.parent() == name) children.push_back(child);
  }
  for (const std::string& child : children) {
    if (members.contains(child)) AddWithChildren(members, child, depth + 1, family);
  }
}

}  // namespace

absl::StatusOr<std::vector<LineageMember>> FamilyOf(const storage::Reader& reader,
                                                    const std::string& name) {
  KASVU_ASSIGN_OR_RETURN(Members members, Everything(reader));
  std::vector<LineageMember> family;
  if (!members.contains(name)) return family;
  const std::string origin = OriginOf(members, name);
  AddWithChildren(members, origin, 0, family);
  return family;
}

}  // namespace kasvu::catalogue
