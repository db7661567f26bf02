// Histories as they are watched and listed.

#include <gmock/gmock.h>

#include <thread>

#include "services/engine/public_history.h"
#include "services/engine/shown_fields.h"
#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::CohortChange;

class WatchesTest : public SeasonTest {
 protected:
  // One stream, from after `position`.
  struct Watch {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<CohortChange>> reader;

    // The positions of the next `count` changes.
    std::vector<uint64_t> Take(int count) {
      std::vector<uint64_t> positions;
      CohortChange change;
      while (count-- > 0 && reader->Read(&change)) positions.push_back(change.position());
      return positions;
    }
  };

  std::unique_ptr<Watch> Open(uint64_t position, const std::string& actor = "") {
    auto watch = std::make_unique<Watch>();
    if (!actor.empty()) watch->context.AddMetadata(services::kActorMetadata, actor);
    // A stream that stays silent fails the test and does not hold it up.
    watch->context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
    kasvu::v1::WatchCohortRequest request;
    request.set_cohort("cohorts/a");
    request.set_position(position);
    watch->reader = enrolments_->WatchCohort(&watch->context, request);
    return watch;
  }

  kasvu::v1::ListHistoryResponse List(const std::string& enrolment = "", int size = 0,
                                      const std::string& token = "") {
    kasvu::v1::ListHistoryRequest request;
    request.set_cohort("cohorts/a");
    request.set_enrolment(enrolment);
    request.set_page_size(size);
    request.set_page_token(token);
    const auto listed = As("", &Enrolments::ListHistory, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.ok() ? *listed : kasvu::v1::ListHistoryResponse();
  }
};

TEST_F(WatchesTest, ShowWhatWasAndThenWhatComes) {
  EnrolInGroups("a", 10, 1);
  auto watch = Open(0);
  EXPECT_EQ(watch->Take(4), (std::vector<uint64_t>{1, 2, 3, 4}));
  Do(&Progress::RecordStep, Signing(Name("a", 1), "joining.ground-rules"));
  EXPECT_EQ(watch->Take(1), (std::vector<uint64_t>{5}));
  watch->context.TryCancel();

  // A watcher who comes back goes on where she was.
  Do(&Progress::RecordStep, Signing(Name("a", 2), "joining.ground-rules"));
  Do(&Progress::RecordStep, Signing(Name("a", 3), "joining.ground-rules"));
  auto again = Open(5);
  EXPECT_EQ(again->Take(2), (std::vector<uint64_t>{6, 7}));
  again->context.TryCancel();
}

TEST_F(WatchesTest, HaveNeitherGapNorRepeatWhileOthersWrite) {
  EnrolInGroups("a", 12, 1);
  auto watch = Open(0);
  std::thread writer([this] {
    for (int i = 1; i <= 12; ++i) {
      kasvu::v1::RecordStepRequest request;
      request.set_owner(Name("a", i));
      request.set_step("joining.ground-rules");
      request.mutable_signed_()->set_role("self");
      request.set_request_id("w" + std::to_string(i));
      EXPECT_TRUE(As("", &Progress::RecordStep, request).ok());
    }
  });
  std::vector<uint64_t> expected;
  for (uint64_t position = 1; position <= 16; ++position) expected.push_back(position);
  EXPECT_EQ(watch->Take(16), expected);
  writer.join();
  watch->context.TryCancel();
}

TEST_F(WatchesTest, EndWithAReason) {
  EnrolInGroups("a", 10, 1);
  auto late = Open(99);
  EXPECT_TRUE(late->Take(1).empty());
  EXPECT_EQ(ReasonOf(services::FromGrpc(late->reader->Finish())), "POSITION_GONE");
  auto stranger = Open(0, "persons/stranger");
  EXPECT_TRUE(stranger->Take(1).empty());
  EXPECT_EQ(ReasonOf(services::FromGrpc(stranger->reader->Finish())), "COHORT_NOT_FOUND");
  auto open = Open(4);
  engine_->Stop();
  EXPECT_TRUE(open->Take(1).empty());
  EXPECT_EQ(ReasonOf(services::FromGrpc(open->reader->Finish())), "SHUTTING_DOWN");
}

TEST_F(WatchesTest, ShowParticipantsWhatConcernsThem) {
  EnrolInGroups("a", 10, 1);
  Do(&Progress::RecordStep, Signing(Name("a", 2), "joining.ground-rules"));
  Do(&Progress::RecordStep, Signing(Name("a", 1), "joining.ground-rules"));
  auto watch = Open(4, PersonName(1));
  EXPECT_EQ(watch->Take(1), (std::vector<uint64_t>{6}));
  watch->context.TryCancel();
}

TEST_F(WatchesTest, EndWithTheMandateThatTheyWereOpenedBy) {
  EnrolInGroups("a", 10, 1);
  kasvu::v1::Mandate mandate;
  mandate.set_name("mandates/m");
  mandate.set_person("persons/coordinator");
  mandate.set_role("coordinator");
  mandate.set_scope("cohorts/a");
  mandate.set_until_date("2021-01-20");
  mandates_.Put(mandate);
  auto watch = Open(0, "persons/coordinator");
  EXPECT_EQ(watch->Take(4), (std::vector<uint64_t>{1, 2, 3, 4}));
  GoTo(absl::CivilDay(2021, 1, 21));
  Do(&Progress::RecordStep, Signing(Name("a", 1), "joining.ground-rules"));
  EXPECT_TRUE(watch->Take(1).empty());
  EXPECT_EQ(ReasonOf(services::FromGrpc(watch->reader->Finish())), "COHORT_NOT_FOUND");
}

TEST(PublicEventTest, TellsThatASumGrewAndNotByWhat) {
  kasvu::storage::v1::Event event;
  event.mutable_aggregate_changed()->set_fact("useful");
  event.mutable_aggregate_changed()->set_sum_delta(4);
  event.mutable_aggregate_changed()->set_count_delta(1);
  const auto shown = PublicEvent("a", event);
  EXPECT_EQ(shown.kind(), "AggregateChanged");
  EXPECT_EQ(shown.details().at("fact"), "useful");
  EXPECT_EQ(shown.details().count("sum_delta"), 0u);
}

// The field at `path` below `type`, or null.
const google::protobuf::FieldDescriptor* FieldAt(const google::protobuf::Descriptor* type,
                                                 std::string_view path) {
  const size_t dot = path.find('.');
  const auto* field = type->FindFieldByName(std::string(path.substr(0, dot)));
  if (field == nullptr || dot == std::string_view::npos) return field;
  return field->message_type() == nullptr ? nullptr
                                          : FieldAt(field->message_type(), path.substr(dot + 1));
}

TEST(PublicEventTest, ShowsPlainFieldsThatAreListedAndNoOthers) {
  const auto* kinds = kasvu::storage::v1::Event::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    const auto kind = static_cast<kasvu::storage::v1::Event::KindCase>(kinds->field(i)->number());
    for (const std::string_view path : ShownFields(kind)) {
      SCOPED_TRACE(kinds->field(i)->name() + ": " + std::string(path));
      const auto* field = FieldAt(kinds->field(i)->message_type(), path);
      ASSERT_NE(field, nullptr);
      EXPECT_TRUE(field->message_type() == nullptr || field->is_map());
      EXPECT_NE(field->cpp_type_name(), std::string("bytes"));
    }
  }
}

TEST(PublicEventTest, HidesWhatNobodyDecidedToShow) {
  kasvu::storage::v1::Event event;
  auto& recorded = *event.mutable_step_recorded();
  recorded.set_key("survey");
  recorded.set_state(kasvu::storage::v1::STEP_STATE_DONE);
  (*recorded.mutable_work()->mutable_answers())["hopes"].add_options("secret");
  recorded.mutable_work()->mutable_sealed()->set_writer("persons/secret");
  recorded.mutable_work()->set_aggregate_sum(4711);
  recorded.mutable_work()->set_minutes(45);
  (*recorded.mutable_work()->mutable_numbers())["cost"] = 12;
  EXPECT_THAT(PublicEvent("a", event).details(),
              testing::UnorderedElementsAre(testing::Pair("state", "done"),
                                            testing::Pair("work.minutes", "45"),
                                            testing::Pair("work.numbers", "key=cost value=12")));
  event.mutable_link_made()->mutable_link()->add_members()->set_enrolment(3);
  event.mutable_link_made()->mutable_link()->mutable_members(0)->set_person("persons/m");
  event.mutable_link_made()->mutable_link()->add_steps()->set_key("secret");
  EXPECT_THAT(PublicEvent("a", event).details(),
              testing::UnorderedElementsAre(
                  testing::Pair("link.members", "enrolment=e3 person=persons/m")));
}

TEST_F(WatchesTest, ListsTellWhoDidWhatAndNothingPersonal) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 2));
  auto request = Attendance("cohorts/a/groups/g1", "session/trust", {"e2"});
  request.set_note("Example note: Veikko wants to sell his boat");
  Do(&Progress::RecordAttendance, request);
  const auto history = List("e2");
  ASSERT_GT(history.changes_size(), 3);
  const auto& last = history.changes(history.changes_size() - 1);
  EXPECT_EQ(last.command(), "ProgressService.RecordAttendance");
  EXPECT_EQ(last.actor(), "operator");
  ASSERT_EQ(last.events_size(), 1);
  EXPECT_EQ(last.events(0).subject(), Name("a", 2));
  EXPECT_EQ(last.events(0).kind(), "StepRecorded");
  EXPECT_EQ(last.events(0).step(), "session/trust");
  EXPECT_EQ(last.events(0).details().at("state"), "missed");
  EXPECT_EQ(last.events(0).details().at("via"), "work");

  const std::string all = List().DebugString();
  EXPECT_EQ(all.find("Veikko"), std::string::npos);
  EXPECT_EQ(all.find("sealed"), std::string::npos);
  // What somebody answered is nobody's history.
  EXPECT_EQ(all.find("hopes"), std::string::npos);
}

TEST_F(WatchesTest, ListsComeInPages) {
  EnrolInGroups("a", 10, 1);
  std::vector<uint64_t> positions;
  std::string token;
  do {
    const auto page = List("", 3, token);
    EXPECT_LE(page.changes_size(), 3);
    for (const auto& change : page.changes()) positions.push_back(change.position());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(positions, (std::vector<uint64_t>{1, 2, 3, 4}));
  kasvu::v1::ListHistoryRequest wrong;
  wrong.set_cohort("cohorts/a");
  wrong.set_enrolment("e99");
  EXPECT_EQ(ReasonOf(As("", &Enrolments::ListHistory, wrong).status()), "ENROLMENT_NOT_FOUND");
}

TEST_F(WatchesTest, VerifyingFindsAStateThatWasChanged) {
  EnrolInGroups("a", 10, 1);
  Verify("a");
  CloseEngine();
  auto enrolment = *kEnrolmentTable.Get(*store_->TakeSnapshot(), {"a", 3u});
  enrolment.set_track("forged");
  const auto transaction = store_->Begin();
  ASSERT_TRUE(kEnrolmentTable.Update(*transaction, {"a", 3u}, enrolment).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  OpenEngine();
  kasvu::v1::VerifyHistoryRequest request;
  request.set_cohort("cohorts/a");
  const absl::Status verified = As("", &Enrolments::VerifyHistory, request).status();
  EXPECT_EQ(verified.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(verified), "HISTORY_BROKEN");
  EXPECT_EQ(ParticularsOf(verified)["position"], "4");
}

TEST_F(WatchesTest, VerifyingFindsAnIndexOrCounterThatDiffers) {
  EnrolInGroups("a", 10, 1);
  CloseEngine();
  auto transaction = store_->Begin();
  ASSERT_TRUE(kLiveEnrolmentByPerson.Remove(*transaction, {PersonName(3), "a", 3u}).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  OpenEngine();
  kasvu::v1::VerifyHistoryRequest request;
  request.set_cohort("cohorts/a");
  EXPECT_EQ(ReasonOf(As("", &Enrolments::VerifyHistory, request).status()), "HISTORY_BROKEN");
  CloseEngine();
  transaction = store_->Begin();
  ASSERT_TRUE(kLiveEnrolmentByPerson.Add(*transaction, {PersonName(3), "a", 3u}).ok());
  ASSERT_TRUE(kStageCounter.Add(*transaction, {"a", "ENROLMENT_STAGE_ACCEPTED"}, 1).status().ok());
  ASSERT_TRUE(transaction->Commit().ok());
  OpenEngine();
  EXPECT_EQ(ReasonOf(As("", &Enrolments::VerifyHistory, request).status()), "HISTORY_BROKEN");
}

}  // namespace
}  // namespace kasvu::engine
