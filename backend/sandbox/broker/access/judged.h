// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/access/access.h"
#include "backend/sandbox/broker/broker.h"

namespace weir::sandbox {

/// Whose answers tell the asker's rights where it asks for them, also when everybody has all.
template <class Request>
inline constexpr bool kTellsRights = false;
template <>
inline constexpr bool kTellsRights<wire::MetadataRequest> = true;
template <>
inline constexpr bool kTellsRights<wire::DescribeClusterRequest> = true;
template <>
inline constexpr bool kTellsRights<wire::DescribeTopicPartitionsRequest> = true;
template <>
inline constexpr bool kTellsRights<wire::DescribeGroupsRequest> = true;
template <>
inline constexpr bool kTellsRights<wire::ConsumerGroupDescribeRequest> = true;
template <>
inline constexpr bool kTellsRights<wire::ShareGroupDescribeRequest> = true;

/// Who needs no right: logins, a client's own metrics, and what asks itself: Fetch for each partition of its session, and
/// delegation tokens, of which everybody has their own.
template <class Request>
inline constexpr bool kNeedsNoRight = false;
template <>
inline constexpr bool kNeedsNoRight<wire::SaslHandshakeRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::SaslAuthenticateRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::GetTelemetrySubscriptionsRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::PushTelemetryRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::FetchRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::CreateDelegationTokenRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::RenewDelegationTokenRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::ExpireDelegationTokenRequest> = true;
template <>
inline constexpr bool kNeedsNoRight<wire::DescribeDelegationTokenRequest> = true;

/// Takes what the session may not do out of the request. True: answered. Else `reply` also tells of what was taken out.
template <class Request>
bool isRefused(Broker &broker, Request &request, std::int16_t version, const Session &session, Reply<net::ResponseOf<Request>> &reply, std::size_t owner)
{
    if constexpr (kNeedsNoRight<Request>) {
        return false;
    } else {
        if (!kTellsRights<Request> && !broker.authorizes())
            return false;
        auto verdict = judge<Request>(broker.shard(owner).accessOf(session), request, version);
        if (verdict.refused) {
            reply(std::move(*verdict.refused));
            return true;
        }
        if (verdict.complete) {
            reply = [complete = std::move(verdict.complete), reply = std::move(reply)](net::ResponseOf<Request> response) {
                complete(response);
                reply(std::move(response));
            };
        }
        return false;
    }
}

} // namespace weir::sandbox
