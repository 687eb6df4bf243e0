// SPDX-License-Identifier: GPL-3.0-or-later
// What a person breaks at one broker.
#include "backend/sandbox/cluster/cluster.h"

#include "backend/sandbox/broker/handlers/fault_response.h"

#include <fmt/core.h>

namespace weir::sandbox {

base::Status Cluster::setFaults(std::int32_t id, BrokerFaults faults)
{
    constexpr const char *kAction = "fault.set";
    WEIR_TRY(Node *const node, find(id, kAction));
    if (!node->broker)
        return base::fail(base::ErrorKind::Conflict, kAction, std::to_string(id), "it is not running");
    if (faults.errorCode != 0 && faults.errorApiKey >= 0 && !hasFaultResponse(static_cast<std::int16_t>(faults.errorApiKey)))
        return base::fail(base::ErrorKind::Invalid, kAction, "apiKey", fmt::format("responses of key {} have no place for an error", faults.errorApiKey));
    faults.slowMs = std::max(0, faults.slowMs);
    faults.dropPercent = std::clamp(faults.dropPercent, 0, 100);
    if (faults.errorCode == 0 || faults.errorCount == 0) {
        faults.errorCode = 0;
        faults.errorApiKey = -1;
        faults.errorCount = -1;
    }
    FaultSwitch &faulty = node->broker->faults();
    faulty.slowMs = faults.slowMs;
    faulty.dropPercent = faults.dropPercent;
    faulty.errorApiKey = faults.errorApiKey;
    faulty.errorsLeft = faults.errorCount;
    faulty.errorCode = faults.errorCode;
    faulty.isolated = faults.isolated;
    faulty.followsNobody = faults.followsNobody;
    setFull(id, faults.diskFull);
    if (!faults.any())
        return clearFaults(id);
    faults.sinceMs = m_clock.wallMs();
    node->faults = faults;
    m_events.add("fault.set", id, {fmt::format("slowMs={}", faults.slowMs), fmt::format("dropPercent={}", faults.dropPercent),
                                   fmt::format("errorCode={}", faults.errorCode), fmt::format("isolated={}", faults.isolated),
                                   fmt::format("followsNobody={}", faults.followsNobody), fmt::format("diskFull={}", faults.diskFull)});
    return {};
}

base::Status Cluster::clearFaults(std::optional<std::int32_t> id)
{
    if (id)
        WEIR_CHECK(find(*id, "fault.clear"));
    for (auto &[nodeId, node] : m_nodes) {
        if (id && *id != nodeId)
            continue;
        const bool had = node.faults.any();
        node.faults = {};
        setFull(nodeId, false);
        if (node.broker)
            node.broker->faults().clear();
        if (had)
            m_events.add("fault.cleared", nodeId);
    }
    return {};
}

BrokerFaults Cluster::faultsOf(const Node &node) const
{
    BrokerFaults faults = node.faults;
    if (faults.errorCode != 0 && faults.errorCount >= 0 && node.broker)
        faults.errorCount = node.broker->faults().errorsLeft;
    return faults;
}

void Cluster::tick()
{
    for (auto &[id, node] : m_nodes) {
        if (node.faults.untilMs && *node.faults.untilMs <= m_clock.wallMs()) {
            (void)clearFaults(id);
            continue;
        }
        // So many errors as were asked for have been given.
        if (node.broker && node.faults.errorCode != 0 && node.faults.errorCount >= 0 && node.broker->faults().errorsLeft == 0) {
            node.broker->faults().errorCode = 0;
            node.faults.errorCode = 0;
            node.faults.errorApiKey = -1;
            node.faults.errorCount = -1;
            if (!node.faults.any())
                m_events.add("fault.cleared", id);
        }
    }
}

} // namespace weir::sandbox
