#include "workflows/migration/progress_digest.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

// The same for the same content, whatever order a map is in.
std::string Bytes(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

// The lists whose order means nothing, then the rest.
template <class State>
std::string Words(State state) {
  std::vector<std::string> lines;
  for (const auto& step : state.steps()) lines.push_back("s" + Bytes(step));
  for (const auto& credit : state.earlier()) lines.push_back("e" + Bytes(credit));
  for (const auto& fact : state.facts()) lines.push_back("f" + Bytes(fact));
  std::sort(lines.begin(), lines.end());
  state.clear_steps();
  state.clear_earlier();
  state.clear_facts();
  state.clear_migrations();
  for (std::string& line : lines) line = absl::StrCat(line.size(), " ", line);
  return absl::StrCat(absl::StrJoin(lines, ""), Bytes(state), "\n");
}

std::string Words(const Program& program, storage::v1::GroupState group) {
  std::vector<std::string> lines;
  for (storage::v1::Occurrence occurrence : group.occurrences()) {
    const bool known = program.FindSlot(occurrence.key()) != nullptr ||
                       (program.FindStep(occurrence.key()) != nullptr &&
                        program.FindStep(occurrence.key())->rolling);
    if (!known && occurrence.state() == storage::v1::OCCURRENCE_STATE_CANCELLED) continue;
    occurrence.clear_sequence();
    lines.push_back(Bytes(occurrence));
  }
  std::sort(lines.begin(), lines.end());
  group.clear_occurrences();
  return absl::StrCat(absl::StrJoin(lines, "|"), Words(std::move(group)));
}

}  // namespace

std::string ProgressWords(const View& view) {
  const CohortImage& image = view.image;
  std::string words = Words(image.cohort);
  for (const auto& [ordinal, group] : image.groups) {
    absl::StrAppend(&words, "g", ordinal, " ", Words(Governing(view, GroupOf(ordinal)), group));
  }
  for (const auto& [ordinal, link] : image.links) {
    absl::StrAppend(&words, "l", ordinal, " ", Words(link));
  }
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    absl::StrAppend(&words, "e", ordinal, " ", Words(enrolment));
  }
  return words;
}

}  // namespace kasvu::workflows
