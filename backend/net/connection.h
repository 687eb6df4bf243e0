// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/net/client_config.h"
#include "backend/net/io_thread.h"
#include "backend/net/response_of.h"
#include "backend/net/tls_context.h"
#include "backend/wire/frame.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace weir::net {

/// When to give up. Made once where the work begins and handed down, so that steps and retries share it.
struct Deadline {
    std::chrono::steady_clock::time_point at;

    static Deadline in(std::chrono::nanoseconds from)
    {
        return {std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(from)};
    }
    /// By that clock: the machine's own, but for a test that rules time.
    static Deadline in(std::chrono::nanoseconds from, const base::Clock &clock)
    {
        return {std::chrono::steady_clock::time_point(std::chrono::duration_cast<std::chrono::steady_clock::duration>(clock.monotonic() + from))};
    }
    std::chrono::nanoseconds left() const { return at - std::chrono::steady_clock::now(); }
    bool passed() const { return left().count() <= 0; }
};

/// Where callbacks run: takes a piece of work and runs it on some thread, in the order given.
using Executor = std::function<void(std::function<void()>)>;

/// What the peer said about itself in ApiVersions.
struct PeerInfo {
    std::map<std::int16_t, wire::VersionRange> apis;
    /// Finalized features by name, as "metadata.version"; empty before Kafka 2.7 and where there are none.
    std::map<std::string, std::int16_t> features;

    /// The highest version that both speak, or nothing.
    std::optional<std::int16_t> common(std::int16_t apiKey, wire::VersionRange ours) const;
};

/// One exchange that has ended, for a log of requests.
struct RequestTrace {
    std::string name;          ///< "Metadata"
    std::int16_t version = -1; ///< -1: it was never written
    std::chrono::nanoseconds took{-1};
    std::size_t bytesOut = 0;
    std::size_t bytesIn = 0;
    const base::Error *error = nullptr; ///< valid during the call
};

struct ConnectionOptions {
    ClientConfig config; ///< security, client id, timeouts, limits; its bootstrap list is not read
    /// Shared by the connections of a profile. Null: made from config.tls where the protocol wants TLS.
    std::shared_ptr<TlsContext> tls;
    /// Empty: everything is called on the io thread.
    Executor executor;
    /// Once, after ApiVersions and SASL.
    std::function<void(const PeerInfo &)> onReady;
    /// At most once, when the connection could not be made or was lost; not after close().
    std::function<void(const base::Error &)> onClosed;
    std::function<void(const RequestTrace &)> trace; ///< on the io thread
};

/// A request as the connection sees it: everything but its type.
struct RawRequest {
    std::string_view name; ///< with its "Request"; static
    std::int16_t apiKey = 0;
    wire::VersionRange versions;
    std::function<base::Result<base::Bytes>(std::int16_t version, wire::RequestHeader header)> encode;
    /// False for Produce with acks=0: done when it is on its way.
    bool answered = true;
};

struct RawResponse {
    std::int16_t version = 0;
    std::int32_t correlationId = 0;
    std::shared_ptr<const base::Bytes> frame; ///< without the length; empty where nothing is answered
};

using RawCallback = std::function<void(base::Result<RawResponse>)>;

/// Takes a request back. Copies mean the same request; the request ends with Cancelled unless it has ended already.
class RequestHandle
{
public:
    RequestHandle() = default;
    explicit RequestHandle(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    void cancel() const
    {
        if (m_cancel)
            m_cancel();
    }

private:
    std::function<void()> m_cancel;
};

/// One connection to one broker (or controller) in Kafka's protocol: connects, secures, authenticates, learns the
/// versions, then keeps many requests in flight, each with its deadline. It does not reconnect: after onClosed it is
/// spent. Requests sent before it is ready wait for it. Thread-safe. The IoThread must outlive it.
///
/// Every request ends exactly once: by its response; Timeout at its deadline; Cancelled; or the reason for which the
/// connection went, with the argument `request`. Errors name the address as their target. Kafka's error codes inside a
/// response are not errors here.
class Connection
{
public:
    /// Begins to connect at once.
    static std::shared_ptr<Connection> open(IoThread &thread, const Address &address, ConnectionOptions options);
    /// Closes. Requests that have not ended end with Cancelled.
    virtual ~Connection() = default;

    /// Sends in the highest version that both sides speak, at most `maxVersion`. Unsupported where there is none, or
    /// where the request sets a field that this version cannot carry.
    template <class Request>
    RequestHandle send(Request request, Deadline deadline, std::function<void(base::Result<ResponseOf<Request>>)> done,
                       std::optional<std::int16_t> maxVersion = {})
    {
        return sendRaw(rawRequest(std::move(request), maxVersion), deadline, decoding<Request>(std::move(done)));
    }
    virtual RequestHandle sendRaw(RawRequest request, Deadline deadline, RawCallback done) = 0;

    virtual const Address &address() const = 0;
    /// False once it has failed or was closed.
    virtual bool isOpen() const = 0;
    /// Requests that have not ended.
    virtual std::size_t pending() const = 0;
    virtual void close() = 0;

    template <class Request>
    static RawRequest rawRequest(Request request, std::optional<std::int16_t> maxVersion = {})
    {
        RawRequest raw{Request::kName, Request::apiKey, Request::kVersions, {}, true};
        if (maxVersion && *maxVersion < raw.versions.max)
            raw.versions.max = *maxVersion;
        if constexpr (requires { request.acks; })
            raw.answered = request.acks != 0;
        // Shared, so that a retry does not copy a request of a hundred thousand partitions.
        raw.encode = [shared = std::make_shared<const Request>(std::move(request))](
                         std::int16_t version, wire::RequestHeader header) -> base::Result<base::Bytes> {
            auto frame = wire::encodeRequestFrame(std::move(header), *shared, version);
            if (!frame)
                return tl::unexpected<base::Error>(std::move(frame.error()));
            if (frame->splices.empty())
                return std::move(frame->bytes);
            return frame->flatten();
        };
        return raw;
    }
    template <class Request>
    static RawCallback decoding(std::function<void(base::Result<ResponseOf<Request>>)> done)
    {
        return [done = std::move(done)](base::Result<RawResponse> raw) {
            if (!raw)
                return done(tl::unexpected<base::Error>(std::move(raw.error())));
            if (!raw->frame)
                return done(ResponseOf<Request>{});
            done(wire::decodeResponseFrame<ResponseOf<Request>>(*raw->frame, raw->correlationId, raw->version, raw->frame));
        };
    }
};

} // namespace weir::net
