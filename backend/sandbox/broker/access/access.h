// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/net/response_of.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/metadata/authorizer.h"
#include "backend/sandbox/metadata/image.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace weir::sandbox {

/// What one request may do: who sent it, and the entries and topics as its shard has them. A value; outlives the call.
class Access
{
public:
    Access(std::shared_ptr<const Authorizer> authorizer, ImagePtr image, const Session &session)
        : m_authorizer(std::move(authorizer)), m_image(std::move(image)), m_principal(session.principal), m_host(session.clientHost)
    {
    }

    /// False where everybody may everything.
    bool decides() const { return m_authorizer != nullptr; }
    bool allowed(AclOperation operation, ResourceType type, std::string_view name) const
    {
        return !m_authorizer || m_authorizer->allowed({m_principal, m_host}, operation, type, name);
    }
    bool onTopic(AclOperation operation, std::string_view name) const { return allowed(operation, ResourceType::Topic, name); }
    bool onGroup(AclOperation operation, std::string_view name) const { return allowed(operation, ResourceType::Group, name); }
    bool onCluster(AclOperation operation) const { return allowed(operation, ResourceType::Cluster, kClusterName); }
    bool onAny(AclOperation operation, ResourceType type) const
    {
        return !m_authorizer || m_authorizer->allowedOnAny({m_principal, m_host}, operation, type);
    }
    /// The bits of an `authorizedOperations` field.
    std::int32_t operationsOn(ResourceType type, std::string_view name) const;
    const MetadataImage &image() const { return *m_image; }

private:
    // Shared with the shard, whose entries may change meanwhile.
    std::shared_ptr<const Authorizer> m_authorizer;
    ImagePtr m_image;
    std::string m_principal;
    std::string m_host;
};

/// What becomes of a request. What is refused of it has been taken out of the request.
template <class Response>
struct Verdict {
    /// All of it is refused: this is the answer, and no handler sees the request.
    std::optional<Response> refused;
    /// Adds what was refused, and what only the rights of the asker tell, to the handler's answer; may be empty.
    std::function<void(Response &)> complete;
};

/// Kafka's rule for each request: which operation on which resource it needs, and how it is told that it may not. Every
/// request that a broker serves has one, or is named in access_rules.h as needing none.
template <class Request>
Verdict<net::ResponseOf<Request>> judge(const Access &access, Request &request, std::int16_t version);

} // namespace weir::sandbox
