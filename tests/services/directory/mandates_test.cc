#include <gmock/gmock.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using kasvu::v1::DirectoryChange;
using kasvu::v1::EndMandateRequest;
using kasvu::v1::GrantMandateRequest;
using kasvu::v1::ListMandatesRequest;
using kasvu::v1::Mandate;
using kasvu::v1::WatchDirectoryRequest;

class MandatesTest : public DirectoryTest {
 protected:
  absl::StatusOr<Mandate> Try(const std::string& actor, const std::string& person,
                              const std::string& role, const std::string& scope,
                              const std::string& from = "", const std::string& until = "") {
    GrantMandateRequest request;
    Mandate& mandate = *request.mutable_mandate();
    mandate.set_person(person);
    mandate.set_role(role);
    mandate.set_scope(scope);
    mandate.set_from_date(from);
    mandate.set_until_date(until);
    request.set_request_id(NextRequestId());
    return As(actor, &Stub::GrantMandate, request);
  }

  absl::StatusOr<Mandate> End(const std::string& name, const std::string& until = "",
                              const std::string& actor = "") {
    EndMandateRequest request;
    request.set_name(name);
    request.set_until_date(until);
    request.set_request_id(NextRequestId());
    return As(actor, &Stub::EndMandate, request);
  }

  int Listed(const std::string& actor, const std::string& person = "",
             const std::string& scope = "") {
    ListMandatesRequest request;
    request.set_person(person);
    request.set_scope(scope);
    return As(actor, &Stub::ListMandates, request)->mandates_size();
  }
};

TEST_F(MandatesTest, BeginsTodayUnlessItSays) {
  const std::string aino = AddPerson("Esimerkki Aino");
  EXPECT_EQ(Try("", aino, "coordinator", "regions/02")->from_date(), "2021-02-01");
  EXPECT_EQ(Try("", aino, "mentor", "regions/04", "2021-03-01")->from_date(), "2021-03-01");
  EXPECT_TRUE(mandates_.HasRole(aino, "2021-02-01", "coordinator", "regions/02"));
  EXPECT_FALSE(mandates_.HasRole(aino, "2021-02-28", "mentor", "regions/04"));
  EXPECT_TRUE(mandates_.HasRole(aino, "2021-03-01", "mentor", "regions/04"));
}

TEST_F(MandatesTest, RefusesWhatCannotBe) {
  const std::string aino = AddPerson("Esimerkki Aino");
  EXPECT_EQ(ReasonOf(Try("", "persons/absent", "mentor", "*").status()), "PERSON_NOT_FOUND");
  for (const char* scope : {"regions", "regions/", "towns/turku", "cohorts/A", "**"}) {
    EXPECT_EQ(ReasonOf(Try("", aino, "mentor", scope).status()), "INVALID_FIELDS") << scope;
  }
  EXPECT_EQ(ReasonOf(Try("", aino, "mentor", "*", "2021-02-02", "2021-02-01").status()),
            "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(Try("", aino, "mentor", "*", "2021-02-30").status()), "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(Try("", aino, "Mentor", "*").status()), "INVALID_FIELDS");
}

TEST_F(MandatesTest, NobodyGetsTheSameMandateTwice) {
  const std::string aino = AddPerson("Esimerkki Aino"), eino = AddPerson("Esimerkki Eino");
  const std::string first = Try("", aino, "mentor", "regions/02", "", "2021-12-31")->name();
  const auto again = Try("", aino, "mentor", "regions/02", "2021-02-01", "2021-12-31");
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(again.status()), "MANDATE_EXISTS");
  EXPECT_EQ(ParticularsOf(again.status())["mandate"], first);
  // Somebody else, another role, scope or time.
  EXPECT_TRUE(Try("", eino, "mentor", "regions/02", "", "2021-12-31").ok());
  EXPECT_TRUE(Try("", aino, "expert", "regions/02", "", "2021-12-31").ok());
  EXPECT_TRUE(Try("", aino, "mentor", "regions/04", "", "2021-12-31").ok());
  EXPECT_TRUE(Try("", aino, "mentor", "regions/02", "", "2021-12-30").ok());
  EXPECT_TRUE(Try("", aino, "mentor", "regions/02", "2021-02-02", "2021-12-31").ok());
  // One that was ended may be given anew.
  ASSERT_TRUE(End(first, "2021-12-31").ok());
  EXPECT_TRUE(Try("", aino, "mentor", "regions/02", "", "2021-12-31").ok());
}

TEST_F(MandatesTest, ACoordinatorGrantsWhereSheIsOne) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string eino = AddPerson("Esimerkki Eino");
  EXPECT_EQ(ReasonOf(Try(aino, eino, "mentor", "regions/02").status()), "NOT_ALLOWED");
  Grant(aino, "coordinator", "regions/02");
  EXPECT_TRUE(Try(aino, eino, "mentor", "regions/02").ok());
  EXPECT_EQ(ReasonOf(Try(aino, eino, "mentor", "regions/04").status()), "NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(Try(aino, eino, "mentor", "*").status()), "NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(Try(aino, eino, "publisher", "regions/02").status()), "NOT_ALLOWED");
}

TEST_F(MandatesTest, EndsOnce) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string mandate = Grant(aino, "coordinator", "regions/02");
  EXPECT_EQ(ReasonOf(End(mandate, "2021-01-31").status()), "INVALID_FIELDS");
  const auto ended = End(mandate, "2021-06-30");
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_TRUE(ended->ended());
  EXPECT_EQ(ended->until_date(), "2021-06-30");
  EXPECT_EQ(ReasonOf(End(mandate).status()), "MANDATE_ENDED");
  EXPECT_EQ(ReasonOf(End("mandates/absent").status()), "MANDATE_NOT_FOUND");
  EXPECT_TRUE(mandates_.HasRole(aino, "2021-06-30", "coordinator", "regions/02"));
  EXPECT_FALSE(mandates_.HasRole(aino, "2021-07-01", "coordinator", "regions/02"));
}

TEST_F(MandatesTest, NobodyEndsWhatSheCouldNotGrant) {
  const std::string aino = AddPerson("Esimerkki Aino");
  Grant(aino, "coordinator", "regions/02");
  const std::string elsewhere = Grant(aino, "coordinator", "regions/04");
  const std::string eino = AddPerson("Esimerkki Eino");
  Grant(eino, "coordinator", "regions/02");
  EXPECT_EQ(ReasonOf(End(elsewhere, "", eino).status()), "MANDATE_NOT_FOUND");
}

TEST_F(MandatesTest, RepeatsChangeNothing) {
  const std::string aino = AddPerson("Esimerkki Aino");
  GrantMandateRequest grant;
  grant.mutable_mandate()->set_person(aino);
  grant.mutable_mandate()->set_role("mentor");
  grant.mutable_mandate()->set_scope("*");
  grant.set_request_id("g1");
  const std::string name = As("", &Stub::GrantMandate, grant)->name();
  EXPECT_EQ(As("", &Stub::GrantMandate, grant)->name(), name);
  EndMandateRequest end;
  end.set_name(name);
  end.set_request_id("e1");
  EXPECT_TRUE(As("", &Stub::EndMandate, end).ok());
  EXPECT_TRUE(As("", &Stub::EndMandate, end).ok());
  end.set_request_id("g1");
  EXPECT_EQ(ReasonOf(As("", &Stub::EndMandate, end).status()), "REQUEST_ID_REUSED");
  grant.mutable_mandate()->set_role("expert");
  EXPECT_EQ(ReasonOf(As("", &Stub::GrantMandate, grant).status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(Listed(""), 1);
}

TEST_F(MandatesTest, ListsByPersonAndScope) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string eino = AddPerson("Esimerkki Eino");
  Grant(aino, "coordinator", "regions/02");
  Grant(aino, "mentor", "cohorts/a");
  Grant(eino, "mentor", "cohorts/a");
  EXPECT_EQ(Listed(""), 3);
  EXPECT_EQ(Listed("", aino), 2);
  EXPECT_EQ(Listed("", "", "cohorts/a"), 2);
  EXPECT_EQ(Listed("", aino, "cohorts/a"), 1);
  EXPECT_EQ(Listed(aino), 3);
  EXPECT_EQ(Listed(eino), 1);
  EXPECT_EQ(Listed(eino, aino), 0);

  for (const std::string& person : {std::string(), aino}) {
    ListMandatesRequest request;
    request.set_person(person);
    request.set_page_size(1);
    int seen = 0;
    do {
      const auto page = As("", &Stub::ListMandates, request);
      ASSERT_TRUE(page.ok()) << page.status();
      seen += page->mandates_size();
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(seen, person.empty() ? 3 : 2);
    request.set_page_token("AAAA");
    EXPECT_EQ(ReasonOf(As("", &Stub::ListMandates, request).status()), "PAGE_TOKEN_INVALID");
  }
}

// One who follows the feed, change by change.
class Follower {
 public:
  Follower(Stub& stub, uint64_t position) {
    WatchDirectoryRequest request;
    request.set_position(position);
    reader_ = stub.WatchDirectory(&context_, request);
  }

  DirectoryChange Next() {
    DirectoryChange change;
    EXPECT_TRUE(reader_->Read(&change));
    return change;
  }

  absl::Status Finish() {
    DirectoryChange change;
    while (reader_->Read(&change)) continue;
    return services::FromGrpc(reader_->Finish());
  }

  void Cancel() { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<DirectoryChange>> reader_;
};

TEST_F(MandatesTest, TheFeedTellsWhatWasAndWhatComes) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string first = Grant(aino, "coordinator", "regions/02");
  Follower follower(*stub_, 0);
  EXPECT_EQ(follower.Next().mandate().name(), first);
  const DirectoryChange caught_up = follower.Next();
  EXPECT_TRUE(caught_up.up_to_date());
  EXPECT_EQ(caught_up.position(), 1u);

  const std::string second = Grant(aino, "mentor", "cohorts/a");
  EXPECT_EQ(follower.Next().mandate().name(), second);
  ASSERT_TRUE(End(first).ok());
  EXPECT_TRUE(follower.Next().mandate().ended());
  kasvu::v1::ErasePersonRequest erase;
  erase.set_name(aino);
  erase.set_request_id(NextRequestId());
  ASSERT_TRUE(As("", &Stub::ErasePerson, erase).ok());
  const DirectoryChange erased = follower.Next();
  EXPECT_EQ(erased.erased_person(), aino);
  EXPECT_EQ(erased.position(), 4u);
  follower.Cancel();
  follower.Finish().IgnoreError();
}

TEST_F(MandatesTest, TheFeedGoesOnWithoutGapOrRepeat) {
  const std::string aino = AddPerson("Esimerkki Aino");
  std::vector<std::string> granted;
  for (int i = 0; i < 150; ++i) {
    granted.push_back(Grant(aino, "mentor", "cohorts/a" + std::to_string(i)));
  }
  std::vector<std::string> seen;
  uint64_t position = 0;
  while (seen.size() < granted.size()) {
    Follower follower(*stub_, position);
    for (int i = 0; i < 40 && seen.size() < granted.size(); ++i) {
      const DirectoryChange change = follower.Next();
      EXPECT_EQ(change.position(), position + 1);
      position = change.position();
      seen.push_back(change.mandate().name());
    }
    follower.Cancel();
    follower.Finish().IgnoreError();
  }
  EXPECT_EQ(seen, granted);
}

TEST_F(MandatesTest, TheFeedDoesNotKnowAPositionBeyondItsEnd) {
  Follower follower(*stub_, 7);
  const absl::Status status = follower.Finish();
  EXPECT_EQ(ReasonOf(status), "POSITION_GONE");
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
}

TEST_F(MandatesTest, TheFeedIsForTheOperatorAlone) {
  grpc::ClientContext context;
  context.AddMetadata(services::kActorMetadata, "persons/a");
  auto reader = stub_->WatchDirectory(&context, WatchDirectoryRequest());
  DirectoryChange change;
  EXPECT_FALSE(reader->Read(&change));
  EXPECT_EQ(ReasonOf(services::FromGrpc(reader->Finish())), "NOT_ALLOWED");
}

TEST_F(MandatesTest, StreamsEndWhenTheServerStops) {
  Follower follower(*stub_, 0);
  EXPECT_TRUE(follower.Next().up_to_date());
  service_->EndStreams();
  EXPECT_EQ(ReasonOf(follower.Finish()), "SHUTTING_DOWN");
}

// A client that does not read holds up nobody.
TEST_F(MandatesTest, ASlowFollowerHoldsNobodyUp) {
  Follower slow(*stub_, 0);
  const std::string aino = AddPerson("Esimerkki Aino");
  for (int i = 0; i < 300; ++i) Grant(aino, "mentor", "cohorts/a" + std::to_string(i));
  Follower quick(*stub_, 299);
  EXPECT_EQ(quick.Next().position(), 300u);
  // And then it gets all of it, in order.
  uint64_t last = 0;
  while (last < 300) {
    const DirectoryChange change = slow.Next();
    if (change.up_to_date()) continue;
    EXPECT_EQ(change.position(), last + 1);
    last = change.position();
  }
  slow.Cancel();
  quick.Cancel();
  slow.Finish().IgnoreError();
  quick.Finish().IgnoreError();
}

}  // namespace
}  // namespace kasvu::directory
