// SPDX-License-Identifier: GPL-3.0-or-later
// CreateDelegationToken 1-3 (2 flexible; 3 for another owner, KIP-373), RenewDelegationToken and ExpireDelegationToken 1-2,
// DescribeDelegationToken 1-3 (3: who asked for each). The first three are carried to the controller in the name of who asks
// (controller_tokens.cpp); the last is answered from this broker's metadata, with the HMAC made anew. Who comes by a token, by
// PLAINTEXT or by TLS without a certificate is refused, so that no token outlives its own, and none is nobody's.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/describe_delegation_token.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/renew_delegation_token.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

// What Kafka says instead of a time where there is none.
constexpr std::int64_t kNoTime = -1;

bool mayAskForTokens(const HandlerContext &context)
{
    const Session &session = context.session;
    const auto &listeners = context.broker.options().listeners;
    const auto door = std::find_if(listeners.begin(), listeners.end(), [&](const ListenerConfig &one) { return one.name == session.listener; });
    if (session.byToken || door == listeners.end() || door->protocol() == net::SecurityProtocol::Plaintext)
        return false;
    return door->protocol() != net::SecurityProtocol::Ssl || session.principal != Session().principal;
}

/// Of RenewDelegationToken and ExpireDelegationToken: whose token it is, is known where it is.
template <class Request>
void carry(const HandlerContext &context, Request request, Reply<net::ResponseOf<Request>> reply)
{
    const auto failed = [](std::int16_t error) {
        net::ResponseOf<Request> response;
        response.errorCode = error;
        response.expiryTimestampMs = kNoTime;
        return response;
    };
    if (!mayAskForTokens(context)) {
        reply(failed(base::code(KafkaError::DelegationTokenRequestNotAllowed)));
        return;
    }
    context.broker.forward<Request>(context.owner, std::move(request), context.version, std::move(reply), failed, context.session);
}

wire::DescribeDelegationTokenResponse::DescribedDelegationToken rowOf(const std::string &id, const DelegationToken &token, std::int16_t version)
{
    wire::DescribeDelegationTokenResponse::DescribedDelegationToken row;
    const PrincipalParts owner = partsOfPrincipal(token.owner);
    row.principalType = owner.type;
    row.principalName = owner.name;
    if (version >= 3) {
        const PrincipalParts requester = partsOfPrincipal(token.requester);
        row.tokenRequesterPrincipalType = requester.type;
        row.tokenRequesterPrincipalName = requester.name;
    }
    row.issueTimestamp = token.issuedMs;
    row.expiryTimestamp = token.expiryMs;
    row.maxTimestamp = token.maxMs;
    row.tokenId = id;
    for (const std::string &principal : token.renewers) {
        const PrincipalParts parts = partsOfPrincipal(principal);
        auto &renewer = row.renewers.emplace_back();
        renewer.principalType = parts.type;
        renewer.principalName = parts.name;
    }
    return row;
}

} // namespace

void handleCreateDelegationToken(const HandlerContext &context, wire::CreateDelegationTokenRequest request,
                                 Reply<wire::CreateDelegationTokenResponse> reply)
{
    const std::string &requester = context.session.principal;
    const bool forAnother = request.ownerPrincipalName && !request.ownerPrincipalName->empty();
    const std::string owner = forAnother ? request.ownerPrincipalType.value_or(std::string()) + ':' + *request.ownerPrincipalName : requester;
    const auto failed = [owner, requester, version = context.version](std::int16_t error) {
        wire::CreateDelegationTokenResponse response;
        response.errorCode = error;
        const PrincipalParts whose = partsOfPrincipal(owner);
        response.principalType = whose.type;
        response.principalName = whose.name;
        if (version >= 3) {
            const PrincipalParts who = partsOfPrincipal(requester);
            response.tokenRequesterPrincipalType = who.type;
            response.tokenRequesterPrincipalName = who.name;
        }
        response.issueTimestampMs = kNoTime;
        response.expiryTimestampMs = kNoTime;
        response.maxTimestampMs = kNoTime;
        return response;
    };
    const auto refuse = [&](KafkaError error) { reply(failed(base::code(error))); };
    if (!mayAskForTokens(context)) {
        refuse(KafkaError::DelegationTokenRequestNotAllowed);
    } else if (owner != requester && !context.shard().accessOf(context.session).allowed(AclOperation::CreateTokens, ResourceType::User, owner)) {
        refuse(KafkaError::DelegationTokenAuthorizationFailed);
    } else if (std::any_of(request.renewers.begin(), request.renewers.end(), [](const auto &renewer) { return renewer.principalType != kUserType; })) {
        refuse(KafkaError::InvalidPrincipalType);
    } else {
        context.broker.forward<wire::CreateDelegationTokenRequest>(context.owner, std::move(request), context.version, std::move(reply), failed,
                                                                   context.session);
    }
}

void handleRenewDelegationToken(const HandlerContext &context, wire::RenewDelegationTokenRequest request,
                                Reply<wire::RenewDelegationTokenResponse> reply)
{
    carry(context, std::move(request), std::move(reply));
}

void handleExpireDelegationToken(const HandlerContext &context, wire::ExpireDelegationTokenRequest request,
                                 Reply<wire::ExpireDelegationTokenResponse> reply)
{
    carry(context, std::move(request), std::move(reply));
}

void handleDescribeDelegationToken(const HandlerContext &context, wire::DescribeDelegationTokenRequest request,
                                   Reply<wire::DescribeDelegationTokenResponse> reply)
{
    wire::DescribeDelegationTokenResponse response;
    const auto &tokens = context.broker.options().tokens;
    if (!mayAskForTokens(context)) {
        response.errorCode = base::code(KafkaError::DelegationTokenRequestNotAllowed);
        reply(std::move(response));
        return;
    }
    if (!tokens || !tokens->signer()) {
        response.errorCode = base::code(KafkaError::DelegationTokenAuthDisabled);
        reply(std::move(response));
        return;
    }
    // An empty list asks for nobody's.
    std::vector<std::string> owners;
    for (const auto &owner : request.owners.value_or(std::vector<wire::DescribeDelegationTokenRequest::DescribeDelegationTokenOwner>{}))
        owners.push_back(owner.principalType + ':' + owner.principalName);
    const Access access = context.shard().accessOf(context.session);
    for (const auto &[id, token] : *context.shard().image->delegationTokens()) {
        const auto isOf = [&token = token](const std::string &principal) { return token.isOfOwnerOrRenewer(principal); };
        if (request.owners && std::none_of(owners.begin(), owners.end(), isOf))
            continue;
        if (!isOf(context.session.principal) && !access.allowed(AclOperation::Describe, ResourceType::DelegationToken, id)
            && !access.allowed(AclOperation::DescribeTokens, ResourceType::User, token.owner))
            continue;
        response.tokens.push_back(rowOf(id, token, context.version));
        response.tokens.back().hmac = tokens->signer()(id);
    }
    reply(std::move(response));
}

} // namespace weir::sandbox
