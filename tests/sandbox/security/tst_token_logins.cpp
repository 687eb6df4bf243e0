// SPDX-License-Identifier: GPL-3.0-or-later
// Logins with a delegation token: the id for a name and the HMAC for a password, whoever the token's owner is then, and for as
// long as it holds.
#include "tests/sandbox/security/security_fakes.h"

#include "backend/base/kafka_error.h"
#include "backend/net/scram.h"
#include "backend/net/scram_math.h"
#include "backend/sandbox/security/token_directory.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
using net::SaslMechanism;
using std::chrono::milliseconds;

class TestTokenLogins : public QObject
{
    Q_OBJECT

private:
    StillClock m_clock;
    std::unique_ptr<TokenDirectory> m_directory;

    static std::string password(const std::string &id) { return net::toBase64(makeTokenSigner("the secret")(id)); }
    void put(const std::string &id, const std::string &owner, std::int64_t livesMs)
    {
        const std::int64_t end = m_clock.wallMs() + livesMs;
        m_directory->set(std::make_shared<const DelegationTokens>(
            DelegationTokens{{id, DelegationToken{"User:" + owner, "User:" + owner, {}, m_clock.wallMs(), end, end}}}));
    }
    std::shared_ptr<const ListenerSecurity> listener(std::map<std::string, std::string> settings = {})
    {
        ListenerSecurity::Sources sources;
        sources.scram = scramUsers({{"carol", "carol-secret"}, {"token-1", "a password"}});
        sources.tokens = [this](SaslMechanism mechanism, const std::string &id) { return m_directory->find(mechanism, id); };
        sources.clock = &m_clock;
        return listenerOf(net::SecurityProtocol::SaslPlaintext, std::move(settings), sources);
    }
    /// The last answer, or nothing where the connection just ended.
    static std::optional<wire::SaslAuthenticateResponse> logIn(Peer &peer, const std::string &user, const std::string &secret, bool byToken,
                                                               SaslMechanism mechanism = SaslMechanism::ScramSha512)
    {
        if (peer.handshake(net::wordOf(mechanism)) != 0)
            return std::nullopt;
        net::ScramClient client(mechanism, user, secret, {}, byToken);
        const auto first = peer.authenticate(client.first());
        if (!first || first->errorCode != 0)
            return first;
        return peer.authenticate(*client.final(base::textOf(first->authBytes)));
    }

private Q_SLOTS:
    void init()
    {
        m_clock = {};
        m_directory = std::make_unique<TokenDirectory>(makeTokenSigner("the secret"), m_clock);
        put("token-1", "alice", 60'000);
    }

    /// RFC 4231, case 2, as any other HmacSHA512 has it.
    void theHmacIsKafkas()
    {
        const base::Bytes made = makeTokenSigner("Jefe")("what do ya want for nothing?");
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(made.data()), static_cast<int>(made.size())).toHex(),
                 QByteArray("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                            "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"));
        QVERIFY(!makeTokenSigner(""));
    }

    void theOwnerIsThere()
    {
        for (const auto mechanism : {SaslMechanism::ScramSha256, SaslMechanism::ScramSha512}) {
            Peer peer(listener());
            const auto last = logIn(peer, "token-1", password("token-1"), true, mechanism);
            QVERIFY(last && last->errorCode == 0);
            QCOMPARE(peer.authentication.principal(), std::string("User:alice"));
            QVERIFY(peer.authentication.byToken());
            QCOMPARE(last->sessionLifetimeMs, std::int64_t{60'000});
        }
        Peer carol(listener());
        QCOMPARE(logIn(carol, "carol", "carol-secret", false)->errorCode, std::int16_t{0});
        QVERIFY(!carol.authentication.byToken());
    }

    void tokensAndUsersAreTwoThings()
    {
        const auto fails = [this](const std::string &user, const std::string &secret, bool byToken) {
            Peer peer(listener());
            const auto last = logIn(peer, user, secret, byToken);
            return last && last->errorCode == base::code(KafkaError::SaslAuthenticationFailed) && !peer.authentication.complete();
        };
        QVERIFY(fails("token-1", "a password", true));
        QVERIFY(fails("token-1", password("token-1"), false));
        QVERIFY(fails("token-1", password("token-2"), true));
        QVERIFY(fails("token-2", password("token-2"), true));
        QVERIFY(fails("carol", "carol-secret", true));
        // A user of the same name is one still.
        QVERIFY(!fails("token-1", "a password", false));
    }

    void theExtensionAsJavaReadsIt()
    {
        const auto byToken = [this](const std::string &extensions) {
            const TokenLookup tokens = [this](SaslMechanism mechanism, const std::string &id) { return m_directory->find(mechanism, id); };
            const auto server = makeScramServer(SaslMechanism::ScramSha512, scramUsers({}), tokens);
            return server->next(base::viewOf("n,,n=token-1,r=abc" + extensions)) && server->byToken();
        };
        QVERIFY(byToken(",tokenauth=true"));
        QVERIFY(byToken(",tokenauth=TRUE"));
        QVERIFY(byToken(",other=1,tokenauth=true,more=2"));
        QVERIFY(!byToken(""));
        QVERIFY(!byToken(",tokenauth=false"));
        QVERIFY(!byToken(",tokenauth=tru"));
        QVERIFY(!byToken(",tokenauth=truer"));
        QVERIFY(!byToken(",nottokenauth=true"));
    }

    void theSessionEndsWithTheToken()
    {
        Peer peer(listener());
        QVERIFY(logIn(peer, "token-1", password("token-1"), true));
        m_clock.pass(milliseconds(59'999));
        QVERIFY(peer.authentication.mayServe(3));
        m_clock.pass(milliseconds(1));
        QVERIFY(!peer.authentication.mayServe(3));
        // Ended, it lets nobody in; renewed, it does again.
        m_clock.pass(milliseconds(1));
        Peer late(listener());
        QVERIFY(logIn(late, "token-1", password("token-1"), true)->errorCode != 0);
        put("token-1", "alice", 5'000);
        QCOMPARE(logIn(peer, "token-1", password("token-1"), true)->sessionLifetimeMs, std::int64_t{5'000});
        QVERIFY(peer.authentication.mayServe(3));
        // What the broker allows may be less.
        Peer shortly(listener({{"connections.max.reauth.ms", "2000"}}));
        QCOMPARE(logIn(shortly, "token-1", password("token-1"), true)->sessionLifetimeMs, std::int64_t{2'000});
    }

    void goneOnesAreForgotten()
    {
        const auto first = m_directory->find(SaslMechanism::ScramSha512, "token-1");
        QVERIFY(first);
        // Made once: who asks twice gets the same salt.
        QCOMPARE(m_directory->find(SaslMechanism::ScramSha512, "token-1")->credential, first->credential);
        QVERIFY(m_directory->find(SaslMechanism::ScramSha256, "token-1")->credential.storedKey.size() == 32);
        put("token-2", "bob", 1000);
        QVERIFY(!m_directory->find(SaslMechanism::ScramSha512, "token-1"));
        QCOMPARE(m_directory->find(SaslMechanism::ScramSha512, "token-2")->owner, std::string("bob"));
        put("token-1", "alice", 1000);
        QVERIFY(m_directory->find(SaslMechanism::ScramSha512, "token-1")->credential != first->credential);
    }

    void withoutASecretThereAreNone()
    {
        TokenDirectory directory({}, m_clock);
        directory.set(std::make_shared<const DelegationTokens>(
            DelegationTokens{{"token-1", DelegationToken{"User:alice", "User:alice", {}, 0, m_clock.wallMs() + 1000, m_clock.wallMs() + 1000}}}));
        QVERIFY(!directory.find(SaslMechanism::ScramSha512, "token-1"));
    }
};

QTEST_GUILESS_MAIN(TestTokenLogins)
#include "tst_token_logins.moc"
