// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/quota_sensors.h"

#include <algorithm>

namespace weir::sandbox {

using std::chrono::milliseconds;
using Seconds = std::chrono::duration<double>;

QuotaSensors::QuotaSensors(const base::Clock &clock, Windows requests, Windows mutations)
    : m_clock(clock), m_requests(requests), m_mutations(mutations)
{
}

WindowedRate &QuotaSensors::rateOf(const QuotaLimit &limit, std::string_view key)
{
    Key name(std::string(key), limit.user, limit.clientId);
    if (const auto found = m_rates.find(name); found != m_rates.end())
        return *found->second;
    // A client may name itself anew with every request.
    if (size() >= m_forgetAt)
        forgetIdle();
    return *m_rates.emplace(std::move(name), std::make_unique<WindowedRate>(m_requests.count, m_requests.length)).first->second;
}

void QuotaSensors::forgetIdle()
{
    const auto now = m_clock.monotonic();
    std::erase_if(m_rates, [now](const auto &entry) { return entry.second->perSecond(now) <= 0; });
    const auto full = m_mutations.length * static_cast<std::int64_t>(m_mutations.count);
    // Whoever asked for nothing that long owes nothing, unless it was much; a bucket made anew is full.
    std::erase_if(m_buckets, [&](const auto &entry) { return entry.second.tokens >= 0 && now - entry.second.at > full; });
    m_forgetAt = std::max<std::size_t>(1024, size() * 2);
}

milliseconds QuotaSensors::charge(std::string_view key, const Client &client, double amount)
{
    const auto limit = quotaFor(*m_quotas, key, client.user, client.id);
    if (!limit)
        return milliseconds(0);
    const auto now = m_clock.monotonic();
    WindowedRate &rate = rateOf(*limit, key);
    rate.record(amount, now);
    const milliseconds wait = rate.excess(limit->limit, now);
    // Time is measured after it was spent, and one costly request shall not shut a client out for long.
    return key == kRequestPercentage ? std::min<milliseconds>(wait, m_requests.length) : wait;
}

void QuotaSensors::giveBack(std::string_view key, const Client &client, double amount)
{
    if (const auto limit = quotaFor(*m_quotas, key, client.user, client.id))
        rateOf(*limit, key).record(-amount, m_clock.monotonic());
}

QuotaSensors::Mutation QuotaSensors::mutate(const Client &client, double partitions, bool strict)
{
    const auto limit = quotaFor(*m_quotas, kControllerMutationRate, client.user, client.id);
    if (!limit)
        return {};
    const auto now = m_clock.monotonic();
    const double most = limit->limit * Seconds(m_mutations.length * static_cast<std::int64_t>(m_mutations.count)).count();
    if (size() >= m_forgetAt)
        forgetIdle();
    Bucket &bucket = m_buckets.try_emplace(Key(std::string(kControllerMutationRate), limit->user, limit->clientId), Bucket{most, now}).first->second;
    bucket.tokens = std::min(most, bucket.tokens + limit->limit * Seconds(now - bucket.at).count());
    bucket.at = now;
    const auto owed = [&] {
        return bucket.tokens >= 0 ? milliseconds(0) : std::chrono::ceil<milliseconds>(Seconds(-bucket.tokens / limit->limit));
    };
    if (strict) {
        if (bucket.tokens < 0)
            return {true, owed()};
        bucket.tokens -= partitions;
        return {};
    }
    bucket.tokens -= partitions;
    return {false, owed()};
}

} // namespace weir::sandbox
