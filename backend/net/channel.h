// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/net/address.h"
#include "backend/net/io_thread.h"
#include "backend/net/tls_context.h"

#include <functional>
#include <memory>

namespace weir::net {

/// A framed byte channel to one address: resolve, connect, TLS, then whole frames in and out. Used and called back on
/// its io thread only. Exactly one onClosed follows, whatever happens, unless close() was called; nothing comes after.
class Channel : public std::enable_shared_from_this<Channel>
{
public:
    struct Options {
        std::chrono::milliseconds connectTimeout{10'000};
        std::size_t maxFrameBytes = 512U << 20;
        /// Null for plain text.
        std::shared_ptr<TlsContext> tls;
    };
    struct Events {
        std::function<void()> onOpen;
        std::function<void(base::Bytes frame)> onFrame;
        /// Action "broker.connect" before onOpen, "broker.connection" after it; the target is the address. The argument
        /// `stage` says how far it came: resolve, connect, tls.
        std::function<void(base::Error)> onClosed;
    };

    static std::shared_ptr<Channel> open(IoThread &thread, const Address &address, Options options, Events events);
    virtual ~Channel() = default;

    /// Queues one whole frame, its length included.
    virtual void write(base::Bytes frame) = 0;
    /// Drops the connection and all callbacks.
    virtual void close() = 0;
};

} // namespace weir::net
