#pragma once

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "kasvu/v1/admin.pb.h"
#include "services/admin/place.h"

namespace kasvu::admin {

// Whether a report tells no fault.
bool IsWhole(const kasvu::v1::VerifyReport& report);

// Checks every store at `place`, also while a server works there, and changes nothing in them. The
// report names every fault; of one store at most `kFaultsTold`. `looked` is told now and then how
// many rows have been looked at so far. NO_DATA_THERE.
inline constexpr int kFaultsTold = 1000;
absl::StatusOr<kasvu::v1::VerifyReport> VerifyStores(const Place& place,
                                                     absl::FunctionRef<void(uint64_t)> looked);

}  // namespace kasvu::admin
