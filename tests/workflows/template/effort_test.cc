#include "workflows/template/effort.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workflows/template/codec.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using Minutes = std::map<std::string, int>;

kasvu::v1::TemplateSpec Decoded(const std::string& yaml) {
  const ReadResult read = ReadDocument("test.yaml", yaml);
  DecodeResult decoded = Decode("test.yaml", *read.document);
  EXPECT_FALSE(HasErrors(decoded.findings));
  return std::move(decoded.spec);
}

TEST(EffortTest, IsTheStepsOwnElseTheLengthOfAMeeting) {
  const std::vector<std::pair<std::string, Minutes>> cases = {
      {"task: a, effort: {self: 45, mentor: 60}", {{"self", 45}, {"mentor", 60}}},
      {"task: a, effort: {guide: 20, mentor: 10}", {{"mentor", 30}}},
      {"task: a, effort: {participant: 5, pair: 10}", {{"self", 15}}},
      {"task: a, effort: {firm: 30}", {}},
      {"task: a", {}},
      {"meeting: 60, with: mentor", {{"self", 60}, {"mentor", 60}}},
      {"meeting: 60, with: guide", {{"self", 60}, {"mentor", 60}}},
      {"meeting: 60, with: pair", {{"self", 60}}},
      {"meeting: 60, with: firm", {{"self", 60}}},
      {"meeting: 60", {{"self", 60}}},
      {"meeting: 60, with: mentor, effort: {self: 75}", {{"self", 75}}},
      {"session: online, effort: {coordinator: 30}", {{"coordinator", 30}}},
      {"session: online", {}},
  };
  for (const auto& [step, expected] : cases) {
    const kasvu::v1::TemplateSpec spec = Decoded(
        "template: t\npeople: {roles: {mentor: {min: 1}}}\n"
        "links: {guide: {of: mentor}, pair: {of: participant, size: 2, symmetric: true}, "
        "firm: {of: contact}}\n"
        "phases: [{id: p, steps: [{id: s, " +
        step + "}]}]\n");
    EXPECT_EQ(EffortOf(spec, spec.phases(0).steps(0)), expected) << step;
  }
}

TEST(EffortTest, ASessionIsAsLongAsItsItemSays) {
  const kasvu::v1::TemplateSpec spec = Decoded(
      "template: t\nphases: [{id: p, steps: [{id: s, session: {mode: online, minutes: 90}, "
      "items: [a, {id: b, minutes: 120}]}, {id: t, task: t}]}]\n");
  const auto& step = spec.phases(0).steps(0);
  EXPECT_EQ(SessionMinutes(step, nullptr), 90);
  EXPECT_EQ(SessionMinutes(step, &step.items(0)), 90);
  EXPECT_EQ(SessionMinutes(step, &step.items(1)), 120);
  EXPECT_EQ(SessionMinutes(spec.phases(0).steps(1), nullptr), 0);
}

}  // namespace
}  // namespace kasvu::workflows
