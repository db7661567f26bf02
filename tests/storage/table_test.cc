#include "storage/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "storage/faulty_store.h"
#include "storage/index.h"
#include "storage/memory_store.h"

namespace kasvu::storage {
namespace {

using ::testing::ElementsAre;

// Any message will do; this one is small and has a map.
using Record = google::rpc::ErrorInfo;
constexpr Table<Record, std::string, uint32_t> kTable(Tag::kEnrolments);
constexpr Table<std::string, std::string, uint64_t> kBytes(Tag::kHistory);
constexpr Index<std::string, uint32_t> kIndex(Tag::kLiveEnrolments);

Record Named(std::string name) {
  Record record;
  record.set_reason(std::move(name));
  return record;
}

class TableTest : public testing::Test {
 protected:
  FaultyStore store_{NewMemoryStore()};
  std::unique_ptr<Transaction> transaction_ = store_.Begin();

  template <typename... First>
  std::vector<std::string> Names(const std::tuple<First...>& prefix) {
    std::vector<std::string> names;
    EXPECT_TRUE(kTable
                    .Scan(*transaction_, prefix,
                          [&](const auto& key, const Record& record) {
                            names.push_back(std::get<0>(key) + std::to_string(std::get<1>(key)) +
                                            record.reason());
                            return true;
                          })
                    .ok());
    return names;
  }
};

TEST_F(TableTest, InsertUpdateAndUpsertAreDifferentCalls) {
  EXPECT_EQ(ReasonOf(kTable.Update(*transaction_, {"c", 1}, Named("x"))), "RECORD_ABSENT");
  EXPECT_TRUE(kTable.Insert(*transaction_, {"c", 1}, Named("first")).ok());
  const absl::Status again = kTable.Insert(*transaction_, {"c", 1}, Named("second"));
  EXPECT_EQ(again.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(again), "RECORD_EXISTS");
  EXPECT_EQ(ParticularsOf(again).at("table"), "0x0304");
  EXPECT_EQ(kTable.Get(*transaction_, {"c", 1})->reason(), "first");
  EXPECT_TRUE(kTable.Update(*transaction_, {"c", 1}, Named("updated")).ok());
  EXPECT_TRUE(kTable.Upsert(*transaction_, {"c", 2}, Named("upserted")).ok());
  EXPECT_THAT(Names(std::tuple("c")), ElementsAre("c1updated", "c2upserted"));
  EXPECT_TRUE(kTable.Delete(*transaction_, {"c", 1}).ok());
  EXPECT_EQ(kTable.Delete(*transaction_, {"c", 1}).code(), absl::StatusCode::kNotFound);
}

TEST_F(TableTest, AnAbsentRecordIsNotFoundOrNothing) {
  EXPECT_EQ(*kTable.Find(*transaction_, {"c", 1}), std::nullopt);
  EXPECT_EQ(ReasonOf(kTable.Get(*transaction_, {"c", 1}).status()), "RECORD_ABSENT");
  EXPECT_FALSE(*kTable.Contains(*transaction_, {"c", 1}));
}

TEST_F(TableTest, ScansByTheFirstParts) {
  for (const char* cohort : {"a", "b", "ba"}) {
    for (uint32_t ordinal : {2u, 10u, 1u}) {
      ASSERT_TRUE(kTable.Insert(*transaction_, {cohort, ordinal}, Named("")).ok());
    }
  }
  EXPECT_THAT(Names(std::tuple("b")), ElementsAre("b1", "b2", "b10"));
  EXPECT_THAT(Names(std::tuple("b", 2)), ElementsAre("b2"));
  EXPECT_THAT(Names(std::tuple("c")), ElementsAre());
  EXPECT_EQ(Names(std::tuple()).size(), 9u);
  EXPECT_EQ((*kTable.Last(*transaction_, std::tuple("b")))->first, std::tuple("b", 10u));
  EXPECT_EQ(*kTable.Last(*transaction_, std::tuple("c")), std::nullopt);
}

TEST_F(TableTest, GoesOnAfterAKey) {
  for (uint32_t ordinal : {1u, 2u, 4u}) {
    ASSERT_TRUE(kTable.Insert(*transaction_, {"b", ordinal}, Named("")).ok());
    ASSERT_TRUE(kTable.Insert(*transaction_, {"c", ordinal}, Named("")).ok());
  }
  const auto after = [&](const std::string& cohort, uint32_t ordinal) {
    std::vector<uint32_t> ordinals;
    EXPECT_TRUE(kTable
                    .ScanAfter(*transaction_, std::tuple("b"), {cohort, ordinal},
                               [&](const auto& key, const Record&) {
                                 ordinals.push_back(std::get<1>(key));
                                 return true;
                               })
                    .ok());
    return ordinals;
  };
  EXPECT_THAT(after("b", 0), ElementsAre(1, 2, 4));
  EXPECT_THAT(after("b", 1), ElementsAre(2, 4));
  EXPECT_THAT(after("b", 3), ElementsAre(4));
  EXPECT_THAT(after("b", 4), ElementsAre());
  EXPECT_THAT(after("a", 9), ElementsAre(1, 2, 4));
  EXPECT_THAT(after("c", 0), ElementsAre());
}

TEST_F(TableTest, SaysWhenARecordOrKeyIsCorrupt) {
  transaction_->Put(kTable.BytesOf({"c", 1}), "\xff\xff\xff");
  const absl::Status record = kTable.Get(*transaction_, {"c", 1}).status();
  EXPECT_EQ(record.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(record), "RECORD_UNREADABLE");
  const auto ignore = [](const auto&, const Record&) { return true; };
  EXPECT_EQ(ReasonOf(kTable.Scan(*transaction_, std::tuple(), ignore)), "RECORD_UNREADABLE");
  transaction_->Delete(kTable.BytesOf({"c", 1}));
  transaction_->Put(kTable.BytesOf({"c", 1}) + "x", "");
  EXPECT_EQ(ReasonOf(kTable.Scan(*transaction_, std::tuple(), ignore)), "KEY_MALFORMED");
}

TEST_F(TableTest, PassesErrorsOfTheStoreOn) {
  for (const auto& call : std::vector<std::function<absl::Status()>>{
           [&] {
             return kTable.Get(*transaction_, {"c", 1}).status();
           },
           [&] {
             return kTable.Insert(*transaction_, {"c", 1}, Named(""));
           },
           [&] {
             return kTable.Update(*transaction_, {"c", 1}, Named(""));
           },
           [&] {
             return kTable.Delete(*transaction_, {"c", 1});
           },
           [&] { return kTable.Last(*transaction_, std::tuple()).status(); }}) {
    store_.FailRead(1);
    EXPECT_EQ(ReasonOf(call()), "STORE_UNAVAILABLE");
  }
}

TEST_F(TableTest, KeepsBytesAsTheyAre) {
  const std::string bytes("\x00\xff", 2);
  ASSERT_TRUE(kBytes.Insert(*transaction_, {"c", 1}, bytes).ok());
  EXPECT_EQ(*kBytes.Get(*transaction_, {"c", 1}), bytes);
}

TEST_F(TableTest, WritesTheSameMessageAsTheSameBytes) {
  Record one, other;
  for (int i = 0; i < 50; ++i) {
    (*one.mutable_metadata())[std::to_string(i)] = "";
    (*other.mutable_metadata())[std::to_string(49 - i)] = "";
  }
  EXPECT_EQ(EncodeRecord(one), EncodeRecord(other));
}

TEST_F(TableTest, AnIndexIsASetOfKeys) {
  ASSERT_TRUE(kIndex.Add(*transaction_, {"c", 2}).ok());
  ASSERT_TRUE(kIndex.Add(*transaction_, {"c", 2}).ok());
  ASSERT_TRUE(kIndex.Add(*transaction_, {"c", 1}).ok());
  std::vector<uint32_t> ordinals;
  const auto collect = [&](const auto& key) {
    ordinals.push_back(std::get<1>(key));
    return true;
  };
  ASSERT_TRUE(kIndex.Scan(*transaction_, std::tuple("c"), collect).ok());
  ASSERT_TRUE(kIndex.ScanAfter(*transaction_, std::tuple("c"), {"c", 1}, collect).ok());
  EXPECT_THAT(ordinals, ElementsAre(1, 2, 2));
  EXPECT_TRUE(*kIndex.Contains(*transaction_, {"c", 1}));
  ASSERT_TRUE(kIndex.Remove(*transaction_, {"c", 1}).ok());
  EXPECT_EQ(ReasonOf(kIndex.Remove(*transaction_, {"c", 1})), "RECORD_ABSENT");
}

}  // namespace
}  // namespace kasvu::storage
