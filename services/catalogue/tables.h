// The catalogue's tables.
#pragma once

#include <cstdint>
#include <string>

#include "kasvu/storage/v1/catalogue.pb.h"
#include "storage/table.h"

namespace kasvu::catalogue {

// Publisher and id.
inline constexpr storage::Table<kasvu::storage::v1::TemplateRecord, std::string, std::string>
    kTemplateTable(storage::Tag::kTemplates);

// Publisher, id and number.
inline constexpr storage::Table<kasvu::storage::v1::TemplateVersionRecord, std::string, std::string,
                                uint32_t>
    kVersionTable(storage::Tag::kTemplateVersions);
inline constexpr storage::Table<kasvu::storage::v1::TemplateStandingRecord, std::string,
                                std::string, uint32_t>
    kStandingTable(storage::Tag::kTemplateStandings);
// By position from 1: every standing that any version was given.
inline constexpr storage::Table<kasvu::storage::v1::StandingChangeRecord, uint64_t>
    kStandingChangeTable(storage::Tag::kStandingChanges);

// Publisher and id of an overlay, and the number of the version of its upstream.
inline constexpr storage::Table<kasvu::storage::v1::DeclinedVersionRecord, std::string, std::string,
                                uint32_t>
    kDeclinedTable(storage::Tag::kDeclinedVersions);

// "publisher/digest" to the number; the content names the id itself.
inline constexpr storage::Table<std::string, std::string> kVersionByDigest(
    storage::Tag::kVersionByDigest);

// By digest.
inline constexpr storage::Table<kasvu::storage::v1::TemplateSourceRecord, std::string> kSourceTable(
    storage::Tag::kTemplateSources);

// By publisher.
inline constexpr storage::Table<kasvu::storage::v1::PublisherKeyRecord, std::string> kKeyTable(
    storage::Tag::kPublisherKeys);

// Small facts about the catalogue itself, by name.
inline constexpr storage::Table<std::string, std::string> kMetaTable(storage::Tag::kCatalogueMeta);

}  // namespace kasvu::catalogue
