// Versions as they are stored and as they travel.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "kasvu/storage/v1/catalogue.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "workflows/template/template.h"

namespace kasvu::catalogue {

// publisher/id@number.
std::string NameOf(const std::string& publisher, const std::string& id, uint32_t number);

// An instant in microseconds as it travels.
google::protobuf::Timestamp TimestampOf(int64_t micros);

// The id of a template or module.
const std::string& IdOf(const kasvu::v1::TemplateSpec& spec);

kasvu::storage::v1::TemplateVersionRecord RecordOf(const workflows::Compiled& compiled,
                                                   absl::Time now);
kasvu::storage::v1::TemplateSourceRecord SourceOf(const workflows::Compiled& compiled);

// What VIEW_BASIC tells, but for the standing.
kasvu::v1::TemplateVersion VersionOf(const std::string& publisher, const std::string& id,
                                     uint32_t number,
                                     const kasvu::storage::v1::TemplateVersionRecord& record);
// Adds what VIEW_FULL tells beside it. DATA_LOSS when the bytes cannot be read.
absl::Status AddContents(const kasvu::storage::v1::TemplateSourceRecord& contents,
                         kasvu::v1::TemplateVersion& version);

}  // namespace kasvu::catalogue
