#include "services/engine/public_history.h"

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/reflection.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/shown_fields.h"

namespace kasvu::engine {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Map;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Details = Map<std::string, std::string>;

// STEP_STATE_NOT_APPLICABLE of StepState: not-applicable.
std::string WordOf(const google::protobuf::EnumValueDescriptor& value) {
  const std::string& type = value.type()->name();
  size_t prefix = type.size() + 1;
  for (size_t i = 1; i < type.size(); ++i) prefix += absl::ascii_isupper(type[i]) ? 1 : 0;
  std::string word = absl::AsciiStrToLower(
      value.name().size() > prefix ? value.name().substr(prefix) : value.name());
  for (char& c : word) c = c == '_' ? '-' : c;
  return word;
}

std::string InstantWord(int64_t micros) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", absl::FromUnixMicros(micros),
                          absl::UTCTimeZone());
}

bool IsInstant(const std::string& name) {
  return name == "at" || name == "date" || name == "away_from" ||
         (name.size() > 3 && name.compare(name.size() - 3, 3, "_at") == 0);
}

std::string OrdinalWord(const std::string& name, uint32_t value) {
  if (name == "enrolment" || name == "members" || name == "shared_with") {
    return absl::StrCat("e", value);
  }
  if (name == "group") return absl::StrCat("g", value);
  if (name == "link") return absl::StrCat("l", value);
  return absl::StrCat(value);
}

// The value of a scalar field, or of its item `index`.
std::string Word(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& values = *message.GetReflection();
  const bool listed = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return WordOf(listed ? *values.GetRepeatedEnum(message, &field, index)
                           : *values.GetEnum(message, &field));
    case FieldDescriptor::CPPTYPE_STRING:
      return listed ? values.GetRepeatedString(message, &field, index)
                    : values.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return (listed ? values.GetRepeatedBool(message, &field, index)
                     : values.GetBool(message, &field))
                 ? "true"
                 : "false";
    case FieldDescriptor::CPPTYPE_UINT32:
      return OrdinalWord(field.name(), listed ? values.GetRepeatedUInt32(message, &field, index)
                                              : values.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT32: {
      const int32_t value = listed ? values.GetRepeatedInt32(message, &field, index)
                                   : values.GetInt32(message, &field);
      if (field.name() != "start_date") return absl::StrCat(value);
      return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + value);
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      const int64_t value = listed ? values.GetRepeatedInt64(message, &field, index)
                                   : values.GetInt64(message, &field);
      return IsInstant(field.name()) ? InstantWord(value) : absl::StrCat(value);
    }
    default:  // bytes, and what no event has
      return std::string();
  }
}

// Adds what `shown` lets through of a message that lies at `path` in its event.
class Teller {
 public:
  explicit Teller(const std::set<std::string_view>& shown) : shown_(shown) {}

  void Tell(const Message& message, const std::string& prefix, const std::string& path,
            Details& details) const {
    const Reflection& values = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    values.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const std::string name = prefix + field->name();
      const std::string place = path + field->name();
      const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      if (is_message && !field->is_repeated()) {
        Tell(values.GetMessage(message, field), name + ".", place + ".", details);
        continue;
      }
      const bool deeper = is_message && !field->is_map();
      if (!deeper && !shown_.contains(place)) continue;
      if (!field->is_repeated()) {
        details[name] = Word(message, *field, -1);
        continue;
      }
      std::string joined;
      for (int i = 0; i < values.FieldSize(message, field); ++i) {
        absl::StrAppend(
            &joined, joined.empty() ? "" : ", ",
            is_message ? Joined(values.GetRepeatedMessage(message, field, i), *field, place + ".")
                       : Word(message, *field, i));
      }
      if (!joined.empty()) details[name] = std::move(joined);
    }
  }

 private:
  // One item of a list as a single word: "enrolment=e3 subject=true".
  std::string Joined(const Message& message, const FieldDescriptor& list,
                     const std::string& path) const {
    // A map is shown as a whole.
    static const std::set<std::string_view> kEntry = {"key", "value"};
    Details details;
    if (list.is_map()) {
      Teller(kEntry).Tell(message, std::string(), std::string(), details);
    } else {
      Tell(message, std::string(), path, details);
    }
    std::map<std::string, std::string> sorted(details.begin(), details.end());
    std::string joined;
    for (const auto& [name, word] : sorted) {
      absl::StrAppend(&joined, joined.empty() ? "" : " ", name, "=", word);
    }
    return joined;
  }

  const std::set<std::string_view>& shown_;
};

}  // namespace

kasvu::v1::HistoryEvent PublicEvent(const std::string& cohort,
                                    const kasvu::storage::v1::Event& event) {
  kasvu::v1::HistoryEvent shown;
  shown.set_subject(OwnerName(cohort, {event.owner(), event.ordinal()}));
  *shown.mutable_occur_time() = PublicTime(event.occurred_at());
  const auto* kind = event.GetReflection()->GetOneofFieldDescriptor(
      event, event.GetDescriptor()->FindOneofByName("kind"));
  if (kind == nullptr) return shown;
  shown.set_kind(kind->message_type()->name());
  Teller(ShownFields(event.kind_case()))
      .Tell(event.GetReflection()->GetMessage(event, kind), std::string(), std::string(),
            *shown.mutable_details());
  if (const auto key = shown.details().find("key"); key != shown.details().end()) {
    shown.set_step(key->second);
    shown.mutable_details()->erase("key");
  }
  return shown;
}

kasvu::v1::CohortChange PublicRecord(const std::string& cohort,
                                     const kasvu::storage::v1::HistoryRecord& record, Sees sees) {
  kasvu::v1::CohortChange change;
  change.set_position(record.position());
  *change.mutable_record_time() = PublicTime(record.recorded_at());
  change.set_actor(record.actor());
  change.set_command(record.command());
  for (const auto& event : record.events()) {
    if (!sees({event.owner(), event.ordinal()})) continue;
    *change.add_events() = PublicEvent(cohort, event);
  }
  return change;
}

}  // namespace kasvu::engine
