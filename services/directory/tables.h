// The directory's tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kasvu/storage/v1/directory.pb.h"
#include "storage/index.h"
#include "storage/table.h"

namespace kasvu::directory {

// By id, as the name has it after "persons/", "companies/" and "mandates/".
inline constexpr storage::Table<kasvu::storage::v1::PersonRecord, std::string> kPersonTable(
    storage::Tag::kPersons);
inline constexpr storage::Table<kasvu::storage::v1::CompanyRecord, std::string> kCompanyTable(
    storage::Tag::kCompanies);
inline constexpr storage::Table<kasvu::storage::v1::MandateRecord, std::string> kMandateTable(
    storage::Tag::kMandates);

// Keyed hash to id.
inline constexpr storage::Table<std::string, std::string> kPersonByEmail(
    storage::Tag::kPersonByEmail);
inline constexpr storage::Table<std::string, std::string> kCompanyByBusinessId(
    storage::Tag::kCompanyByBusinessId);

// Ids of person and mandate.
inline constexpr storage::Index<std::string, std::string> kMandateByPerson(
    storage::Tag::kMandateByPerson);

// The feed, by position from 1.
inline constexpr storage::Table<kasvu::storage::v1::DirectoryChangeRecord, uint64_t> kChangeTable(
    storage::Tag::kMandateChanges);

// Small facts about the directory itself, by name.
inline constexpr storage::Table<std::string, std::string> kMetaTable(storage::Tag::kDirectoryMeta);

// Under this name in it stands whose erasure has begun and is not done.
inline constexpr std::string_view kErasing = "erasing/";
inline std::string ErasingMark(std::string_view person) {
  return std::string(kErasing).append(person);
}

}  // namespace kasvu::directory
