// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/quota_sensors.h"

#include <QtTest>

using namespace weir;
using namespace weir::sandbox;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

using Entity = QuotaEntity;
constexpr auto kDefault = std::nullopt;

} // namespace

class TestQuotaSensors : public QObject
{
    Q_OBJECT

    base::ManualClock m_clock;
    std::unique_ptr<QuotaSensors> m_sensors;

    void set(ClientQuotas quotas) { m_sensors->set(std::make_shared<const ClientQuotas>(std::move(quotas))); }
    milliseconds produce(const std::string &user, const std::string &client, double bytes)
    {
        return m_sensors->charge(kProducerByteRate, {user, client}, bytes);
    }

private Q_SLOTS:
    void init() { m_sensors = std::make_unique<QuotaSensors>(m_clock, QuotaSensors::Windows{}, QuotaSensors::Windows{}); }

    void theMostParticularQuotaCounts()
    {
        ClientQuotas quotas;
        const auto limit = [&](const std::string &user, const std::string &client) {
            const auto found = quotaFor(quotas, kProducerByteRate, user, client);
            return found ? found->limit : -1.0;
        };
        QCOMPARE(limit("ann", "app"), -1.0);
        // From the least particular to the most, each wins over all before it.
        const Entity order[] = {
            {{"client-id", kDefault}},
            {{"client-id", "app"}},
            {{"user", kDefault}},
            {{"user", kDefault}, {"client-id", kDefault}},
            {{"user", kDefault}, {"client-id", "app"}},
            {{"user", "ann"}},
            {{"user", "ann"}, {"client-id", kDefault}},
            {{"user", "ann"}, {"client-id", "app"}},
        };
        double value = 0;
        for (const Entity &entity : order) {
            quotas[entity]["consumer_byte_rate"] = 1; // another key says nothing
            quotas[entity]["producer_byte_rate"] = ++value;
            QCOMPARE(limit("ann", "app"), value);
        }
        QCOMPARE(limit("bob", "app"), 5.0);
        QCOMPARE(limit("bob", "other"), 4.0);
        QCOMPARE(limit("ann", "other"), 7.0);
    }

    void aBurstIsAllowedAndThenTheRateHolds()
    {
        set({{{{"client-id", "app"}}, {{"producer_byte_rate", 1000}}}});
        // Ten windows' worth at once, as the rate is taken over all of them.
        QCOMPARE(produce("ANONYMOUS", "app", 10'000), milliseconds(0));
        // A thousand beyond: one second until it is within the limit again.
        QCOMPARE(produce("ANONYMOUS", "app", 1000), milliseconds(1000));
        QCOMPARE(produce("ANONYMOUS", "other", 1'000'000), milliseconds(0));
        // All of it is forgotten with its window.
        m_clock.advance(seconds(12));
        QCOMPARE(produce("ANONYMOUS", "app", 10'000), milliseconds(0));
    }

    void holdsASteadyClientToItsRate()
    {
        set({{{{"client-id", "app"}}, {{"producer_byte_rate", 1000}}}});
        double sent = 0;
        auto passed = milliseconds(0);
        while (passed < seconds(120)) {
            sent += 500;
            const milliseconds wait = produce("u", "app", 500) + milliseconds(1);
            m_clock.advance(wait);
            passed += wait;
        }
        const double rate = sent / std::chrono::duration<double>(passed).count();
        QVERIFY2(rate > 850 && rate < 1150, qPrintable(QString::number(rate)));
    }

    void whoSharesAQuotaSharesItsRate()
    {
        set({{{{"user", "ann"}}, {{"producer_byte_rate", 1000}}}});
        QCOMPARE(produce("ann", "one", 10'000), milliseconds(0));
        QVERIFY(produce("ann", "two", 1000) > milliseconds(0));
        QCOMPARE(produce("bob", "two", 1000), milliseconds(0));
        // A default gives each its own.
        set({{{{"user", kDefault}, {"client-id", kDefault}}, {{"producer_byte_rate", 1000}}}});
        QCOMPARE(produce("ann", "three", 10'000), milliseconds(0));
        QCOMPARE(produce("ann", "four", 10'000), milliseconds(0));
        QVERIFY(produce("ann", "three", 1000) > milliseconds(0));
    }

    void changesActAtOnce()
    {
        set({{{{"client-id", "app"}}, {{"producer_byte_rate", 1000}}}});
        QVERIFY(produce("u", "app", 20'000) > milliseconds(0));
        set({{{{"client-id", "app"}}, {{"producer_byte_rate", 1'000'000}}}});
        QCOMPARE(produce("u", "app", 20'000), milliseconds(0));
        set({});
        QCOMPARE(produce("u", "app", 1e12), milliseconds(0));
    }

    void givesBack()
    {
        set({{{{"client-id", "app"}}, {{"consumer_byte_rate", 1000}}}});
        QVERIFY(m_sensors->charge(kConsumerByteRate, {"u", "app"}, 30'000) > milliseconds(0));
        m_sensors->giveBack(kConsumerByteRate, {"u", "app"}, 30'000);
        QCOMPARE(m_sensors->charge(kConsumerByteRate, {"u", "app"}, 1000), milliseconds(0));
    }

    void timeIsBoundedByOneWindow()
    {
        set({{{{"user", kDefault}}, {{"request_percentage", 1}}}});
        QCOMPARE(m_sensors->charge(kRequestPercentage, {"u", "app"}, 500), milliseconds(1000));
        QCOMPARE(m_sensors->charge(kRequestPercentage, {"v", "app"}, 10), milliseconds(0));
    }

    void mutationsComeFromABucket()
    {
        set({{{{"user", "ann"}}, {{"controller_mutation_rate", 2}}}});
        // Full it holds 22; whoever finds it not below zero may take more than is in it.
        QVERIFY(!m_sensors->mutate({"ann", "a"}, 30, true).refused);
        const auto refused = m_sensors->mutate({"ann", "b"}, 1, true);
        QVERIFY(refused.refused);
        QCOMPARE(refused.wait, milliseconds(4000));
        QVERIFY(!m_sensors->mutate({"bob", "b"}, 1000, true).refused);
        m_clock.advance(seconds(4));
        QVERIFY(!m_sensors->mutate({"ann", "b"}, 1, true).refused);
        // An older client is not refused, and waits.
        const auto counted = m_sensors->mutate({"ann", "b"}, 3, false);
        QVERIFY(!counted.refused);
        QCOMPARE(counted.wait, milliseconds(2000));
    }

    void forgetsWhoCameOnce()
    {
        set({{{{"client-id", kDefault}}, {{"producer_byte_rate", 1000}}}});
        for (int i = 0; i < 5000; ++i) {
            produce("u", std::to_string(i), 1);
            m_clock.advance(milliseconds(20));
        }
        QVERIFY2(m_sensors->size() < 2500, qPrintable(QString::number(m_sensors->size())));
    }

    void debtsAreNotForgotten()
    {
        set({{{{"client-id", kDefault}}, {{"controller_mutation_rate", 2}}}});
        QVERIFY(!m_sensors->mutate({"u", "debtor"}, 1000, true).refused);
        m_clock.advance(seconds(60));
        for (int i = 0; i < 3000; ++i)
            QVERIFY(!m_sensors->mutate({"u", std::to_string(i)}, 1, true).refused);
        QVERIFY(m_sensors->mutate({"u", "debtor"}, 1, true).refused);
    }

    void knowsWhatCanBeSet()
    {
        QVERIFY(problemOf(Entity{{"user", "ann"}, {"client-id", kDefault}}).empty());
        QVERIFY(problemOf(Entity{{"ip", "10.0.0.1"}}).empty());
        QVERIFY(problemOf(Entity{{"ip", kDefault}}).empty());
        QVERIFY(!problemOf(Entity{}).empty());
        QVERIFY(!problemOf(Entity{{"user", ""}}).empty());
        QVERIFY(!problemOf(Entity{{"group", "g"}}).empty());
        QVERIFY(!problemOf(Entity{{"ip", "no-such.host.example"}}).empty());
        QVERIFY(!problemOf(Entity{{"ip", "10.0.0.1"}, {"user", "ann"}}).empty());
        const Entity user{{"user", "ann"}};
        QVERIFY(problemOf(user, "producer_byte_rate", 1024).empty());
        QVERIFY(problemOf(user, "request_percentage", 12.5).empty());
        QVERIFY(!problemOf(user, "producer_byte_rate", 10.5).empty());
        QVERIFY(!problemOf(user, "producer_byte_rate", 0).empty());
        QVERIFY(!problemOf(user, "producer_byte_rate", 1e30).empty());
        QVERIFY(!problemOf(user, "connection_creation_rate", 5).empty());
        QVERIFY(!problemOf(user, "nonsense", 5).empty());
        QVERIFY(problemOf(Entity{{"ip", kDefault}}, "connection_creation_rate", 5).empty());
        QVERIFY(!problemOf(Entity{{"ip", kDefault}}, "producer_byte_rate", 5).empty());
    }
};

QTEST_GUILESS_MAIN(TestQuotaSensors)
#include "tst_quota_sensors.moc"
