// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/broker/handlers/client_of.h"
#include "backend/sandbox/broker/handlers/handlers.h"

#include <functional>
#include <memory>
#include <vector>

namespace weir::sandbox {

inline constexpr const char *kQuotaExceeded = "The throttling quota has been exceeded.";

/// KIP-599: takes out of `items` what the client's controller_mutation_rate has no room for, and goes on with the rest on
/// the owner of the context. `costOf(item)` counts partitions. With `strict` the refused ones are handed to `next`; else none
/// is, and the client is only to be quiet for a while. `next(items, refused, quiet)`.
template <class Item>
void withMutationQuota(const HandlerContext &context, std::vector<Item> items, bool strict, const std::function<double(const Item &)> &costOf,
                       std::function<void(std::vector<Item>, std::vector<Item>, std::chrono::milliseconds)> next)
{
    Broker &broker = context.broker;
    if (!broker.hasQuotas()) {
        next(std::move(items), {}, {});
        return;
    }
    std::vector<double> costs;
    for (const Item &item : items)
        costs.push_back(costOf(item));
    broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), owner = context.owner, client = clientOf(context.session), strict,
                                       items = std::move(items), costs = std::move(costs), next = std::move(next)]() mutable {
        std::vector<Item> kept;
        std::vector<Item> refused;
        std::chrono::milliseconds quiet{0};
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto said = self->quotas().mutate(client, costs[i], strict);
            quiet = std::max(quiet, said.wait);
            (said.refused ? refused : kept).push_back(std::move(items[i]));
        }
        self->postTo(owner, [self, next = std::move(next), kept = std::move(kept), refused = std::move(refused), quiet]() mutable {
            next(std::move(kept), std::move(refused), quiet);
        });
    });
}

} // namespace weir::sandbox
