// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/connection.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/metadata.h"

#include <QTest>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <thread>

using namespace weir;
using namespace weir::net;
using namespace std::chrono_literals;
using base::ErrorKind;

namespace {

struct Identity {
    struct Free {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
        void operator()(X509 *certificate) const { X509_free(certificate); }
    };
    std::unique_ptr<EVP_PKEY, Free> key;
    std::unique_ptr<X509, Free> certificate;

    std::string certificatePem() const
    {
        BIO *out = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(out, certificate.get());
        return textOf(out);
    }
    std::string keyPem() const
    {
        BIO *out = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return textOf(out);
    }
    static std::string textOf(BIO *bio)
    {
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        std::string text(data, static_cast<std::size_t>(size));
        BIO_free(bio);
        return text;
    }
};

/// A certificate signed by `issuer`, or by itself; valid from an hour ago until `validFor` seconds from now.
Identity make(const char *name, const Identity *issuer, const char *alternative, long validFor = 3600)
{
    static long serial = 1;
    Identity made;
    made.key.reset(EVP_RSA_gen(2048));
    made.certificate.reset(X509_new());
    X509 *const certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -7200);
    X509_gmtime_adj(X509_getm_notAfter(certificate), validFor);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer->certificate.get()) : subject);
    const auto extend = [&](int nid, const char *value) {
        X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    };
    if (issuer)
        extend(NID_subject_alt_name, alternative);
    else
        extend(NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), EVP_sha256());
    return made;
}

/// Takes one connection after the other and answers ApiVersions and Metadata over TLS, with OpenSSL's blocking calls.
class TlsPeer
{
public:
    TlsPeer(const Identity &identity, const Identity *clientAuthority = nullptr) : m_context(SSL_CTX_new(TLS_server_method()))
    {
        SSL_CTX_use_certificate(m_context, identity.certificate.get());
        SSL_CTX_use_PrivateKey(m_context, identity.key.get());
        if (clientAuthority) {
            X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context), clientAuthority->certificate.get());
            SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        }
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 4) != 0)
            qFatal("cannot listen");
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~TlsPeer()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
        SSL_CTX_free(m_context);
    }
    std::uint16_t port() const { return m_port; }

private:
    void serve()
    {
        for (int fd = ::accept(m_listener, nullptr, nullptr); fd >= 0; fd = ::accept(m_listener, nullptr, nullptr)) {
            SSL *ssl = SSL_new(m_context);
            SSL_set_fd(ssl, fd);
            if (SSL_accept(ssl) == 1)
                talk(ssl);
            SSL_free(ssl);
            ::close(fd);
        }
    }
    static bool read(SSL *ssl, std::uint8_t *into, std::size_t count)
    {
        for (std::size_t got = 0; got < count;) {
            const int now = SSL_read(ssl, into + got, static_cast<int>(count - got));
            if (now <= 0)
                return false;
            got += static_cast<std::size_t>(now);
        }
        return true;
    }
    static void talk(SSL *ssl)
    {
        std::uint8_t length[4];
        while (read(ssl, length, 4)) {
            base::Bytes frame(static_cast<std::size_t>(base::readBigEndian<std::int32_t>(length)));
            if (!read(ssl, frame.data(), frame.size()))
                return;
            const auto header = wire::peekRequestHeader(frame);
            base::Bytes answer;
            if (header->apiKey == wire::ApiVersionsRequest::apiKey) {
                wire::ApiVersionsResponse response;
                response.apiKeys = {{3, 0, 13, {}}, {18, 0, 4, {}}};
                answer = wire::encodeResponseFrame(header->correlationId, response, header->apiVersion)->bytes;
            } else {
                wire::MetadataResponse response;
                response.clusterId = "over tls";
                answer = wire::encodeResponseFrame(header->correlationId, response, header->apiVersion)->bytes;
            }
            SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
        }
    }

    SSL_CTX *m_context;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

std::string argument(const base::Error &error, const std::string &name)
{
    for (const auto &[key, value] : error.arguments) {
        if (key == name)
            return value;
    }
    return {};
}

using Result = base::Result<wire::MetadataResponse>;

} // namespace

class TestNetTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::signal(SIGPIPE, SIG_IGN);
        m_authority = make("test authority", nullptr, nullptr);
        m_good = make("good", &m_authority, "DNS:localhost,IP:127.0.0.1");
    }
    void trusted();
    void wrongAuthority();
    void wrongHost();
    void wrongHostMayBeAllowed();
    void expired();
    void clientCertificate();
    void clientCertificateMissing();
    void peerWithoutTls();
    void brokenFiles();

private:
    Result ask(std::uint16_t port, TlsConfig tls, const char *host = "localhost")
    {
        ConnectionOptions options;
        options.config.protocol = SecurityProtocol::Ssl;
        options.config.tls = std::move(tls);
        const auto connection = Connection::open(m_thread, Address{host, port}, options);
        auto promise = std::make_shared<std::promise<Result>>();
        auto future = promise->get_future();
        connection->send(wire::MetadataRequest{}, Deadline::in(15s), [promise](Result result) { promise->set_value(std::move(result)); });
        return future.get();
    }
    TlsConfig trusting(const Identity &authority)
    {
        TlsConfig tls;
        tls.caPem = authority.certificatePem();
        return tls;
    }

    IoThread m_thread{"test-tls"};
    Identity m_authority;
    Identity m_good;
};

void TestNetTls::trusted()
{
    TlsPeer peer(m_good);
    for (const char *host : {"localhost", "127.0.0.1"}) {
        const auto result = ask(peer.port(), trusting(m_authority), host);
        QVERIFY2(result.has_value(), result ? "" : base::describe(result.error()).c_str());
        QCOMPARE(*result->clusterId, std::string("over tls"));
    }
}

void TestNetTls::wrongAuthority()
{
    TlsPeer peer(m_good);
    const auto result = ask(peer.port(), trusting(make("another", nullptr, nullptr)));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Refused);
    QCOMPARE(result.error().action, std::string("tls.verify"));
    QCOMPARE(argument(result.error(), "reason"), std::string("untrusted"));
    QVERIFY(argument(result.error(), "certificate").find("good") != std::string::npos);
}

void TestNetTls::wrongHost()
{
    TlsPeer peer(make("elsewhere", &m_authority, "DNS:kafka.example"));
    const auto result = ask(peer.port(), trusting(m_authority));
    QVERIFY(!result);
    QCOMPARE(argument(result.error(), "reason"), std::string("hostname"));
}

void TestNetTls::wrongHostMayBeAllowed()
{
    TlsPeer peer(make("elsewhere", &m_authority, "DNS:kafka.example"));
    TlsConfig tls = trusting(m_authority);
    tls.verifyHostname = false;
    QVERIFY(ask(peer.port(), tls).has_value());
}

void TestNetTls::expired()
{
    TlsPeer peer(make("old", &m_authority, "DNS:localhost", -3600));
    const auto result = ask(peer.port(), trusting(m_authority));
    QVERIFY(!result);
    QCOMPARE(argument(result.error(), "reason"), std::string("expired"));
}

void TestNetTls::clientCertificate()
{
    TlsPeer peer(m_good, &m_authority);
    const Identity client = make("client", &m_authority, "DNS:client");
    TlsConfig tls = trusting(m_authority);
    tls.certificatePem = client.certificatePem();
    tls.keyPem = client.keyPem();
    const auto result = ask(peer.port(), tls);
    QVERIFY2(result.has_value(), result ? "" : base::describe(result.error()).c_str());
}

void TestNetTls::clientCertificateMissing()
{
    TlsPeer peer(m_good, &m_authority);
    const auto result = ask(peer.port(), trusting(m_authority));
    QVERIFY(!result);
    // The alert may be overtaken by the end of the connection; both name the address and say that nothing was answered.
    QVERIFY(result.error().action == "tls.handshake" || result.error().action == "broker.connect");
    QCOMPARE(result.error().target, "localhost:" + std::to_string(peer.port()));
}

void TestNetTls::peerWithoutTls()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    QVERIFY(::bind(listener, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(listener, 1) == 0);
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    std::thread plain([listener] {
        const int fd = ::accept(listener, nullptr, nullptr);
        char some[64];
        (void)::recv(fd, some, sizeof(some), 0);
        ::close(fd); // as Kafka does with a frame that it cannot read
    });
    const auto result = ask(ntohs(address.sin_port), trusting(m_authority), "127.0.0.1");
    plain.join();
    ::close(listener);
    QVERIFY(!result);
    QCOMPARE(result.error().action, std::string("tls.handshake"));
}

void TestNetTls::brokenFiles()
{
    TlsConfig tls;
    tls.caFile = "/no/such/file.pem";
    auto loaded = TlsContext::create(tls);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().target, std::string("/no/such/file.pem"));
    tls.caFile.clear();
    tls.caPem = m_authority.certificatePem();
    tls.certificatePem = m_good.certificatePem();
    tls.keyPem = m_authority.keyPem(); // not the key of that certificate
    loaded = TlsContext::create(tls);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().action, std::string("tls.load"));
}

QTEST_GUILESS_MAIN(TestNetTls)
#include "tst_net_tls.moc"
