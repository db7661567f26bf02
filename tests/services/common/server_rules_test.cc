// Every RPC of the public API says who may call it, and what changes something can be repeated.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "kasvu/v1/clock_service.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "kasvu/v1/progress_service.pb.h"
#include "kasvu/v1/rules.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "services/common/method_rules.h"

namespace kasvu::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file :
       {kasvu::v1::TemplateVersion::descriptor()->file(), kasvu::v1::Person::descriptor()->file(),
        kasvu::v1::Cohort::descriptor()->file(), kasvu::v1::StepProgress::descriptor()->file(),
        kasvu::v1::Clock::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

TEST(ServerRulesTest, EveryMethodHasRules) {
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_TRUE(method->options().HasExtension(kasvu::v1::call)) << method->full_name();
    const MethodRules rules(method);  // ends the program when a form is unknown
  }
}

TEST(ServerRulesTest, WhatChangesSomethingHasARequestId) {
  for (const MethodDescriptor* method : AllMethods()) {
    const FieldDescriptor* id = method->input_type()->FindFieldByName("request_id");
    const bool mutates = method->options().GetExtension(kasvu::v1::call).mutates();
    EXPECT_EQ(mutates, id != nullptr) << method->full_name();
    if (id != nullptr) {
      EXPECT_EQ(id->type(), FieldDescriptor::TYPE_STRING) << method->full_name();
    }
  }
}

TEST(ServerRulesTest, WhatHasPagesLimitsItsToken) {
  for (const MethodDescriptor* method : AllMethods()) {
    const FieldDescriptor* token = method->input_type()->FindFieldByName("page_token");
    if (token == nullptr) continue;
    EXPECT_GE(token->options().GetExtension(kasvu::v1::rules).max_characters(), 2000)
        << method->full_name();
    // The parts of an archive are of the server's size.
    if (method->name() != "ArchiveCohort") {
      EXPECT_NE(method->input_type()->FindFieldByName("page_size"), nullptr) << method->full_name();
    }
    EXPECT_NE(method->output_type()->FindFieldByName("next_page_token"), nullptr)
        << method->full_name();
  }
}

}  // namespace
}  // namespace kasvu::services
