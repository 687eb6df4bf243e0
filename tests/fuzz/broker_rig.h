// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/authenticator.h"
#include "backend/sandbox/security/authentication.h"
#include "tests/sandbox/simulation/cluster.h"

namespace weir::fuzz {

inline const std::string kTopic = "t";
/// Whose `compression.type` makes the broker pack what comes anew.
inline const std::string kRepackedTopic = "repacked";
inline const std::string kUser = "alice";
inline const std::string kPassword = "alice-secret";

// What an input says where only the broker's answers tell what belongs there.
inline constexpr std::int64_t kProducerId = 0x7070707070707070;
inline constexpr std::int16_t kProducerEpoch = 0x7171; ///< after the id
inline constexpr std::int32_t kSubscriptionId = 0x73737373;
/// Of kTopic.
inline constexpr base::Uuid kTopicId{{0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76, 0x76}};
/// As the bytes of a SaslAuthenticate request, or as a bare token: the next message of an honest login.
inline const std::string kHonest = "<honest>";

template <class Request>
base::Bytes frameOf(const Request &request, std::int16_t version)
{
    wire::RequestHeader header;
    header.correlationId = 1;
    header.clientId = "fuzz";
    const auto frame = wire::encodeRequestFrame(header, request, version);
    const base::Bytes bytes = frame.value().flatten().value();
    return {bytes.begin() + wire::kLengthPrefix, bytes.end()};
}

/// One broker and its controller, in a simulation: the sandbox's own, with access control, and a door that asks for a login.
class BrokerRig
{
public:
    BrokerRig();

    class Connection;

    sandbox::Broker &broker() { return *m_cluster.broker(1); }
    /// Somebody else is served as if nothing had been. False where the broker was told to end, as one may tell it to.
    bool serves();
    /// What nobody without rights can change.
    std::string state();
    /// Whether the access control entries that there are give something to that principal.
    bool givesRights(const std::string &principal);

private:
    static sandbox::ConfigMap settings();
    template <class Request>
    net::ResponseOf<Request> ask(Request request, std::int16_t version);
    void login(const std::string &mechanism);

    sandbox::sim::World m_world;
    sandbox::sim::SimCluster m_cluster;
    std::shared_ptr<const sandbox::ListenerSecurity> m_security;
    std::uint64_t m_connections = 0;
};

/// The server's end of a connection, and what its client remembers: as detail::Connection, but for the socket.
class BrokerRig::Connection
{
public:
    /// Of a principal that has logged in, or, where that is empty, of somebody who is asked to.
    Connection(BrokerRig &rig, std::string principal);

    /// False where the connection has ended. Aborts where a promise is broken.
    bool send(base::Bytes frame);
    const std::string &principal() const { return m_session.principal; }
    int answered() const;
    const base::Bytes &last() const; ///< the newest response, with its length

private:
    class Answers;
    bool authenticate(const wire::RequestHeader *header, base::ByteView body, base::ByteView message);
    void checkLogin(base::ByteView message) const;
    void checkNobody(const wire::RequestHeader &header) const;
    void learn(const wire::RequestHeader &header, base::ByteView body);
    void fillIn(base::Bytes &frame);
    std::optional<base::Bytes> honestMessage();

    BrokerRig &m_rig;
    sandbox::Session m_session;
    std::shared_ptr<Answers> m_answers; // shared: requests that are parked hold it
    std::optional<sandbox::Authentication> m_login;
    std::string m_mechanism;
    std::optional<net::Authenticator> m_honest; ///< of the login under way
    base::Bytes m_fromServer;                   ///< its newest word in it
    bool m_wasHonest = false;                   ///< the newest message of the client
    std::uint64_t m_slot = 0;
    std::int64_t m_producerId = 0;
    std::int16_t m_producerEpoch = 0;
    std::int32_t m_subscriptionId = 0;
};

} // namespace weir::fuzz
