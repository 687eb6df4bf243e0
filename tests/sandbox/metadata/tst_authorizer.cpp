// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what by access control entries, as Kafka's StandardAuthorizer decides; and which entries a filter means.
#include "backend/sandbox/metadata/authorizer.h"

#include <QTest>

using namespace weir;
using namespace weir::sandbox;

namespace {

constexpr auto kTopic = ResourceType::Topic;
using enum AclOperation;
constexpr auto Allow = AclPermission::Allow;
constexpr auto Deny = AclPermission::Deny;

AclEntry entry(AclPermission permission, AclOperation operation, std::string name, PatternType pattern = PatternType::Literal,
               std::string principal = "User:alice", std::string host = "*", ResourceType type = kTopic)
{
    return {type, std::move(name), pattern, std::move(principal), std::move(host), operation, permission};
}

AclEntries entriesOf(const std::vector<AclEntry> &list)
{
    AclEntries entries;
    for (const AclEntry &one : list) {
        base::Uuid id;
        id.bytes[0] = static_cast<std::uint8_t>(entries.size() + 1);
        entries.emplace(id, one);
    }
    return entries;
}

constexpr Requester kAlice{"User:alice", "/10.0.0.1"};
constexpr Requester kBob{"User:bob", "10.0.0.2"};

} // namespace

class TestAuthorizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAllowedByItself();
    void patterns_data();
    void patterns();
    void impliedOperations_data();
    void impliedOperations();
    void denyComesFirst();
    void principalsAndHosts();
    void superUsers();
    void whereNoEntrySpeaks();
    void onAnyResource();
    void filters_data();
    void filters();
};

void TestAuthorizer::nothingIsAllowedByItself()
{
    const Authorizer none({}, {});
    QVERIFY(!none.allowed(kAlice, Read, kTopic, "t"));
    QVERIFY(!none.allowed(kAlice, Describe, ResourceType::Cluster, kClusterName));
    const Authorizer one(entriesOf({entry(Allow, Read, "t")}), {});
    QVERIFY(one.allowed(kAlice, Read, kTopic, "t"));
    QVERIFY(!one.allowed(kAlice, Read, kTopic, "u"));
    QVERIFY(!one.allowed(kAlice, Write, kTopic, "t"));
    QVERIFY(!one.allowed(kAlice, Read, ResourceType::Group, "t"));
    QVERIFY(!one.allowed(kBob, Read, kTopic, "t"));
}

void TestAuthorizer::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("prefixed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *pattern, bool prefixed, const char *name, bool fits) {
        QTest::addRow("%s%s on %s", pattern, prefixed ? "..." : "", name) << QString::fromLatin1(pattern) << prefixed << QString::fromLatin1(name) << fits;
    };
    row("orders", false, "orders", true);
    row("orders", false, "orders-eu", false);
    row("orders", false, "order", false);
    row("*", false, "orders", true);
    row("*", false, "*", true);
    row("orders", true, "orders", true);
    row("orders", true, "orders-eu", true);
    row("orders", true, "order", false);
    row("orders", true, "ordery", false);
    row("o", true, "orders", true);
    row("orders-eu", true, "orders", false);
    // A star is a beginning like any other there.
    row("*", true, "orders", false);
    row("*", true, "*x", true);
}

void TestAuthorizer::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(bool, prefixed);
    QFETCH(QString, name);
    QFETCH(bool, fits);
    const auto kind = prefixed ? PatternType::Prefixed : PatternType::Literal;
    // Others beside it do not hide it.
    const Authorizer allows(entriesOf({entry(Allow, Read, "a", PatternType::Prefixed), entry(Allow, Read, pattern.toStdString(), kind),
                                       entry(Allow, Read, "z", PatternType::Prefixed), entry(Allow, Read, "orders-", PatternType::Prefixed, "User:bob")}),
                            {});
    QCOMPARE(allows.allowed(kAlice, Read, kTopic, name.toStdString()), fits);
    const Authorizer denies(entriesOf({entry(Deny, Read, pattern.toStdString(), kind), entry(Allow, All, "*")}), {});
    QCOMPARE(denies.allowed(kAlice, Read, kTopic, name.toStdString()), !fits);
}

void TestAuthorizer::impliedOperations_data()
{
    QTest::addColumn<int>("given");
    QTest::addColumn<QList<int>>("implied");
    const auto row = [](const char *name, AclOperation given, const QList<AclOperation> &implied) {
        QList<int> numbers;
        for (const AclOperation one : implied)
            numbers.append(static_cast<int>(one));
        QTest::newRow(name) << static_cast<int>(given) << numbers;
    };
    row("Read", Read, {Read, Describe});
    row("Write", Write, {Write, Describe});
    row("Delete", Delete, {Delete, Describe});
    row("Alter", Alter, {Alter, Describe});
    row("Describe", Describe, {Describe});
    row("Create", Create, {Create});
    row("AlterConfigs", AlterConfigs, {AlterConfigs, DescribeConfigs});
    row("DescribeConfigs", DescribeConfigs, {DescribeConfigs});
    row("ClusterAction", ClusterAction, {ClusterAction});
    row("All", All, {Read, Write, Create, Delete, Alter, Describe, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite});
}

void TestAuthorizer::impliedOperations()
{
    QFETCH(int, given);
    QFETCH(QList<int>, implied);
    const auto operation = static_cast<AclOperation>(given);
    const Authorizer allows(entriesOf({entry(Allow, operation, "t")}), {});
    // To deny an operation denies no other.
    const Authorizer denies(entriesOf({entry(Deny, operation, "t"), entry(Allow, All, "t")}), {});
    for (int wanted = static_cast<int>(Read); wanted <= static_cast<int>(IdempotentWrite); ++wanted) {
        QCOMPARE(allows.allowed(kAlice, static_cast<AclOperation>(wanted), kTopic, "t"), implied.contains(wanted));
        QCOMPARE(denies.allowed(kAlice, static_cast<AclOperation>(wanted), kTopic, "t"), operation != All && wanted != given);
    }
}

void TestAuthorizer::denyComesFirst()
{
    const Authorizer literal(entriesOf({entry(Allow, All, "*"), entry(Allow, Read, "t"), entry(Deny, Read, "t")}), {});
    QVERIFY(!literal.allowed(kAlice, Read, kTopic, "t"));
    QVERIFY(literal.allowed(kAlice, Read, kTopic, "u"));
    const Authorizer wide(entriesOf({entry(Allow, Read, "t"), entry(Deny, Read, "*")}), {});
    QVERIFY(!wide.allowed(kAlice, Read, kTopic, "t"));
    const Authorizer beginning(entriesOf({entry(Allow, Read, "team-a", PatternType::Prefixed), entry(Deny, Read, "team", PatternType::Prefixed)}), {});
    QVERIFY(!beginning.allowed(kAlice, Read, kTopic, "team-a-1"));
    const Authorizer everybody(entriesOf({entry(Allow, Read, "t"), entry(Deny, Read, "t", PatternType::Literal, "User:*")}), {});
    QVERIFY(!everybody.allowed(kAlice, Read, kTopic, "t"));
}

void TestAuthorizer::principalsAndHosts()
{
    const Authorizer all(entriesOf({entry(Allow, Read, "t", PatternType::Literal, "User:*")}), {});
    QVERIFY(all.allowed(kAlice, Read, kTopic, "t") && all.allowed(kBob, Read, kTopic, "t"));
    QVERIFY(all.allowed({"User:ANONYMOUS", "/1.2.3.4"}, Read, kTopic, "t"));
    const Authorizer host(entriesOf({entry(Allow, Read, "t", PatternType::Literal, "User:*", "10.0.0.1")}), {});
    QVERIFY(host.allowed(kAlice, Read, kTopic, "t"));
    QVERIFY(!host.allowed(kBob, Read, kTopic, "t"));
    QVERIFY(!host.allowed({"User:alice", "/10.0.0.10"}, Read, kTopic, "t"));
}

void TestAuthorizer::superUsers()
{
    Authorizer::Options options;
    options.superUsers = Authorizer::parseSuperUsers(" User:admin ; ;User:CN=ops,O=x;");
    QCOMPARE(options.superUsers.size(), std::size_t{2});
    const Authorizer authorizer(entriesOf({entry(Deny, All, "*", PatternType::Literal, "User:*")}), options);
    QVERIFY(authorizer.allowed({"User:admin", "/1"}, Write, kTopic, "t"));
    QVERIFY(authorizer.allowed({"User:CN=ops,O=x", "/1"}, Write, kTopic, "t"));
    QVERIFY(authorizer.allowedOnAny({"User:admin", "/1"}, Write, kTopic));
    QVERIFY(!authorizer.allowed({"User:administrator", "/1"}, Write, kTopic, "t"));
    // The cluster's own nodes; no login makes such a principal.
    QVERIFY(authorizer.allowed({"Broker:sandbox", "/1"}, ClusterAction, ResourceType::Cluster, kClusterName));
}

void TestAuthorizer::whereNoEntrySpeaks()
{
    Authorizer::Options options;
    options.allowIfNoAclFound = true;
    const Authorizer authorizer(entriesOf({entry(Allow, Read, "t"), entry(Allow, Read, "p-", PatternType::Prefixed)}), options);
    QVERIFY(authorizer.allowed(kBob, Write, kTopic, "free"));
    QVERIFY(authorizer.allowed(kBob, Write, ResourceType::Group, "t"));
    // An entry for somebody else is one.
    QVERIFY(!authorizer.allowed(kBob, Write, kTopic, "t"));
    QVERIFY(!authorizer.allowed(kBob, Read, kTopic, "p-1"));
    const Authorizer all(entriesOf({entry(Allow, Read, "*")}), options);
    QVERIFY(!all.allowed(kBob, Read, kTopic, "free"));
}

void TestAuthorizer::onAnyResource()
{
    const auto any = [](const std::vector<AclEntry> &list, Authorizer::Options options = {}) {
        return Authorizer(entriesOf(list), std::move(options)).allowedOnAny(kAlice, Write, kTopic);
    };
    QVERIFY(!any({}));
    QVERIFY(any({}, {{}, true}));
    QVERIFY(any({entry(Allow, Write, "t")}));
    QVERIFY(any({entry(Allow, All, "t")}));
    QVERIFY(!any({entry(Allow, Read, "t")}));
    QVERIFY(!any({entry(Allow, Write, "g", PatternType::Literal, "User:alice", "*", ResourceType::Group)}));
    QVERIFY(!any({entry(Allow, Write, "t", PatternType::Literal, "User:bob")}));
    QVERIFY(any({entry(Allow, Write, "*"), entry(Deny, Write, "t")}));
    QVERIFY(!any({entry(Allow, Write, "t"), entry(Deny, Write, "*")}));
    QVERIFY(!any({entry(Allow, Write, "t"), entry(Deny, Write, "t")}));
    QVERIFY(!any({entry(Allow, Write, "team-a"), entry(Deny, Write, "team", PatternType::Prefixed)}));
    QVERIFY(!any({entry(Allow, Write, "team-a", PatternType::Prefixed), entry(Deny, All, "team", PatternType::Prefixed)}));
    QVERIFY(any({entry(Allow, Write, "team", PatternType::Prefixed), entry(Deny, Write, "team-a", PatternType::Prefixed)}));
    QVERIFY(any({entry(Allow, Write, "team", PatternType::Prefixed), entry(Deny, Write, "team")}));
}

void TestAuthorizer::filters_data()
{
    QTest::addColumn<int>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *title, PatternType pattern, const char *name, const char *found) {
        QTest::newRow(title) << static_cast<int>(pattern) << (name == nullptr ? QString() : QString::fromLatin1(name)) << QString::fromLatin1(found);
    };
    row("all", PatternType::Any, nullptr, "LWPG");
    row("literal ones", PatternType::Literal, nullptr, "LWG");
    row("prefixed ones", PatternType::Prefixed, nullptr, "P");
    row("by name", PatternType::Any, "orders", "L");
    row("the star itself", PatternType::Literal, "*", "W");
    row("what decides on a name", PatternType::Match, "orders", "LWP");
    row("what decides on another", PatternType::Match, "ord", "WP");
    row("and on a third", PatternType::Match, "or", "W");
}

void TestAuthorizer::filters()
{
    QFETCH(int, pattern);
    QFETCH(QString, name);
    QFETCH(QString, found);
    const std::vector<std::pair<char, AclEntry>> entries{
        {'L', entry(Allow, Read, "orders")},
        {'W', entry(Allow, Read, "*")},
        {'P', entry(Deny, Write, "ord", PatternType::Prefixed, "User:bob", "10.0.0.1")},
        {'G', entry(Allow, Read, "group", PatternType::Literal, "User:alice", "*", ResourceType::Group)},
    };
    const auto matching = [&](const AclFilter &filter) {
        QString letters;
        for (const auto &[letter, one] : entries) {
            if (filter.fits(one))
                letters += QLatin1Char(letter);
        }
        return letters;
    };
    AclFilter filter;
    filter.patternType = static_cast<PatternType>(pattern);
    if (!name.isNull())
        filter.resourceName = name.toStdString();
    QVERIFY(filter.unknownPart().empty());
    QCOMPARE(matching(filter), found);
    filter = {};
    filter.principal = "User:bob";
    QCOMPARE(matching(filter), QStringLiteral("P"));
    filter = {};
    filter.host = "10.0.0.1";
    QCOMPARE(matching(filter), QStringLiteral("P"));
    filter = {};
    filter.operation = Read;
    QCOMPARE(matching(filter), QStringLiteral("LWG"));
    filter = {};
    filter.permission = Deny;
    QCOMPARE(matching(filter), QStringLiteral("P"));
    filter = {};
    filter.resourceType = ResourceType::Group;
    QCOMPARE(matching(filter), QStringLiteral("G"));
    filter.operation = static_cast<AclOperation>(99);
    QCOMPARE(filter.unknownPart(), std::string("Unknown entryFilter."));
    filter.resourceType = ResourceType::Unknown;
    QCOMPARE(filter.unknownPart(), std::string("Unknown patternFilter."));
}

QTEST_GUILESS_MAIN(TestAuthorizer)
#include "tst_authorizer.moc"
