#include "services/catalogue/version_record.h"

#include "errors/error.h"
#include "services/common/digest.h"
#include "storage/record.h"
#include "workflows/template/codec.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::TemplateSourceRecord;
using kasvu::storage::v1::TemplateVersionRecord;
using kasvu::v1::TemplateSpec;
using kasvu::v1::TemplateVersion;

std::string NameOf(const std::string& publisher, const std::string& id, uint32_t number) {
  return publisher + "/" + id + "@" + std::to_string(number);
}

google::protobuf::Timestamp TimestampOf(int64_t micros) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(micros / 1'000'000);
  timestamp.set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return timestamp;
}

const std::string& IdOf(const TemplateSpec& spec) {
  return spec.module().empty() ? spec.template_() : spec.module();
}

TemplateVersionRecord RecordOf(const workflows::Compiled& compiled, absl::Time now) {
  const TemplateSpec& source = compiled.source;
  // An overlay's own document says only what it changes.
  const TemplateSpec& whole = compiled.compiled;
  TemplateVersionRecord record;
  record.set_digest(compiled.digest);
  record.set_compiled_digest(workflows::Digest(compiled.compiled));
  record.set_module(!source.module().empty());
  *record.mutable_title() = whole.title();
  *record.mutable_description() = whole.description();
  *record.mutable_themes() = whole.themes();
  record.set_variant_of(source.variant_of());
  for (const workflows::Pin& pin : compiled.pins) {
    auto* inlined = record.add_pins();
    inlined->set_module(pin.reference);
    inlined->set_digest(pin.digest);
  }
  record.set_published_at(absl::ToUnixMicros(now));
  record.set_example(whole.example());
  if (compiled.upstream) {
    record.set_overlay_of(compiled.upstream->reference);
    record.set_upstream_digest(compiled.upstream->digest);
  }
  if (compiled.proof.ByteSizeLong() > 0) *record.mutable_proof() = compiled.proof;
  return record;
}

TemplateSourceRecord SourceOf(const workflows::Compiled& compiled) {
  TemplateSourceRecord contents;
  contents.set_source(services::StableBytes(compiled.source));
  contents.set_compiled(services::StableBytes(compiled.compiled));
  return contents;
}

TemplateVersion VersionOf(const std::string& publisher, const std::string& id, uint32_t number,
                          const TemplateVersionRecord& record) {
  TemplateVersion version;
  version.set_name(NameOf(publisher, id, number));
  version.set_publisher(publisher);
  version.set_template_id(id);
  version.set_version(static_cast<int32_t>(number));
  version.set_digest(record.digest());
  version.set_compiled_digest(record.compiled_digest());
  version.set_module(record.module());
  *version.mutable_title() = record.title();
  *version.mutable_description() = record.description();
  *version.mutable_themes() = record.themes();
  version.set_variant_of(record.variant_of());
  for (const auto& inlined : record.pins()) {
    auto* pin = version.add_pins();
    pin->set_module(inlined.module());
    pin->set_digest(inlined.digest());
  }
  *version.mutable_publish_time() = TimestampOf(record.published_at());
  version.set_example(record.example());
  version.set_overlay_of(record.overlay_of());
  version.set_upstream_digest(record.upstream_digest());
  return version;
}

absl::Status AddContents(const TemplateSourceRecord& contents, TemplateVersion& version) {
  constexpr auto kTag = storage::Tag::kTemplateSources;
  KASVU_RETURN_IF_ERROR(storage::DecodeRecord(kTag, contents.source(), *version.mutable_source()));
  return storage::DecodeRecord(kTag, contents.compiled(), *version.mutable_compiled());
}

}  // namespace kasvu::catalogue
