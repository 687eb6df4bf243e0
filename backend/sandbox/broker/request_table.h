// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/response_of.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/server/socket_server.h"
#include "backend/wire/frame.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <vector>

namespace weir::sandbox {

/// On which owner a request begins.
enum class Door : std::uint8_t {
    Home,        ///< the handler thread of its connection
    Coordinator, ///< the owner of the groups
};

/// Quotas of requests. Any thread.
struct RequestMeter {
    /// Whether there are any to ask.
    std::function<bool()> on;
    /// What they say to a request that was answered: calls back, at once or later, with how long its connection is to be quiet.
    std::function<void(const Session &session, std::int64_t handledNs, std::function<void(std::chrono::milliseconds)> then)> ask;
};

/// Requests between brokers are under no quota.
template <class Request>
bool isOfBroker(const Request &request)
{
    constexpr std::int16_t kWriteTxnMarkers = 27;
    if constexpr (requires { request.replicaState.replicaId; }) {
        if (request.replicaState.replicaId >= 0)
            return true;
    }
    if constexpr (requires { request.replicaId; }) {
        if (request.replicaId >= 0)
            return true;
    }
    return Request::apiKey == kWriteTxnMarkers;
}

/// Where a request ends that cannot be read only for what follows it in its frame.
std::optional<std::size_t> endOfRequest(const base::Error &error);

/// The body of a request as Kafka reads it: what follows the whole message is passed over. librdkafka's Metadata requests
/// for all topics end with such bytes from version 11 on.
template <class Request>
base::Result<Request> decodeRequest(const InboundRequest &in)
{
    auto request = wire::decode<Request>(in.body, in.header.apiVersion, in.keep);
    if (request)
        return request;
    if (const auto end = endOfRequest(request.error()); end && *end < in.body.size())
        return wire::decode<Request>(in.body.first(*end), in.header.apiVersion, in.keep);
    return request;
}

/// The requests that a listener answers: one entry an api key, with the versions that are honoured. It decodes, calls the
/// handler with the typed message, encodes and sends. What cannot be decoded, or is not served, ends the connection, as
/// with Kafka; ApiVersions in a version that is too new gets the list in its version 0 with UNSUPPORTED_VERSION.
///
/// Built once before the listener opens; read by any thread.
class RequestTable
{
public:
    /// The frame to answer with, given to an entry's runner.
    using Runner = std::function<void(InboundRequest request, Responder responder, std::size_t owner)>;
    struct Entry {
        std::int16_t apiKey = 0;
        wire::VersionRange versions;
        Pace pace = Pace::Alone;
        Door door = Door::Home;
        Runner run;
    };

    /// `handle(Request &&, std::int16_t version, const Session &, Reply<Response>, std::size_t owner)`; the session is valid
    /// during the call, copy what is needed longer.
    template <class Request, class Handle>
    void serve(wire::VersionRange versions, Pace pace, Door door, Handle handle)
    {
        using Response = net::ResponseOf<Request>;
        add({Request::apiKey, versions, pace, door,
             [this, handle = std::move(handle)](InboundRequest in, Responder responder, std::size_t owner) {
                 const std::int16_t version = in.header.apiVersion;
                 auto request = decodeRequest<Request>(in);
                 if (!request) {
                     responder.close(base::describe(request.error()));
                     return;
                 }
                 Reply<Response> reply = [meter = isOfBroker(*request) ? nullptr : &m_meter, responder, version, session = in.session,
                                          correlationId = in.header.correlationId](Response response) {
                     answer(meter, responder, session, correlationId, version, std::move(response));
                 };
                 handle(std::move(*request), version, *in.session, std::move(reply), owner);
                 responder.parked();
             }});
    }
    /// Asked about every request of an entry made by serve(). Before the first request.
    void setMeter(RequestMeter meter) { m_meter = std::move(meter); }

    /// Sends the response. What quotas say to it is in it, as the most of that and what its handler had said, and the
    /// connection is quiet for so long. `meter` may be null.
    template <class Response>
    static void answer(const RequestMeter *meter, const Responder &responder, const std::shared_ptr<const Session> &session,
                       std::int32_t correlationId, std::int16_t version, Response response)
    {
        const auto send = [responder, correlationId, version](const Response &whole) {
            std::chrono::milliseconds quiet{0};
            if constexpr (requires { whole.throttleTimeMs; })
                quiet = std::chrono::milliseconds(whole.throttleTimeMs);
            auto frame = wire::encodeResponseFrame(correlationId, whole, version);
            if (frame)
                responder.send(std::move(*frame), quiet);
            else
                responder.close(base::describe(frame.error()));
        };
        if constexpr (requires { response.throttleTimeMs; }) {
            if (meter != nullptr && meter->on && meter->on()) {
                // Shared: the meter may call back later.
                auto kept = std::make_shared<Response>(std::move(response));
                meter->ask(*session, responder.handledNs(), [send, kept](std::chrono::milliseconds quiet) {
                    kept->throttleTimeMs = std::max(kept->throttleTimeMs, static_cast<std::int32_t>(quiet.count()));
                    send(*kept);
                });
                return;
            }
        }
        send(response);
    }

    /// An entry that deals with bytes and responder itself.
    void add(Entry entry) { m_entries.insert_or_assign(entry.apiKey, std::move(entry)); }

    const Entry *find(std::int16_t apiKey) const
    {
        const auto found = m_entries.find(apiKey);
        return found == m_entries.end() ? nullptr : &found->second;
    }
    const std::map<std::int16_t, Entry> &entries() const { return m_entries; }

    /// Calls the entry's runner, or answers what can be said about a request that is not served.
    void run(InboundRequest request, Responder responder, std::size_t owner) const;

private:
    std::map<std::int16_t, Entry> m_entries;
    RequestMeter m_meter;
};

} // namespace weir::sandbox
