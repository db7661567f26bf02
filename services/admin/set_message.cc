#include "services/admin/set_message.h"

namespace kasvu::admin {

google::protobuf::Struct MessageOf(const BackupSet& set) {
  google::protobuf::Struct message;
  auto& fields = *message.mutable_fields();
  fields["number"].set_number_value(set.number);
  fields["made"].set_string_value(
      absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", set.made_at, absl::UTCTimeZone()));
  auto& stores = *fields["stores"].mutable_list_value();
  for (const StoreBackup& store : set.stores) stores.add_values()->set_string_value(store.store);
  return message;
}

}  // namespace kasvu::admin
