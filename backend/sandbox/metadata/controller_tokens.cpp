// SPDX-License-Identifier: GPL-3.0-or-later
// Delegation tokens: CreateDelegationToken 1-3 (2 flexible; 3 for another owner), RenewDelegationToken and
// ExpireDelegationToken 1-2 (2 flexible). Who may make one for whom is the broker's to say, which has carried the request here
// in the name of who asked; whose token it is is said here.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/sandbox/metadata/snapshot.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/renew_delegation_token.h"

#include <algorithm>
#include <limits>
#include <string>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::string_view kAnonymous = "User:ANONYMOUS";

std::int64_t timeAfter(std::int64_t nowMs, std::int64_t duration)
{
    constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
    return duration > kLast - nowMs ? kLast : nowMs + duration;
}

} // namespace

struct Controller::Impl::FoundToken
{
    std::int16_t error = 0;
    std::string id;
    DelegationToken token;
};

std::int16_t Controller::Impl::refusesTokens(const Session &session) const
{
    // Whoever speaks to this door without a broker between, nodes of the cluster too, has no name that a token could stand for.
    if (session.byToken || session.principal == kAnonymous || partsOfPrincipal(session.principal).type != kUserType)
        return base::code(KafkaError::DelegationTokenRequestNotAllowed);
    return m_options.signToken ? std::int16_t{0} : base::code(KafkaError::DelegationTokenAuthDisabled);
}

Controller::Impl::FoundToken Controller::Impl::findToken(const base::Bytes &hmac, const std::string &principal)
{
    const DelegationTokens &tokens = *now().delegationTokens();
    auto found = m_tokenIds.find(hmac);
    if (found == m_tokenIds.end()) {
        // Those of before this controller started; a wrong one costs a round too.
        for (const auto &[id, token] : tokens)
            m_tokenIds.insert_or_assign(m_options.signToken(id), id);
        found = m_tokenIds.find(hmac);
    }
    const auto token = found == m_tokenIds.end() ? tokens.end() : tokens.find(found->second);
    if (token == tokens.end())
        return {base::code(KafkaError::DelegationTokenNotFound), {}, {}};
    const bool may = token->second.isOfOwnerOrRenewer(principal);
    return {may ? std::int16_t{0} : base::code(KafkaError::DelegationTokenOwnerMismatch), token->first, token->second};
}

void Controller::Impl::handle(const wire::CreateDelegationTokenRequest &request, std::int16_t version, const Session &session,
                              Reply<wire::CreateDelegationTokenResponse> reply)
{
    DelegationToken token;
    token.requester = session.principal;
    token.owner = session.principal;
    if (request.ownerPrincipalName && !request.ownerPrincipalName->empty())
        token.owner = request.ownerPrincipalType.value_or(std::string()) + ':' + *request.ownerPrincipalName;
    wire::CreateDelegationTokenResponse response;
    const auto owner = partsOfPrincipal(token.owner);
    const auto requester = partsOfPrincipal(token.requester);
    response.principalType = owner.type;
    response.principalName = owner.name;
    if (version >= 3) {
        response.tokenRequesterPrincipalType = requester.type;
        response.tokenRequesterPrincipalName = requester.name;
    }
    response.errorCode = refusesTokens(session);
    for (const auto &renewer : request.renewers) {
        if (renewer.principalType != kUserType && response.errorCode == 0)
            response.errorCode = base::code(KafkaError::InvalidPrincipalType);
        token.renewers.push_back(renewer.principalType + ':' + renewer.principalName);
    }
    if (response.errorCode != 0) {
        reply(std::move(response));
        return;
    }
    const BrokerConfigView view = settings();
    std::int64_t lifetime = view.number("delegation.token.max.lifetime.ms");
    if (request.maxLifetimeMs > 0)
        lifetime = std::min(lifetime, request.maxLifetimeMs);
    token.issuedMs = m_owner.clock().wallMs();
    token.maxMs = timeAfter(token.issuedMs, lifetime);
    token.expiryMs = std::min(token.maxMs, timeAfter(token.issuedMs, view.number("delegation.token.expiry.time.ms")));
    response.tokenId = m_random.uuid().toString();
    response.hmac = m_options.signToken(response.tokenId);
    response.issueTimestampMs = token.issuedMs;
    response.expiryTimestampMs = token.expiryMs;
    response.maxTimestampMs = token.maxMs;
    Records records;
    records.emplace_back(recordOf(response.tokenId, token));
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (!status) {
            // Nobody shall keep a token that there is not.
            response.errorCode = codeOf(status);
            response.tokenId.clear();
            response.hmac.clear();
        }
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::RenewDelegationTokenRequest &request, const Session &session,
                              Reply<wire::RenewDelegationTokenResponse> reply)
{
    wire::RenewDelegationTokenResponse response;
    response.errorCode = refusesTokens(session);
    Records records;
    if (response.errorCode == 0) {
        FoundToken found = findToken(request.hmac, session.principal);
        const std::int64_t nowMs = m_owner.clock().wallMs();
        const bool known = !found.id.empty();
        if (known && found.token.endedAt(nowMs)) {
            response.errorCode = base::code(KafkaError::DelegationTokenExpired);
        } else if (found.error != 0) {
            response.errorCode = found.error;
        } else {
            std::int64_t period = settings().number("delegation.token.expiry.time.ms");
            if (request.renewPeriodMs > 0)
                period = std::min(period, request.renewPeriodMs);
            found.token.expiryMs = std::min(found.token.maxMs, timeAfter(nowMs, period));
            response.expiryTimestampMs = found.token.expiryMs;
            records.emplace_back(recordOf(found.id, found.token));
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (response.errorCode == 0)
            response.errorCode = codeOf(status);
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::ExpireDelegationTokenRequest &request, const Session &session,
                              Reply<wire::ExpireDelegationTokenResponse> reply)
{
    wire::ExpireDelegationTokenResponse response;
    response.errorCode = refusesTokens(session);
    Records records;
    if (response.errorCode == 0) {
        FoundToken found = findToken(request.hmac, session.principal);
        const std::int64_t nowMs = m_owner.clock().wallMs();
        if (found.error != 0) {
            response.errorCode = found.error;
        } else if (request.expiryTimePeriodMs < 0) {
            wire::RemoveDelegationTokenRecord record;
            record.tokenId = found.id;
            records.emplace_back(std::move(record));
            response.expiryTimestampMs = nowMs;
        } else if (found.token.endedAt(nowMs)) {
            response.errorCode = base::code(KafkaError::DelegationTokenExpired);
        } else {
            found.token.expiryMs = std::min(found.token.maxMs, timeAfter(nowMs, request.expiryTimePeriodMs));
            response.expiryTimestampMs = found.token.expiryMs;
            records.emplace_back(recordOf(found.id, found.token));
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (response.errorCode == 0)
            response.errorCode = codeOf(status);
        reply(std::move(response));
    });
}

void Controller::Impl::scheduleTokenSweep()
{
    if (!m_options.signToken)
        return;
    later(std::chrono::milliseconds(settings().number("delegation.token.expiry.check.interval.ms")), [this] {
        const std::int64_t nowMs = m_owner.clock().wallMs();
        Records records;
        for (const auto &[id, token] : *now().delegationTokens()) {
            if (!token.endedAt(nowMs))
                continue;
            wire::RemoveDelegationTokenRecord record;
            record.tokenId = id;
            records.emplace_back(std::move(record));
        }
        std::erase_if(m_tokenIds, [this](const auto &known) { return !now().delegationTokens()->contains(known.second); });
        // What the disk refuses is found again by the next one.
        if (!records.empty())
            commit(std::move(records), [](const base::Status &) {});
        scheduleTokenSweep();
    });
}

} // namespace weir::sandbox
