#include <gmock/gmock.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using kasvu::v1::CreatePersonRequest;
using kasvu::v1::ErasePersonRequest;
using kasvu::v1::Person;
using kasvu::v1::UpdatePersonRequest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PeopleTest : public DirectoryTest {
 protected:
  absl::StatusOr<Person> Update(const std::string& name, const std::vector<std::string>& mask,
                                const std::function<void(Person&)>& change,
                                const std::string& etag = "") {
    UpdatePersonRequest request;
    request.mutable_person()->set_name(name);
    request.mutable_person()->set_etag(etag);
    change(*request.mutable_person());
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NextRequestId());
    return As("", &Stub::UpdatePerson, request);
  }

  absl::Status Erase(const std::string& name, const std::string& request_id) {
    ErasePersonRequest request;
    request.set_name(name);
    request.set_request_id(request_id);
    return As("", &Stub::ErasePerson, request).status();
  }
};

TEST_F(PeopleTest, EveryRpcIsBound) { EXPECT_THAT(service_->Unbound(), IsEmpty()); }

TEST_F(PeopleTest, KeepsWhatItIsTold) {
  CreatePersonRequest request;
  Person& person = *request.mutable_person();
  person.set_name("persons/chosen-by-the-client");
  person.set_display_name("Esimerkki Aino");
  person.set_email("Aino@Example.org");
  person.set_phone("040 000 0000");
  person.set_language("fi");
  person.set_municipality("Turku");
  request.set_request_id("r1");
  const auto created = As("", &Stub::CreatePerson, request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->name().size(), std::string("persons/").size() + 16);
  EXPECT_EQ(created->email(), "Aino@Example.org");
  EXPECT_EQ(created->create_time().seconds(), 1'612'170'000);
  EXPECT_EQ(Get(created->name())->SerializeAsString(), created->SerializeAsString());
}

TEST_F(PeopleTest, ARepeatCreatesNobodyTwice) {
  CreatePersonRequest request;
  request.mutable_person()->set_display_name("Esimerkki Aino");
  request.set_request_id("r1");
  const auto first = As("", &Stub::CreatePerson, request);
  const auto repeat = As("", &Stub::CreatePerson, request);
  EXPECT_EQ(repeat->name(), first->name());
  request.mutable_person()->set_display_name("Esimerkki Eino");
  EXPECT_EQ(ReasonOf(As("", &Stub::CreatePerson, request).status()), "REQUEST_ID_REUSED");
  const auto list = As("", &Stub::ListPersons, kasvu::v1::ListPersonsRequest());
  EXPECT_EQ(list->persons_size(), 1);
}

TEST_F(PeopleTest, AnAddressBelongsToOnePerson) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  CreatePersonRequest request;
  request.mutable_person()->set_display_name("Esimerkki Eino");
  request.mutable_person()->set_email("AINO@example.org");
  request.set_request_id(NextRequestId());
  const auto taken = As("", &Stub::CreatePerson, request).status();
  EXPECT_EQ(ReasonOf(taken), "EMAIL_TAKEN");
  EXPECT_EQ(ParticularsOf(taken).at("person"), aino);

  const std::string eino = AddPerson("Esimerkki Eino", "eino@example.org");
  const auto set_email = [](const std::string& email) {
    return [email](Person& person) { person.set_email(email); };
  };
  EXPECT_EQ(ReasonOf(Update(eino, {"email"}, set_email("aino@example.org")).status()),
            "EMAIL_TAKEN");
  // Free again once its owner has another.
  ASSERT_TRUE(Update(aino, {"email"}, set_email("aino2@example.org")).ok());
  EXPECT_TRUE(Update(eino, {"email"}, set_email("aino@example.org")).ok());
}

TEST_F(PeopleTest, IsFoundByItsExactAddressAlone) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  kasvu::v1::ListPersonsRequest request;
  request.set_email("Aino@example.org");
  auto found = As("", &Stub::ListPersons, request);
  ASSERT_EQ(found->persons_size(), 1);
  EXPECT_EQ(found->persons(0).name(), aino);
  request.set_email("aino");
  EXPECT_EQ(As("", &Stub::ListPersons, request)->persons_size(), 0);
}

TEST_F(PeopleTest, ListsByPages) {
  for (int i = 0; i < 5; ++i) AddPerson("Esimerkki " + std::to_string(i));
  kasvu::v1::ListPersonsRequest request;
  request.set_page_size(2);
  std::set<std::string> names;
  int pages = 0;
  do {
    const auto page = As("", &Stub::ListPersons, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const Person& person : page->persons()) names.insert(person.display_name());
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), 5u);
  EXPECT_EQ(pages, 3);
  request.set_page_token("AAAA");
  EXPECT_EQ(ReasonOf(As("", &Stub::ListPersons, request).status()), "PAGE_TOKEN_INVALID");
}

TEST_F(PeopleTest, ChangesWhatTheMaskNames) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  const auto changed = Update(aino, {"phone", "email"}, [](Person& person) {
    person.set_phone("1");
    person.set_display_name("not in the mask");
  });
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->phone(), "1");
  EXPECT_EQ(changed->email(), "");
  EXPECT_EQ(changed->display_name(), "Esimerkki Aino");
  // Without a mask: what is not empty.
  const auto named =
      Update(aino, {}, [](Person& person) { person.set_display_name("Esimerkki Aino II"); });
  EXPECT_EQ(named->phone(), "1");
  EXPECT_EQ(named->display_name(), "Esimerkki Aino II");
}

TEST_F(PeopleTest, RefusesUpdatesThatCannotBe) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const auto nothing = [](Person&) {};
  EXPECT_EQ(ReasonOf(Update(aino, {"etag"}, nothing).status()), "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(Update(aino, {"display_name"}, nothing).status()), "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(Update("persons/absent", {"phone"}, nothing).status()), "PERSON_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(Update(aino, {"company"}, [](Person& p) { p.set_company("companies/c"); }).status()),
      "COMPANY_NOT_FOUND");
}

TEST_F(PeopleTest, AnEtagHasToBeTheCurrentOne) {
  const std::string aino = AddPerson("Esimerkki Aino");
  const std::string etag = Get(aino)->etag();
  const auto phone = [](Person& person) { person.set_phone("1"); };
  ASSERT_TRUE(Update(aino, {"phone"}, phone, etag).ok());
  EXPECT_EQ(ReasonOf(Update(aino, {"phone"}, phone, etag).status()), "ETAG_MISMATCH");
  EXPECT_TRUE(Update(aino, {"phone"}, phone, Get(aino)->etag()).ok());
}

TEST_F(PeopleTest, AnErasedPersonIsNowhere) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  Grant(aino, "coordinator", "regions/02");
  const std::string sealed = *vault_->Seal(aino, "a note");
  EXPECT_TRUE(Erase(aino, "e1").ok());
  EXPECT_TRUE(Erase(aino, "e1").ok()) << "a repeat gets the same answer";
  EXPECT_EQ(ReasonOf(Erase(aino, "e2")), "PERSON_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Get(aino).status()), "PERSON_NOT_FOUND");
  EXPECT_EQ(ReasonOf(vault_->Open(aino, sealed).status()), "CONTENT_ERASED");
  EXPECT_EQ(As("", &Stub::ListPersons, kasvu::v1::ListPersonsRequest())->persons_size(), 0);
  EXPECT_EQ(As("", &Stub::ListMandates, kasvu::v1::ListMandatesRequest())->mandates_size(), 0);
  EXPECT_FALSE(mandates_.HasRoleAnywhere(aino, "2021-02-01", "coordinator"));
  // The address is free for somebody new.
  EXPECT_NE(AddPerson("Esimerkki Eino", "aino@example.org"), aino);
}

TEST_F(PeopleTest, EverybodySeesWhatIsHersToSee) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  const std::string mentor = AddPerson("Esimerkki Mentori");
  const std::string coordinator = AddPerson("Esimerkki Koordinaattori");
  Grant(mentor, "mentor", "cohorts/ekollega-2021");
  Grant(coordinator, "coordinator", "regions/02");
  EXPECT_EQ(Get(aino, coordinator)->email(), "aino@example.org");
  EXPECT_EQ(Get(aino, aino)->email(), "aino@example.org");
  EXPECT_EQ(Get(aino, mentor)->display_name(), "Esimerkki Aino");
  EXPECT_EQ(Get(aino, mentor)->email(), "");
  // A participant knows by name who runs things, and nobody else.
  EXPECT_EQ(Get(mentor, aino)->display_name(), "Esimerkki Mentori");
  EXPECT_EQ(Get(coordinator, aino)->email(), "");
  EXPECT_EQ(ReasonOf(Get(AddPerson("Esimerkki Eino"), aino).status()), "PERSON_NOT_FOUND");

  kasvu::v1::BatchGetPersonsRequest request;
  for (const std::string& name : {mentor, std::string("persons/absent"), aino}) {
    request.add_names(name);
  }
  const auto names = [&](const std::string& actor) {
    std::vector<std::string> found;
    const auto response = As(actor, &Stub::BatchGetPersons, request);
    for (const Person& person : response->persons()) {
      found.push_back(person.name());
    }
    return found;
  };
  EXPECT_THAT(names(""), ElementsAre(mentor, aino));
  EXPECT_THAT(names(aino), ElementsAre(mentor, aino));
  EXPECT_EQ(ReasonOf(As(mentor, &Stub::ListPersons, kasvu::v1::ListPersonsRequest()).status()),
            "NOT_ALLOWED");

  // Whoever knows an address may ask whose it is, and learns no more than by the id.
  kasvu::v1::ListPersonsRequest by_email;
  by_email.set_email("aino@example.org");
  const auto found = As(mentor, &Stub::ListPersons, by_email);
  ASSERT_EQ(found->persons_size(), 1);
  EXPECT_EQ(found->persons(0).name(), aino);
  EXPECT_EQ(found->persons(0).email(), "");
  EXPECT_EQ(As(coordinator, &Stub::ListPersons, by_email)->persons(0).email(), "aino@example.org");
  EXPECT_EQ(As(AddPerson("Esimerkki Vieras"), &Stub::ListPersons, by_email)->persons_size(), 0);
}

TEST_F(PeopleTest, NoPersonalContentIsStoredInPlain) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  Update(aino, {"phone"}, [](Person& person) { person.set_phone("040 000 0000"); }).value();
  ASSERT_TRUE(store_->TakeSnapshot()
                  ->Scan(storage::KeyRange::Prefix(""),
                         [](std::string_view key, std::string_view value) {
                           for (const std::string_view secret :
                                {"Esimerkki", "aino@example.org", "040 000 0000"}) {
                             EXPECT_EQ(key.find(secret), std::string_view::npos);
                             EXPECT_EQ(value.find(secret), std::string_view::npos);
                           }
                           return true;
                         })
                  .ok());
}

TEST_F(PeopleTest, BatchesHaveALimit) {
  kasvu::v1::BatchGetPersonsRequest request;
  for (int i = 0; i < 1000; ++i) request.add_names("persons/absent");
  EXPECT_TRUE(As("", &Stub::BatchGetPersons, request).ok());
  request.add_names("persons/absent");
  EXPECT_EQ(ReasonOf(As("", &Stub::BatchGetPersons, request).status()), "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::directory
