// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/connection.h"

#include "backend/base/kafka_error.h"
#include "backend/net/authenticator.h"
#include "backend/net/channel.h"
#include "backend/net/connection_errors.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"

#include <atomic>
#include <deque>
#include <set>
#include <unordered_map>

namespace weir::net {

namespace {

using base::ErrorKind;
using Clock = std::chrono::steady_clock;

struct Exchange {
    RawRequest request;
    RawCallback done; ///< empty once the request has ended
    Deadline deadline;
    std::int32_t correlationId = 0;
    std::int16_t version = -1;
    Clock::time_point sentAt{};
    std::size_t bytesOut = 0;
    /// Part of the handshake: overtakes the queue, and its caller checks the answer.
    bool internal = false;
};
// Shared between the queue, the deadlines and the handle that may cancel it.
using ExchangePtr = std::shared_ptr<Exchange>;

/// Lives on the io thread; kept alive by its channel until it is closed.
class Link : public std::enable_shared_from_this<Link>
{
public:
    Link(IoThread &thread, Address address, ConnectionOptions options)
        : m_thread(thread), m_address(std::move(address)), m_options(std::move(options))
    {
    }

    const Address &address() const { return m_address; }
    bool isOpen() const { return m_open.load(std::memory_order_relaxed); }
    std::size_t pending() const { return m_pending.load(std::memory_order_relaxed); }
    IoThread &thread() { return m_thread; }

    void start()
    {
        m_thread.closeOnExit(weak_from_this(), [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->close();
        });
        const ClientConfig &config = m_options.config;
        if (config.usesTls() && !m_options.tls) {
            auto tls = TlsContext::create(config.tls);
            if (!tls)
                return fail(std::move(tls.error()));
            m_options.tls = *tls;
        }
        Channel::Options options{config.connectTimeout, config.maxResponseBytes, config.usesTls() ? m_options.tls : nullptr};
        Channel::Events events;
        // Strong references on purpose: an open channel keeps its link; closing drops them.
        events.onOpen = [self = shared_from_this()] { self->askVersions(wire::ApiVersionsRequest::kVersions.max); };
        events.onFrame = [self = shared_from_this()](base::Bytes frame) { self->takeFrame(std::move(frame)); };
        events.onClosed = [self = shared_from_this()](base::Error why) { self->fail(std::move(why)); };
        m_channel = Channel::open(m_thread, m_address, std::move(options), std::move(events));
    }

    void enqueue(const ExchangePtr &exchange)
    {
        if (!exchange->done)
            return; // cancelled on its way here
        if (!isOpen())
            return end(exchange, base::fail(errorFor(*exchange, m_closedBecause)));
        watchDeadline(exchange);
        m_queue.push_back(exchange);
        pump();
    }

    void cancel(const ExchangePtr &exchange)
    {
        end(exchange, base::fail(errorFor(*exchange, {ErrorKind::Cancelled, "broker.request", m_address.toString(), {}, {}, 0})));
    }

    void close()
    {
        shutDown({ErrorKind::Cancelled, "broker.request", m_address.toString(), {}, {}, 0}, false);
    }

    void deliver(std::function<void()> work)
    {
        if (m_options.executor)
            m_options.executor(std::move(work));
        else
            m_thread.dispatch(std::move(work));
    }

    std::atomic<std::size_t> &pendingCount() { return m_pending; }

private:
    enum class State { Connecting, Handshake, Ready, Closed };

    // --- handshake: ApiVersions, then SASL ---

    void askVersions(std::int16_t version)
    {
        m_state = State::Handshake;
        m_stage = "versions";
        if (!m_handshakeEnd)
            m_handshakeEnd = Deadline::in(m_options.config.connectTimeout);
        wire::ApiVersionsRequest request;
        request.clientSoftwareName = "weir";
        request.clientSoftwareVersion = "0.1.0";
        sendInternal(Connection::rawRequest(std::move(request)), version,
                     [self = shared_from_this(), version](base::Result<RawResponse> raw) {
            if (!raw)
                return self->failHandshake(std::move(raw.error()));
            self->takeVersions(version, *raw);
        });
    }

    void takeVersions(std::int16_t version, const RawResponse &raw)
    {
        using Response = wire::ApiVersionsResponse;
        // A peer that does not know our version answers in the form of version 0 (KIP-511); its error code comes first.
        constexpr std::size_t kErrorAt = 4;
        std::int16_t readAs = version;
        if (raw.frame->size() >= kErrorAt + 2
            && base::readBigEndian<std::int16_t>(raw.frame->data() + kErrorAt) == code(base::KafkaError::UnsupportedVersion))
            readAs = 0;
        auto response = wire::decodeResponseFrame<Response>(*raw.frame, raw.correlationId, readAs);
        if (!response) {
            response.error().target = m_address.toString();
            return fail(std::move(response.error()));
        }
        for (const auto &api : response->apiKeys)
            m_peer.apis[api.apiKey] = {api.minVersion, api.maxVersion};
        if (response->errorCode == code(base::KafkaError::UnsupportedVersion) && version > 0) {
            const auto common = m_peer.common(Response::apiKey, Response::kVersions);
            return askVersions(common && *common < version ? *common : std::int16_t{0});
        }
        if (response->errorCode != 0)
            return fail(connectError(ErrorKind::Peer, {}, response->errorCode));
        for (const auto &feature : response->finalizedFeatures)
            m_peer.features[feature.name] = feature.maxVersionLevel;
        if (auto tooOld = tooOldError(m_peer, m_address))
            return fail(std::move(*tooOld));
        if (m_options.config.usesSasl())
            authenticate();
        else
            becomeReady();
    }

    void authenticate()
    {
        m_state = State::Handshake;
        m_stage = "sasl";
        m_authenticator = std::make_unique<Authenticator>(m_options.config);
        wire::SaslHandshakeRequest request;
        request.mechanism = wordOf(m_options.config.mechanism);
        sendInternal(Connection::rawRequest(std::move(request)), 1, decodingInternal<wire::SaslHandshakeRequest>(
                     [this](const wire::SaslHandshakeResponse &response) {
            if (response.errorCode == 0)
                return authenticateStep({});
            std::string offered;
            for (const auto &mechanism : response.mechanisms)
                offered += (offered.empty() ? "" : ", ") + mechanism;
            base::Error error = authenticationError(response.errorCode, {});
            error.arguments.emplace_back("offered", offered);
            fail(std::move(error));
        }));
    }

    void authenticateStep(base::ByteView fromServer)
    {
        auto message = m_authenticator->next(fromServer);
        if (!message) {
            base::Error error = authenticationError(0, message.error().peerText);
            error.kind = message.error().kind;
            return fail(std::move(error));
        }
        if (!*message) {
            m_authenticator.reset();
            return becomeReady();
        }
        wire::SaslAuthenticateRequest request;
        request.authBytes = std::move(**message);
        const auto version = m_peer.common(wire::SaslAuthenticateRequest::apiKey, wire::SaslAuthenticateRequest::kVersions);
        sendInternal(Connection::rawRequest(std::move(request)), version.value_or(std::int16_t{0}),
                     decodingInternal<wire::SaslAuthenticateRequest>([this](const wire::SaslAuthenticateResponse &response) {
            if (response.errorCode != 0)
                return fail(authenticationError(response.errorCode, response.errorMessage.value_or(std::string())));
            if (response.sessionLifetimeMs > 0)
                m_sessionLifetime = std::chrono::milliseconds(response.sessionLifetimeMs);
            authenticateStep(response.authBytes);
        }));
    }

    void becomeReady()
    {
        const bool first = !m_wasReady;
        m_wasReady = true;
        m_state = State::Ready;
        m_stage = "ready";
        m_handshakeEnd.reset();
        if (m_sessionLifetime.count() > 0) {
            // KIP-368: the broker closes what has not logged in again when its session ends.
            m_loginTimer = m_thread.startTimer(m_sessionLifetime * 8 / 10, [weak = weak_from_this()] {
                if (const auto self = weak.lock())
                    self->loginAgain();
            });
        }
        if (first && m_options.onReady)
            deliver([onReady = m_options.onReady, peer = m_peer] { onReady(peer); });
        restartIdleTimer();
        pump();
    }

    void loginAgain()
    {
        m_loginDue = true;
        pump();
    }

    /// Wraps a handshake step: decodes, and turns any failure into the end of the connection.
    template <class Request>
    RawCallback decodingInternal(std::function<void(const ResponseOf<Request> &)> step)
    {
        return [self = shared_from_this(), step = std::move(step)](base::Result<RawResponse> raw) {
            if (!raw)
                return self->failHandshake(std::move(raw.error()));
            auto response = wire::decodeResponseFrame<ResponseOf<Request>>(*raw->frame, raw->correlationId, raw->version);
            if (!response) {
                response.error().target = self->m_address.toString();
                return self->fail(std::move(response.error()));
            }
            step(*response);
        };
    }

    void failHandshake(base::Error error)
    {
        if (m_state == State::Closed)
            return;
        base::Error shown = connectError(error.kind, std::move(error.peerText), error.kafkaCode);
        fail(std::move(shown));
    }

    void sendInternal(RawRequest request, std::int16_t version, RawCallback done)
    {
        auto exchange = std::make_shared<Exchange>();
        exchange->request = std::move(request);
        exchange->done = std::move(done);
        exchange->deadline = m_handshakeEnd.value_or(Deadline::in(m_options.config.connectTimeout));
        exchange->version = version;
        exchange->internal = true;
        ++m_pending;
        watchDeadline(exchange);
        write(exchange);
    }

    // --- requests and responses ---

    void pump()
    {
        if (m_loginDue && m_state == State::Ready) {
            // The session's requests first; then the login, with the queue held back.
            if (!m_inFlight.empty())
                return;
            m_loginDue = false;
            return authenticate();
        }
        while (m_state == State::Ready && !m_queue.empty() && m_inFlight.size() < m_options.config.maxInFlight) {
            const ExchangePtr exchange = m_queue.front();
            m_queue.pop_front();
            if (!exchange->done)
                continue;
            const auto version = m_peer.common(exchange->request.apiKey, exchange->request.versions);
            if (!version) {
                end(exchange, base::fail(unsupportedError(m_peer, m_address, exchange->request)));
                continue;
            }
            exchange->version = *version;
            write(exchange);
        }
    }

    void write(const ExchangePtr &exchange)
    {
        exchange->correlationId = m_nextCorrelation;
        m_nextCorrelation = m_nextCorrelation == INT32_MAX ? 1 : m_nextCorrelation + 1;
        wire::RequestHeader header;
        header.correlationId = exchange->correlationId;
        header.clientId = m_options.config.clientId;
        auto frame = exchange->request.encode(exchange->version, std::move(header));
        exchange->request.encode = nullptr;
        if (!frame) {
            exchange->version = -1;
            return end(exchange, base::fail(std::move(frame.error())));
        }
        exchange->sentAt = Clock::now();
        exchange->bytesOut = frame->size();
        if (exchange->request.answered)
            m_inFlight.emplace(exchange->correlationId, exchange);
        m_channel->write(std::move(*frame));
        restartIdleTimer();
        if (!exchange->request.answered)
            end(exchange, RawResponse{exchange->version, exchange->correlationId, nullptr});
    }

    void takeFrame(base::Bytes frame)
    {
        m_heardAt = Clock::now();
        restartIdleTimer();
        if (frame.size() < 4)
            return fail(broken("a response without a correlation id"));
        const auto correlationId = base::readBigEndian<std::int32_t>(frame.data());
        const auto found = m_inFlight.find(correlationId);
        if (found == m_inFlight.end())
            return fail(broken("a response to a request that was not sent"));
        const ExchangePtr exchange = found->second;
        m_inFlight.erase(found);
        m_answered = m_answered || !exchange->internal;
        end(exchange, RawResponse{exchange->version, correlationId, std::make_shared<const base::Bytes>(std::move(frame))});
        pump();
    }

    /// The one place where a request ends.
    void end(const ExchangePtr &exchange, base::Result<RawResponse> result)
    {
        if (!exchange->done)
            return;
        const RawCallback done = std::exchange(exchange->done, nullptr);
        m_deadlines.erase({exchange->deadline.at, exchange});
        --m_pending;
        if (m_options.trace) {
            RequestTrace trace;
            trace.name = shortName(exchange->request.name);
            trace.version = exchange->sentAt == Clock::time_point{} ? std::int16_t{-1} : exchange->version;
            if (result)
                trace.took = Clock::now() - exchange->sentAt;
            trace.bytesOut = exchange->bytesOut;
            trace.bytesIn = result && result->frame ? result->frame->size() : 0;
            trace.error = result ? nullptr : &result.error();
            m_options.trace(trace);
        }
        if (exchange->internal)
            done(std::move(result));
        else
            deliver([done, result = std::move(result)]() mutable { done(std::move(result)); });
    }

    // --- time ---

    void watchDeadline(const ExchangePtr &exchange)
    {
        m_deadlines.emplace(exchange->deadline.at, exchange);
        if (!m_deadlineArmed || exchange->deadline.at < *m_deadlineArmed)
            armDeadline();
    }

    void armDeadline()
    {
        if (m_deadlines.empty()) {
            m_deadlineArmed.reset();
            return;
        }
        m_deadlineArmed = m_deadlines.begin()->first;
        m_deadlineTimer = m_thread.startTimer(*m_deadlineArmed - Clock::now(), [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->expire();
        });
    }

    void expire()
    {
        const auto now = Clock::now();
        bool silent = false;
        while (m_state != State::Closed && !m_deadlines.empty() && m_deadlines.begin()->first <= now) {
            const ExchangePtr exchange = m_deadlines.begin()->second;
            m_deadlines.erase(m_deadlines.begin());
            const bool written = exchange->sentAt != Clock::time_point{};
            silent = silent || (written && m_heardAt < exchange->sentAt);
            end(exchange, base::fail(errorFor(*exchange, {ErrorKind::Timeout, "broker.request", m_address.toString(), {}, {}, 0})));
        }
        // Responses come in order: a peer that has said nothing since is stuck, and with it all that waits behind.
        if (silent && m_state != State::Closed)
            return fail({ErrorKind::Timeout, "broker.connection", m_address.toString(), {}, {}, 0});
        if (m_state != State::Closed)
            armDeadline();
    }

    void restartIdleTimer()
    {
        m_usedAt = Clock::now();
        if (m_idleArmed || m_options.config.idleTimeout.count() <= 0)
            return;
        armIdleTimer(m_options.config.idleTimeout);
    }

    void armIdleTimer(std::chrono::nanoseconds delay)
    {
        m_idleArmed = true;
        m_idleTimer = m_thread.startTimer(delay, [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (!self || self->m_state == State::Closed)
                return;
            const auto idleFor = Clock::now() - self->m_usedAt;
            const auto limit = std::chrono::nanoseconds(self->m_options.config.idleTimeout);
            if (self->m_inFlight.empty() && self->m_queue.empty() && idleFor >= limit) {
                base::Error idle{ErrorKind::Unreachable, "broker.connection", self->m_address.toString(), {}, {}, 0};
                idle.arguments.emplace_back("reason", "idle");
                return self->fail(std::move(idle));
            }
            self->armIdleTimer(std::max(limit - idleFor, limit / 4));
        });
    }

    // --- the end ---

    void fail(base::Error why)
    {
        // A listener that wants SASL lets ApiVersions pass and hangs up at the first request that is more.
        if (why.action == "broker.connection" && m_wasReady && !m_answered && !m_inFlight.empty() && !m_options.config.usesSasl())
            why.arguments.emplace_back("hint", "sasl");
        if (m_state == State::Handshake && why.action == "broker.connection") {
            why.action = "broker.connect";
            why.arguments.emplace_back("stage", m_stage);
        }
        shutDown(std::move(why), true);
    }

    void shutDown(base::Error why, bool tell)
    {
        if (m_state == State::Closed)
            return;
        const auto self = shared_from_this();
        m_state = State::Closed;
        m_open = false;
        m_closedBecause = why;
        m_deadlineTimer.cancel();
        m_idleTimer.cancel();
        m_loginTimer.cancel();
        if (m_channel)
            m_channel->close();
        // First the news, then its victims: who sends again on hearing of a lost request must know already.
        if (tell && m_options.onClosed)
            deliver([onClosed = m_options.onClosed, why] { onClosed(why); });
        auto inFlight = std::exchange(m_inFlight, {});
        auto queue = std::exchange(m_queue, {});
        // In the order sent, so that a caller who retries keeps it.
        std::map<std::int32_t, ExchangePtr> ordered(inFlight.begin(), inFlight.end());
        for (const auto &[id, exchange] : ordered)
            end(exchange, base::fail(errorFor(*exchange, why)));
        for (const auto &exchange : queue)
            end(exchange, base::fail(errorFor(*exchange, why)));
        m_options.onReady = nullptr;
        m_options.onClosed = nullptr;
        m_options.trace = nullptr;
    }

    // --- errors ---

    base::Error errorFor(const Exchange &exchange, base::Error why) const
    {
        why.arguments.emplace_back("request", shortName(exchange.request.name));
        // Who retries must know whether the peer may have acted on it.
        why.arguments.emplace_back("written", exchange.sentAt == Clock::time_point{} ? "no" : "yes");
        return why;
    }

    base::Error connectError(ErrorKind kind, std::string words, std::int16_t kafkaCode) const
    {
        base::Error error{kind, "broker.connect", m_address.toString(), {}, std::move(words), kafkaCode};
        error.arguments.emplace_back("stage", m_stage);
        return error;
    }

    base::Error authenticationError(std::int16_t kafkaCode, std::string words) const
    {
        base::Error error{ErrorKind::Refused, "broker.authenticate", m_address.toString(), {}, std::move(words), kafkaCode};
        error.arguments.emplace_back("mechanism", wordOf(m_options.config.mechanism));
        error.arguments.emplace_back("user", m_options.config.user);
        return error;
    }

    base::Error broken(const char *why) const
    {
        return {ErrorKind::Invalid, "broker.connection", m_address.toString(), {}, why, 0};
    }

    IoThread &m_thread;
    const Address m_address;
    ConnectionOptions m_options;
    std::shared_ptr<Channel> m_channel; // shared: its coroutines hold it while they run
    State m_state = State::Connecting;
    const char *m_stage = "connect";
    PeerInfo m_peer;
    std::unique_ptr<Authenticator> m_authenticator;
    std::chrono::milliseconds m_sessionLifetime{0};
    bool m_loginDue = false;
    bool m_wasReady = false;
    bool m_answered = false;
    std::optional<Deadline> m_handshakeEnd;

    std::deque<ExchangePtr> m_queue;
    std::unordered_map<std::int32_t, ExchangePtr> m_inFlight;
    std::int32_t m_nextCorrelation = 1;

    std::set<std::pair<Clock::time_point, ExchangePtr>> m_deadlines;
    std::optional<Clock::time_point> m_deadlineArmed;
    IoThread::Timer m_deadlineTimer;
    IoThread::Timer m_idleTimer;
    IoThread::Timer m_loginTimer;
    bool m_idleArmed = false;
    Clock::time_point m_usedAt{};
    Clock::time_point m_heardAt{};
    base::Error m_closedBecause;

    std::atomic<bool> m_open{true};
    std::atomic<std::size_t> m_pending{0};
};

class LinkConnection final : public Connection
{
public:
    explicit LinkConnection(std::shared_ptr<Link> link) : m_link(std::move(link)) {}
    ~LinkConnection() override { close(); }

    RequestHandle sendRaw(RawRequest request, Deadline deadline, RawCallback done) override
    {
        auto exchange = std::make_shared<Exchange>();
        exchange->request = std::move(request);
        exchange->done = std::move(done);
        exchange->deadline = deadline;
        ++m_link->pendingCount();
        // Posted even from the io thread itself: no caller is called back from inside send().
        m_link->thread().post([link = m_link, exchange] { link->enqueue(exchange); });
        return RequestHandle([link = std::weak_ptr<Link>(m_link), exchange = std::weak_ptr<Exchange>(exchange)] {
            const auto strongLink = link.lock();
            if (!strongLink)
                return;
            strongLink->thread().dispatch([strongLink, exchange] {
                if (const auto strongExchange = exchange.lock())
                    strongLink->cancel(strongExchange);
            });
        });
    }

    const Address &address() const override { return m_link->address(); }
    bool isOpen() const override { return m_link->isOpen(); }
    std::size_t pending() const override { return m_link->pending(); }
    void close() override
    {
        if (m_link->isOpen())
            m_link->thread().dispatch([link = m_link] { link->close(); });
    }

private:
    std::shared_ptr<Link> m_link; // shared with its channel, which may outlive the last user by a turn of the loop
};

} // namespace

std::shared_ptr<Connection> Connection::open(IoThread &thread, const Address &address, ConnectionOptions options)
{
    auto link = std::make_shared<Link>(thread, address, std::move(options));
    thread.dispatch([link] { link->start(); });
    return std::make_shared<LinkConnection>(std::move(link));
}

} // namespace weir::net
