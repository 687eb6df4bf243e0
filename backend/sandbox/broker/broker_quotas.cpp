// SPDX-License-Identifier: GPL-3.0-or-later
// What a broker does about the quotas of clients: it counts on its main owner, and tells connections to be quiet.
#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/handlers/client_of.h"

#include <algorithm>

namespace weir::sandbox {

using std::chrono::milliseconds;

void Broker::startQuotas(const BrokerConfigView &view)
{
    const auto windows = [&view](const char *count, const char *length) {
        return QuotaSensors::Windows{static_cast<std::size_t>(view.number(count)), std::chrono::seconds(view.number(length))};
    };
    const auto requests = windows("quota.window.num", "quota.window.size.seconds");
    m_quotas = std::make_unique<QuotaSensors>(m_environment.clock, requests,
                                              windows("controller.quota.window.num", "controller.quota.window.size.seconds"));
    m_connectionWindows = requests;
    m_table.setMeter({[this] { return hasQuotas(); },
                      [this](const Session &session, std::int64_t handledNs, std::function<void(milliseconds)> then) {
                          charge(session, {{kRequestPercentage, percentOf(handledNs)}}, std::move(then));
                      }});
}

void Broker::takeQuotas(const std::shared_ptr<const ClientQuotas> &quotas)
{
    if (std::exchange(m_quotasKnown, quotas) == quotas)
        return;
    m_quotas->set(quotas);
    m_hasQuotas = !quotas->empty();
    const std::lock_guard lock(m_connectionMutex);
    m_connectionQuotas = quotas;
}

void Broker::charge(const Session &session, Charges charges, std::function<void(milliseconds)> then)
{
    if (!hasQuotas()) {
        then(milliseconds(0));
        return;
    }
    postTo(m_main, [self = shared_from_this(), client = clientOf(session), charges = std::move(charges), then = std::move(then)] {
        milliseconds most{0};
        for (const auto &[key, amount] : charges)
            most = std::max(most, self->m_quotas->charge(key, client, amount));
        then(most);
    });
}

milliseconds Broker::connectionDelay(const std::string &host)
{
    if (!hasQuotas())
        return milliseconds(0);
    const std::lock_guard lock(m_connectionMutex);
    const auto limit = m_connectionQuotas ? connectionQuotaFor(*m_connectionQuotas, host) : std::nullopt;
    if (!limit)
        return milliseconds(0);
    const auto now = m_environment.clock.monotonic();
    std::erase_if(m_connectionRates, [&](const auto &entry) { return entry.first != host && entry.second->perSecond(now) <= 0; });
    auto &rate = m_connectionRates[host];
    if (!rate)
        rate = std::make_unique<WindowedRate>(m_connectionWindows.count, m_connectionWindows.length);
    rate->record(1, now);
    const milliseconds delay = rate->excess(*limit, now);
    // One that is turned away does not count.
    if (delay.count() > 0)
        rate->record(-1, now);
    return std::min<milliseconds>(delay, m_connectionWindows.length * static_cast<std::int64_t>(m_connectionWindows.count));
}

} // namespace weir::sandbox
