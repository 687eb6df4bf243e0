// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/acl.h"
#include "backend/wire/messages/create_acls.h"
#include "tests/sandbox/cluster/cluster_client.h"

namespace weir::sandbox::test {

inline constexpr auto kAuthorizer = "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

/// A cluster whose users log in by SCRAM, and may do what entries say; admin everything.
struct SecuredCluster : TestCluster {
    explicit SecuredCluster(int brokers = 1, ConfigMap settings = {}) : TestCluster(brokers, withAuthorizer(std::move(settings)))
    {
        options.listeners = {"SASL_PLAINTEXT"};
        options.users = {{"admin", "admin-secret"}, {"alice", "alice-secret"}};
    }
    /// A password is the name and "-secret".
    Client as(const std::string &user, int broker = 1)
    {
        net::ClientConfig config;
        config.protocol = net::SecurityProtocol::SaslPlaintext;
        config.mechanism = net::SaslMechanism::ScramSha512;
        config.user = user;
        config.password = user + "-secret";
        return Client(io, cluster->listenersOf(broker).front().second, config);
    }
    static ConfigMap withAuthorizer(ConfigMap settings)
    {
        settings.try_emplace("authorizer.class.name", kAuthorizer);
        settings.try_emplace("super.users", "User:admin");
        return settings;
    }
};

/// The error of adding an entry.
inline std::int16_t allow(Client &admin, ResourceType type, const std::string &name, AclOperation operation, PatternType pattern = PatternType::Literal,
                   AclPermission permission = AclPermission::Allow, const std::string &principal = "User:alice")
{
    wire::CreateAclsRequest request;
    auto &entry = request.creations.emplace_back();
    entry.resourceType = static_cast<std::int8_t>(type);
    entry.resourceName = name;
    entry.resourcePatternType = static_cast<std::int8_t>(pattern);
    entry.principal = principal;
    entry.host = "*";
    entry.operation = static_cast<std::int8_t>(operation);
    entry.permissionType = static_cast<std::int8_t>(permission);
    const auto response = admin.call(std::move(request));
    return response ? response->results.at(0).errorCode : std::int16_t{-1};
}

inline constexpr auto kTopicNo = base::code(base::KafkaError::TopicAuthorizationFailed);
inline constexpr auto kGroupNo = base::code(base::KafkaError::GroupAuthorizationFailed);
inline constexpr auto kClusterNo = base::code(base::KafkaError::ClusterAuthorizationFailed);

} // namespace weir::sandbox::test
