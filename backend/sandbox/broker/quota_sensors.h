// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/core/windowed_rate.h"
#include "backend/sandbox/metadata/client_quota.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

namespace weir::sandbox {

/// Measures what clients do against their quotas, and says for how long one that does too much is to be held up (KIP-13,
/// 55, 124, 219; KIP-599 for changes of topics). One owner.
class QuotaSensors
{
public:
    struct Windows {
        std::size_t count = 11;         ///< quota.window.num
        std::chrono::seconds length{1}; ///< quota.window.size.seconds
    };
    struct Client {
        std::string user;
        std::string id;
    };

    QuotaSensors(const base::Clock &clock, Windows requests, Windows mutations);

    /// From now on. What was measured counts against the new limits.
    void set(std::shared_ptr<const ClientQuotas> quotas) { m_quotas = std::move(quotas); }

    /// Counts it, and says how long the client has to be quiet to be within its limit again; 0 where it is, or has none.
    std::chrono::milliseconds charge(std::string_view key, const Client &client, double amount);
    /// It did not happen after all.
    void giveBack(std::string_view key, const Client &client, double amount);

    struct Mutation {
        bool refused = false;
        std::chrono::milliseconds wait{0};
    };
    /// Partitions to be made or deleted. Those of a client that is beyond its limit are refused with `strict`; else they are
    /// counted, and the client waits.
    Mutation mutate(const Client &client, double partitions, bool strict);

    std::size_t size() const { return m_rates.size() + m_buckets.size(); }

private:
    using Key = std::tuple<std::string, std::string, std::string>; ///< key, user, client id
    /// Tokens that come at the limit's rate and are taken by mutations; below 0 they are owed.
    struct Bucket {
        double tokens = 0;
        std::chrono::nanoseconds at{0};
    };

    WindowedRate &rateOf(const QuotaLimit &limit, std::string_view key);
    void forgetIdle();

    const base::Clock &m_clock;
    const Windows m_requests;
    const Windows m_mutations;
    std::shared_ptr<const ClientQuotas> m_quotas = std::make_shared<const ClientQuotas>();
    std::map<Key, std::unique_ptr<WindowedRate>> m_rates;
    std::map<Key, Bucket> m_buckets;
    std::size_t m_forgetAt = 1024;
};

} // namespace weir::sandbox
