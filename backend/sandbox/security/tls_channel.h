// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/sandbox/security/principal_rules.h"

#include <openssl/types.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

enum class ClientAuth : std::uint8_t { None, Requested, Required };

/// What a TLS listener is made of. A file and a text stand for the same; the text wins.
struct TlsServerConfig {
    std::string certificateFile; ///< PEM chain, or PKCS#12 with the key
    std::string certificatePem;
    std::string keyFile; ///< empty: in the file of the certificate
    std::string keyPem;
    std::string keyPassword;
    std::string keystorePassword; ///< of PKCS#12
    bool keystoreIsPkcs12 = false;
    std::string trustFile; ///< authorities of client certificates
    std::string trustPem;
    std::string truststorePassword;
    bool truststoreIsPkcs12 = false;
    ClientAuth clientAuth = ClientAuth::None;
    std::vector<std::string> protocols{"TLSv1.2", "TLSv1.3"};
    std::vector<std::string> cipherSuites; ///< by their names in TLS's registry; empty: OpenSSL's choice
};

/// Key, certificates and rules of one TLS listener, read once. Any thread.
class TlsServerContext
{
public:
    /// Errors name the file or the setting, in OpenSSL's words; never what is in them.
    static base::Result<std::shared_ptr<TlsServerContext>> create(const TlsServerConfig &config);
    ~TlsServerContext();
    TlsServerContext(const TlsServerContext &) = delete;
    TlsServerContext &operator=(const TlsServerContext &) = delete;

    SSL_CTX *native() const { return m_context; }

private:
    explicit TlsServerContext(SSL_CTX *context) : m_context(context) {}
    SSL_CTX *m_context;
};

/// TLS on one non-blocking socket that somebody else owns and waits for. One thread.
class TlsChannel
{
public:
    TlsChannel(std::shared_ptr<TlsServerContext> context, int socket);
    ~TlsChannel();
    TlsChannel(const TlsChannel &) = delete;
    TlsChannel &operator=(const TlsChannel &) = delete;

    enum class Outcome : std::uint8_t {
        Done,
        WantRead,  ///< again when the socket can be read
        WantWrite, ///< again when it can be written
        Closed,    ///< the peer is gone
        Failed     ///< error() says why
    };
    struct Result {
        Outcome outcome = Outcome::Done;
        std::size_t bytes = 0;
    };

    Result handshake();
    /// At least one byte where Done.
    Result read(std::uint8_t *into, std::size_t size);
    /// What was taken may be less than all. After WantRead or WantWrite it has to be tried again with the same bytes.
    Result write(base::ByteView bytes);
    /// Says goodbye, as far as the socket takes it at once.
    void shutDown();

    /// OpenSSL's words for the last failure.
    const std::string &error() const { return m_error; }
    /// The subject of the client's certificate, which has been verified; nothing where it showed none.
    std::optional<std::string> peerSubject() const;
    /// "TLSv1.3", "TLS_AES_256_GCM_SHA384".
    std::string protocol() const;
    std::string cipher() const;

    /// Scratch for what is to be written next; a record of TLS.
    std::array<std::uint8_t, 16384> &scratch() { return m_scratch; }

private:
    Result outcomeOf(int result);

    // Shared: the listener's, and outlived by nobody else.
    std::shared_ptr<TlsServerContext> m_context;
    SSL *m_ssl;
    std::string m_error;
    std::array<std::uint8_t, 16384> m_scratch;
};

} // namespace weir::sandbox
