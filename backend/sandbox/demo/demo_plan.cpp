// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_plan.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

using Configs = std::vector<std::pair<std::string, std::string>>;

/// Kept for two days or until a partition holds so much, in segments small enough that the rest really goes.
Configs bounded(std::int64_t partitionBytes)
{
    return {{"retention.ms", "172800000"},
            {"retention.bytes", std::to_string(partitionBytes)},
            {"segment.bytes", std::to_string(std::max<std::int64_t>(partitionBytes / 4, 1 << 20))}};
}

Configs compacted()
{
    return {{"cleanup.policy", "compact"}, {"segment.bytes", "1048576"}, {"min.cleanable.dirty.ratio", "0.3"}, {"delete.retention.ms", "3600000"}};
}

constexpr std::int64_t kMiB = 1 << 20;

} // namespace

const char *wordOf(DemoTemper temper)
{
    switch (temper) {
    case DemoTemper::KeepsUp: return "keeps-up";
    case DemoTemper::Lags: return "lags";
    case DemoTemper::Stalls: return "stalls";
    case DemoTemper::Rewinds: return "rewinds";
    case DemoTemper::IdleMembers: return "idle-members";
    case DemoTemper::Dead: return "dead";
    }
    return "";
}

const std::vector<DemoTopic> &demoTopics()
{
    using wire::Compression;
    static const std::vector<DemoTopic> topics{
        {"orders", 6, bounded(4 * kMiB), Compression::Lz4, 12, 9'000, 600},
        {"payments", 4, bounded(4 * kMiB), Compression::Zstd, 10, 7'000, 600},
        {"clicks", 12, bounded(2 * kMiB), Compression::Zstd, 50, 16'000, 300},
        {"inventory", 6, bounded(2 * kMiB), Compression::None, 5, 3'000, 480},
        {"customers", 3, compacted(), Compression::None, 1, 2'000, 1'200},
        {"shipments", 4, bounded(2 * kMiB), Compression::Snappy, 2.5, 2'000, 600},
        {"prices", 3, bounded(2 * kMiB), Compression::None, 15, 5'000, 240},
        {"carts", 6, bounded(2 * kMiB), Compression::Gzip, 8, 4'000, 360},
        {"emails.outbox", 2, bounded(6 * kMiB), Compression::Lz4, 1.5, 900, 480},
        {"refunds", 2, bounded(kMiB), Compression::None, 0.4, 250, 900},
        {"orders.dlq", 1, bounded(kMiB), Compression::None, 0.05, 40, 1'200},
    };
    return topics;
}

const std::vector<DemoGroup> &demoGroups()
{
    static const std::vector<DemoGroup> groups{
        {"fulfilment", "orders", DemoTemper::KeepsUp, 3, "range", true, 1.0, false},
        {"analytics", "clicks", DemoTemper::Lags, 2, "roundrobin", false, 0.9, false},
        {"billing", "payments", DemoTemper::Stalls, 1, "range", false, 0.85, false},
        {"fraud-detector", "payments", DemoTemper::Rewinds, 2, "roundrobin", false, 0.98, false},
        {"price-watch", "prices", DemoTemper::IdleMembers, 5, "range", false, 1.0, false},
        {"monthly-report", "orders", DemoTemper::Dead, 0, "range", false, 0.3, false},
        {"archiver", "carts", DemoTemper::Dead, 0, "range", false, 0.1, true},
    };
    return groups;
}

const DemoTopic *findDemoTopic(const std::string &name)
{
    const auto &topics = demoTopics();
    const auto found = std::find_if(topics.begin(), topics.end(), [&](const auto &topic) { return topic.name == name; });
    return found == topics.end() ? nullptr : &*found;
}

} // namespace weir::sandbox
