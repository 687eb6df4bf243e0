// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/share/share_sessions.h"

#include <QtTest>

#include <set>

using namespace weir::sandbox;
using weir::base::KafkaError;

namespace {

using Partition = ShareSessions::Partition;
using Partitions = std::vector<Partition>;

Partition at(std::int32_t index)
{
    return {{}, index};
}

const ShareSessions::Key kAlice{"g", "alice"};
const ShareSessions::Key kBob{"g", "bob"};

} // namespace

class TestShareSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void epochsFollowOneAnother();
    void partitionsComeAndGo();
    void turnsBeginElsewhere();
    void sessionsEnd();
    void thereIsALimit();
};

void TestShareSessions::epochsFollowOneAnother()
{
    ShareSessions sessions(10, [](const auto &) {});
    QCOMPARE(sessions.fetch(1, kAlice, 1, {}, {}).error, KafkaError::ShareSessionNotFound);
    QCOMPARE(sessions.acknowledge(kAlice, 1), KafkaError::ShareSessionNotFound);
    QCOMPARE(sessions.fetch(1, kAlice, 0, {at(0)}, {}).error, KafkaError::None);
    QCOMPARE(sessions.fetch(1, kAlice, 2, {}, {}).error, KafkaError::InvalidShareSessionEpoch);
    QCOMPARE(sessions.fetch(1, kAlice, 1, {}, {}).error, KafkaError::None);
    // Acknowledgements count as well.
    QCOMPARE(sessions.acknowledge(kAlice, 0), KafkaError::InvalidShareSessionEpoch);
    QCOMPARE(sessions.acknowledge(kAlice, 2), KafkaError::None);
    QCOMPARE(sessions.acknowledge(kAlice, 2), KafkaError::InvalidShareSessionEpoch);
    QCOMPARE(sessions.fetch(1, kAlice, 3, {}, {}).error, KafkaError::None);
    // One that begins anew may do so at any time.
    QCOMPARE(sessions.fetch(1, kAlice, 0, {at(0)}, {}).error, KafkaError::None);
    QCOMPARE(sessions.fetch(1, kAlice, 1, {}, {}).error, KafkaError::None);
}

void TestShareSessions::partitionsComeAndGo()
{
    ShareSessions sessions(10, [](const auto &) {});
    QCOMPARE(sessions.fetch(1, kAlice, 0, {at(0), at(1)}, {}).partitions, (Partitions{at(0), at(1)}));
    const auto more = sessions.fetch(1, kAlice, 1, {at(2), at(1)}, {at(0), at(9)}).partitions;
    QCOMPARE((std::set<Partition>(more.begin(), more.end())), (std::set<Partition>{at(1), at(2)}));
    QVERIFY(sessions.fetch(1, kAlice, 2, {}, {at(1), at(2)}).partitions.empty());
}

void TestShareSessions::turnsBeginElsewhere()
{
    ShareSessions sessions(10, [](const auto &) {});
    QCOMPARE(sessions.fetch(1, kAlice, 0, {at(0), at(1), at(2)}, {}).partitions.front(), at(0));
    for (std::int32_t epoch = 1; epoch < 7; ++epoch)
        QCOMPARE(sessions.fetch(1, kAlice, epoch, {}, {}).partitions.front(), at(epoch % 3));
}

void TestShareSessions::sessionsEnd()
{
    std::vector<ShareSessions::Key> released;
    ShareSessions sessions(10, [&](const auto &key) { released.push_back(key); });
    sessions.fetch(1, kAlice, 0, {at(0)}, {});
    sessions.fetch(2, kBob, 0, {at(0)}, {});
    const auto last = sessions.fetch(1, kAlice, ShareSessions::kFinalEpoch, {}, {});
    QCOMPARE(last.error, KafkaError::None);
    QVERIFY(last.partitions.empty() && released.empty());
    sessions.end(kAlice);
    sessions.end(kAlice);
    QCOMPARE(released, (std::vector<ShareSessions::Key>{kAlice}));
    sessions.onDisconnect(1);
    QCOMPARE(sessions.size(), std::size_t{1});
    sessions.onDisconnect(2);
    QCOMPARE(released.size(), std::size_t{2});
    // Whoever begins anew has lost what it was given.
    sessions.fetch(3, kBob, 0, {at(0)}, {});
    sessions.fetch(3, kBob, 0, {at(0)}, {});
    QCOMPARE(released.size(), std::size_t{3});
}

void TestShareSessions::thereIsALimit()
{
    ShareSessions sessions(1, [](const auto &) {});
    QCOMPARE(sessions.fetch(1, kAlice, 0, {}, {}).error, KafkaError::None);
    QCOMPARE(sessions.fetch(2, kBob, 0, {}, {}).error, KafkaError::ShareSessionLimitReached);
    QCOMPARE(sessions.fetch(1, kAlice, 0, {}, {}).error, KafkaError::None);
    sessions.onDisconnect(1);
    QCOMPARE(sessions.fetch(2, kBob, 0, {}, {}).error, KafkaError::None);
}

QTEST_GUILESS_MAIN(TestShareSessions)
#include "tst_share_sessions.moc"
