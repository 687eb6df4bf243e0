// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of logins without a socket: PLAIN, SCRAM against the numbers of the RFC and against our own client, the
// requests around them, logging in again, and what principals are called.
#include "tests/sandbox/security/security_fakes.h"

#include "backend/base/kafka_error.h"
#include "backend/net/scram.h"
#include "backend/net/scram_math.h"

#include <openssl/x509.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
using net::SaslMechanism;
using net::SecurityProtocol;
using std::chrono::milliseconds;

namespace {

std::string text(const base::Bytes &bytes)
{
    return std::string(base::textOf(bytes));
}

/// Runs both sides; true where each is content with the other.
bool logsIn(SaslMechanism mechanism, SaslServer &server, const std::string &user, const std::string &password)
{
    net::ScramClient client(mechanism, user, password);
    const auto first = server.next(base::viewOf(client.first()));
    if (!first)
        return false;
    const auto final = client.final(base::textOf(*first));
    const auto last = final ? server.next(base::viewOf(*final)) : base::Result<base::Bytes>(refuseLogin());
    return last && client.verify(base::textOf(*last)).has_value() && server.complete() && server.user() == user;
}

constexpr std::string_view kAlice("\0alice\0alice-secret", 19);
constexpr std::string_view kWrong("\0alice\0other-secret", 19);
constexpr std::string_view kBob("\0bob\0bob-secret", 15);

} // namespace

class TestSasl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scramSha256OfTheRfc();
    void scramSha512OfAnotherImplementation();
    void scramWithOurClient();
    void scramRefuses();
    void unknownUsersLookLikeOthers();
    void plain();
    void loginByRequests();
    void bareTokens();
    void outOfTurn();
    void wrongPasswordEndsTheConnection();
    void loggingInAgain();
    void sessionsEnd();
    void settingsThatCannotBe();
    void principals_data();
    void principals();
    void rulesThatCannotBe();
    void subjectsAsJavaWritesThem();

private:
    StillClock m_clock;
    std::shared_ptr<const ListenerSecurity> listener(std::map<std::string, std::string> settings = {})
    {
        ListenerSecurity::Sources sources;
        sources.users = {{"alice", "alice-secret"}, {"bob", "bob-secret"}};
        sources.scram = scramUsers({{"carol", "carol-secret"}});
        sources.clock = &m_clock;
        return listenerOf(SecurityProtocol::SaslPlaintext, std::move(settings), sources);
    }
};

/// RFC 7677, section 3.
void TestSasl::scramSha256OfTheRfc()
{
    const ScramLookup users = [](SaslMechanism mechanism, const std::string &user) -> std::optional<ScramCredential> {
        if (user != "user")
            return std::nullopt;
        return *makeScramCredential(mechanism, "pencil", 4096, *net::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="));
    };
    const auto server = makeScramServer(SaslMechanism::ScramSha256, users, {}, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
    const auto first = server->next(base::viewOf("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"));
    QVERIFY(first);
    QCOMPARE(text(*first), std::string("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
    QVERIFY(!server->complete());
    const auto last = server->next(base::viewOf("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                                "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
    QVERIFY(last);
    QCOMPARE(text(*last), std::string("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    QVERIFY(server->complete());
    QCOMPARE(server->user(), std::string("user"));
}

/// The RFCs give no numbers for SHA-512; these are Python's hashlib's.
void TestSasl::scramSha512OfAnotherImplementation()
{
    const ScramLookup users = [](SaslMechanism mechanism, const std::string &) -> std::optional<ScramCredential> {
        return *makeScramCredential(mechanism, "pencil", 4096, base::toBytes("0123456789abcdefghijklmn"));
    };
    const auto server = makeScramServer(SaslMechanism::ScramSha512, users, {}, "servernonce");
    const auto first = server->next(base::viewOf("n,,n=user,r=clientnonce"));
    QVERIFY(first);
    QCOMPARE(text(*first), std::string("r=clientnonceservernonce,s=MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1u,i=4096"));
    const auto last = server->next(base::viewOf("c=biws,r=clientnonceservernonce,"
                                                "p=26nrBkODFW7NX+JgoHFjOczKBwGROhsTTIno98mwMMvfTmvImiQsfkhFczZ5VIkwA81c3qwHMo0a3rbT6Lm0nA=="));
    QVERIFY(last);
    QCOMPARE(text(*last), std::string("v=9xFjHA4ajRURZQsoTlhl9eVD8VD8wworiQWhi8xrNtxtEMcMDni5mSABMLrdqKKZED0wXJnNvOUcLCxwbU9x1A=="));
}

void TestSasl::scramWithOurClient()
{
    const auto users = scramUsers({{"a=b,c", "geheim"}, {"u", "p"}});
    for (const auto mechanism : {SaslMechanism::ScramSha256, SaslMechanism::ScramSha512}) {
        QVERIFY(logsIn(mechanism, *makeScramServer(mechanism, users), "a=b,c", "geheim"));
        QVERIFY(logsIn(mechanism, *makeScramServer(mechanism, users), "u", "p"));
        QVERIFY(!logsIn(mechanism, *makeScramServer(mechanism, users), "u", "q"));
        QVERIFY(!logsIn(mechanism, *makeScramServer(mechanism, users), "v", "p"));
    }
}

void TestSasl::scramRefuses()
{
    const auto users = scramUsers({{"u", "p"}});
    constexpr auto kMechanism = SaslMechanism::ScramSha256;
    for (const char *first : {"", "n", "n,", "p=tls-unique,,n=u,r=x", "n,,r=x", "n,,n=u", "n,,n=,r=x", "n,,n=u,r=", "n,,n=a=2X,r=x", "n,,m=ext,n=u,r=x",
                              "n,a=w,n=u,r=x"})
        QVERIFY2(!makeScramServer(kMechanism, users)->next(base::viewOf(first)), first);
    // A right proof over a nonce that is not the server's, and, as librdkafka has it, one that only ends with the server's.
    const auto proven = [&](bool oursAtTheEnd) {
        const auto server = makeScramServer(kMechanism, users, {}, "servernonce");
        const std::string firstBare = "n=u,r=client";
        const auto answer = server->next(base::viewOf("n,," + firstBare));
        const auto told = net::scramAttributes(base::textOf(*answer));
        const auto salted = net::scramSalted(kMechanism, "p", *net::fromBase64(told.at('s')), 4096);
        const base::Bytes clientKey = net::scramHmac(kMechanism, *salted, "Client Key");
        const std::string withoutProof = std::string("c=biws,r=client") + (oursAtTheEnd ? "clientservernonce" : "servernonc");
        base::Bytes proof = net::scramHmac(kMechanism, net::scramHash(kMechanism, clientKey), firstBare + "," + text(*answer) + "," + withoutProof);
        net::scramXor(proof, clientKey);
        return server->next(base::viewOf(withoutProof + ",p=" + net::toBase64(proof))).has_value();
    };
    QVERIFY(proven(true));
    QVERIFY(!proven(false));
    // What the server did not say.
    const auto tamper = [&](const char *what, auto change) {
        const auto server = makeScramServer(kMechanism, users);
        net::ScramClient client(kMechanism, "u", "p");
        const auto answer = server->next(base::viewOf(client.first()));
        std::string last = *client.final(base::textOf(*answer));
        change(last);
        const bool refused = !server->next(base::viewOf(last)) && !server->complete();
        QVERIFY2(refused, what);
    };
    tamper("another nonce", [](std::string &m) { m[m.find(",p=") - 1] = m[m.find(",p=") - 1] == 'A' ? 'B' : 'A'; });
    tamper("another channel binding", [](std::string &m) { m.replace(0, 6, "c=eSws"); });
    tamper("no proof", [](std::string &m) { m.resize(m.rfind(",p=")); });
    tamper("a short proof", [](std::string &m) { m = m.substr(0, m.rfind(",p=") + 3) + "AAAA"; });
    tamper("another proof", [](std::string &m) { m[m.rfind(",p=") + 3] = m[m.rfind(",p=") + 3] == 'A' ? 'B' : 'A'; });
}

/// Both get as far as the proof, with a salt that stays the same and says nothing.
void TestSasl::unknownUsersLookLikeOthers()
{
    const auto users = scramUsers({{"u", "p"}});
    const auto saltOf = [&](const std::string &user) {
        const auto answer = makeScramServer(SaslMechanism::ScramSha512, users)->next(base::viewOf("n,,n=" + user + ",r=x"));
        return answer ? std::string(net::scramAttributes(base::textOf(*answer)).at('s')) : std::string();
    };
    QCOMPARE(saltOf("nobody").size(), saltOf("u").size());
    QCOMPARE(saltOf("nobody"), saltOf("nobody"));
    QVERIFY(saltOf("nobody") != saltOf("somebody"));
    std::string words[2];
    for (const bool known : {false, true}) {
        const auto server = makeScramServer(SaslMechanism::ScramSha512, users);
        net::ScramClient client(SaslMechanism::ScramSha512, known ? "u" : "nobody", "wrong");
        const auto answer = server->next(base::viewOf(client.first()));
        const auto refused = server->next(base::viewOf(*client.final(base::textOf(*answer))));
        QVERIFY(!refused);
        words[known] = base::describe(refused.error());
    }
    QCOMPARE(words[0], words[1]);
}

void TestSasl::plain()
{
    const PlainUsers users{{"alice", "alice-secret"}};
    const auto wordsOf = [&](std::string_view message) {
        const auto server = makePlainServer(users);
        const auto answer = server->next(base::viewOf(message));
        return answer ? (server->complete() ? server->user() : std::string("?")) : answer.error().peerText;
    };
    QCOMPARE(wordsOf(kAlice), std::string("alice"));
    QCOMPARE(wordsOf(std::string_view("alice\0alice\0alice-secret", 24)), std::string("alice"));
    QCOMPARE(wordsOf(kWrong), std::string("Authentication failed: Invalid username or password"));
    QCOMPARE(wordsOf(kBob), std::string("Authentication failed: Invalid username or password"));
    QCOMPARE(wordsOf(std::string_view("bob\0alice\0alice-secret", 22)),
             std::string("Authentication failed: Client requested an authorization id that is different from username"));
    QCOMPARE(wordsOf("nothing"), std::string("Invalid SASL/PLAIN response: expected 3 tokens, got 1"));
    QCOMPARE(wordsOf(std::string_view("\0\0secret", 8)), std::string("Authentication failed: username not specified"));
    QCOMPARE(wordsOf(std::string_view("\0alice\0", 7)), std::string("Authentication failed: password not specified"));
}

void TestSasl::loginByRequests()
{
    Peer peer(listener());
    QVERIFY(!peer.authentication.complete());
    QVERIFY(peer.authentication.mayServe(18));
    QVERIFY(!peer.authentication.mayServe(3));
    QCOMPARE(peer.handshake("SCRAM-SHA-512"), std::int16_t{0});
    QCOMPARE(peer.mechanisms, (std::vector<std::string>{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}));
    net::ScramClient client(SaslMechanism::ScramSha512, "carol", "carol-secret");
    const auto first = peer.authenticate(client.first());
    QVERIFY(first && first->errorCode == 0);
    QVERIFY(!peer.authentication.complete());
    const auto last = peer.authenticate(*client.final(base::textOf(first->authBytes)));
    QVERIFY(last && last->errorCode == 0);
    QVERIFY(client.verify(base::textOf(last->authBytes)));
    QCOMPARE(last->sessionLifetimeMs, std::int64_t{0});
    QCOMPARE(peer.authentication.principal(), std::string("User:carol"));
    QVERIFY(peer.authentication.mayServe(3));
    QVERIFY(!peer.last.end);
}

void TestSasl::bareTokens()
{
    Peer peer(listener());
    QCOMPARE(peer.handshake("PLAIN", 0), std::int16_t{0});
    QVERIFY(peer.authentication.expectsToken());
    auto answer = peer.authentication.onToken(base::viewOf(kAlice));
    QVERIFY(answer.frame && !answer.end);
    QCOMPARE(answer.frame->bytes, (base::Bytes{0, 0, 0, 0}));
    QVERIFY(!peer.authentication.expectsToken());
    QCOMPARE(peer.authentication.principal(), std::string("User:alice"));
    // Nothing is said to who fails.
    Peer other(listener());
    QCOMPARE(other.handshake("PLAIN", 0), std::int16_t{0});
    answer = other.authentication.onToken(base::viewOf(kWrong));
    QVERIFY(!answer.frame && answer.end && answer.failed);
}

void TestSasl::outOfTurn()
{
    Peer early(listener());
    QVERIFY(early.authentication.takes(36));
    QVERIFY(!early.authenticate(kAlice));
    QVERIFY(early.last.end && !early.authentication.complete());
    Peer twice(listener());
    QCOMPARE(twice.handshake("PLAIN"), std::int16_t{0});
    QCOMPARE(twice.handshake("PLAIN"), std::int16_t{-1});
    QVERIFY(twice.last.end);
    Peer other(listener());
    QCOMPARE(other.handshake("GSSAPI"), base::code(KafkaError::UnsupportedSaslMechanism));
    QCOMPARE(other.mechanisms.size(), std::size_t{3});
    QVERIFY(other.last.end && other.last.failed);
    // Between handshake and login not even the versions are told.
    Peer between(listener());
    QCOMPARE(between.handshake("PLAIN"), std::int16_t{0});
    QVERIFY(!between.authentication.mayServe(18));
}

void TestSasl::wrongPasswordEndsTheConnection()
{
    Peer peer(listener());
    QCOMPARE(peer.handshake("PLAIN"), std::int16_t{0});
    const auto refused = peer.authenticate(kWrong);
    QVERIFY(refused);
    QCOMPARE(refused->errorCode, base::code(KafkaError::SaslAuthenticationFailed));
    QCOMPARE(*refused->errorMessage, std::string("Authentication failed: Invalid username or password"));
    QVERIFY(peer.last.end && peer.last.failed);
    QVERIFY(!peer.authentication.complete());
    Peer scram(listener());
    QCOMPARE(scram.handshake("SCRAM-SHA-256"), std::int16_t{0});
    net::ScramClient client(SaslMechanism::ScramSha256, "carol", "other");
    const auto first = scram.authenticate(client.first());
    const auto last = scram.authenticate(*client.final(base::textOf(first->authBytes)));
    QCOMPARE(*last->errorMessage, std::string("Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-256"));
    // A secret is in no word of it.
    QVERIFY(scram.last.reason.find("other") == std::string::npos && peer.last.reason.find("other-secret") == std::string::npos);
}

void TestSasl::loggingInAgain()
{
    const auto loggedIn = [this](Peer &peer) {
        peer.handshake("PLAIN");
        peer.authenticate(kAlice);
        return peer.authentication.complete();
    };
    Peer peer(listener());
    QVERIFY(loggedIn(peer));
    // Too soon: it is a request like any other then, and refused as one.
    QVERIFY(!peer.authentication.takes(17));
    m_clock.pass(milliseconds(1001));
    QVERIFY(peer.authentication.takes(17));
    QVERIFY(!peer.authentication.takes(36));
    QVERIFY(loggedIn(peer));
    QCOMPARE(peer.authentication.principal(), std::string("User:alice"));
    // As somebody else, and by another mechanism.
    m_clock.pass(milliseconds(1001));
    QCOMPARE(peer.handshake("PLAIN"), std::int16_t{0});
    auto refused = peer.authenticate(kBob);
    QCOMPARE(refused->errorCode, base::code(KafkaError::SaslAuthenticationFailed));
    QCOMPARE(*refused->errorMessage, std::string("Cannot change principals during re-authentication from User:alice to User:bob"));
    QCOMPARE(peer.authentication.principal(), std::string("User:alice"));
    QVERIFY(peer.last.end);
    Peer other(listener());
    QVERIFY(loggedIn(other));
    m_clock.pass(milliseconds(1001));
    QCOMPARE(other.handshake("SCRAM-SHA-512"), std::int16_t{0});
    refused = other.authenticate("n,,n=alice,r=x");
    QCOMPARE(*refused->errorMessage,
             std::string("SASL mechanism 'SCRAM-SHA-512' requested by client is not supported for re-authentication of mechanism 'PLAIN'"));
}

void TestSasl::sessionsEnd()
{
    Peer peer(listener({{"connections.max.reauth.ms", "10000"}, {"listener.name.door.scram-sha-256.connections.max.reauth.ms", "3000"}}));
    peer.handshake("PLAIN");
    QCOMPARE(peer.authenticate(kAlice, 1)->sessionLifetimeMs, std::int64_t{10'000});
    m_clock.pass(milliseconds(9'999));
    QVERIFY(peer.authentication.mayServe(3));
    m_clock.pass(milliseconds(1));
    QVERIFY(!peer.authentication.mayServe(3));
    // It may still log in again, and goes on.
    QVERIFY(peer.authentication.takes(17));
    peer.handshake("PLAIN");
    QCOMPARE(peer.authenticate(kAlice)->sessionLifetimeMs, std::int64_t{10'000});
    QVERIFY(peer.authentication.mayServe(3));
}

void TestSasl::settingsThatCannotBe()
{
    const auto refused = [this](const char *word, std::map<std::string, std::string> settings) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(word)));
        return listener(std::move(settings)) == nullptr;
    };
    QVERIFY(refused("GSSAPI", {{"sasl.enabled.mechanisms", "PLAIN,GSSAPI"}}));
    QVERIFY(refused("sasl.enabled.mechanisms", {{"sasl.enabled.mechanisms", " , "}}));
    QVERIFY(refused("sasl.jaas.config", {{"listener.name.door.plain.sasl.jaas.config", "no semicolon"}}));
    QVERIFY(refused("ScramLoginModule", {{"listener.name.door.plain.sasl.jaas.config", "x.ScramLoginModule required;"}}));
    // Users of a JAAS configuration come to those that are there.
    Peer peer(listener({{"listener.name.door.plain.sasl.jaas.config",
                         "org.apache.kafka.common.security.plain.PlainLoginModule required user_dave=\"d;\\\"s\";"}}));
    peer.handshake("PLAIN");
    QCOMPARE(peer.authenticate(std::string_view("\0dave\0d;\"s", 10))->errorCode, std::int16_t{0});
}

void TestSasl::principals_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("name");
    const QString none = QStringLiteral("-");
    const QString alice = QStringLiteral("CN=Alice,OU=Dev,O=Org,C=DE");
    QTest::newRow("default") << QStringLiteral("DEFAULT") << alice << alice;
    QTest::newRow("empty") << QString() << alice << alice;
    QTest::newRow("group") << QStringLiteral("RULE:^CN=(.*?),OU=Dev.*$/$1/") << alice << QStringLiteral("Alice");
    QTest::newRow("lower") << QStringLiteral("RULE:^CN=(.*?),OU=Dev.*$/$1@$0/L").replace(QStringLiteral("$0"), QStringLiteral("X")) << alice
                           << QStringLiteral("alice@x");
    QTest::newRow("upper") << QStringLiteral("RULE:^CN=(.*?),.*$/$1/U") << alice << QStringLiteral("ALICE");
    QTest::newRow("first that fits") << QStringLiteral("RULE:^CN=(.*?),OU=Ops.*$/ops-$1/, RULE:^CN=(.*?),.*$/$1/L, DEFAULT") << alice << QStringLiteral("alice");
    QTest::newRow("falls to default") << QStringLiteral("RULE:^CN=(.*?),OU=Ops.*$/$1/,DEFAULT") << alice << alice;
    QTest::newRow("none fits") << QStringLiteral("RULE:^CN=(.*?),OU=Ops.*$/$1/") << alice << none;
    QTest::newRow("whole subject") << QStringLiteral("RULE:CN=Alice/x/") << alice << none;
    QTest::newRow("slash") << QStringLiteral("RULE:^CN=(.*?)\\/(.*?),.*$/$2/") << QStringLiteral("CN=svc/alice,O=x") << QStringLiteral("alice");
}

void TestSasl::principals()
{
    QFETCH(QString, rules);
    QFETCH(QString, subject);
    QFETCH(QString, name);
    const auto parsed = PrincipalRules::parse(rules.toStdString());
    QVERIFY(parsed);
    QCOMPARE(QString::fromStdString(parsed->apply(subject.toStdString()).value_or("-")), name);
}

void TestSasl::rulesThatCannotBe()
{
    for (const char *rules : {"RULE:", "RULE:a", "RULE:a/b", "DEFAULTS", "RULE:(/x/", "RULE:a/b/X", "anything"})
        QVERIFY2(!PrincipalRules::parse(rules), rules);
    // One that would take for ever, on more than any name holds.
    QVERIFY(!PrincipalRules::parse("RULE:(a*)*b/$1/")->apply(std::string(100'000, 'a')));
}

void TestSasl::subjectsAsJavaWritesThem()
{
    X509_NAME *const name = X509_NAME_new();
    const auto add = [name](const char *type, const char *value, int set = 0) {
        X509_NAME_add_entry_by_txt(name, type, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(value), -1, -1, set);
    };
    add("C", "DE");
    add("O", "Müller, Söhne");
    add("OU", " a+b ");
    add("UID", "7", -1);
    add("CN", "al\"ice");
    QCOMPARE(distinguishedName(name), std::string("CN=al\\\"ice,OU=\\ a\\+b\\ +UID=7,O=Müller\\, Söhne,C=DE"));
    X509_NAME_free(name);
    X509_NAME *const other = X509_NAME_new();
    X509_NAME_add_entry_by_txt(other, "emailAddress", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("a@b"), -1, -1, 0);
    QCOMPARE(distinguishedName(other), std::string("1.2.840.113549.1.9.1=#1603614062"));
    X509_NAME_free(other);
}

QTEST_GUILESS_MAIN(TestSasl)
#include "tst_sasl.moc"
