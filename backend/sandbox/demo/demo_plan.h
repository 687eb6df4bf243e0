// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/compression.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// One topic of the shop: how it is made, what flows into it and what was in it before anybody looked.
struct DemoTopic {
    std::string name;
    std::int32_t partitions = 1;
    std::vector<std::pair<std::string, std::string>> configs;
    wire::Compression compression = wire::Compression::None;
    double recordsPerSecond = 0; ///< the middle of its waves
    std::int32_t historyRecords = 0;
    std::int32_t historyMinutes = 0; ///< how far back the first of them lies
};

enum class DemoTemper : std::uint8_t {
    KeepsUp,     ///< reads at once
    Lags,        ///< rests most of the time, then drains what has come together
    Stalls,      ///< stops for good at a record that it cannot read
    Rewinds,     ///< goes back a little now and then and reads again
    IdleMembers, ///< has more members than its topic has partitions
    Dead         ///< nobody is in it; its offsets are of long ago
};
/// As `status` names it: "keeps-up", "lags", "stalls", "rewinds", "idle-members", "dead".
const char *wordOf(DemoTemper temper);

struct DemoGroup {
    std::string name;
    std::string topic;
    DemoTemper temper = DemoTemper::KeepsUp;
    std::int32_t members = 0;
    std::string assignor = "range"; ///< or "roundrobin"
    bool staticMembers = false;
    /// Where it begins in a fresh directory: this share of what each partition holds is read already.
    double readShare = 1.0;
    /// Delete what lies below the log's middle, so that its offset points before the start of the log.
    bool belowLogStart = false;
};

/// The whole workload. Its retention settings keep it under a few hundred megabytes over all replicas, its rates under
/// a twentieth of a core.
const std::vector<DemoTopic> &demoTopics();
const std::vector<DemoGroup> &demoGroups();
const DemoTopic *findDemoTopic(const std::string &name);

} // namespace weir::sandbox
