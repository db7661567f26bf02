// Any bytes as a template: read, decoded, inlined, checked, said in words and written again. With
// clang and -fsanitize=fuzzer this is a fuzzer; elsewhere template_replay_test.cc feeds it the
// corpus.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/template.h"
#include "workflows/template/yaml_reader.h"
#include "workflows/template/yaml_writer.h"

namespace {

using kasvu::workflows::CanonicalJson;
using kasvu::workflows::Check;
using kasvu::workflows::CheckResult;
using kasvu::workflows::Decode;
using kasvu::workflows::Encode;
using kasvu::workflows::Finding;
using kasvu::workflows::HasErrors;
using kasvu::workflows::Line;
using kasvu::workflows::ModuleSource;
using kasvu::workflows::ReadDocument;
using kasvu::workflows::ReadResult;
using kasvu::workflows::WriteYaml;

// One module for whatever asks for one.
class AnyModule : public ModuleSource {
 public:
  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view) const override {
    static const kasvu::v1::TemplateSpec module =
        Decode("m", *ReadDocument("m",
                                  "module: m\nparams: {a: {text: x}, n: {default: 1}, l: {list: "
                                  "[y]}}\nsteps:\n  - {id: s, survey: $a, items: $l, due: {after: "
                                  "start, days: $n}}\n")
                         .document)
            .spec;
    return module;
  }
};

void Require(bool holds, std::string_view text) {
  if (holds) return;
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const ReadResult read = ReadDocument("f", text);
  Require(read.document || HasErrors(read.findings), text);
  const CheckResult result = Check("f", text, AnyModule());
  Require(result.compiled.has_value() == !HasErrors(result.findings), text);
  for (const Finding& finding : result.findings) {
    for (const char* language : {"en", "fi", "sv"}) Require(!Line(finding, language).empty(), text);
  }
  if (!result.compiled) return 0;
  const std::string json = CanonicalJson(Encode(result.compiled->source));
  for (const std::string& again : {WriteYaml(Encode(result.compiled->source)), json}) {
    const CheckResult second = Check("f", again, AnyModule());
    Require(second.compiled && second.compiled->digest == result.compiled->digest, again);
  }
  return 0;
}
