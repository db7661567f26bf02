#include "services/catalogue/check_store.h"

#include <cstdint>
#include <map>
#include <set>
#include <tuple>

#include "kasvu/storage/v1/request.pb.h"
#include "services/catalogue/tables.h"
#include "services/catalogue/version_record.h"
#include "services/common/row_check.h"
#include "storage/record.h"
#include "workflows/template/codec.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {
namespace {

using kasvu::storage::v1::TemplateSourceRecord;
using kasvu::storage::v1::TemplateStandingRecord;
using kasvu::storage::v1::TemplateVersionRecord;
using services::Tell;
using VersionPlace = std::tuple<std::string, std::string, uint32_t>;

constexpr storage::Table<kasvu::storage::v1::StoredRequest, std::string> kRequestRows(
    storage::Tag::kCatalogueRequests);

class Check {
 public:
  Check(const storage::Reader& reader, services::Faults& faults)
      : reader_(reader), faults_(faults) {}

  void Templates() const {
    services::ForEachRow(reader_, kTemplateTable, faults_, [&](const auto& key, const auto& head) {
      const auto& [publisher, id] = key;
      for (uint32_t number = 1; number <= static_cast<uint32_t>(head.newest()); ++number) {
        const VersionPlace place(publisher, id, number);
        if (services::IsThere(reader_, kVersionTable, place)) continue;
        Tell(faults_, "VERSION_MISSING", kVersionTable, place, "a version", "none");
      }
    });
  }

  void Versions() {
    services::ForEachRow(
        reader_, kVersionTable, faults_,
        [&](const VersionPlace& place, const TemplateVersionRecord& version) {
          const auto& [publisher, id, number] = place;
          digests_.insert(version.digest());
          const auto head = services::Readable(reader_, kTemplateTable, {publisher, id});
          if (!head || static_cast<uint32_t>(head->newest()) < number) {
            Tell(faults_, "STATE_UNEXPECTED", kVersionTable, place,
                 "nothing: the template has no such version", "a version");
          }
          const std::string line = publisher + "/" + version.digest();
          const auto same = kVersionByDigest.Find(reader_, {line});
          if (same.ok() && *same != std::to_string(number)) {
            Tell(faults_, "INDEX_LINE_MISSING", kVersionByDigest, {line}, std::to_string(number),
                 same->value_or("no line"));
          }
          if (!services::IsThere(reader_, kStandingTable, place)) {
            Tell(faults_, "STATE_MISSING", kStandingTable, place, "a standing", "none");
          }
          Content(place, version);
          for (const auto& pin : version.pins()) MadeOf(place, pin.module(), pin.digest());
          if (!version.overlay_of().empty()) {
            MadeOf(place, version.overlay_of(), version.upstream_digest());
          }
        });
  }

  void Digested() const {
    services::ForEachRow(reader_, kSourceTable, faults_, [&](const auto& key, const auto&) {
      if (digests_.count(std::get<0>(key)) > 0) return;
      Tell(faults_, "STATE_UNEXPECTED", kSourceTable, key, "nothing: no version has the digest",
           "content");
    });
    std::set<std::string> lines;
    services::ForEachRow(reader_, kVersionTable, faults_, [&](const auto& key, const auto& one) {
      lines.insert(std::get<0>(key) + "/" + one.digest());
    });
    services::ForEachRow(reader_, kVersionByDigest, faults_, [&](const auto& key, const auto&) {
      if (lines.count(std::get<0>(key)) > 0) return;
      Tell(faults_, "INDEX_LINE_UNEXPECTED", kVersionByDigest, key,
           "no line: no version has the digest", "a line");
    });
  }

  void Standings() const {
    std::map<std::string, TemplateStandingRecord> told;
    uint64_t last = 0;
    services::ForEachRow(
        reader_, kStandingChangeTable, faults_, [&](const auto& key, const auto& change) {
          if (std::get<0>(key) != last + 1) {
            Tell(faults_, "FEED_BROKEN", kStandingChangeTable, {last + 1}, "a change", "none");
          }
          last = std::get<0>(key);
          told[change.name()] = change.standing();
        });
    services::ForEachRow(
        reader_, kStandingTable, faults_, [&](const VersionPlace& place, const auto& standing) {
          const auto& [publisher, id, number] = place;
          if (!services::IsThere(reader_, kVersionTable, place)) {
            Tell(faults_, "REFERENCE_BROKEN", kStandingTable, place, "a version", "none");
          }
          const auto found = told.find(NameOf(publisher, id, number));
          if (found != told.end() &&
              storage::EncodeRecord(found->second) == storage::EncodeRecord(standing)) {
            return;
          }
          Tell(faults_, "FEED_BROKEN", kStandingTable, place,
               "the standing that the feed told last", "another");
        });
  }

  void Others() const {
    services::ForEachRow(reader_, kDeclinedTable, faults_, [&](const auto& key, const auto& one) {
      if (DigestsOf(reader_, one.version())) return;
      Tell(faults_, "REFERENCE_BROKEN", kDeclinedTable, key, one.version(), "none");
    });
    const auto nothing_more = [](const auto&, const auto&) {};
    services::ForEachRow(reader_, kKeyTable, faults_, nothing_more);
    services::ForEachRow(reader_, kRequestRows, faults_, nothing_more);
    services::ForEachRow(reader_, kMetaTable, faults_, nothing_more);
  }

 private:
  void Content(const VersionPlace& place, const TemplateVersionRecord& version) const {
    if (!services::IsThere(reader_, kSourceTable, {version.digest()})) {
      return Tell(faults_, "REFERENCE_BROKEN", kVersionTable, place,
                  "content with the digest " + version.digest(), "none");
    }
    const auto contents = services::Readable(reader_, kSourceTable, {version.digest()});
    kasvu::v1::TemplateVersion whole;
    if (!contents || !AddContents(*contents, whole).ok()) {
      return Tell(faults_, "RECORD_UNREADABLE", kSourceTable, {version.digest()}, "a version",
                  "bytes that do not parse");
    }
    Same(place, version.digest(), workflows::Digest(whole.source()));
    Same(place, version.compiled_digest(), workflows::Digest(whole.compiled()));
  }

  void Same(const VersionPlace& place, const std::string& expected,
            const std::string& found) const {
    if (expected != found) {
      Tell(faults_, "DIGEST_DIFFERS", kVersionTable, place, expected, found);
    }
  }

  void MadeOf(const VersionPlace& place, const std::string& name, const std::string& digest) const {
    const auto found = DigestsOf(reader_, name);
    if (found && found->source == digest) return;
    Tell(faults_, "REFERENCE_BROKEN", kVersionTable, place, name + " with the digest " + digest,
         found ? "the digest " + found->source : "none");
  }

  const storage::Reader& reader_;
  services::Faults& faults_;
  std::set<std::string> digests_;  // of all versions
};

}  // namespace

void CheckStore(const storage::Reader& reader, services::Faults& faults) {
  Check check(reader, faults);
  check.Templates();
  check.Versions();
  check.Digested();
  check.Standings();
  check.Others();
}

std::optional<Digests> DigestsOf(const storage::Reader& reader, const std::string& version) {
  const auto reference = workflows::ParseVersionReference(version);
  if (!reference) return std::nullopt;
  const auto record = services::Readable(
      reader, kVersionTable,
      {reference->publisher, reference->id, static_cast<uint32_t>(reference->version)});
  if (!record) return std::nullopt;
  return Digests{record->digest(), record->compiled_digest()};
}

}  // namespace kasvu::catalogue
