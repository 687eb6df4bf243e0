// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/history.h"

#include <QtTest>

using namespace weir::sandbox::sim;

namespace {

/// Histories by hand: time passes with every call.
struct Story
{
    History history;
    std::int64_t time = 0;

    Operation &add(What what, const std::string &client)
    {
        Operation one;
        one.what = what;
        one.client = client;
        one.askedAt = ++time;
        one.endedAt = ++time;
        one.outcome = Outcome::Ok;
        one.partition = 0;
        history.operations.push_back(one);
        return history.operations.back();
    }
    Operation &write(const std::string &client, std::vector<std::string> values, std::int64_t offset, std::int16_t epoch = 0)
    {
        Operation &one = add(What::Write, client);
        one.values = std::move(values);
        one.offset = offset;
        one.producerId = 7;
        one.epoch = epoch;
        return one;
    }
    Operation &read(const std::string &client, std::vector<Seen> records, std::int64_t highWatermark = 100)
    {
        Operation &one = add(What::Read, client);
        one.from = records.empty() ? 0 : records.front().offset;
        one.records = std::move(records);
        one.highWatermark = highWatermark;
        one.leaderEpoch = 1;
        one.broker = 1;
        one.life = 1;
        return one;
    }
    /// The whole partition in the end, by both kinds of readers.
    void finish(std::vector<Seen> all, std::vector<Seen> committed)
    {
        for (const bool only : {false, true}) {
            Operation &one = read("end", only ? committed : all);
            one.final = true;
            one.committedOnly = only;
            one.from = 0;
            one.leaderEpoch = -1;
        }
        Operation &end = add(What::LogEnd, "end");
        end.offset = 100;
        end.stable = 100;
    }
    void finish(const std::vector<Seen> &all) { finish(all, all); }

    /// The kinds that the checker names, each once, and how many.
    QString kinds() const
    {
        QStringList names;
        for (const Anomaly &one : check(history)) {
            const QString name = QString::fromUtf8(nameOf(one.kind));
            if (!names.contains(name))
                names.append(name);
        }
        return names.join(QStringLiteral(", "));
    }
};

Seen at(std::int64_t offset, const std::string &value)
{
    return {offset, value, 1, true};
}

} // namespace

class TestHistoryChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWrong()
    {
        Story story;
        story.write("p", {"a", "b"}, 0);
        story.read("u", {at(0, "a"), at(1, "b")}, 2);
        story.write("p", {"c"}, 2);
        Operation &lost = story.write("p", {"d"}, -1);
        lost.outcome = Outcome::Unknown;
        Operation &transactional = story.write("x", {"t"}, 3);
        transactional.transaction = "x/0";
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = true;
        story.read("c", {at(3, "t")}).committedOnly = true;
        story.finish({at(0, "a"), at(1, "b"), at(2, "c"), at(3, "t")});
        QCOMPARE(story.kinds(), QString());
    }

    /// Without an answer it may be there or not, a commit too.
    void whatIsUnknownMayBeEither()
    {
        Story story;
        Operation &there = story.write("p", {"a"}, -1);
        there.outcome = Outcome::Unknown;
        Operation &transactional = story.write("x", {"t"}, 1);
        transactional.transaction = "x/0";
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = true;
        end.outcome = Outcome::Unknown;
        Story other = story;
        story.finish({at(0, "a"), at(1, "t")});
        QCOMPARE(story.kinds(), QString());
        other.finish({at(1, "t")}, {});
        QCOMPARE(other.kinds(), QString());
    }

    void lost()
    {
        Story story;
        story.write("p", {"a"}, 0);
        story.write("p", {"b"}, 1);
        story.finish({at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("lost"));
    }

    void seenAndThenLost()
    {
        Story story;
        story.write("p", {"a"}, -1).outcome = Outcome::Unknown;
        story.read("u", {at(0, "a")});
        story.finish(std::vector<Seen>{});
        QCOMPARE(story.kinds(), QStringLiteral("lost"));
    }

    void lostOfACommittedTransaction()
    {
        Story story;
        story.write("x", {"t"}, 0).transaction = "x/0";
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = true;
        story.finish({at(0, "t")}, {});
        QCOMPARE(story.kinds(), QStringLiteral("lost"));
    }

    void duplicate()
    {
        Story story;
        story.write("p", {"a"}, 0);
        story.finish({at(0, "a"), at(1, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("duplicate"));
    }

    void invented()
    {
        Story story;
        story.read("u", {at(0, "nobody's")});
        QCOMPARE(story.kinds(), QStringLiteral("invented"));
    }

    void inventedFromAnotherPartition()
    {
        Story story;
        story.write("p", {"a"}, 0).partition = 1;
        story.read("u", {at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("invented"));
    }

    void staleHighWatermark()
    {
        Story story;
        story.read("u", {}, 5);
        story.read("c", {}, 4);
        QCOMPARE(story.kinds(), QStringLiteral("stale"));
        // Another leader, or the same one in another life, may be behind.
        story.history.operations.back().life = 2;
        QCOMPARE(story.kinds(), QString());
    }

    void staleAfterAnAcknowledgement()
    {
        Story story;
        story.write("p", {"a"}, 0);
        story.read("u", {}, 0);
        story.finish({at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("stale"));
    }

    void aReadUnderWayMayBeOlder()
    {
        Story story;
        Operation early = story.read("u", {}, 5);
        Operation &late = story.read("c", {}, 4);
        late.askedAt = early.endedAt; // not after the other one had been answered
        QCOMPARE(story.kinds(), QString());
    }

    void staleOffset()
    {
        Story story;
        story.add(What::Commit, "u").offset = 5;
        story.add(What::Committed, "u").offset = 3;
        QCOMPARE(story.kinds(), QStringLiteral("stale offset"));
    }

    void anOffsetThatNobodyCommitted()
    {
        Story story;
        story.add(What::Commit, "u").offset = 5;
        story.add(What::Committed, "u").offset = 6;
        QCOMPARE(story.kinds(), QStringLiteral("invented"));
    }

    void abortedRead()
    {
        Story story;
        story.write("x", {"t"}, 0).transaction = "x/0";
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = false;
        story.read("c", {at(0, "t")}).committedOnly = true;
        QCOMPARE(story.kinds(), QStringLiteral("aborted"));
    }

    void readBeforeTheCommit()
    {
        Story story;
        story.write("x", {"t"}, 0).transaction = "x/0";
        story.read("c", {at(0, "t")}).committedOnly = true;
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = true;
        QCOMPARE(story.kinds(), QStringLiteral("aborted"));
    }

    void tornValue()
    {
        Story story;
        story.write("p", {"a"}, 0);
        story.read("u", {Seen{0, "a", 1, false}});
        QCOMPARE(story.kinds(), QStringLiteral("torn"));
    }

    void tornBatch()
    {
        Story story;
        story.write("p", {"a", "b"}, -1).outcome = Outcome::Unknown;
        story.finish({at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("torn"));
    }

    void tornTransaction()
    {
        Story story;
        story.write("x", {"s"}, 0).transaction = "x/0";
        story.write("x", {"t"}, 1).transaction = "x/0";
        Operation &end = story.add(What::End, "x");
        end.transaction = "x/0";
        end.commit = true;
        end.outcome = Outcome::Unknown;
        story.finish({at(0, "s"), at(1, "t")}, {at(0, "s")});
        QCOMPARE(story.kinds(), QStringLiteral("torn"));
    }

    void offsetsThatGoBack()
    {
        Story story;
        story.write("p", {"a"}, -1).outcome = Outcome::Unknown;
        story.write("p", {"b"}, -1).outcome = Outcome::Unknown;
        story.read("u", {at(1, "b"), at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("non-monotone"));
    }

    void anotherOffsetThanAcknowledged()
    {
        Story story;
        story.write("p", {"a"}, 5);
        story.finish({at(0, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("non-monotone"));
    }

    void aProducersOrder()
    {
        Story story;
        story.write("p", {"a"}, -1);
        story.write("p", {"b"}, -1);
        story.finish({at(0, "b"), at(1, "a")});
        QCOMPARE(story.kinds(), QStringLiteral("non-monotone"));
    }

    void divergent()
    {
        Story story;
        story.write("p", {"a"}, -1).outcome = Outcome::Unknown;
        story.write("q", {"b"}, -1).outcome = Outcome::Unknown;
        story.read("u", {at(0, "a")});
        story.read("disk-2", {at(0, "b")}).replica = true;
        QCOMPARE(story.kinds(), QStringLiteral("divergent"));
    }

    void zombieIsAcknowledged()
    {
        Story story;
        Operation &fence = story.add(What::Fence, "y");
        fence.producerId = 7;
        fence.epoch = 2;
        story.write("x", {"t"}, 0, 1);
        QCOMPARE(story.kinds(), QStringLiteral("zombie"));
    }

    void zombieIsRead()
    {
        Story story;
        Operation &fence = story.add(What::Fence, "y");
        fence.producerId = 7;
        fence.epoch = 2;
        story.write("x", {"t"}, -1, 1).outcome = Outcome::Unknown;
        story.read("u", {at(0, "t")});
        QCOMPARE(story.kinds(), QStringLiteral("zombie"));
    }

    /// Asked for before the fence was answered, it may be in or out.
    void aWriteUnderWayIsNoZombie()
    {
        Story story;
        Operation fence = story.add(What::Fence, "y");
        Operation &write = story.write("x", {"t"}, 0, 1);
        write.askedAt = fence.endedAt;
        story.history.operations.front().producerId = 7;
        story.history.operations.front().epoch = 2;
        QCOMPARE(story.kinds(), QString());
    }

    void hanging()
    {
        Story story;
        Operation &end = story.add(What::LogEnd, "end");
        end.offset = 10;
        end.stable = 4;
        QCOMPARE(story.kinds(), QStringLiteral("hanging"));
    }

    void theSameHistoryIsTheSameText()
    {
        Story story;
        story.write("p", {"a"}, 0);
        Story other = story;
        QCOMPARE(story.history.text(), other.history.text());
        other.history.operations.front().endedAt += 1;
        QVERIFY(story.history.text() != other.history.text());
    }
};

QTEST_GUILESS_MAIN(TestHistoryChecker)
#include "tst_history_checker.moc"
