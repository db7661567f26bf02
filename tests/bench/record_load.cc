#include "tests/bench/record_load.h"

#include <type_traits>
#include <utility>

namespace kasvu::bench {

Measured RecordLoad::Measure(int in_flight, int first, int calls) const {
  return Load(in_flight, first, calls, [this](int index, Done done) {
    auto* const async = stubs_.Of(index).async();
    using Async = std::remove_pointer_t<decltype(async)>;
    Start<Async, kasvu::v1::RecordStepRequest, kasvu::v1::RecordStepResponse>(
        async, &Async::RecordStep, population_.Recording(index), std::move(done));
  });
}

}  // namespace kasvu::bench
