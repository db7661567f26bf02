// Templates that travel from one catalogue to another as signed packages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "clients/cpp/package_file.h"
#include "errors/error.h"
#include "tests/services/catalogue/catalogue_in_process.h"

namespace kasvu::catalogue {
namespace {

using kasvu::v1::ImportTemplateResponse;
using kasvu::v1::SignedPackage;
using kasvu::v1::TemplatePackage;
using kasvu::v1::TemplateService;
using kasvu::v1::TemplateVersion;
using services::CallAs;
using ::testing::ElementsAre;

constexpr char kModule[] = R"(
module: greeting
title: {fi: Tervehdys}
languages: [fi]
steps:
  - {id: hello, title: {fi: Sano hei}, task: hello}
)";

std::string Template(const std::string& title) {
  return R"(
template: tervehdys
title: {fi: )" +
         title + R"(}
languages: [fi]
phases:
  - id: one
    title: {fi: Yksi}
    steps:
      - {use: oulu/greeting@1}
ends:
  - {id: completed, as: completed, title: {fi: Valmis}, requires: {greeted: {done: greeting.hello}}}
)";
}

// One catalogue with its server.
class Place : private CatalogueInProcess {
 public:
  void Publish(const std::string& text) {
    kasvu::v1::PublishTemplateRequest request;
    request.set_publisher("oulu");
    request.set_text(text);
    request.set_request_id(NextId());
    const auto published = CallAs("", *stub_, &TemplateService::Stub::PublishTemplate, request);
    ASSERT_TRUE(published.ok()) << published.status();
  }

  absl::StatusOr<std::string> Export(const std::string& name, int first = 0) {
    kasvu::v1::ExportTemplateRequest request;
    request.set_template_(name);
    request.set_first_version(first);
    auto exported =
        CallAs("persons/anybody", *stub_, &TemplateService::Stub::ExportTemplate, request);
    if (!exported.ok()) return exported.status();
    return exported->package();
  }

  absl::StatusOr<ImportTemplateResponse> Import(const SignedPackage& file, bool dry_run = false) {
    kasvu::v1::ImportTemplateRequest request;
    request.set_package(file.package());
    request.set_public_key(file.public_key());
    request.set_signature(file.signature());
    request.set_validate_only(dry_run);
    request.set_request_id(NextId());
    return CallAs("", *stub_, &TemplateService::Stub::ImportTemplate, request);
  }

  absl::Status Trust(const std::string& key, bool replace = false, const std::string& actor = "") {
    kasvu::v1::TrustKeyRequest request;
    request.set_publisher("oulu");
    request.set_public_key(key);
    request.set_replace(replace);
    request.set_request_id(NextId());
    return CallAs(actor, *stub_, &TemplateService::Stub::TrustKey, request).status();
  }

  absl::StatusOr<TemplateVersion> Get(const std::string& name) {
    kasvu::v1::GetTemplateVersionRequest request;
    request.set_name(name);
    request.set_view(kasvu::v1::VIEW_FULL);
    return CallAs("", *stub_, &TemplateService::Stub::GetTemplateVersion, request);
  }

 private:
  std::string NextId() { return "r" + std::to_string(++requests_); }

  int requests_ = 0;
};

class PackageTest : public testing::Test {
 protected:
  void SetUp() override {
    home_.Publish(kModule);
    home_.Publish(Template("A"));
    home_.Publish(Template("B"));
    ASSERT_TRUE(away_.Trust(key_.public_key()).ok());
  }

  SignedPackage Signed(const std::string& name, int first = 0) {
    return Signed(*home_.Export(name, first), key_);
  }
  static SignedPackage Signed(const std::string& package, const client::SigningKey& key) {
    return *client::ReadPackageFile(client::PackageFile(package, key));
  }
  // Of a package that somebody put together herself and signed with the right key.
  std::string ReasonFor(const TemplatePackage& package) {
    return ReasonOf(away_.Import(Signed(package.SerializeAsString(), key_)).status());
  }
  TemplatePackage Exported(const std::string& name) {
    TemplatePackage package;
    package.ParseFromString(*home_.Export(name));
    return package;
  }

  const client::SigningKey key_ = client::SigningKey::New();
  Place home_;
  Place away_;
};

TEST_F(PackageTest, AVersionArrivesAsItWas) {
  ASSERT_TRUE(away_.Import(Signed("oulu/greeting")).ok());
  const auto dry = away_.Import(Signed("oulu/tervehdys"), true);
  ASSERT_TRUE(dry.ok()) << dry.status();
  EXPECT_EQ(ReasonOf(away_.Get("oulu/tervehdys").status()), "TEMPLATE_NOT_FOUND");

  const auto imported = away_.Import(Signed("oulu/tervehdys"));
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_THAT(imported->added(), ElementsAre("oulu/tervehdys@1", "oulu/tervehdys@2"));
  for (const char* name : {"oulu/tervehdys@1", "oulu/tervehdys@2"}) {
    const auto here = home_.Get(name);
    const auto there = away_.Get(name);
    EXPECT_EQ(there->digest(), here->digest());
    EXPECT_EQ(there->compiled_digest(), here->compiled_digest());
    EXPECT_EQ(there->source().SerializeAsString(), here->source().SerializeAsString());
    EXPECT_EQ(there->publish_time().seconds(), here->publish_time().seconds());
  }

  home_.Publish(Template("C"));
  const auto later = away_.Import(Signed("oulu/tervehdys", 2));
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_THAT(later->known(), ElementsAre("oulu/tervehdys@2"));
  EXPECT_THAT(later->added(), ElementsAre("oulu/tervehdys@3"));
}

TEST_F(PackageTest, WhatIsAlteredUnsignedOrUntrustedIsRefused) {
  const SignedPackage right = Signed("oulu/greeting");
  SignedPackage altered = right;
  altered.mutable_package()->at(altered.package().size() / 2) ^= 1;
  EXPECT_EQ(ReasonOf(away_.Import(altered).status()), "PACKAGE_DAMAGED");
  SignedPackage cut = right;
  cut.mutable_package()->pop_back();
  EXPECT_EQ(ReasonOf(away_.Import(cut).status()), "PACKAGE_DAMAGED");
  SignedPackage unsigned_one = right;
  unsigned_one.set_signature(std::string(64, '\0'));
  EXPECT_EQ(ReasonOf(away_.Import(unsigned_one).status()), "PACKAGE_DAMAGED");
  const SignedPackage by_another =
      Signed(*home_.Export("oulu/greeting"), client::SigningKey::New());
  EXPECT_EQ(ReasonOf(away_.Import(by_another).status()), "KEY_NOT_TRUSTED");
  Place stranger;
  EXPECT_EQ(ReasonOf(stranger.Import(right).status()), "KEY_NOT_TRUSTED");
  EXPECT_EQ(ReasonOf(away_.Get("oulu/greeting").status()), "TEMPLATE_NOT_FOUND");
}

TEST_F(PackageTest, ASecondContentUnderAKnownNumberIsRefused) {
  away_.Publish(kModule);
  away_.Publish(Template("Another"));
  EXPECT_EQ(ReasonOf(away_.Import(Signed("oulu/tervehdys")).status()), "NUMBER_TAKEN");
  EXPECT_EQ(ReasonOf(away_.Get("oulu/tervehdys@2").status()), "TEMPLATE_NOT_FOUND");
}

TEST_F(PackageTest, WhatItIsCompiledWithHasToBeThereFirst) {
  EXPECT_EQ(ReasonOf(away_.Import(Signed("oulu/tervehdys")).status()), "PACKAGE_NEEDS");
  ASSERT_TRUE(away_.Import(Signed("oulu/greeting")).ok());
  EXPECT_EQ(ReasonOf(away_.Import(Signed("oulu/tervehdys", 2)).status()), "VERSIONS_MISSING");
}

TEST_F(PackageTest, ARightSignatureDoesNotMakeWrongContentsRight) {
  const TemplatePackage right = Exported("oulu/greeting");
  TemplatePackage package = right;
  package.mutable_versions(0)->set_digest(std::string(64, 'a'));
  EXPECT_EQ(ReasonFor(package), "PACKAGE_DAMAGED");
  package = right;
  package.mutable_versions(0)->set_compiled_digest(std::string(64, 'a'));
  EXPECT_EQ(ReasonFor(package), "PACKAGE_DAMAGED");
  package = right;
  package.mutable_versions(0)->set_source("{");
  EXPECT_EQ(ReasonFor(package), "TEMPLATE_HAS_FAULTS");
  package = right;
  package.set_template_("oulu/other");
  EXPECT_EQ(ReasonFor(package), "PACKAGE_DAMAGED");
  package = right;
  package.clear_versions();
  EXPECT_EQ(ReasonFor(package), "PACKAGE_DAMAGED");
  package = Exported("oulu/tervehdys");
  package.mutable_versions()->SwapElements(0, 1);
  EXPECT_EQ(ReasonFor(package), "PACKAGE_DAMAGED");
  EXPECT_EQ(ReasonOf(away_.Import(Signed("no package", key_)).status()), "PACKAGE_DAMAGED");
}

TEST_F(PackageTest, ANameIsBoundToOneKeyUntilTheOperatorReplacesIt) {
  const client::SigningKey other = client::SigningKey::New();
  EXPECT_TRUE(away_.Trust(key_.public_key()).ok());
  EXPECT_EQ(ReasonOf(away_.Trust(other.public_key())), "KEY_DIFFERS");
  EXPECT_EQ(ReasonOf(away_.Trust(other.public_key(), true, "persons/p")), "NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(away_.Trust("short")), "INVALID_FIELDS");
  EXPECT_TRUE(away_.Trust(other.public_key(), true).ok());
  EXPECT_EQ(ReasonOf(away_.Import(Signed("oulu/greeting")).status()), "KEY_NOT_TRUSTED");
}

TEST(SigningKeyTest, IsTheSameWhenReadAgain) {
  const client::SigningKey key = client::SigningKey::New();
  const auto again = client::SigningKey::FromFile(key.FileText());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_EQ(again->Sign(TemplatePackage::descriptor(), "x"),
            key.Sign(TemplatePackage::descriptor(), "x"));
  EXPECT_NE(key.Sign(TemplatePackage::descriptor(), "x"),
            key.Sign(SignedPackage::descriptor(), "x"));
  EXPECT_EQ(*client::ParseKey(client::KeyText(key.public_key())), key.public_key());
  EXPECT_EQ(ReasonOf(client::SigningKey::FromFile("kasvu-secret-key-00").status()),
            "KEY_FILE_UNREADABLE");
  EXPECT_EQ(ReasonOf(client::ParseKey("kasvu-key-" + std::string(64, 'g')).status()),
            "KEY_UNREADABLE");
  for (const std::string bytes :
       {"", "kasvu-package-1\n", "kasvu-package-2\nx", "kasvu-package-1\n\xff"}) {
    EXPECT_EQ(ReasonOf(client::ReadPackageFile(bytes).status()), "PACKAGE_UNREADABLE") << bytes;
  }
}

}  // namespace
}  // namespace kasvu::catalogue
