// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/share/share_partition.h"

#include <QtTest>

#include <set>

using namespace weir::sandbox;
using weir::base::KafkaError;
using namespace std::chrono_literals;

namespace {

using Ack = Acknowledgement;
using Runs = std::vector<StateRun>;
using Given = std::vector<AcquiredRun>;

/// Acknowledges and stores at once.
KafkaError acknowledge(SharePartition &partition, const std::string &member, std::vector<AcknowledgedRun> runs, std::chrono::nanoseconds now = 0s)
{
    const auto done = partition.acknowledge(member, runs, now);
    if (done.error == KafkaError::None)
        partition.settle(done.change.id, true, now);
    return done.error;
}

} // namespace

class TestSharePartition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachRecordOnce();
    void acceptsInAnyOrder();
    void releasedAndRejected();
    void tooManyDeliveries();
    void locksEnd();
    void locksAreRenewed();
    void membersThatGo();
    void wholeBatches();
    void limitsWhatIsInFlight();
    void refusals();
    void changesAreStoredFirst();
    void logsThatBeginLater();
    void restarts();
    void storms_data();
    void storms();
};

void TestSharePartition::givesEachRecordOnce()
{
    SharePartition partition(10, {}, {});
    QCOMPARE(partition.fetchOffset(), std::int64_t{10});
    QCOMPARE(partition.acquire("a", 10, 19, 4, {}, 0s), (Given{{10, 13, 1}}));
    QCOMPARE(partition.fetchOffset(), std::int64_t{14});
    QCOMPARE(partition.acquire("b", 10, 19, 100, {}, 0s), (Given{{14, 19, 1}}));
    QVERIFY(partition.acquire("a", 10, 19, 100, {}, 0s).empty());
    QCOMPARE(partition.inFlight(), 10);
    // The log passed over 20 to 24, as after compaction.
    QCOMPARE(partition.acquire("a", 25, 26, 100, {}, 0s), (Given{{25, 26, 1}}));
    QCOMPARE(partition.startOffset(), std::int64_t{10});
}

void TestSharePartition::acceptsInAnyOrder()
{
    SharePartition partition(0, {}, {});
    partition.acquire("a", 0, 9, 100, {}, 0s);
    QCOMPARE(acknowledge(partition, "a", {{3, 5, {Ack::Accept}}}), KafkaError::None);
    QCOMPARE(partition.startOffset(), std::int64_t{0});
    QCOMPARE(acknowledge(partition, "a", {{0, 2, {Ack::Accept, Ack::Gap, Ack::Reject}}}), KafkaError::None);
    QCOMPARE(partition.startOffset(), std::int64_t{6});
    QCOMPARE(partition.inFlight(), 4);
    QCOMPARE(acknowledge(partition, "a", {{6, 9, {Ack::Accept}}}), KafkaError::None);
    QCOMPARE(partition.startOffset(), std::int64_t{10});
    QVERIFY(partition.runs().empty());
    // Of what is settled nothing is said any more.
    QCOMPARE(acknowledge(partition, "a", {{0, 9, {Ack::Release}}}), KafkaError::None);
    QVERIFY(partition.runs().empty());
}

void TestSharePartition::releasedAndRejected()
{
    SharePartition partition(0, {}, {});
    partition.acquire("a", 0, 4, 100, {}, 0s);
    QCOMPARE(acknowledge(partition, "a", {{0, 4, {Ack::Release, Ack::Accept, Ack::Release, Ack::Reject, Ack::Release}}}), KafkaError::None);
    QCOMPARE(partition.runs(), (Runs{{0, 0, DeliveryState::Available, 1}, {1, 1, DeliveryState::Acknowledged, 1}, {2, 2, DeliveryState::Available, 1},
                                     {3, 3, DeliveryState::Archived, 1}, {4, 4, DeliveryState::Available, 1}}));
    QCOMPARE(partition.fetchOffset(), std::int64_t{0});
    QCOMPARE(partition.acquire("b", 0, 4, 100, {}, 0s), (Given{{0, 0, 2}, {2, 2, 2}, {4, 4, 2}}));
}

void TestSharePartition::tooManyDeliveries()
{
    SharePartition partition(0, {}, {.deliveryCountLimit = 2});
    for (std::int16_t delivery = 1; delivery <= 2; ++delivery) {
        QCOMPARE(partition.acquire("a", 0, 1, 100, {}, 0s), (Given{{0, 1, delivery}}));
        QCOMPARE(acknowledge(partition, "a", {{0, 1, {Ack::Release}}}), KafkaError::None);
    }
    QCOMPARE(partition.startOffset(), std::int64_t{2});
    QVERIFY(partition.acquire("a", 0, 1, 100, {}, 0s).empty());
}

void TestSharePartition::locksEnd()
{
    SharePartition partition(0, {}, {.lockDuration = 30s, .deliveryCountLimit = 2});
    QVERIFY(!partition.nextExpiry());
    partition.acquire("a", 0, 3, 2, {}, 0s);
    partition.acquire("a", 0, 3, 2, {}, 10s);
    QCOMPARE(*partition.nextExpiry(), std::chrono::nanoseconds(30s));
    QVERIFY(partition.expire(29s).runs.empty());
    // Too late, though nobody has looked at the clock yet.
    QCOMPARE(acknowledge(partition, "a", {{0, 1, {Ack::Accept}}}, 30s), KafkaError::InvalidRecordState);
    QCOMPARE(partition.expire(30s).runs, (Runs{{0, 1, DeliveryState::Available, 1}}));
    QCOMPARE(*partition.nextExpiry(), std::chrono::nanoseconds(40s));
    // Its owner comes too late.
    QCOMPARE(acknowledge(partition, "a", {{0, 1, {Ack::Accept}}}, 30s), KafkaError::InvalidRecordState);
    partition.acquire("b", 0, 1, 2, {}, 31s);
    QCOMPARE(partition.expire(61s).runs, (Runs{{0, 1, DeliveryState::Archived, 2}, {2, 3, DeliveryState::Available, 1}}));
    QCOMPARE(partition.startOffset(), std::int64_t{2});
}

void TestSharePartition::locksAreRenewed()
{
    SharePartition partition(0, {}, {.lockDuration = 30s});
    partition.acquire("a", 0, 3, 100, {}, 0s);
    const auto renewed = partition.acknowledge("a", {{0, 1, {Ack::Renew}}}, 20s);
    QCOMPARE(renewed.error, KafkaError::None);
    QVERIFY(renewed.change.runs.empty());
    QCOMPARE(partition.expire(30s).runs, (Runs{{2, 3, DeliveryState::Available, 1}}));
    QCOMPARE(acknowledge(partition, "a", {{0, 1, {Ack::Accept}}}, 49s), KafkaError::None);
    QCOMPARE(partition.startOffset(), std::int64_t{2});
}

void TestSharePartition::membersThatGo()
{
    SharePartition partition(0, {}, {});
    partition.acquire("a", 0, 5, 3, {}, 0s);
    partition.acquire("b", 0, 5, 3, {}, 0s);
    QCOMPARE(partition.release("a").runs, (Runs{{0, 2, DeliveryState::Available, 0}}));
    QCOMPARE(partition.acquire("b", 0, 5, 100, {}, 0s), (Given{{0, 2, 1}}));
}

void TestSharePartition::wholeBatches()
{
    SharePartition partition(0, {}, {});
    const std::vector<std::int64_t> ends{4, 9, 14};
    // Six records end in the second batch, which is given whole.
    QCOMPARE(partition.acquire("a", 0, 14, 6, ends, 0s), (Given{{0, 9, 1}}));
    QCOMPARE(partition.acquire("b", 0, 14, 1, ends, 0s), (Given{{10, 14, 1}}));
    acknowledge(partition, "a", {{0, 9, {Ack::Accept, Ack::Release, Ack::Accept, Ack::Release, Ack::Accept, Ack::Release, Ack::Accept, Ack::Accept, Ack::Accept, Ack::Release}}});
    QCOMPARE(partition.acquire("b", 0, 14, 1, ends, 0s), (Given{{1, 1, 2}, {3, 3, 2}}));
}

void TestSharePartition::limitsWhatIsInFlight()
{
    SharePartition partition(0, {}, {.maxInFlight = 5});
    QCOMPARE(partition.acquire("a", 0, 99, 100, {}, 0s), (Given{{0, 4, 1}}));
    QVERIFY(partition.isFull());
    QVERIFY(partition.acquire("a", 5, 99, 100, {}, 0s).empty());
    acknowledge(partition, "a", {{0, 1, {Ack::Accept}}});
    QVERIFY(!partition.isFull());
    QCOMPARE(partition.acquire("a", 5, 99, 100, {}, 0s), (Given{{5, 6, 1}}));
    acknowledge(partition, "a", {{4, 4, {Ack::Release}}});
    QVERIFY(!partition.isFull());
    QCOMPARE(partition.fetchOffset(), std::int64_t{4});
}

void TestSharePartition::refusals()
{
    SharePartition partition(0, {}, {});
    partition.acquire("a", 0, 4, 100, {}, 0s);
    const auto before = partition.runs();
    QCOMPARE(acknowledge(partition, "b", {{0, 4, {Ack::Accept}}}), KafkaError::InvalidRecordState);
    QCOMPARE(acknowledge(partition, "a", {{0, 5, {Ack::Accept}}}), KafkaError::InvalidRequest);
    QCOMPARE(acknowledge(partition, "a", {{0, 4, {Ack::Accept, Ack::Accept}}}), KafkaError::InvalidRequest);
    QCOMPARE(acknowledge(partition, "a", {{3, 2, {Ack::Accept}}}), KafkaError::InvalidRequest);
    QCOMPARE(acknowledge(partition, "a", {{0, 4, {}}}), KafkaError::InvalidRequest);
    // All or none: the second line is wrong.
    acknowledge(partition, "a", {{4, 4, {Ack::Accept}}});
    const auto after = partition.runs();
    QVERIFY(after != before);
    QCOMPARE(acknowledge(partition, "a", {{0, 1, {Ack::Accept}}, {3, 4, {Ack::Accept}}}), KafkaError::InvalidRecordState);
    QCOMPARE(partition.runs(), after);
}

void TestSharePartition::changesAreStoredFirst()
{
    SharePartition partition(0, {}, {.lockDuration = 30s});
    partition.acquire("a", 0, 4, 100, {}, 0s);
    const auto accepted = partition.acknowledge("a", {{0, 1, {Ack::Accept}}}, 1s);
    QCOMPARE(accepted.change.runs, (Runs{{0, 1, DeliveryState::Acknowledged, 1}}));
    const auto released = partition.acknowledge("a", {{2, 3, {Ack::Release}}}, 1s);
    // Until they are stored the start stays, and nobody is given anything of them.
    QCOMPARE(partition.startOffset(), std::int64_t{0});
    QVERIFY(partition.acquire("b", 0, 4, 100, {}, 1s).empty());
    QCOMPARE(partition.acknowledge("a", {{0, 1, {Ack::Release}}}, 1s).error, KafkaError::InvalidRecordState);
    // Refused: with a as before, so that a may say it again.
    partition.settle(accepted.change.id, false, 2s);
    partition.settle(released.change.id, true, 2s);
    QCOMPARE(partition.acquire("b", 0, 4, 100, {}, 2s), (Given{{2, 3, 2}}));
    const auto again = partition.acknowledge("a", {{0, 1, {Ack::Accept}}}, 3s);
    QCOMPARE(again.error, KafkaError::None);
    // The lock ends while the change is on its way, which then fails.
    QVERIFY(partition.expire(31s).runs.size() == 1);
    partition.settle(again.change.id, false, 31s);
    QCOMPARE(partition.acquire("c", 0, 4, 2, {}, 31s), (Given{{0, 1, 2}}));
}

void TestSharePartition::logsThatBeginLater()
{
    SharePartition partition(0, {}, {});
    partition.acquire("a", 0, 9, 100, {}, 0s);
    partition.moveStartTo(4);
    QCOMPARE(partition.startOffset(), std::int64_t{4});
    QCOMPARE(acknowledge(partition, "a", {{0, 9, {Ack::Accept}}}), KafkaError::None);
    QCOMPARE(partition.startOffset(), std::int64_t{10});
    partition.moveStartTo(50);
    QCOMPARE(partition.fetchOffset(), std::int64_t{50});
    partition.moveStartTo(20);
    QCOMPARE(partition.startOffset(), std::int64_t{50});
}

void TestSharePartition::restarts()
{
    const Runs stored{{0, 2, DeliveryState::Acknowledged, 1}, {5, 6, DeliveryState::Available, 3}, {7, 7, DeliveryState::Archived, 5}, {9, 9, DeliveryState::Acquired, 2}};
    SharePartition partition(0, stored, {});
    QCOMPARE(partition.startOffset(), std::int64_t{3});
    QCOMPARE(partition.acquire("a", 3, 20, 100, {}, 0s), (Given{{3, 4, 1}, {5, 6, 4}, {8, 8, 1}, {9, 9, 3}, {10, 20, 1}}));
}

void TestSharePartition::storms_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

/// Against a model that knows each record by itself.
void TestSharePartition::storms()
{
    QFETCH(quint64, seed);
    Random random(seed);
    const SharePartitionLimits limits{.lockDuration = 10s, .deliveryCountLimit = 3, .maxInFlight = 60};
    SharePartition partition(0, {}, limits);
    struct Record {
        DeliveryState state = DeliveryState::Available;
        std::string owner;
        int count = 0;
        std::chrono::nanoseconds until{0};
    };
    std::map<std::int64_t, Record> model;
    std::chrono::nanoseconds now{0};
    const std::vector<std::string> members{"a", "b", "c"};
    std::int64_t logEnd = 0;
    for (int step = 0; step < 4'000; ++step) {
        const std::string &member = members[random.below(members.size())];
        switch (random.below(6)) {
        case 0:
            logEnd += static_cast<std::int64_t>(random.below(20));
            break;
        case 1:
        case 2: {
            const auto from = partition.fetchOffset();
            if (from >= logEnd)
                break;
            const auto wish = static_cast<std::int32_t>(1 + random.below(15));
            std::int64_t given = 0;
            for (const AcquiredRun &run : partition.acquire(member, from, logEnd - 1, wish, {}, now)) {
                for (std::int64_t offset = run.firstOffset; offset <= run.lastOffset; ++offset, ++given) {
                    Record &record = model[offset];
                    QVERIFY(record.state == DeliveryState::Available);
                    record = {DeliveryState::Acquired, member, record.count + 1, now + limits.lockDuration};
                    QCOMPARE(int(run.deliveryCount), record.count);
                    QVERIFY(record.count <= limits.deliveryCountLimit);
                }
            }
            QVERIFY(given <= wish);
            QVERIFY(given > 0 || partition.isFull());
            break;
        }
        case 3: {
            const auto first = partition.startOffset() + static_cast<std::int64_t>(random.below(40));
            AcknowledgedRun line{first, first + static_cast<std::int64_t>(random.below(6)), {}};
            bool may = true;
            for (std::int64_t offset = line.firstOffset; offset <= line.lastOffset; ++offset) {
                line.types.push_back(static_cast<Ack>(random.below(4)));
                const auto known = model.find(offset);
                may = may && known != model.end() && known->second.state == DeliveryState::Acquired && known->second.owner == member && known->second.until > now;
            }
            const auto done = partition.acknowledge(member, {line}, now);
            QCOMPARE(done.error == KafkaError::None, may);
            if (!may)
                break;
            const bool stored = random.below(4) != 0;
            partition.settle(done.change.id, stored, now);
            for (std::int64_t offset = line.firstOffset; stored && offset <= line.lastOffset; ++offset) {
                Record &record = model[offset];
                const Ack type = line.types[static_cast<std::size_t>(offset - line.firstOffset)];
                record.owner.clear();
                record.state = type == Ack::Accept                                                     ? DeliveryState::Acknowledged
                               : type == Ack::Release && record.count < limits.deliveryCountLimit ? DeliveryState::Available
                                                                                                   : DeliveryState::Archived;
            }
            break;
        }
        case 4:
            now += std::chrono::milliseconds(random.below(3'000));
            partition.expire(now);
            for (auto &[offset, record] : model) {
                if (record.state != DeliveryState::Acquired || record.until > now)
                    continue;
                record.owner.clear();
                record.state = record.count >= limits.deliveryCountLimit ? DeliveryState::Archived : DeliveryState::Available;
            }
            break;
        case 5:
            if (random.below(10) != 0)
                break;
            partition.release(member);
            for (auto &[offset, record] : model) {
                if (record.state != DeliveryState::Acquired || record.owner != member)
                    continue;
                record.owner.clear();
                --record.count;
                record.state = DeliveryState::Available;
            }
            break;
        }
        while (!model.empty()
               && (model.begin()->second.state == DeliveryState::Acknowledged || model.begin()->second.state == DeliveryState::Archived))
            model.erase(model.begin());
        std::int64_t expected = partition.startOffset();
        for (const StateRun &run : partition.runs()) {
            QCOMPARE(run.firstOffset, expected);
            expected = run.lastOffset + 1;
            for (std::int64_t offset = run.firstOffset; offset <= run.lastOffset; ++offset) {
                const auto known = model.find(offset);
                const Record record = known == model.end() ? Record{} : known->second;
                QCOMPARE(int(run.state), int(record.state));
                QCOMPARE(int(run.deliveryCount), record.count);
            }
        }
        QVERIFY(partition.inFlight() <= limits.maxInFlight);
    }
    QVERIFY(partition.startOffset() > 100);
}

QTEST_GUILESS_MAIN(TestSharePartition)
#include "tst_share_partition.moc"
