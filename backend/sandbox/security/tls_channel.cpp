// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/tls_channel.h"

#include "backend/sandbox/security/openssl_pointers.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <sys/socket.h>

namespace weir::sandbox {

namespace {

using base::ErrorKind;

using openssl::Bio;
using openssl::Certificate;
using openssl::Key;
using openssl::Pkcs12;
struct FreeStack {
    void operator()(STACK_OF(X509) *stack) const { sk_X509_pop_free(stack, X509_free); }
};
using Stack = std::unique_ptr<STACK_OF(X509), FreeStack>;

std::string opensslWords()
{
    std::string words;
    while (const unsigned long code = ERR_get_error()) {
        const char *reason = ERR_reason_error_string(code);
        if (words.empty() && reason != nullptr)
            words = reason;
    }
    return words.empty() ? "no reason is given" : words;
}

tl::unexpected<base::Error> refuse(const std::string &what)
{
    return base::fail(ErrorKind::Invalid, "tls.load", what, opensslWords());
}

base::Result<std::string> textOf(const std::string &file, const std::string &text)
{
    if (!text.empty())
        return text;
    std::ifstream in(file, std::ios::binary);
    std::string read((std::istreambuf_iterator<char>(in)), {});
    if (read.empty())
        return base::fail(ErrorKind::Storage, "tls.load", file, "it is empty, or cannot be read");
    return read;
}

Bio bioOf(const std::string &text)
{
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

int password(char *buffer, int size, int, void *text)
{
    const auto &given = *static_cast<const std::string *>(text);
    if (given.size() > static_cast<std::size_t>(size))
        return 0;
    std::copy(given.begin(), given.end(), buffer);
    return static_cast<int>(given.size());
}

struct Store {
    Key key;
    Certificate certificate;
    Stack others;
};

base::Result<Store> parsePkcs12(const std::string &bytes, const std::string &name, const std::string &secret)
{
    const Bio in = bioOf(bytes);
    const Pkcs12 parsed(d2i_PKCS12_bio(in.get(), nullptr));
    EVP_PKEY *key = nullptr;
    X509 *certificate = nullptr;
    STACK_OF(X509) *others = nullptr;
    if (!parsed || PKCS12_parse(parsed.get(), secret.c_str(), &key, &certificate, &others) != 1)
        return refuse(name);
    return Store{Key(key), Certificate(certificate), Stack(others)};
}

base::Status useIdentity(SSL_CTX *context, const TlsServerConfig &config)
{
    const std::string name = config.certificatePem.empty() ? config.certificateFile : "ssl.keystore.certificate.chain";
    WEIR_TRY(const std::string chain, textOf(config.certificateFile, config.certificatePem));
    Store store;
    if (config.keystoreIsPkcs12) {
        WEIR_TRY(store, parsePkcs12(chain, name, config.keystorePassword));
    } else {
        const Bio in = bioOf(chain);
        store.certificate.reset(PEM_read_bio_X509_AUX(in.get(), nullptr, nullptr, nullptr));
        store.others.reset(sk_X509_new_null());
        while (X509 *next = store.certificate ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr)
            sk_X509_push(store.others.get(), next);
        if (!store.certificate)
            return refuse(name);
        ERR_clear_error(); // that no further one follows
        const std::string &keyFile = config.keyFile.empty() ? config.certificateFile : config.keyFile;
        WEIR_TRY(const std::string keyText, textOf(keyFile, config.keyPem));
        const Bio keyIn = bioOf(keyText);
        // Always with a callback: without it OpenSSL would ask on the terminal.
        store.key.reset(PEM_read_bio_PrivateKey(keyIn.get(), nullptr, password, const_cast<std::string *>(&config.keyPassword)));
        if (!store.key)
            return refuse(config.keyPem.empty() ? keyFile : "ssl.keystore.key");
    }
    if (!store.key || !store.certificate)
        return base::fail(ErrorKind::Invalid, "tls.load", name, "it holds no key with a certificate");
    if (SSL_CTX_use_certificate(context, store.certificate.get()) != 1 || SSL_CTX_use_PrivateKey(context, store.key.get()) != 1
        || SSL_CTX_check_private_key(context) != 1)
        return refuse(name);
    if (store.others && SSL_CTX_set1_chain(context, store.others.get()) != 1)
        return refuse(name);
    return {};
}

base::Status useTrust(SSL_CTX *context, const TlsServerConfig &config)
{
    if (config.trustFile.empty() && config.trustPem.empty()) {
        if (config.clientAuth != ClientAuth::None && SSL_CTX_set_default_verify_paths(context) != 1)
            return refuse("the system's authorities");
        return {};
    }
    const std::string name = config.trustPem.empty() ? config.trustFile : "ssl.truststore.certificates";
    WEIR_TRY(const std::string text, textOf(config.trustFile, config.trustPem));
    int added = 0;
    const auto add = [&](X509 *authority) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
        SSL_CTX_add_client_CA(context, authority);
        ++added;
    };
    if (config.truststoreIsPkcs12) {
        WEIR_TRY(const Store store, parsePkcs12(text, name, config.truststorePassword));
        if (store.certificate)
            add(store.certificate.get());
        for (int i = 0; store.others && i < sk_X509_num(store.others.get()); ++i)
            add(sk_X509_value(store.others.get(), i));
    } else {
        const Bio in = bioOf(text);
        while (const Certificate next{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)})
            add(next.get());
        ERR_clear_error();
    }
    if (added == 0)
        return base::fail(ErrorKind::Invalid, "tls.load", name, "it holds no certificate");
    return {};
}

base::Status useProtocols(SSL_CTX *context, const TlsServerConfig &config)
{
    const auto has = [&config](const char *name) {
        return std::find(config.protocols.begin(), config.protocols.end(), name) != config.protocols.end();
    };
    for (const std::string &name : config.protocols) {
        if (name != "TLSv1.2" && name != "TLSv1.3")
            return base::fail(ErrorKind::Invalid, "config.validate", "ssl.enabled.protocols", name + " is not served: TLSv1.2 and TLSv1.3 are");
    }
    if (!has("TLSv1.2") && !has("TLSv1.3"))
        return base::fail(ErrorKind::Invalid, "config.validate", "ssl.enabled.protocols", "no protocol is named");
    SSL_CTX_set_min_proto_version(context, has("TLSv1.2") ? TLS1_2_VERSION : TLS1_3_VERSION);
    SSL_CTX_set_max_proto_version(context, has("TLSv1.3") ? TLS1_3_VERSION : TLS1_2_VERSION);
    if (config.cipherSuites.empty())
        return {};
    std::string older;
    std::string newer;
    for (const std::string &name : config.cipherSuites) {
        // Those of TLS 1.3 say nothing of keys and signatures.
        if (name.find("_WITH_") == std::string::npos) {
            newer += (newer.empty() ? "" : ":") + name;
            continue;
        }
        const char *const own = OPENSSL_cipher_name(name.c_str());
        if (own == nullptr || std::string_view(own) == "(NONE)")
            return base::fail(ErrorKind::Invalid, "config.validate", "ssl.cipher.suites", name + " is not known");
        older += (older.empty() ? "" : ":") + std::string(own);
    }
    if (SSL_CTX_set_ciphersuites(context, newer.c_str()) != 1 || (!older.empty() && SSL_CTX_set_cipher_list(context, older.c_str()) != 1))
        return refuse("ssl.cipher.suites");
    return {};
}

// --- a BIO on the socket that never raises SIGPIPE, which OpenSSL's own does

int socketOf(BIO *bio)
{
    return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

int socketWrite(BIO *bio, const char *data, int size)
{
    BIO_clear_retry_flags(bio);
    const auto sent = ::send(socketOf(bio), data, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int socketRead(BIO *bio, char *data, int size)
{
    BIO_clear_retry_flags(bio);
    const auto got = ::recv(socketOf(bio), data, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        BIO_set_retry_read(bio);
    return static_cast<int>(got);
}

long socketControl(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO_METHOD *socketMethod()
{
    static BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "sandbox socket");
        BIO_meth_set_write(made, socketWrite);
        BIO_meth_set_read(made, socketRead);
        BIO_meth_set_ctrl(made, socketControl);
        return made;
    }();
    return method;
}

} // namespace

base::Result<std::shared_ptr<TlsServerContext>> TlsServerContext::create(const TlsServerConfig &config)
{
    SSL_CTX *const context = SSL_CTX_new(TLS_server_method());
    if (context == nullptr)
        return refuse("TLS");
    std::shared_ptr<TlsServerContext> made(new TlsServerContext(context));
    // Partial writes give way to other connections; the buffer is filled anew for a retry, with the same bytes.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    // A connection lives long: nothing is gained by taking sessions up again, and each proves its certificate anew.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    WEIR_CHECK(useProtocols(context, config));
    WEIR_CHECK(useIdentity(context, config));
    WEIR_CHECK(useTrust(context, config));
    if (config.clientAuth != ClientAuth::None)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (config.clientAuth == ClientAuth::Required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
    return made;
}

TlsServerContext::~TlsServerContext()
{
    SSL_CTX_free(m_context);
}

TlsChannel::TlsChannel(std::shared_ptr<TlsServerContext> context, int socket)
    : m_context(std::move(context)), m_ssl(SSL_new(m_context->native()))
{
    BIO *const bio = BIO_new(socketMethod());
    BIO_set_data(bio, reinterpret_cast<void *>(static_cast<std::intptr_t>(socket)));
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl, bio, bio);
    SSL_set_accept_state(m_ssl);
}

TlsChannel::~TlsChannel()
{
    SSL_free(m_ssl);
}

TlsChannel::Result TlsChannel::outcomeOf(int result)
{
    if (result > 0)
        return {Outcome::Done, static_cast<std::size_t>(result)};
    switch (SSL_get_error(m_ssl, result)) {
    case SSL_ERROR_WANT_READ: return {Outcome::WantRead, 0};
    case SSL_ERROR_WANT_WRITE: return {Outcome::WantWrite, 0};
    case SSL_ERROR_ZERO_RETURN: return {Outcome::Closed, 0};
    case SSL_ERROR_SYSCALL: ERR_clear_error(); return {Outcome::Closed, 0};
    default: break;
    }
    const unsigned long last = ERR_peek_last_error();
    // Many clients hang up without a goodbye; frames have lengths of their own, so that nothing can be cut off unseen.
    if (ERR_GET_LIB(last) == ERR_LIB_SSL && ERR_GET_REASON(last) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        ERR_clear_error();
        return {Outcome::Closed, 0};
    }
    m_error = opensslWords();
    return {Outcome::Failed, 0};
}

TlsChannel::Result TlsChannel::handshake()
{
    ERR_clear_error();
    return outcomeOf(SSL_do_handshake(m_ssl));
}

TlsChannel::Result TlsChannel::read(std::uint8_t *into, std::size_t size)
{
    ERR_clear_error();
    return outcomeOf(SSL_read(m_ssl, into, static_cast<int>(std::min<std::size_t>(size, 1U << 30))));
}

TlsChannel::Result TlsChannel::write(base::ByteView bytes)
{
    ERR_clear_error();
    return outcomeOf(SSL_write(m_ssl, bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30))));
}

void TlsChannel::shutDown()
{
    ERR_clear_error();
    if (SSL_is_init_finished(m_ssl))
        (void)SSL_shutdown(m_ssl);
    ERR_clear_error();
}

std::optional<std::string> TlsChannel::peerSubject() const
{
    X509 *const peer = SSL_get0_peer_certificate(m_ssl);
    if (peer == nullptr || SSL_get_verify_result(m_ssl) != X509_V_OK)
        return std::nullopt;
    return distinguishedName(X509_get_subject_name(peer));
}

std::string TlsChannel::protocol() const
{
    return SSL_get_version(m_ssl);
}

std::string TlsChannel::cipher() const
{
    return SSL_get_cipher_name(m_ssl);
}

} // namespace weir::sandbox
