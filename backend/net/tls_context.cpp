// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/tls_context.h"

#include "backend/net/tls_context_impl.h"

#include <boost/asio/buffer.hpp>

#include <fstream>
#include <iterator>

namespace weir::net {

namespace asio = boost::asio;
using base::ErrorKind;

namespace {

base::Result<std::string> readPem(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.good() && !in.eof())
        return base::fail(ErrorKind::Storage, "tls.load", file, "cannot be read");
    if (text.find("-----BEGIN") == std::string::npos)
        return base::fail(ErrorKind::Invalid, "tls.load", file, text.empty() ? "empty, or cannot be read" : "not a PEM file");
    return text;
}

base::Status checked(const boost::system::error_code &problem, const std::string &what)
{
    if (problem)
        return base::fail(ErrorKind::Invalid, "tls.load", what, problem.message());
    return {};
}

asio::const_buffer bufferOf(const std::string &text) { return asio::buffer(text.data(), text.size()); }

} // namespace

TlsContext::TlsContext() : m_impl(std::make_unique<Impl>()) {}
TlsContext::~TlsContext() = default;

base::Result<std::shared_ptr<TlsContext>> TlsContext::create(const TlsConfig &config)
{
    std::shared_ptr<TlsContext> result(new TlsContext);
    asio::ssl::context &context = result->m_impl->context;
    result->m_verifyHostname = config.verifyHostname;
    boost::system::error_code problem;
    // TLS 1.2 is Kafka's own floor (ssl.enabled.protocols).
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);

    if (!config.caPem.empty() || !config.caFile.empty()) {
        std::string pem = config.caPem;
        if (pem.empty()) {
            WEIR_TRY(pem, readPem(config.caFile));
        }
        context.add_certificate_authority(bufferOf(pem), problem);
        WEIR_CHECK(checked(problem, config.caPem.empty() ? config.caFile : "ssl.truststore.certificates"));
    } else {
        context.set_default_verify_paths(problem);
        WEIR_CHECK(checked(problem, "system authorities"));
    }

    std::string chain = config.certificatePem;
    if (chain.empty() && !config.certificateFile.empty()) {
        WEIR_TRY(chain, readPem(config.certificateFile));
    }
    if (!chain.empty()) {
        const std::string name = config.certificatePem.empty() ? config.certificateFile : "ssl.keystore.certificate.chain";
        context.use_certificate_chain(bufferOf(chain), problem);
        WEIR_CHECK(checked(problem, name));
        std::string key = config.keyPem;
        if (key.empty() && !config.keyFile.empty()) {
            WEIR_TRY(key, readPem(config.keyFile));
        }
        if (key.empty())
            key = chain;
        const std::string keyName = config.keyPem.empty() && !config.keyFile.empty() ? config.keyFile : "ssl.keystore.key";
        // Always set: without it OpenSSL would ask on the terminal for the password of an encrypted key.
        context.set_password_callback([password = config.keyPassword](std::size_t, asio::ssl::context::password_purpose) { return password; },
                                      problem);
        context.use_private_key(bufferOf(key), asio::ssl::context::pem, problem);
        WEIR_CHECK(checked(problem, keyName));
    }
    return result;
}

} // namespace weir::net
