// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/client_telemetry.h"

#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/wire/compression.h"

#include <re2/re2.h>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr std::int32_t kDefaultIntervalMs = 300'000;
// In the order of KIP-714: best liked first.
constexpr wire::Compression kCompressions[] = {wire::Compression::Zstd, wire::Compression::Lz4, wire::Compression::Gzip,
                                               wire::Compression::Snappy};

std::string attributeOf(std::string_view name, const base::Uuid &id, const Session &session)
{
    if (name == "client_instance_id")
        return id.toString();
    if (name == "client_id")
        return session.clientId;
    if (name == "client_software_name")
        return session.clientSoftwareName;
    if (name == "client_software_version")
        return session.clientSoftwareVersion;
    if (name == "client_source_address")
        return session.clientHost.starts_with('/') ? session.clientHost.substr(1) : session.clientHost;
    if (name == "client_source_port")
        return std::to_string(session.clientPort);
    return {};
}

bool fits(const ClientMetricsSubscription &subscription, const base::Uuid &id, const Session &session)
{
    return std::all_of(subscription.matches.begin(), subscription.matches.end(), [&](const ClientMatch &match) {
        const re2::RE2 expression(match.second, re2::RE2::Quiet);
        return expression.ok() && re2::RE2::FullMatch(attributeOf(match.first, id, session), expression);
    });
}

bool isReserved(const base::Uuid &id)
{
    return id.isZero() || id == base::Uuid{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
}

} // namespace

void ClientTelemetry::onImage(const ImageUpdate &update)
{
    bool changed = false;
    for (const auto &change : update.delta.configs) {
        if (change.type != ConfigResourceType::ClientMetrics)
            continue;
        changed = true;
        const ConfigMap &configs = update.image->configs(change.type, change.name);
        if (configs.empty())
            m_subscriptions.erase(change.name);
        else
            m_subscriptions.insert_or_assign(change.name, ClientMetricsSubscription::of(configs));
    }
    m_generation += changed ? 1 : 0;
}

void ClientTelemetry::decide(Entry &entry, const Session &session) const
{
    entry.generation = m_generation;
    entry.metrics.clear();
    std::int32_t interval = kDefaultIntervalMs;
    bool any = false;
    bool all = false;
    for (const auto &[name, subscription] : m_subscriptions) {
        if (!fits(subscription, entry.told.id, session))
            continue;
        interval = any ? std::min(interval, subscription.intervalMs) : subscription.intervalMs;
        any = true;
        for (const std::string &metric : subscription.metrics) {
            all = all || metric == "*";
            entry.metrics.push_back(metric);
        }
    }
    std::sort(entry.metrics.begin(), entry.metrics.end());
    entry.metrics.erase(std::unique(entry.metrics.begin(), entry.metrics.end()), entry.metrics.end());
    // One empty prefix is the protocol's word for all metrics.
    if (all)
        entry.metrics = {std::string()};
    // Another subscription has another id, also for two clients of the same subscriptions.
    std::uint32_t hash = base::crc32c(base::ByteView(entry.told.id.bytes));
    for (const std::string &metric : entry.metrics)
        hash = base::crc32c(base::viewOf(metric + '\n'), hash);
    hash = base::crc32c(base::viewOf(std::to_string(interval)), hash);
    entry.told.subscriptionId = static_cast<std::int32_t>(hash);
    entry.told.intervalMs = interval;
    entry.lastGet.reset();
    entry.lastPush.reset();
    entry.lastError = 0;
    entry.asked = false;
    entry.terminating = false;
}

ClientTelemetry::Entry &ClientTelemetry::entryOf(const base::Uuid &id, const Session &session)
{
    const auto found = m_byId.find(id);
    if (found != m_byId.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found->second);
    } else {
        if (m_entries.size() >= kMaxClients) {
            m_byId.erase(m_entries.back().told.id);
            m_entries.pop_back();
        }
        m_entries.emplace_front();
        m_entries.front().told.id = id;
        m_byId.emplace(id, m_entries.begin());
    }
    Entry &entry = m_entries.front();
    if (entry.generation != m_generation)
        decide(entry, session);
    entry.told.clientId = TelemetryDocument::shown(session.clientId);
    entry.told.software = TelemetryDocument::shown(session.clientSoftwareName + ' ' + session.clientSoftwareVersion);
    entry.told.address = attributeOf("client_source_address", id, session);
    return entry;
}

wire::GetTelemetrySubscriptionsResponse ClientTelemetry::subscribe(const wire::GetTelemetrySubscriptionsRequest &request,
                                                                   const Session &session, std::int32_t maxBytes)
{
    wire::GetTelemetrySubscriptionsResponse response;
    const base::Uuid id = request.clientInstanceId.isZero() ? m_random.uuid() : request.clientInstanceId;
    if (isReserved(id)) {
        response.errorCode = code(KafkaError::InvalidRequest);
        return response;
    }
    Entry &entry = entryOf(id, session);
    const auto now = m_clock.monotonic();
    const auto last = std::max(entry.lastGet.value_or(std::chrono::nanoseconds::min()), entry.lastPush.value_or(std::chrono::nanoseconds::min()));
    const bool known = entry.lastGet || entry.lastPush;
    const bool early = known && now - last < milliseconds(entry.told.intervalMs);
    // One whose push was refused for what it had not known may ask again at once.
    const bool misled = entry.lastError == code(KafkaError::UnknownSubscriptionId) ||
        entry.lastError == code(KafkaError::UnsupportedCompressionType);
    if (early && !misled) {
        response.errorCode = code(KafkaError::ThrottlingQuotaExceeded);
        entry.lastError = response.errorCode;
        return response;
    }
    entry.lastGet = now;
    entry.asked = true;
    entry.lastError = 0;
    response.clientInstanceId = id;
    response.subscriptionId = entry.told.subscriptionId;
    for (const wire::Compression codec : kCompressions)
        response.acceptedCompressionTypes.push_back(static_cast<std::int8_t>(codec));
    response.pushIntervalMs = entry.told.intervalMs;
    response.telemetryMaxBytes = maxBytes;
    response.deltaTemporality = true;
    response.requestedMetrics = entry.metrics;
    return response;
}

std::int16_t ClientTelemetry::checkPush(Entry &entry, const wire::PushTelemetryRequest &request, std::int32_t maxBytes) const
{
    const auto now = m_clock.monotonic();
    if (entry.terminating)
        return code(KafkaError::InvalidRequest);
    const bool due = !entry.lastPush || now - *entry.lastPush >= milliseconds(entry.told.intervalMs);
    if (!entry.asked && !due && !request.terminating)
        return code(KafkaError::ThrottlingQuotaExceeded);
    entry.lastPush = now;
    entry.asked = false;
    entry.terminating = request.terminating;
    if (request.subscriptionId != entry.told.subscriptionId)
        return code(KafkaError::UnknownSubscriptionId);
    if (request.compressionType < 0 || request.compressionType > static_cast<std::int8_t>(wire::Compression::Zstd))
        return code(KafkaError::UnsupportedCompressionType);
    if (request.metrics.size() > static_cast<std::size_t>(maxBytes))
        return code(KafkaError::TelemetryTooLarge);
    return 0;
}

wire::PushTelemetryResponse ClientTelemetry::push(const wire::PushTelemetryRequest &request, const Session &session, std::int32_t maxBytes)
{
    wire::PushTelemetryResponse response;
    if (isReserved(request.clientInstanceId)) {
        response.errorCode = code(KafkaError::InvalidRequest);
        return response;
    }
    Entry &entry = entryOf(request.clientInstanceId, session);
    response.errorCode = checkPush(entry, request, maxBytes);
    // A last push may be empty.
    if (response.errorCode == 0 && !request.metrics.empty()) {
        const auto inflated = wire::decompress(static_cast<wire::Compression>(request.compressionType), request.metrics, kMaxInflatedBytes);
        const auto document = inflated ? readTelemetryDocument(*inflated) : base::Result<TelemetryDocument>(tl::unexpected(inflated.error()));
        if (document)
            entry.told.last = *document;
        else if (document.error().kafkaCode == code(KafkaError::MessageTooLarge))
            response.errorCode = code(KafkaError::TelemetryTooLarge);
        else
            response.errorCode = code(KafkaError::InvalidRecord);
    }
    entry.lastError = response.errorCode;
    if (response.errorCode != 0) {
        ++entry.told.refused;
        return response;
    }
    ++entry.told.pushes;
    entry.told.bytes += static_cast<std::int64_t>(request.metrics.size());
    entry.told.lastPushMs = m_clock.wallMs();
    return response;
}

std::vector<ClientTelemetry::Client> ClientTelemetry::clients() const
{
    std::vector<Client> all;
    all.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        all.push_back(entry.told);
    return all;
}

} // namespace weir::sandbox
