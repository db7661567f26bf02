#pragma once

#include "google/protobuf/struct.pb.h"
#include "services/admin/backup_set.h"

namespace kasvu::admin {

// A set as --json prints it: its number, when it was made and which stores are in it.
google::protobuf::Struct MessageOf(const BackupSet& set);

}  // namespace kasvu::admin
