// What the parts of a server put on the page of metrics. docs/operating.md says what each means.
#pragma once

#include <string>

#include "services/common/feed_state.h"
#include "services/common/rpc_service.h"
#include "services/common/trouble.h"
#include "services/common/watched_store.h"
#include "services/common/workers.h"
#include "services/engine/engine.h"
#include "services/kasvud/metrics_page.h"

namespace kasvu::kasvud {

// Each RPC that was called since the start.
void ShowCalls(const services::RpcService& service, MetricsPage& page);
void ShowWorkers(const services::Workers& workers, MetricsPage& page);
void ShowStore(const services::WatchedStore& store, MetricsPage& page);
void ShowFeed(const std::string& name, const services::FeedState& state, MetricsPage& page);
void ShowEngine(engine::Engine& engine, MetricsPage& page);
// Memory, files and time of this process, and its version.
void ShowProcess(MetricsPage& page);

// After this time a feed that has not come back is a trouble: a server beside this one that is
// started anew takes less.
inline constexpr std::chrono::seconds kFeedMayBeAway(5);

// CATALOGUE_AWAY or the like (`away`) when the feed has been lost for longer than it may be;
// FEED_BEHIND when something that it told could not be followed yet.
void TellOfFeed(const std::string& name, const std::string& away, const services::FeedState& state,
                std::vector<services::Trouble>& troubles);

}  // namespace kasvu::kasvud
