// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/broker/telemetry_document.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/metadata/image_builder.h"
#include "backend/sandbox/metadata/resource_configs.h"
#include "backend/wire/messages/get_telemetry_subscriptions.h"
#include "backend/wire/messages/push_telemetry.h"

#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// What clients tell of themselves (KIP-714): who is to push which metrics and how often follows from the subscriptions of
/// the cluster's settings; what comes is checked as Kafka checks it and kept, per client and bounded, for those who look.
/// One owner.
class ClientTelemetry
{
public:
    ClientTelemetry(const base::Clock &clock, Random &random) : m_clock(clock), m_random(random) {}

    /// Takes over the subscriptions that changed.
    void onImage(const ImageUpdate &update);
    /// `maxBytes` is telemetry.max.bytes: the most that a push may have, as it is on the wire.
    wire::GetTelemetrySubscriptionsResponse subscribe(const wire::GetTelemetrySubscriptionsRequest &request, const Session &session,
                                                      std::int32_t maxBytes);
    wire::PushTelemetryResponse push(const wire::PushTelemetryRequest &request, const Session &session, std::int32_t maxBytes);

    /// One client that has pushed, or asked what it is to push.
    struct Client {
        base::Uuid id;
        std::string clientId;
        std::string software; ///< "apache-kafka-java 4.3.1"
        std::string address;
        std::int32_t subscriptionId = 0;
        std::int32_t intervalMs = 0;
        std::int64_t pushes = 0;      ///< taken
        std::int64_t refused = 0;
        std::int64_t bytes = 0;       ///< of the pushes that were taken, compressed
        std::int64_t lastPushMs = -1; ///< wall clock; -1: never
        TelemetryDocument last;       ///< of the newest push
    };
    /// In order of the last time that each was heard of, newest first.
    std::vector<Client> clients() const;

    /// A client beyond this number makes the one that was silent for longest forgotten.
    static constexpr std::size_t kMaxClients = 2000;
    /// The most that a push may inflate to.
    static constexpr std::size_t kMaxInflatedBytes = std::size_t{8} << 20;

private:
    struct Entry {
        Client told;
        std::uint64_t generation = 0; ///< of the subscriptions that it was given
        std::vector<std::string> metrics;
        std::optional<std::chrono::nanoseconds> lastGet;
        std::optional<std::chrono::nanoseconds> lastPush;
        std::int16_t lastError = 0;
        bool asked = false; ///< what to push, since its last push
        bool terminating = false;
    };

    Entry &entryOf(const base::Uuid &id, const Session &session);
    void decide(Entry &entry, const Session &session) const;
    std::int16_t checkPush(Entry &entry, const wire::PushTelemetryRequest &request, std::int32_t maxBytes) const;

    const base::Clock &m_clock;
    Random &m_random;
    std::map<std::string, ClientMetricsSubscription> m_subscriptions;
    std::uint64_t m_generation = 1;
    std::list<Entry> m_entries; ///< newest first
    std::unordered_map<base::Uuid, std::list<Entry>::iterator> m_byId;
};

} // namespace weir::sandbox
