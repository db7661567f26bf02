// What the engine's records name in the stores of other contexts.

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/common/row_check.h"
#include "services/engine/check_store.h"
#include "services/engine/tables.h"
#include "workflows/template/codec.h"

namespace kasvu::engine {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using kasvu::storage::v1::Sealed;
using services::Reference;

// Rows that cannot be read are told of by whoever checks the store itself.
class Silent : public services::Faults {
 public:
  void Add(services::Fault) override {}
};

// Visits every sealed text in `message`, however deep.
template <class Visit>
void ForEachSealed(const Message& message, Visit visit) {
  if (message.GetDescriptor() == Sealed::descriptor()) {
    return visit(static_cast<const Sealed&>(message));
  }
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      ForEachSealed(reflection->GetMessage(message, field), visit);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      ForEachSealed(reflection->GetRepeatedMessage(message, field, i), visit);
    }
  }
}

template <class Table>
Reference From(const Table& table, const typename Table::Key& key, Reference::Kind kind,
               const std::string& name, const std::string& digest = "") {
  return {kind,
          name,
          digest,
          "",
          services::TableName(table.tag()),
          services::KeyWords(table.tag(), key)};
}

// What is kept of a version under its name.
template <class Visitor>
void VisitPinned(const storage::Reader& reader, Visitor visitor) {
  constexpr std::string_view kVersion = "version/";
  Silent silent;
  services::ForEachRow(reader, kMetaTable, silent, [&](const auto& key, const auto& digest) {
    const std::string& name = std::get<0>(key);
    if (!name.starts_with(kVersion)) return;
    const auto bytes = services::Readable(reader, kPinnedTable, {digest});
    kasvu::v1::TemplateSpec spec;
    if (!bytes || !spec.ParseFromString(*bytes)) return;
    Reference version = From(kPinnedTable, {digest}, Reference::Kind::kVersion,
                             name.substr(kVersion.size()), digest);
    version.compiled_digest = workflows::Digest(spec);
    visitor(version);
  });
}

}  // namespace

void ForEachReference(const storage::Reader& reader, services::ReferenceVisitor visitor) {
  using Kind = Reference::Kind;
  Silent silent;
  VisitPinned(reader, visitor);
  services::ForEachRow(reader, kCohortTable, silent, [&](const auto& key, const auto& cohort) {
    visitor(From(kCohortTable, key, Kind::kVersion, cohort.template_(), cohort.digest()));
  });
  services::ForEachRow(reader, kEnrolmentTable, silent, [&](const auto& key, const auto& one) {
    visitor(From(kEnrolmentTable, key, Kind::kPerson, one.person()));
    if (!one.company().empty()) {
      visitor(From(kEnrolmentTable, key, Kind::kCompany, one.company()));
    }
    visitor(From(kEnrolmentTable, key, Kind::kVersion, one.template_(), one.digest()));
  });
  services::ForEachRow(reader, kLinkTable, silent, [&](const auto& key, const auto& link) {
    for (const auto& member : link.members()) {
      if (!member.person().empty()) visitor(From(kLinkTable, key, Kind::kPerson, member.person()));
    }
  });
  services::ForEachRow(reader, kPurgedTable, silent, [&](const auto& key, const auto& purged) {
    const auto& cohort = purged.cohort();
    visitor(From(kPurgedTable, key, Kind::kVersion, cohort.template_(), cohort.digest()));
  });
  services::ForEachRow(reader, kArchivedWordsTable, silent, [&](const auto& key, const auto& one) {
    visitor(From(kArchivedWordsTable, key, Kind::kPerson, std::get<0>(key)));
    for (const std::string& subject : one.subjects()) {
      visitor(From(kArchivedWordsTable, key, Kind::kContentKey, subject));
    }
  });
  services::ForEachRow(reader, kHistoryTable, silent, [&](const auto& key, const auto& bytes) {
    kasvu::storage::v1::HistoryRecord record;
    if (!record.ParseFromString(bytes)) return;
    ForEachSealed(record, [&](const Sealed& sealed) {
      if (sealed.content().empty()) return;
      visitor(From(kHistoryTable, key, Kind::kContentKey, sealed.subject()));
    });
  });
}

}  // namespace kasvu::engine
