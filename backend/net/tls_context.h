// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/client_config.h"

#include <memory>

namespace weir::net {

/// Authorities, client certificate and key of one profile, read once and shared by all its connections.
class TlsContext
{
public:
    /// Reads and checks what the configuration names. An error names the file, and OpenSSL's words.
    static base::Result<std::shared_ptr<TlsContext>> create(const TlsConfig &config);
    ~TlsContext();

    bool verifyHostname() const { return m_verifyHostname; }
    struct Impl;
    Impl &impl() { return *m_impl; }

private:
    TlsContext();

    std::unique_ptr<Impl> m_impl;
    bool m_verifyHostname = true;
};

} // namespace weir::net
