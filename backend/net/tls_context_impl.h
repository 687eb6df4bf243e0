// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the few units of this folder that include Asio.
#pragma once

#include "backend/net/tls_context.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>

#include <string>

namespace weir::net {

struct TlsContext::Impl {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_client};
};

/// Whom a connection expects to meet: for the server that has many names, and for what its certificate must say.
inline void expectPeer(SSL *ssl, const std::string &host, bool verifyHostname)
{
    boost::system::error_code notLiteral;
    boost::asio::ip::make_address(host, notLiteral);
    if (notLiteral)
        SSL_set_tlsext_host_name(ssl, host.c_str());
    if (!verifyHostname)
        return;
    X509_VERIFY_PARAM *parameters = SSL_get0_param(ssl);
    if (notLiteral)
        X509_VERIFY_PARAM_set1_host(parameters, host.c_str(), 0);
    else
        X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str());
}

} // namespace weir::net
