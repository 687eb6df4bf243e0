// SPDX-License-Identifier: GPL-3.0-or-later
// TLS and SASL listeners over real sockets, with a sink in place of the broker, and the certificates that the sandbox makes.
#include "tests/sandbox/security/security_fakes.h"
#include "tests/sandbox/server/raw_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/server/network_pool.h"
#include "backend/sandbox/server/socket_server.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <csignal>
#include <mutex>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using net::SecurityProtocol;

namespace {

constexpr std::int16_t kApiVersions = 18;
constexpr std::int16_t kMetadata = 3;
constexpr std::int16_t kFetch = 1;
constexpr std::size_t kMegabyte = 1U << 20;

/// Answers every request at once: with so many bytes, or from a file.
class Sink final : public RequestSink
{
public:
    void accept(InboundRequest request, Responder responder) override
    {
        wire::EncodedFrame frame;
        const std::size_t size = request.header.apiKey == kFetch ? m_fetchBytes.load() : 4;
        put(frame.bytes, static_cast<std::int32_t>(4 + size + m_fileBytes));
        put(frame.bytes, request.header.correlationId);
        frame.bytes.resize(frame.bytes.size() + size, std::uint8_t{'y'});
        if (m_file >= 0) {
            wire::Records::FileSlice slice;
            slice.fd = m_file;
            slice.offset = 0;
            slice.length = m_fileBytes;
            // In the middle of what stands in memory.
            frame.splices.push_back({frame.bytes.size() - 2, slice});
        }
        frame.totalSize = frame.bytes.size() + m_fileBytes;
        {
            const std::lock_guard lock(m_mutex);
            m_principals.push_back(request.session->principal);
        }
        responder.send(std::move(frame));
    }
    Pace paceOf(std::int16_t apiKey) const override { return apiKey == kFetch ? Pace::Read : Pace::Alone; }
    bool overloaded() const override { return false; }

    void answerFetch(std::size_t bytes) { m_fetchBytes = bytes; }
    void answerFrom(int fd, std::size_t bytes)
    {
        m_file = fd;
        m_fileBytes = bytes;
    }
    std::vector<std::string> principals()
    {
        const std::lock_guard lock(m_mutex);
        return m_principals;
    }

private:
    std::mutex m_mutex;
    std::vector<std::string> m_principals;
    std::atomic<std::size_t> m_fetchBytes{4};
    int m_file = -1;
    std::size_t m_fileBytes = 0;
};

/// A blocking TLS client over OpenSSL.
class TlsClient
{
public:
    struct Options {
        std::string ca;
        std::string certificate;
        std::string key;
        int version = 0; ///< TLS1_2_VERSION, ...; 0: the best
    };
    TlsClient(std::uint16_t port, const Options &options)
        : m_context(SSL_CTX_new(TLS_client_method()))
    {
        if (options.version != 0) {
            SSL_CTX_set_security_level(m_context, 0);
            SSL_CTX_set_min_proto_version(m_context, options.version);
            SSL_CTX_set_max_proto_version(m_context, options.version);
        }
        SSL_CTX_load_verify_locations(m_context, options.ca.c_str(), nullptr);
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, nullptr);
        if (!options.certificate.empty()) {
            SSL_CTX_use_certificate_file(m_context, options.certificate.c_str(), SSL_FILETYPE_PEM);
            SSL_CTX_use_PrivateKey_file(m_context, options.key.c_str(), SSL_FILETYPE_PEM);
        }
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval limit{30, 0};
        (void)::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        sockaddr_in peer{};
        peer.sin_family = AF_INET;
        peer.sin_port = htons(port);
        peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_ssl = SSL_new(m_context);
        SSL_set_fd(m_ssl, m_fd);
        SSL_set1_host(m_ssl, "localhost");
        m_connected = ::connect(m_fd, reinterpret_cast<sockaddr *>(&peer), sizeof(peer)) == 0 && SSL_connect(m_ssl) == 1;
    }
    ~TlsClient()
    {
        SSL_free(m_ssl);
        SSL_CTX_free(m_context);
        ::close(m_fd);
    }
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    bool connected() const { return m_connected; }
    std::string version() const { return SSL_get_version(m_ssl); }
    bool send(base::ByteView bytes) { return SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size()); }
    std::optional<base::Bytes> receive(std::size_t size)
    {
        base::Bytes bytes(size);
        std::size_t at = 0;
        while (at < size) {
            const int got = SSL_read(m_ssl, bytes.data() + at, static_cast<int>(size - at));
            if (got <= 0)
                return {};
            at += static_cast<std::size_t>(got);
        }
        return bytes;
    }
    /// What follows the length.
    std::optional<base::Bytes> frame()
    {
        const auto length = receive(4);
        return length ? receive(static_cast<std::size_t>(base::readBigEndian<std::int32_t>(length->data()))) : std::nullopt;
    }
    std::int32_t answer()
    {
        const auto got = frame();
        return got && got->size() >= 4 ? base::readBigEndian<std::int32_t>(got->data()) : -1;
    }

private:
    SSL_CTX *m_context;
    SSL *m_ssl = nullptr;
    int m_fd = -1;
    bool m_connected = false;
};

struct Server {
    explicit Server(std::shared_ptr<const ListenerSecurity> security)
        : server(pool, sink, {}, [this](const std::string &line) {
            const std::lock_guard lock(mutex);
            lines += line + "\n";
        })
    {
        ListenerConfig listener;
        listener.security = std::move(security);
        if (!listener.security || !server.listen(listener))
            qFatal("cannot listen");
        server.accept();
    }
    std::uint16_t port() const { return server.ports().front(); }
    std::string log()
    {
        const std::lock_guard lock(mutex);
        return lines;
    }

    std::mutex mutex;
    std::string lines;
    Sink sink;
    NetworkPool pool{1};
    SocketServer server;
};

template <class Request>
base::Bytes encoded(const Request &request, std::int16_t version, std::int32_t id)
{
    wire::RequestHeader header;
    header.correlationId = id;
    return wire::encodeRequestFrame(header, request, version)->bytes;
}

base::Bytes handshake(const std::string &mechanism, std::int32_t id)
{
    wire::SaslHandshakeRequest request;
    request.mechanism = mechanism;
    return encoded(request, 1, id);
}

base::Bytes login(std::string_view message, std::int32_t id)
{
    wire::SaslAuthenticateRequest request;
    request.authBytes = base::toBytes(message);
    return encoded(request, 2, id);
}

constexpr std::string_view kAlice("\0alice\0alice-secret", 19);
constexpr std::string_view kWrong("\0alice\0other-secret", 19);

} // namespace

class TestSecureServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothVersionsOfTls();
    void olderVersionsAndPlainBytes();
    void largeAnswersAndFiles();
    void manyRequestsAtOnce();
    void aSlowReaderHoldsUpNobodyElse();
    void clientCertificates();
    void certificatesOfStrangers();
    void subjectsThatNoRuleFits();
    void nothingBeforeTheLogin();
    void loginThenRequests();
    void allInOnePacket();
    void wrongPasswords();
    void loginOverTls();
    void certificatesStay();
    void certificatesOfSomebodyElseStay();

private:
    std::shared_ptr<const ListenerSecurity> listener(SecurityProtocol protocol, std::map<std::string, std::string> settings = {})
    {
        ListenerSecurity::Sources sources;
        sources.users = {{"alice", "alice-secret"}};
        sources.scram = scramUsers({{"alice", "alice-secret"}});
        sources.certificates = m_files;
        sources.clock = &m_clock;
        return listenerOf(protocol, std::move(settings), sources);
    }
    TlsClient::Options trusting() const { return {m_files.caCertificate(), {}, {}, 0}; }
    TlsClient::Options known() const { return {m_files.caCertificate(), m_files.clientCertificate(), m_files.clientKey(), 0}; }

    QTemporaryDir m_directory;
    CertificateFiles m_files;
    base::SystemClock m_clock;
};

void TestSecureServer::initTestCase()
{
    ::signal(SIGPIPE, SIG_DFL); // the server itself must not raise it
    const auto made = makeCertificates(m_directory.filePath(QStringLiteral("tls")).toStdString(), {"127.0.0.1"});
    QVERIFY2(made, made ? "" : base::describe(made.error()).c_str());
    m_files = *made;
}

void TestSecureServer::bothVersionsOfTls()
{
    Server test(listener(SecurityProtocol::Ssl));
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        auto options = trusting();
        options.version = version;
        TlsClient client(test.port(), options);
        QVERIFY(client.connected());
        QCOMPARE(client.version(), std::string(version == TLS1_3_VERSION ? "TLSv1.3" : "TLSv1.2"));
        QVERIFY(client.send(requestFrame(kMetadata, 7)));
        QCOMPARE(client.answer(), 7);
    }
    QCOMPARE(test.sink.principals(), (std::vector<std::string>{"User:ANONYMOUS", "User:ANONYMOUS"}));
    // Only what is enabled.
    Server newest(listener(SecurityProtocol::Ssl, {{"ssl.enabled.protocols", "TLSv1.3"}}));
    auto older = trusting();
    older.version = TLS1_2_VERSION;
    QVERIFY(!TlsClient(newest.port(), older).connected());
}

void TestSecureServer::olderVersionsAndPlainBytes()
{
    Server test(listener(SecurityProtocol::Ssl));
    auto old = trusting();
    old.version = TLS1_1_VERSION;
    QVERIFY(!TlsClient(test.port(), old).connected());
    RawClient plain(test.port());
    QVERIFY(plain.send(requestFrame(kMetadata, 1, 100)));
    while (plain.receive(1)) {
    }
    QTRY_VERIFY(test.log().find("SSL handshake failed") != std::string::npos);
    QVERIFY(test.sink.principals().empty());
    TlsClient good(test.port(), trusting());
    QVERIFY(good.send(requestFrame(kMetadata, 2)));
    QCOMPARE(good.answer(), 2);
}

void TestSecureServer::largeAnswersAndFiles()
{
    base::Bytes content(3 * kMegabyte + 17);
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
    QFile file(m_directory.filePath(QStringLiteral("segment")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(file.write(reinterpret_cast<const char *>(content.data()), static_cast<qint64>(content.size())), static_cast<qint64>(content.size()));
    QVERIFY(file.flush());
    Server test(listener(SecurityProtocol::Ssl));
    test.sink.answerFetch(kMegabyte + 3);
    test.sink.answerFrom(file.handle(), content.size());
    TlsClient client(test.port(), trusting());
    for (std::int32_t id = 1; id < 4; ++id) {
        QVERIFY(client.send(requestFrame(kFetch, id, 50'000)));
        const auto got = client.frame();
        QVERIFY(got);
        QCOMPARE(got->size(), 4 + kMegabyte + 3 + content.size());
        QCOMPARE(base::readBigEndian<std::int32_t>(got->data()), id);
        const auto from = got->end() - 2 - static_cast<std::ptrdiff_t>(content.size());
        QVERIFY(std::equal(content.begin(), content.end(), from));
        QVERIFY(std::all_of(got->begin() + 4, from, [](std::uint8_t c) { return c == 'y'; }));
        QCOMPARE(got->back(), std::uint8_t{'y'});
    }
}

void TestSecureServer::manyRequestsAtOnce()
{
    Server test(listener(SecurityProtocol::Ssl));
    TlsClient client(test.port(), trusting());
    base::Bytes all;
    for (std::int32_t i = 0; i < 400; ++i) {
        const auto frame = requestFrame(i % 3 == 0 ? kMetadata : kFetch, i, static_cast<std::size_t>(i) * 3);
        all.insert(all.end(), frame.begin(), frame.end());
    }
    QVERIFY(client.send(all));
    for (std::int32_t i = 0; i < 400; ++i)
        QCOMPARE(client.answer(), i);
}

void TestSecureServer::aSlowReaderHoldsUpNobodyElse()
{
    Server test(listener(SecurityProtocol::Ssl));
    test.sink.answerFetch(kMegabyte);
    TlsClient slow(test.port(), trusting());
    for (std::int32_t i = 0; i < 30; ++i)
        QVERIFY(slow.send(requestFrame(kFetch, i)));
    for (std::int32_t i = 0; i < 5; ++i) {
        TlsClient other(test.port(), trusting());
        QVERIFY(other.send(requestFrame(kMetadata, i)));
        QCOMPARE(other.answer(), i);
    }
    for (std::int32_t i = 0; i < 30; ++i)
        QCOMPARE(slow.answer(), i);
}

void TestSecureServer::clientCertificates()
{
    const std::string rules = "RULE:^CN=(.*?),.*$/$1/U";
    Server required(listener(SecurityProtocol::Ssl, {{"ssl.client.auth", "required"}, {"ssl.principal.mapping.rules", rules}}));
    TlsClient with(required.port(), known());
    QVERIFY(with.send(requestFrame(kMetadata, 1)));
    QCOMPARE(with.answer(), 1);
    // TLS 1.3 tells of it with the first byte that is read.
    TlsClient without(required.port(), trusting());
    QVERIFY(!without.connected() || !without.send(requestFrame(kMetadata, 2)) || without.answer() == -1);
    QCOMPARE(required.sink.principals(), (std::vector<std::string>{"User:CLIENT"}));
    QTRY_VERIFY(required.log().find("did not return a certificate") != std::string::npos);

    Server requested(listener(SecurityProtocol::Ssl, {{"listener.name.door.ssl.client.auth", "requested"}}));
    TlsClient first(requested.port(), trusting());
    QVERIFY(first.send(requestFrame(kMetadata, 3)));
    QCOMPARE(first.answer(), 3);
    TlsClient second(requested.port(), known());
    QVERIFY(second.send(requestFrame(kMetadata, 4)));
    QCOMPARE(second.answer(), 4);
    QCOMPARE(requested.sink.principals(), (std::vector<std::string>{"User:ANONYMOUS", "User:CN=client,O=Weir sandbox"}));
}

void TestSecureServer::certificatesOfStrangers()
{
    const auto strangers = makeCertificates(m_directory.filePath(QStringLiteral("strangers")).toStdString(), {});
    QVERIFY(strangers);
    // Neither does a client take another authority's broker, nor the broker another authority's client.
    Server test(listener(SecurityProtocol::Ssl, {{"ssl.client.auth", "requested"}}));
    QVERIFY(!TlsClient(test.port(), {strangers->caCertificate(), {}, {}, 0}).connected());
    TlsClient stranger(test.port(), {m_files.caCertificate(), strangers->clientCertificate(), strangers->clientKey(), 0});
    QVERIFY(!stranger.connected() || !stranger.send(requestFrame(kMetadata, 1)) || stranger.answer() == -1);
    QVERIFY(test.sink.principals().empty());
}

void TestSecureServer::subjectsThatNoRuleFits()
{
    Server test(listener(SecurityProtocol::Ssl, {{"ssl.client.auth", "required"}, {"ssl.principal.mapping.rules", "RULE:^CN=admin,.*$/admin/"}}));
    TlsClient client(test.port(), known());
    QVERIFY(!client.send(requestFrame(kMetadata, 1)) || client.answer() == -1);
    QVERIFY(test.sink.principals().empty());
}

void TestSecureServer::nothingBeforeTheLogin()
{
    Server test(listener(SecurityProtocol::SaslPlaintext, {{"sasl.server.max.receive.size", "1000"}}));
    RawClient eager(test.port());
    QVERIFY(eager.send(requestFrame(kMetadata, 1)));
    QVERIFY(eager.isEnded());
    RawClient large(test.port());
    base::Bytes start;
    put(start, std::int32_t{1001});
    QVERIFY(large.send(start));
    QVERIFY(large.isEnded());
    QTRY_VERIFY(test.log().find("sasl.server.max.receive.size=1000") != std::string::npos);
    QVERIFY(test.sink.principals().empty());
    RawClient asking(test.port());
    QVERIFY(asking.send(requestFrame(kApiVersions, 2)));
    QCOMPARE(asking.answer().value_or(-1), 2);
    QVERIFY(asking.send(requestFrame(kMetadata, 3)));
    QVERIFY(asking.isEnded());
    QCOMPARE(test.sink.principals().size(), std::size_t{1});
}

void TestSecureServer::loginThenRequests()
{
    Server test(listener(SecurityProtocol::SaslPlaintext, {{"sasl.server.max.receive.size", "1000"}}));
    RawClient client(test.port());
    QVERIFY(client.send(handshake("PLAIN", 1)));
    QCOMPARE(client.answer().value_or(-1), 1);
    QVERIFY(client.send(login(kAlice, 2)));
    QCOMPARE(client.answer().value_or(-1), 2);
    // Whoever is known may send more at a time.
    QVERIFY(client.send(requestFrame(kMetadata, 3, kMegabyte)));
    QCOMPARE(client.answer().value_or(-1), 3);
    QCOMPARE(test.sink.principals(), (std::vector<std::string>{"User:alice"}));
}

/// Not what clients do, but nothing forbids it: each frame is understood by what came of the one before.
void TestSecureServer::allInOnePacket()
{
    Server test(listener(SecurityProtocol::SaslPlaintext));
    RawClient client(test.port());
    base::Bytes all;
    std::int32_t id = 0;
    for (const base::Bytes &frame : {requestFrame(kApiVersions, 0), handshake("PLAIN", 1), login(kAlice, 2), requestFrame(kMetadata, 3),
                                     requestFrame(kFetch, 4), requestFrame(kFetch, 5, 10'000)})
        all.insert(all.end(), frame.begin(), frame.end());
    QVERIFY(client.send(all));
    for (; id < 6; ++id)
        QCOMPARE(client.answer().value_or(-1), id);
    QCOMPARE(test.sink.principals(), (std::vector<std::string>{"User:ANONYMOUS", "User:alice", "User:alice", "User:alice"}));
}

void TestSecureServer::wrongPasswords()
{
    Server test(listener(SecurityProtocol::SaslPlaintext, {{"connection.failed.authentication.delay.ms", "150"}}));
    RawClient client(test.port());
    QVERIFY(client.send(handshake("PLAIN", 1)));
    QCOMPARE(client.answer().value_or(-1), 1);
    const auto before = std::chrono::steady_clock::now();
    QVERIFY(client.send(login(kWrong, 2)));
    const auto length = client.receive(4);
    QVERIFY(length);
    const auto content = client.receive(static_cast<std::size_t>(base::readBigEndian<std::int32_t>(length->data())));
    QVERIFY(content);
    QVERIFY(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(150));
    const auto response = wire::decodeResponseFrame<wire::SaslAuthenticateResponse>(*content, 2, 2);
    QVERIFY(response);
    QCOMPARE(response->errorCode, base::code(base::KafkaError::SaslAuthenticationFailed));
    QCOMPARE(*response->errorMessage, std::string("Authentication failed: Invalid username or password"));
    QVERIFY(client.isEnded());
    QTRY_VERIFY(test.log().find("Invalid username or password") != std::string::npos);
    QVERIFY(test.log().find("secret") == std::string::npos);
    // A mechanism that there is not: the list of those that there are, and the end.
    RawClient other(test.port());
    QVERIFY(other.send(handshake("GSSAPI", 3)));
    QCOMPARE(other.answer().value_or(-1), 3);
    QVERIFY(other.isEnded());
    QTRY_COMPARE(test.server.counters().connections.value(), std::int64_t{0});
}

void TestSecureServer::loginOverTls()
{
    // KIP-684: what is required of SSL listeners is not of this one.
    Server test(listener(SecurityProtocol::SaslSsl, {{"ssl.client.auth", "required"}}));
    TlsClient client(test.port(), trusting());
    QVERIFY(client.send(handshake("PLAIN", 1)));
    QCOMPARE(client.answer(), 1);
    QVERIFY(client.send(login(kAlice, 2)));
    QCOMPARE(client.answer(), 2);
    QVERIFY(client.send(requestFrame(kMetadata, 3)));
    QCOMPARE(client.answer(), 3);
    QCOMPARE(test.sink.principals(), (std::vector<std::string>{"User:alice"}));
    Server both(listener(SecurityProtocol::SaslSsl, {{"listener.name.door.ssl.client.auth", "required"}}));
    TlsClient without(both.port(), trusting());
    QVERIFY(!without.send(handshake("PLAIN", 1)) || without.answer() == -1);
}

void TestSecureServer::certificatesStay()
{
    const auto contentOf = [](const std::string &path) {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const std::string directory = m_directory.filePath(QStringLiteral("kept")).toStdString();
    const auto first = makeCertificates(directory, {"127.0.0.1"});
    QVERIFY(first);
    for (const std::string &key : {first->caKey(), first->brokerKey(), first->clientKey(), first->clientKeystore()}) {
        const auto mode = QFileInfo(QString::fromStdString(key)).permissions();
        QVERIFY2(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)), key.c_str());
        QVERIFY(contentOf(key).contains("BEGIN PRIVATE KEY"));
    }
    const QByteArray ca = contentOf(first->caCertificate());
    const QByteArray broker = contentOf(first->brokerCertificate());
    const QByteArray client = contentOf(first->clientCertificate());
    QVERIFY(makeCertificates(directory, {"localhost"}));
    QCOMPARE(contentOf(first->caCertificate()), ca);
    QCOMPARE(contentOf(first->brokerCertificate()), broker);
    QCOMPARE(contentOf(first->clientCertificate()), client);
    // For another host the brokers' is made anew, by the same authority.
    QVERIFY(makeCertificates(directory, {"kafka.example", "10.1.2.3"}));
    QCOMPARE(contentOf(first->caCertificate()), ca);
    QVERIFY(contentOf(first->brokerCertificate()) != broker);
    QCOMPARE(contentOf(first->clientCertificate()), client);
    QVERIFY(!makeCertificates(directory, {"a,DNS:b"}));
}

void TestSecureServer::certificatesOfSomebodyElseStay()
{
    const std::string directory = m_directory.filePath(QStringLiteral("own")).toStdString();
    const auto files = makeCertificates(directory, {});
    QVERIFY(files);
    QFile file(QString::fromStdString(files->brokerCertificate()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    const auto refused = makeCertificates(directory, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().target, files->brokerCertificate());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
    // Nor is a key that does not fit its certificate.
    QVERIFY(QFile::remove(file.fileName()) && QFile::copy(QString::fromStdString(m_files.brokerCertificate()), file.fileName()));
    QVERIFY(!makeCertificates(directory, {}));
}

QTEST_GUILESS_MAIN(TestSecureServer)
#include "tst_secure_server.moc"
