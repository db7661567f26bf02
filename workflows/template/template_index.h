// A template as its checks look at it: steps by id, the items of every series, who owns what.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// A step, the phase around it (null in a module) and their paths.
struct StepPlace {
  const kasvu::v1::Step* step = nullptr;
  const kasvu::v1::Phase* phase = nullptr;
  std::string path;
  std::string phase_path;
};

// Whose state a step is, from the inside outwards.
enum class Owner { kEnrolment, kLink, kGroup, kCohort };

class TemplateIndex {
 public:
  // `spec` has no `use` left and must outlive the index.
  explicit TemplateIndex(const kasvu::v1::TemplateSpec& spec);

  const kasvu::v1::TemplateSpec& spec() const { return spec_; }
  bool IsModule() const { return !spec_.module().empty(); }
  const std::vector<StepPlace>& steps() const { return steps_; }
  const std::vector<std::string>& step_ids() const { return ids_; }

  // The first step of that id, or null.
  const StepPlace* Find(std::string_view id) const;

  // The series that `step` has one of for each item (`each`), between items (`gap`), or null.
  const kasvu::v1::Step* Base(const kasvu::v1::Step& step) const;

  // Whether the items of the two go by the same names: one is `each`, `gap` or `makes_up` of the
  // other, or both of the same series.
  bool SharesItems(const kasvu::v1::Step& step, const kasvu::v1::Step& other) const;

  // Whether `step` has items of its own or through its base, known or not yet.
  bool IsSeries(const kasvu::v1::Step& step) const;

  // Whether its items are minted one after the other until something ends it.
  bool IsRolling(const kasvu::v1::Step& step) const;

  // The names of its items, in order; empty when it is single or rolling. `step` is of this
  // template.
  const std::vector<std::string>& Items(const kasvu::v1::Step& step) const;

  // How many slots it has at most, 0 when there is no end to them.
  int MostSlots(const kasvu::v1::Step& step) const;

  // Whether its date, or that of each item, is in the plan before anybody does it.
  bool IsScheduled(const kasvu::v1::Step& step) const;

  Owner OwnerOf(const kasvu::v1::Step& step) const;

  // A number at the least and the most that its parameter may be.
  int Least(const kasvu::v1::Number& number) const;
  int Most(const kasvu::v1::Number& number) const;

 private:
  std::vector<std::string> FindItems(const kasvu::v1::Step& step, int depth) const;

  const kasvu::v1::TemplateSpec& spec_;
  std::vector<StepPlace> steps_;
  std::vector<std::string> ids_;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::map<const kasvu::v1::Step*, std::vector<std::string>> items_;
};

// The words, with a comma and a space between each two.
std::string Listed(const std::vector<std::string>& words);

// The keys of a map field, in order.
template <typename Map>
std::vector<std::string> KeysIn(const Map& map) {
  std::map<std::string, bool> sorted;
  for (const auto& [key, value] : map) sorted[key] = true;
  std::vector<std::string> keys;
  for (const auto& [key, unused] : sorted) keys.push_back(key);
  return keys;
}

}  // namespace kasvu::workflows
