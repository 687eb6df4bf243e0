// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/connection.h"
#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/envelope.h"
#include "backend/sandbox/metadata/follower.h"

#include <deque>
#include <optional>

namespace weir::sandbox {

/// A connection that is opened again when it was lost. Owner thread only.
class PeerConnection
{
public:
    PeerConnection(Broker &broker, std::size_t owner, net::Address address, std::size_t networkThread, std::string clientId);
    ~PeerConnection() { close(); }

    /// The answer comes on the owner. After a failure nobody tries again but the caller.
    template <class Request>
    void send(Request request, std::chrono::milliseconds timeout, std::function<void(base::Result<net::ResponseOf<Request>>)> done,
              std::optional<std::int16_t> maxVersion = {})
    {
        if (m_closed) {
            done(base::fail(base::ErrorKind::Cancelled, "broker.connection", m_address.toString()));
            return;
        }
        if (isolated()) {
            // Later, as a network that swallows everything would: who fails at once tries again at once.
            failLater([done = std::move(done), target = m_address.toString()] { done(base::fail(base::ErrorKind::Unreachable, "broker.connection", target)); });
            return;
        }
        open();
        m_connection->send<Request>(std::move(request), net::Deadline::in(timeout, m_broker.environment().clock), std::move(done), maxVersion);
    }
    /// For good: what is sent afterwards fails at once.
    void close();
    const net::Address &address() const { return m_address; }

private:
    void open();
    /// A fault has cut this broker off; what was under way is lost too.
    bool isolated();
    void failLater(std::function<void()> fail);

    Broker &m_broker;
    std::size_t m_owner;
    net::Address m_address;
    std::size_t m_thread;
    std::string m_clientId;
    std::shared_ptr<net::Connection> m_connection;
    bool m_closed = false;
};

/// What a broker has to do with its controller: it registers, sends heartbeats, follows the metadata log, and carries
/// requests of clients there. Lives on the broker's main owner.
class ControllerLink
{
public:
    ControllerLink(Broker &broker, base::Uuid incarnation);

    void start();
    /// Asks for leave until the controller grants it or the time is over, then calls back.
    void shutDown(std::chrono::milliseconds limit, std::function<void()> done);
    void close();
    /// There is something to tell that does not wait for the next one's time.
    void heartbeatNow();

    /// All shards have applied the image of that offset; the controller is told so with the next heartbeat. `alive`: in it
    /// this broker is not fenced.
    void onApplied(std::int64_t offset, bool alive);

    std::int64_t brokerEpoch() const { return m_brokerEpoch; }
    bool unfenced() const { return m_unfenced; }
    const MetadataFollower &metadata() const { return m_follower; }

    template <class Request>
    void send(Request request, std::function<void(base::Result<net::ResponseOf<Request>>)> done, std::int16_t maxVersion)
    {
        m_requests.send<Request>(std::move(request), kRequestTimeout, std::move(done), maxVersion);
    }
    /// Once the image holds everything the controller had confirmed when this was called; also after a timeout, for the
    /// work is done then and the client will ask again.
    void whenCaughtUp(std::function<void()> done);

    static constexpr std::chrono::seconds kRequestTimeout{30};

private:
    struct Wait {
        std::int64_t offset = 0;
        std::function<void()> done;
    };

    /// A snapshot of the metadata log on its way here, piece by piece.
    struct Snapshot {
        std::int64_t endOffset = -1;
        std::int32_t epoch = -1;
        std::int32_t leaderEpoch = -1;
        std::int64_t highWatermark = 0; ///< of the log when this began
        base::Bytes content;
    };

    void registerBroker();
    void heartbeat();
    void onHeartbeat(const base::Result<net::ResponseOf<wire::BrokerHeartbeatRequest>> &response);
    void fetchMetadata();
    void onMetadata(const base::Result<net::ResponseOf<wire::FetchRequest>> &response);
    void fetchSnapshot();
    void onSnapshot(const base::Result<net::ResponseOf<wire::FetchSnapshotRequest>> &response);
    void publish(ImageUpdate update, std::int64_t highWatermark);
    void later(std::chrono::milliseconds delay, std::function<void()> work);

    Broker &m_broker;
    Owner &m_owner;
    base::Uuid m_incarnation;
    PeerConnection m_requests;
    PeerConnection m_heartbeats;
    PeerConnection m_log;
    MetadataFollower m_follower;
    Snapshot m_snapshot;
    std::int64_t m_brokerEpoch = -1;
    std::int64_t m_applied = -1;
    bool m_published = false; ///< the shards have an image
    bool m_unfenced = false;
    bool m_shuttingDown = false;
    bool m_closed = false;
    std::uint64_t m_heartbeatTimer = 0;
    bool m_heartbeatInFlight = false;
    bool m_heartbeatAgain = false; ///< as soon as that one is answered
    std::function<void()> m_released;
    std::deque<Wait> m_waits;
};

template <class Request>
void Broker::forward(std::size_t owner, Request request, std::int16_t version, Reply<net::ResponseOf<Request>> reply,
                     std::function<net::ResponseOf<Request>(std::int16_t error)> failed, std::optional<Session> inNameOf)
{
    postTo(m_main, [self = shared_from_this(), owner, request = std::move(request), version, reply = std::move(reply),
                    failed = std::move(failed), inNameOf = std::move(inNameOf)]() mutable {
        using Response = net::ResponseOf<Request>;
        auto answered = [self, owner, reply, failed](base::Result<Response> response) {
            if (!response) {
                self->event("controller.unreachable", base::describe(response.error()));
                self->postTo(owner, [reply, failed] { reply(failed(base::code(base::KafkaError::RequestTimedOut))); });
                return;
            }
            // Shared: the wait below holds it until the image is there.
            auto kept = std::make_shared<Response>(std::move(*response));
            self->whenCaughtUp([self, owner, reply, kept] {
                self->postTo(owner, [reply, kept] { reply(std::move(*kept)); });
            });
        };
        if (!inNameOf) {
            self->controller().send<Request>(std::move(request), std::move(answered), version);
            return;
        }
        auto envelope = envelopeOf(request, version, *inNameOf);
        if (!envelope) {
            answered(base::fail(envelope.error()));
            return;
        }
        self->controller().send<wire::EnvelopeRequest>(
            std::move(*envelope),
            [answered = std::move(answered), version](const base::Result<wire::EnvelopeResponse> &response) {
                answered(response ? unwrapped<Response>(*response, version) : base::fail(response.error()));
            },
            wire::EnvelopeRequest::kVersions.max);
    });
}

} // namespace weir::sandbox
