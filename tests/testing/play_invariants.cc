#include "tests/testing/play_invariants.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/message_differencer.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::StepRecord;

// The steps and facts of whoever `event` belongs to; null before its first event.
struct Owned {
  const StepRecords* steps = nullptr;
  const FactRecords* facts = nullptr;
};

template <typename States>
Owned OwnedIn(const States& states, uint32_t ordinal) {
  const auto found = states.find(ordinal);
  if (found == states.end()) return {};
  return {&found->second.steps(), &found->second.facts()};
}

Owned OwnedBy(const CohortImage& image, const Event& event) {
  switch (event.owner()) {
    case storage::v1::OWNER_GROUP:
      return OwnedIn(image.groups, event.ordinal());
    case storage::v1::OWNER_LINK:
      return OwnedIn(image.links, event.ordinal());
    case storage::v1::OWNER_ENROLMENT:
      return OwnedIn(image.enrolments, event.ordinal());
    default:
      return {&image.cohort.steps(), &image.cohort.facts()};
  }
}

// The key of the step that `event` settles or moves; empty for any other event.
std::string StepOf(const Event& event) {
  const auto* kind = event.GetReflection()->GetOneofFieldDescriptor(
      event, Event::descriptor()->FindOneofByName("kind"));
  if (kind == nullptr || kind->number() < Event::kStepRecorded) return "";
  const auto& body = event.GetReflection()->GetMessage(event, kind);
  const auto* key = body.GetDescriptor()->FindFieldByName("key");
  return key == nullptr ? "" : body.GetReflection()->GetString(body, key);
}

// The bytes, the same for the same content whatever order a map is in.
std::string Bytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

template <typename State>
const State* Find(const std::map<uint32_t, State>& states, uint32_t ordinal) {
  const auto found = states.find(ordinal);
  return found == states.end() ? nullptr : &found->second;
}

std::string Named(const Event& event) { return absl::StrCat("\n", event.ShortDebugString()); }

}  // namespace

void PlayInvariants::Watch(const Event& event, bool corrects) {
  if (event.kind_case() == Event::KIND_NOT_SET) faults_.push_back("an event without a kind");
  if (event.occurred_at() == 0) faults_.push_back("when?" + Named(event));
  WatchSteps(event, corrects);
  CohortImage before;  // of what has stages, and only of whom this is about
  before.cohort = image_.cohort;
  if (const auto* group = Find(image_.groups, event.ordinal())) {
    before.groups[event.ordinal()] = *group;
  }
  if (const auto* link = Find(image_.links, event.ordinal())) before.links[event.ordinal()] = *link;
  if (const auto* enrolment = Find(image_.enrolments, event.ordinal())) {
    before.enrolments[event.ordinal()] = *enrolment;
  }
  Apply(image_, event);
  WatchStages(before, event);
}

void PlayInvariants::WatchSteps(const Event& event, bool corrects) {
  const Owned owned = OwnedBy(image_, event);
  if (owned.steps == nullptr) return;
  // What is shared may write the facts of many. Another version may have them from another step.
  if (event.has_step_corrected() || event.has_migrated()) corrected_.insert({event.owner(), event.ordinal()});
  const bool rewrites = corrects || corrected_.contains({event.owner(), event.ordinal()}) ||
                        corrected_.contains({storage::v1::OWNER_COHORT, 0});
  if (event.has_fact_written() && !rewrites) {
    for (const auto& fact : *owned.facts) {
      if (fact.fact() == event.fact_written().fact() &&
          fact.item() == event.fact_written().item()) {
        faults_.push_back("a fact is written twice:" + Named(event));
      }
    }
  }
  const StepRecord* step = FindStep(*owned.steps, StepOf(event));
  const bool harmless = event.has_step_corrected() || event.has_step_rescheduled();
  if (step == nullptr || harmless || corrects) return;
  if (step->state() == storage::v1::STEP_STATE_DONE) {
    faults_.push_back("done gets lost:" + Named(event));
  }
  if (event.has_step_missed() && IsSettled(step->state())) {
    faults_.push_back("missed what was settled:" + Named(event));
  }
}

void PlayInvariants::WatchStages(const CohortImage& before, const Event& event) {
  const auto check = [&](auto from, auto to, bool fresh) {
    if (from != to && !fresh && !MayFollow(from, to)) {
      faults_.push_back(absl::StrCat("no way from stage ", from, " to ", to, ":", Named(event)));
    }
  };
  if (event.owner() == storage::v1::OWNER_COHORT) {
    check(before.cohort.stage(), image_.cohort.stage(), event.has_cohort_created());
  } else if (event.owner() == storage::v1::OWNER_ENROLMENT) {
    const auto* was = Find(before.enrolments, event.ordinal());
    const auto& is = image_.enrolments[event.ordinal()];
    if (was == nullptr && !event.has_enrolment_applied()) {
      faults_.push_back("nobody there:" + Named(event));
    }
    if (was != nullptr) check(was->stage(), is.stage(), false);
    if (event.has_enrolment_ended() && was != nullptr &&
        was->stage() == storage::v1::ENROLMENT_STAGE_ENDED) {
      faults_.push_back("ended twice:" + Named(event));
    }
  } else if (event.owner() == storage::v1::OWNER_LINK) {
    const auto* was = Find(before.links, event.ordinal());
    if (was == nullptr && !event.has_link_made()) faults_.push_back("no link:" + Named(event));
    if (was != nullptr) check(was->stage(), image_.links[event.ordinal()].stage(), false);
  } else {
    const auto* was = Find(before.groups, event.ordinal());
    if (was == nullptr) {
      if (!event.has_group_formed()) faults_.push_back("no group:" + Named(event));
      return;
    }
    const auto& is = image_.groups[event.ordinal()];
    for (int i = 0; i < was->occurrences_size(); ++i) {
      check(was->occurrences(i).state(), is.occurrences(i).state(), false);
    }
  }
}

std::string Difference(const CohortImage& a, const CohortImage& b) {
  std::string text;
  const auto compare = [&](const auto& one, const auto& other, std::string_view name) {
    if (Bytes(one) == Bytes(other)) return;
    std::string difference;
    google::protobuf::util::MessageDifferencer differencer;
    differencer.ReportDifferencesToString(&difference);
    differencer.Compare(one, other);
    absl::StrAppend(&text, absl::string_view(name.data(), name.size()), ": ", difference, "\n");
  };
  const auto compare_all = [&](const auto& one, const auto& other, std::string_view name) {
    for (const auto& [ordinal, state] : one) {
      const auto* counterpart = Find(other, ordinal);
      if (counterpart == nullptr) {
        absl::StrAppend(&text, absl::string_view(name.data(), name.size()), " ", ordinal,
                        " is only in one\n");
      } else {
        compare(state, *counterpart, std::string(name) + " " + std::to_string(ordinal));
      }
    }
    if (one.size() < other.size()) text += std::string(name) + "s are missing\n";
  };
  compare(a.cohort, b.cohort, "cohort");
  compare_all(a.groups, b.groups, "group");
  compare_all(a.links, b.links, "link");
  compare_all(a.enrolments, b.enrolments, "enrolment");
  return text;
}

}  // namespace kasvu::workflows
