// Each kind of damage that can be done to an engine's store is found.

#include <gmock/gmock.h>

#include <optional>
#include <tuple>

#include "services/engine/index_lines.h"
#include "services/engine/tables.h"
#include "storage/record.h"
#include "tests/services/admin/real_data.h"

namespace kasvu::engine {
namespace {

using admin::FirstKey;

using admin::RealDataTest;
using kasvu::storage::v1::EnrolmentState;
using storage::Transaction;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

const std::string kCohort = "ekollega-esimerkki";  // NOLINT: a name for tests alone

class VerifyEngineTest : public RealDataTest {
 protected:
  void Damage(const std::function<void(Transaction&)>& damage) { Change("engine", damage); }
};

TEST_F(VerifyEngineTest, NothingIsWrongBefore) { EXPECT_THAT(Faults(), IsEmpty()); }

struct Line {
  const char* table;
  storage::Tag tag;
  std::string stray;  // a line that leads nowhere
};

void PrintTo(const Line& line, std::ostream* out) { *out << line.table; }

const std::string kNobody = "persons/esimerkki2345678";  // NOLINT: a name for tests alone

std::vector<Line> AllLines() {
  return {
      {"kHistoryIndex", storage::Tag::kHistoryIndex, kHistoryLines.BytesOf({kCohort, 99, 1})},
      {"kEnrolmentByPerson", storage::Tag::kEnrolmentByPerson,
       kEnrolmentByPersonLines.BytesOf({kNobody, kCohort, 1})},
      {"kLinkByPerson", storage::Tag::kLinkByPerson,
       kLinkByPersonLines.BytesOf({kNobody, kCohort, 1})},
      {"kLiveEnrolments", storage::Tag::kLiveEnrolments,
       kLiveEnrolmentLines.BytesOf({kCohort, 99})},
      {"kLiveLinks", storage::Tag::kLiveLinks, kLiveLinkLines.BytesOf({kCohort, 99})},
      {"kLiveEnrolmentByPerson", storage::Tag::kLiveEnrolmentByPerson,
       kLiveEnrolmentByPersonLines.BytesOf({kNobody, kCohort, 1})},
      {"kLiveLinkByPerson", storage::Tag::kLiveLinkByPerson,
       kLiveLinkByPersonLines.BytesOf({kNobody, kCohort, 1})},
      {"kDueInstants", storage::Tag::kDueInstants, kWakeLines.BytesOf({int64_t{1}, kCohort})},
      {"kCohortsByScope", storage::Tag::kCohortsByScope,
       kScopeLines.BytesOf({"regions/99", kCohort})},
      {"kAnchorsByCohort", storage::Tag::kAnchorsByCohort,
       kAnchorLines.BytesOf({kCohort, uint64_t{99}})},
  };
}

class VerifyLinesTest : public VerifyEngineTest, public testing::WithParamInterface<Line> {};

TEST_P(VerifyLinesTest, ALineMoreIsFound) {
  Damage([](Transaction& t) { t.Put(GetParam().stray, ""); });
  EXPECT_THAT(Faults(), ElementsAre(MatchesRegex(std::string("INDEX_LINE_UNEXPECTED ") +
                                                 GetParam().table + " .*ekollega-esimerkki.*")));
}

TEST_P(VerifyLinesTest, ALineLessIsFound) {
  Damage([](Transaction& t) { t.Delete(FirstKey(t, GetParam().tag)); });
  EXPECT_THAT(Faults(), ElementsAre(MatchesRegex(std::string("INDEX_LINE_MISSING ") +
                                                 GetParam().table + " .*(cohort|anchor) .*")));
}

INSTANTIATE_TEST_SUITE_P(Indexes, VerifyLinesTest, testing::ValuesIn(AllLines()),
                         [](const auto& line) { return line.param.table + 1; });

// What is done, and what is told of it among other things that follow from it.
struct Harm {
  const char* name;
  std::function<void(Transaction&)> damage;
  std::string told;
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.name; }

EnrolmentState Enrolment(const storage::Reader& reader, uint32_t ordinal) {
  return *kEnrolmentTable.Get(reader, {kCohort, ordinal});
}

void Append(Transaction& transaction, const std::string& key, std::string_view more) {
  transaction.Put(key, transaction.Get(key)->value_or("") + std::string(more));
}

std::vector<Harm> AllHarms() {
  return {
      {"HistoryChanged",
       [](Transaction& t) {
         Append(t, kHistoryTable.BytesOf({kCohort, 5}), "\x20\x01");
       },
       "HISTORY_BROKEN kCohortHeads cohort ekollega-esimerkki"},
      {"HistoryCutOff",
       [](Transaction& t) {
         auto head = *kHeadTable.Get(t, {kCohort});
         t.Delete(kHistoryTable.BytesOf({kCohort, head.position()}));
         head.set_position(head.position() - 1);
         (void)kHeadTable.Upsert(t, {kCohort}, head);
       },
       "HISTORY_BROKEN kHistory cohort ekollega-esimerkki, position [0-9]+"},
      {"StateChanged",
       [](Transaction& t) {
         EnrolmentState state = Enrolment(t, 3);
         state.set_track("another");
         (void)kEnrolmentTable.Upsert(t, {kCohort, 3}, state);
       },
       "STATE_DIFFERS kEnrolments cohort ekollega-esimerkki, enrolment 3"},
      {"CohortChanged",
       [](Transaction& t) {
         auto state = *kCohortTable.Get(t, {kCohort});
         state.set_title("another");
         (void)kCohortTable.Upsert(t, {kCohort}, state);
       },
       "STATE_DIFFERS kCohorts cohort ekollega-esimerkki"},
      {"StateGone",
       [](Transaction& t) {
         t.Delete(kLinkTable.BytesOf({kCohort, 1}));
       },
       "STATE_MISSING kLinks cohort ekollega-esimerkki, link 1"},
      {"StateTooMuch",
       [](Transaction& t) {
         (void)kEnrolmentTable.Upsert(t, {kCohort, 99}, Enrolment(t, 3));
       },
       "STATE_UNEXPECTED kEnrolments cohort ekollega-esimerkki, enrolment 99"},
      {"RecordUnreadable",
       [](Transaction& t) {
         t.Put(kGroupTable.BytesOf({kCohort, 1}), "no record");
       },
       "RECORD_UNREADABLE kGroups cohort ekollega-esimerkki, group 1"},
      {"KeyMalformed",
       [](Transaction& t) { t.Put(storage::EncodeKey(storage::Tag::kGroups) + "x", ""); },
       "KEY_MALFORMED kGroups 030278"},
      {"CounterChanged",
       [](Transaction& t) {
         (void)kStageCounter.Add(t, {kCohort, "ENROLMENT_STAGE_ACTIVE"}, 1).status();
       },
       "COUNTER_DIFFERS kEngineCounters cohort ekollega-esimerkki, counter "
       "ENROLMENT_STAGE_ACTIVE"},
      {"CounterTooMuch",
       [](Transaction& t) {
         (void)kStageCounter.Add(t, {kCohort, "ENROLMENT_STAGE_WAITLISTED"}, 4).status();
       },
       "COUNTER_DIFFERS kEngineCounters cohort ekollega-esimerkki, counter "
       "ENROLMENT_STAGE_WAITLISTED"},
      {"AnchorGone", [](Transaction& t) { t.Delete(kAnchorTable.BytesOf({1})); },
       "ANCHOR_BROKEN kAuditAnchors position 1|INDEX_LINE_UNEXPECTED kAnchorsByCohort cohort "
       "ekollega-esimerkki, anchor 1"},
      {"AnchorChanged", [](Transaction& t) { t.Put(kAnchorTable.BytesOf({1}), "no anchor"); },
       "ANCHOR_BROKEN kAuditAnchors position 1"},
      {"CohortGone",
       [](Transaction& t) {
         t.Delete(kHeadTable.BytesOf({kCohort}));
         t.Delete(kCohortTable.BytesOf({kCohort}));
       },
       "COHORT_MISSING kEnrolments cohort ekollega-esimerkki, enrolment 1"},
      {"PinGone", [](Transaction& t) { t.Delete(FirstKey(t, storage::Tag::kPinnedVersions)); },
       "VERSION_MISSING kCohorts cohort [a-z]+-esimerkki"},
      {"PinChanged",
       [](Transaction& t) {
         kasvu::v1::TemplateSpec more;
         (*more.mutable_title()->mutable_by_language())["en"] = "another";
         Append(t, FirstKey(t, storage::Tag::kPinnedVersions), more.SerializeAsString());
       },
       "DIGEST_DIFFERS kPinnedVersions digest [0-9a-f]+"},
      {"RequestBehindTheEnd",
       [](Transaction& t) {
         kasvu::storage::v1::RequestRecord request;
         request.set_position(1'000'000);
         (void)kRequestTable.Upsert(t, {kCohort, "r"}, request);
       },
       "REFERENCE_BROKEN kEngineRequests cohort ekollega-esimerkki, request r"},
      {"TableOfNobody", [](Transaction& t) { t.Put(std::string("\x03\x7f", 2) + "x", ""); },
       "TABLE_UNKNOWN 895 037f78"},
      {"TableOfAnotherContext",
       [](Transaction& t) { t.Put(storage::EncodeKey(storage::Tag::kPersons) + "x", ""); },
       "TABLE_UNKNOWN kPersons 020178"},
      {"NewerFormat",
       [](Transaction& t) { t.Put(storage::EncodeKey(storage::Tag::kFormat), "\xff\xff\xff\xfe"); },
       "STORE_TOO_NEW  "},
  };
}

class VerifyEngineHarmsTest : public VerifyEngineTest, public testing::WithParamInterface<Harm> {};

TEST_P(VerifyEngineHarmsTest, IsFound) {
  Damage(GetParam().damage);
  EXPECT_THAT(Faults(), Contains(MatchesRegex(GetParam().told)));
}

INSTANTIATE_TEST_SUITE_P(Harms, VerifyEngineHarmsTest, testing::ValuesIn(AllHarms()),
                         [](const auto& harm) { return harm.param.name; });

}  // namespace
}  // namespace kasvu::engine
