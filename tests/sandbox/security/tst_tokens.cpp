// SPDX-License-Identifier: GPL-3.0-or-later
// OAUTHBEARER: tokens that nobody signed, tokens signed with keys of a file, and what a client is told of those that are refused.
#include "tests/sandbox/security/security_fakes.h"

#include "backend/net/http_server.h"
#include "backend/net/scram_math.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <mutex>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

constexpr std::int64_t kNow = 1'700'003'600; // what StillClock begins with, in seconds

std::string url(base::ByteView bytes)
{
    std::string out = bytes.empty() ? std::string() : net::toBase64(bytes);
    for (char &c : out)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    out.erase(std::min(out.find('='), out.size()));
    return out;
}
std::string url(const std::string &text)
{
    return url(base::viewOf(text));
}

std::string unsignedToken(const std::string &claims, const std::string &header = "{\"alg\":\"none\"}")
{
    return url(header) + "." + url(claims) + ".";
}

std::string claims(std::int64_t expires, const std::string &more = {})
{
    return "{\"sub\":\"alice\",\"iat\":" + std::to_string(kNow - 10) + ",\"exp\":" + std::to_string(expires) + more + "}";
}

std::string firstMessage(const std::string &token)
{
    return std::string("n,,\1auth=Bearer ") + token + "\1\1";
}

std::string number(EVP_PKEY *key, const char *name, int size = 0)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    base::Bytes bytes(static_cast<std::size_t>(size == 0 ? BN_num_bytes(value) : size));
    BN_bn2binpad(value, bytes.data(), static_cast<int>(bytes.size()));
    BN_free(value);
    return url(bytes);
}

struct Signer {
    explicit Signer(bool rsa) : isRsa(rsa), key(rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256")) {}
    ~Signer() { EVP_PKEY_free(key); }
    Signer(const Signer &) = delete;
    Signer &operator=(const Signer &) = delete;

    std::string jwk(const std::string &id) const
    {
        if (isRsa)
            return "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + id + "\",\"n\":\"" + number(key, OSSL_PKEY_PARAM_RSA_N) + "\",\"e\":\""
                + number(key, OSSL_PKEY_PARAM_RSA_E) + "\"}";
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + id + "\",\"x\":\"" + number(key, OSSL_PKEY_PARAM_EC_PUB_X, 32) + "\",\"y\":\""
            + number(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32) + "\"}";
    }
    std::string token(const std::string &body, const std::string &id, std::string algorithm = {}) const
    {
        if (algorithm.empty())
            algorithm = isRsa ? "RS256" : "ES256";
        const std::string text = url("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + id + "\"}") + "." + url(body);
        EVP_MD_CTX *const context = EVP_MD_CTX_new();
        std::size_t size = 512;
        base::Bytes signature(size);
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
        EVP_DigestSign(context, signature.data(), &size, reinterpret_cast<const unsigned char *>(text.data()), text.size());
        EVP_MD_CTX_free(context);
        signature.resize(size);
        if (!isRsa) {
            const unsigned char *at = signature.data();
            ECDSA_SIG *const parts = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
            base::Bytes both(64);
            BN_bn2binpad(ECDSA_SIG_get0_r(parts), both.data(), 32);
            BN_bn2binpad(ECDSA_SIG_get0_s(parts), both.data() + 32, 32);
            ECDSA_SIG_free(parts);
            signature = both;
        }
        return text + "." + url(signature);
    }

    bool isRsa;
    EVP_PKEY *key;
};

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsecured();
    void unsecuredRefuses_data();
    void unsecuredRefuses();
    void requiredScope();
    void signedOnes();
    void newKeys();
    void keysOfAServer();
    void serversThatCannotBe();
    void keyFilesThatCannotBe();
    void login();
    void refusedLogin();

private:
    StillClock m_clock;
    QTemporaryDir m_directory;

    std::string keyFile(const std::string &text)
    {
        QFile file(m_directory.filePath(QStringLiteral("keys.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("cannot write the keys");
        return "file://" + file.fileName().toStdString();
    }
};

void TestTokens::unsecured()
{
    const auto validator = makeUnsecuredTokenValidator({}, m_clock);
    const auto token = validator->validate(unsignedToken(claims(kNow + 60)));
    QVERIFY(token);
    QCOMPARE(token->principal, std::string("alice"));
    QCOMPARE(token->expiresAtMs, (kNow + 60) * 1000);
    UnsecuredTokenRules rules;
    rules.principalClaim = "name";
    const auto other = makeUnsecuredTokenValidator(rules, m_clock)->validate(unsignedToken(claims(kNow + 60, ",\"name\":\"bob\"")));
    QVERIFY(other);
    QCOMPARE(other->principal, std::string("bob"));
    rules = {};
    rules.clockSkewMs = 5000;
    QVERIFY(makeUnsecuredTokenValidator(rules, m_clock)->validate(unsignedToken(claims(kNow - 4))));
    QVERIFY(!makeUnsecuredTokenValidator(rules, m_clock)->validate(unsignedToken(claims(kNow - 5))));
}

void TestTokens::unsecuredRefuses_data()
{
    QTest::addColumn<QString>("token");
    const auto row = [](const char *name, const std::string &token) { QTest::newRow(name) << QString::fromStdString(token); };
    row("empty", "");
    row("two parts", url("{}") + "." + url("{}"));
    row("four parts", unsignedToken(claims(kNow + 60)) + ".x");
    row("a signature", unsignedToken(claims(kNow + 60)) + "AAAA");
    row("another algorithm", unsignedToken(claims(kNow + 60), "{\"alg\":\"HS256\"}"));
    row("no header", "." + url(claims(kNow + 60)) + ".");
    row("not base64url", "a+b." + url("{}") + ".");
    row("no object", unsignedToken("[1]"));
    row("over", unsignedToken(claims(kNow)));
    row("no end", unsignedToken("{\"sub\":\"alice\"}"));
    row("an end that is no number", unsignedToken("{\"sub\":\"alice\",\"exp\":\"1\"}"));
    row("an end beyond all numbers", unsignedToken("{\"sub\":\"alice\",\"exp\":1e300}"));
    row("nobody", unsignedToken("{\"exp\":9999999999}"));
    row("a blank name", unsignedToken("{\"sub\":\" \",\"exp\":9999999999}"));
    row("from tomorrow", unsignedToken("{\"sub\":\"a\",\"iat\":1700009999,\"exp\":9999999999}"));
    row("nested without end", unsignedToken("{\"sub\":" + std::string(10'000, '[') + "}"));
    row("too long", unsignedToken(claims(kNow + 60, ",\"x\":\"" + std::string(400'000, 'x') + "\"")));
}

void TestTokens::unsecuredRefuses()
{
    QFETCH(QString, token);
    const auto refused = makeUnsecuredTokenValidator({}, m_clock)->validate(token.toStdString());
    QVERIFY(!refused);
    QCOMPARE(refused.error().action, std::string("invalid_token"));
}

void TestTokens::requiredScope()
{
    UnsecuredTokenRules rules;
    rules.requiredScope = {"read", "write"};
    const auto validator = makeUnsecuredTokenValidator(rules, m_clock);
    QVERIFY(validator->validate(unsignedToken(claims(kNow + 60, ",\"scope\":\"admin write read\""))));
    QVERIFY(validator->validate(unsignedToken(claims(kNow + 60, ",\"scope\":[\"write\",\"read\"]"))));
    const auto refused = validator->validate(unsignedToken(claims(kNow + 60, ",\"scope\":\"read writes\"")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().action, std::string("insufficient_scope"));
    QCOMPARE(refused.error().target, std::string("read write"));
}

void TestTokens::signedOnes()
{
    const Signer rsa(true);
    const Signer ec(false);
    const Signer stranger(false);
    SignedTokenRules rules;
    rules.keysUrl = keyFile("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"h\"}," + rsa.jwk("r") + "," + ec.jwk("e") + "]}");
    rules.audiences = {"kafka", "other"};
    rules.issuer = "https://issuer";
    const auto validator = makeSignedTokenValidator(rules, m_clock);
    QVERIFY(validator);
    const std::string good = claims(kNow + 60, ",\"aud\":[\"x\",\"kafka\"],\"iss\":\"https://issuer\"");
    for (const Signer *signer : {&rsa, &ec}) {
        const std::string id = signer->isRsa ? "r" : "e";
        const auto token = (*validator)->validate(signer->token(good, id));
        QVERIFY(token);
        QCOMPARE(token->principal, std::string("alice"));
        // One letter of what was signed.
        std::string changed = signer->token(good, id);
        const auto dot = changed.find('.');
        changed[dot + 5] = changed[dot + 5] == 'A' ? 'B' : 'A';
        QVERIFY(!(*validator)->validate(changed));
        QVERIFY(!(*validator)->validate(signer->token(claims(kNow + 60, ",\"aud\":\"x\",\"iss\":\"https://issuer\""), id)));
        QVERIFY(!(*validator)->validate(signer->token(claims(kNow + 60, ",\"aud\":\"kafka\",\"iss\":\"https://other\""), id)));
        QVERIFY(!(*validator)->validate(signer->token(claims(kNow - 31, ",\"aud\":\"kafka\",\"iss\":\"https://issuer\""), id)));
        QVERIFY((*validator)->validate(signer->token(claims(kNow - 29, ",\"aud\":\"kafka\",\"iss\":\"https://issuer\""), id)));
        QVERIFY(!(*validator)->validate(signer->token(good, id, "none")));
        QVERIFY(!(*validator)->validate(signer->token(good, id, signer->isRsa ? "ES256" : "RS256")));
        QVERIFY(!(*validator)->validate(signer->token(good, id, "HS256")));
    }
    QVERIFY(!(*validator)->validate(stranger.token(good, "e")));
    QVERIFY(!(*validator)->validate(unsignedToken(good)));
}

/// A key that the file did not hold is looked for in it, though not for every token.
void TestTokens::newKeys()
{
    const Signer first(false);
    const Signer second(false);
    SignedTokenRules rules;
    rules.keysUrl = keyFile("{\"keys\":[" + first.jwk("1") + "]}");
    const auto validator = makeSignedTokenValidator(rules, m_clock);
    QVERIFY(validator);
    QVERIFY(!(*validator)->validate(second.token(claims(kNow + 3600), "2")));
    keyFile("{\"keys\":[" + second.jwk("2") + "]}");
    QVERIFY(!(*validator)->validate(second.token(claims(kNow + 3600), "2")));
    m_clock.pass(std::chrono::seconds(6));
    QVERIFY((*validator)->validate(second.token(claims(kNow + 3600), "2")));
    QVERIFY(!(*validator)->validate(first.token(claims(kNow + 3600), "1")));
}

/// A key that is new at the server is known to one of the next logins; none waits for it.
void TestTokens::keysOfAServer()
{
    const Signer first(false);
    const Signer second(true);
    std::mutex mutex;
    auto keys = std::make_shared<const std::string>("{\"keys\":[" + first.jwk("1") + "]}");
    std::atomic<int> status{200};
    const auto server = net::HttpServer::listen("127.0.0.1:0", [&](const net::HttpRequest &request) {
        const std::lock_guard lock(mutex);
        const bool known = request.path == "/keys" && request.query == "a=b";
        return net::HttpResponse{known ? status.load() : 404, "application/json", false, keys};
    });
    QVERIFY(server);
    SignedTokenRules rules;
    rules.keysUrl = "http://" + (*server)->address() + "/keys?a=b";
    const auto validator = makeSignedTokenValidator(rules, m_clock);
    QVERIFY(validator);
    QVERIFY((*validator)->validate(first.token(claims(kNow + 3600), "1")));
    QVERIFY(!(*validator)->validate(second.token(claims(kNow + 3600), "2")));
    {
        const std::lock_guard lock(mutex);
        keys = std::make_shared<const std::string>("{\"keys\":[" + second.jwk("2") + "]}");
    }
    m_clock.pass(std::chrono::seconds(6));
    QVERIFY(QTest::qWaitFor([&] { return (*validator)->validate(second.token(claims(kNow + 3600), "2")).has_value(); }));
    // One that has an error now leaves the keys that were known.
    status = 500;
    m_clock.pass(std::chrono::seconds(6));
    QVERIFY(!(*validator)->validate(first.token(claims(kNow + 3600), "1")));
    QVERIFY((*validator)->validate(second.token(claims(kNow + 3600), "2")));
    // Without being asked, it is asked again after a while.
    status = 200;
    rules.refreshMs = 20;
    const auto restless = makeSignedTokenValidator(rules, m_clock);
    QVERIFY(restless);
    {
        const std::lock_guard lock(mutex);
        keys = std::make_shared<const std::string>("{\"keys\":[" + first.jwk("1") + "]}");
    }
    QVERIFY(QTest::qWaitFor([&] { return (*restless)->validate(first.token(claims(kNow + 3600), "1")).has_value(); }));
}

void TestTokens::serversThatCannotBe()
{
    const auto server = net::HttpServer::listen("127.0.0.1:0", [](const net::HttpRequest &request) {
        const std::string body = request.path == "/large" ? std::string(2U << 20, ' ') : "{}";
        return net::HttpResponse{request.path == "/none" ? 404 : 200, "application/json", false, std::make_shared<const std::string>(body)};
    });
    QVERIFY(server);
    const std::string root = "http://" + (*server)->address();
    const auto errorOf = [this](const std::string &url) {
        SignedTokenRules rules;
        rules.keysUrl = url;
        const auto made = makeSignedTokenValidator(rules, m_clock);
        return made ? std::string() : std::string(base::wordOf(made.error().kind));
    };
    QCOMPARE(errorOf(root + "/none"), std::string("Peer"));
    QCOMPARE(errorOf(root + "/empty"), std::string("Invalid"));
    QCOMPARE(errorOf(root + "/large"), std::string("Peer"));
    QCOMPARE(errorOf("http://"), std::string("Invalid"));
    QCOMPARE(errorOf("http://name:secret@127.0.0.1/"), std::string("Invalid"));
    QCOMPARE(errorOf("http://127.0.0.1:0/"), std::string("Invalid"));
    QCOMPARE(errorOf("http://127.0.0.1:1/"), std::string("Unreachable"));
    // A server that speaks no TLS.
    QVERIFY(!errorOf("https://" + (*server)->address() + "/").empty());
}

void TestTokens::keyFilesThatCannotBe()
{
    SignedTokenRules rules;
    rules.keysUrl = "file:" + m_directory.filePath(QStringLiteral("missing.json")).toStdString();
    QVERIFY(!makeSignedTokenValidator(rules, m_clock));
    for (const char *text : {"", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                             "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}"}) {
        rules.keysUrl = keyFile(text);
        QVERIFY2(!makeSignedTokenValidator(rules, m_clock), text);
    }
}

void TestTokens::login()
{
    const std::shared_ptr<const TokenValidator> validator = makeUnsecuredTokenValidator({}, m_clock);
    const std::string token = unsignedToken(claims(kNow + 3600));
    const auto server = makeOAuthServer(validator);
    const auto answer = server->next(base::viewOf(firstMessage(token)));
    QVERIFY(answer && answer->empty() && server->complete());
    QCOMPARE(server->user(), std::string("alice"));
    QCOMPARE(server->expiresAtMs().value_or(0), (kNow + 3600) * 1000);
    const auto withExtensions = makeOAuthServer(validator);
    QVERIFY(withExtensions->next(base::viewOf("n,a=alice,\1auth=bearer " + token + "\1traceId=7\1\1")) && withExtensions->complete());
    for (const std::string &message : {std::string(), std::string("n,,"), std::string("n,,\1\1"), "n,,\1auth=Basic " + token + "\1\1",
                                       "n,,\1auth=Bearer " + token, "n,a=bob,\1auth=Bearer " + token + "\1\1", "y,,\1auth=Bearer " + token + "\1\1"}) {
        const auto other = makeOAuthServer(validator);
        QVERIFY2(!other->next(base::viewOf(message)) && !other->complete(), message.c_str());
    }
}

/// The client is told why, says that it has heard, and only then fails.
void TestTokens::refusedLogin()
{
    const auto server = makeOAuthServer(makeUnsecuredTokenValidator({}, m_clock));
    const auto answer = server->next(base::viewOf(firstMessage(unsignedToken(claims(kNow - 60)))));
    QVERIFY(answer && !server->complete());
    QCOMPARE(std::string(base::textOf(*answer)), std::string("{\"status\":\"invalid_token\"}"));
    const auto refused = server->next(base::viewOf("\1"));
    QVERIFY(!refused && !server->complete());
    QCOMPARE(refused.error().peerText, std::string("{\"status\":\"invalid_token\"}"));
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
