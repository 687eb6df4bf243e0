// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/client.h"

#include "backend/base/crc32c.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/record_batch.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace weir::sandbox::sim {

std::string sealed(const std::string &value)
{
    const std::string body = value + "|" + std::string(24, '.');
    return fmt::format("{}|{:08x}", body, base::crc32c(base::viewOf(body)));
}

std::optional<std::string> opened(base::ByteView bytes)
{
    const std::string_view text = base::textOf(bytes);
    const auto bar = text.rfind('|');
    if (bar == std::string_view::npos || fmt::format("{:08x}", base::crc32c(base::viewOf(text.substr(0, bar)))) != text.substr(bar + 1))
        return {};
    return std::string(text.substr(0, text.find('|')));
}

std::vector<Seen> recordsIn(base::ByteView bytes, std::int64_t from, const std::vector<std::pair<std::int64_t, std::int64_t>> *aborted, std::int64_t &next)
{
    std::vector<Seen> seen;
    std::set<std::int64_t> open; // producers whose aborted transaction is being read
    std::set<std::size_t> taken;
    const auto each = [&](const wire::RecordBatchView &batch) -> base::Status {
        const auto &header = batch.header();
        next = header.nextOffset();
        for (std::size_t i = 0; aborted != nullptr && i < aborted->size(); ++i) {
            if ((*aborted)[i].second <= header.lastOffset() && taken.insert(i).second)
                open.insert((*aborted)[i].first);
        }
        base::Bytes scratch;
        auto cursor = batch.records(scratch, std::size_t{1} << 24);
        if (!cursor || !batch.crcMatches()) {
            seen.push_back({header.baseOffset, "?", header.partitionLeaderEpoch, false});
            return {};
        }
        wire::RecordView record;
        if (header.isControl()) {
            constexpr std::uint8_t kAbort = 0;
            const auto has = cursor->next(record);
            if (has && *has && record.key && record.key->size() == 4 && record.key->back() == kAbort)
                open.erase(header.producerId);
            return {};
        }
        if (header.isTransactional() && open.contains(header.producerId))
            return {};
        const bool complete = header.recordsCount == header.lastOffsetDelta + 1;
        for (;;) {
            const auto has = cursor->next(record);
            if (has && !*has)
                return {};
            const auto value = has && record.value ? opened(*record.value) : std::nullopt;
            if (!has || record.offset >= from)
                seen.push_back({has ? record.offset : header.baseOffset, value.value_or("?"), header.partitionLeaderEpoch, complete && value.has_value()});
            if (!has)
                return {};
        }
    };
    if (const auto read = wire::forEachBatch(bytes, each); !read)
        seen.push_back({next, "?", -1, false});
    return seen;
}

Client::Client(Scene &scene, std::string name, std::int32_t node)
    : m_scene(scene), m_name(std::move(name)), m_network(scene.cluster.network.of(node))
{
}

net::Connection &Client::connection(std::int32_t broker)
{
    auto &connection = m_connections[broker];
    if (!connection || !connection->isOpen()) {
        net::ConnectionOptions options;
        options.config.clientId = m_name;
        options.config.connectTimeout = milliseconds(2'000);
        // Not within what ends a request: who is resumed may open and drop connections.
        options.executor = [&world = m_scene.world()](std::function<void()> work) { world.after({}, std::move(work)); };
        connection = m_network->connect(0, m_scene.cluster.address(broker), std::move(options));
    }
    return *connection;
}

net::Task<bool> Client::pause(milliseconds time)
{
    Wait<bool> wait;
    m_scene.world().after(time, [state = wait.state] {
        state->value = true;
        if (state->waiting)
            state->waiting.resume();
    });
    co_return co_await wait;
}

std::int32_t Client::anyBroker()
{
    const auto brokers = m_scene.cluster.brokers();
    return brokers[m_scene.world().random.below(brokers.size())];
}

net::Task<Client::Leader> Client::leader(std::int32_t partition)
{
    if (const auto known = m_leaders.find(partition); known != m_leaders.end())
        co_return known->second;
    wire::MetadataRequest request;
    wire::MetadataRequest::MetadataRequestTopic topic;
    topic.name = kTopic;
    request.topics = {topic};
    request.allowAutoTopicCreation = false;
    const auto response = co_await ask(anyBroker(), std::move(request), milliseconds(1'500), std::int16_t{9});
    if (response && !response->topics.empty()) {
        for (const auto &one : response->topics.front().partitions) {
            if (one.leaderId >= 0)
                m_leaders[one.partitionIndex] = {one.leaderId, one.leaderEpoch};
        }
    }
    const auto found = m_leaders.find(partition);
    co_return found == m_leaders.end() ? Leader{} : found->second;
}

net::Task<std::int32_t> Client::coordinator(std::string key, std::int8_t type)
{
    wire::FindCoordinatorRequest request;
    request.keyType = type;
    request.coordinatorKeys = {std::move(key)};
    const auto response = co_await ask(anyBroker(), std::move(request), milliseconds(1'500), std::int16_t{4});
    if (!response || response->coordinators.empty() || response->coordinators.front().errorCode != 0)
        co_return -1;
    co_return response->coordinators.front().nodeId;
}

} // namespace weir::sandbox::sim
