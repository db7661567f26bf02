// The occurrences of one group, found by the slot they belong to.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/program.h"

namespace kasvu::workflows {

class SessionOccurrences {
 public:
  // Both must outlive this.
  SessionOccurrences(
      const Program& program,
      const google::protobuf::RepeatedPtrField<storage::v1::Occurrence>& occurrences);

  // That of one slot of a step; of a finite series without comparing keys. Null when not planned.
  const storage::v1::Occurrence* Find(const ProgramStep& step, const ProgramSlot& slot) const;

  // That of an item of a rolling series, or null.
  const storage::v1::Occurrence* FindMinted(const ProgramStep& step, std::string_view item) const;

  // All of a rolling series, in the order of their minting.
  const std::vector<const storage::v1::Occurrence*>& MintedOf(const ProgramStep& step) const;

 private:
  struct Minted {
    std::vector<const storage::v1::Occurrence*> in_order;
    std::unordered_map<std::string_view, const storage::v1::Occurrence*> by_item;
  };

  std::vector<const storage::v1::Occurrence*> by_slot_;
  std::unordered_map<const ProgramStep*, Minted> minted_;
};

}  // namespace kasvu::workflows
