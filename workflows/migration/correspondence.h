// Which step and which item of one version is which of another: the same by id, or renamed as the
// newer one says by `was`. Kind, phase and nesting do not matter; whose state it is does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "workflows/cohort/program.h"

namespace kasvu::workflows {

class Correspondence {
 public:
  // Both outlive it. In either direction `was` of both is looked at, so that a renaming can be
  // taken back by migrating to the older version.
  Correspondence(const Program& from, const Program& to);

  const Program& from() const { return from_; }
  const Program& to() const { return to_; }

  // The step of `to` that `step` of `from` is, or null.
  const ProgramStep* StepOf(const ProgramStep& step) const;

  // The key of `to` for a key of `from`; nothing when it has no counterpart: no such step, or with
  // another owner, or no such item. Those of a rolling series keep their item.
  std::optional<std::string> KeyOf(std::string_view key) const;

  // The item of the series that `step` of `from` runs along, under its name in `to`.
  std::string ItemOf(const ProgramStep& step, std::string_view item) const;

  // Of a `to` step, whether some step of `from` is it.
  bool IsNew(const ProgramStep& step) const;

  // What decides whether it applies (its `when`, its phase's `opens`) is not as it was.
  bool GateChanged(const ProgramStep& step) const;

 private:
  struct Pair {
    const ProgramStep* to = nullptr;
    std::map<std::string, std::string, std::less<>> items;  // those that changed their names
    bool gate_changed = false;
  };

  void Match(const ProgramStep& step);
  void MatchItems(const ProgramStep& from, const ProgramStep& to, Pair& pair) const;

  const Program& from_;
  const Program& to_;
  std::map<const ProgramStep*, Pair> pairs_;
  std::map<const ProgramStep*, const ProgramStep*> back_;
};

// Whether both belong to the same kind of owner: of links, those of the same name.
bool SameOwner(const ProgramStep& a, const ProgramStep& b);

}  // namespace kasvu::workflows
