// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/groups/assignors.h"

#include <QtTest>

using namespace weir::sandbox;
using weir::base::Uuid;

namespace {

Uuid topicId(std::uint8_t number)
{
    Uuid id;
    id.bytes[15] = number;
    return id;
}

std::size_t countOf(const PartitionSet &set)
{
    std::size_t count = 0;
    for (const auto &[topic, partitions] : set)
        count += partitions.size();
    return count;
}

/// Every partition that somebody wants is with exactly one who wants it; empty, or what is wrong.
QString faultOf(const AssignorInput &input, const GroupAssignment &assignment)
{
    if (assignment.size() != input.members.size())
        return QStringLiteral("a member is missing");
    std::map<std::pair<Uuid, std::int32_t>, int> owners;
    for (const auto &[memberId, partitions] : assignment) {
        for (const auto &[topic, indexes] : partitions) {
            if (!input.members.at(memberId).topics.contains(topic))
                return QStringLiteral("a member got a topic that it does not subscribe to");
            for (const auto index : indexes)
                ++owners[{topic, index}];
        }
    }
    for (const auto &[topic, count] : input.partitions) {
        const bool wanted = std::any_of(input.members.begin(), input.members.end(), [&, id = topic](const auto &entry) { return entry.second.topics.contains(id); });
        for (std::int32_t index = 0; wanted && index < count; ++index) {
            if (owners.erase({topic, index}) != 1)
                return QStringLiteral("a partition has no owner");
        }
    }
    if (!owners.empty())
        return QStringLiteral("a partition that does not exist was assigned");
    std::size_t given = 0;
    std::size_t wanted = 0;
    for (const auto &[memberId, partitions] : assignment)
        given += countOf(partitions);
    for (const auto &[topic, count] : input.partitions) {
        if (std::any_of(input.members.begin(), input.members.end(), [&, id = topic](const auto &entry) { return entry.second.topics.contains(id); }))
            wanted += static_cast<std::size_t>(count);
    }
    return given == wanted ? QString() : QStringLiteral("a partition has two owners");
}

/// Nobody has two more than another who could take one of them.
bool isBalanced(const AssignorInput &input, const GroupAssignment &assignment)
{
    for (const auto &[giver, partitions] : assignment) {
        for (const auto &[topic, indexes] : partitions) {
            for (const auto &[taker, member] : input.members) {
                if (!indexes.empty() && member.topics.contains(topic) && countOf(partitions) > countOf(assignment.at(taker)) + 1)
                    return false;
            }
        }
    }
    return true;
}

std::size_t moved(const GroupAssignment &before, const GroupAssignment &after)
{
    std::size_t count = 0;
    for (const auto &[memberId, partitions] : after) {
        for (const auto &[topic, indexes] : partitions) {
            for (const auto index : indexes) {
                const auto was = before.find(memberId);
                const auto had = was == before.end() ? PartitionSet::const_iterator{} : was->second.find(topic);
                if (was == before.end() || had == was->second.end() || !had->second.contains(index))
                    ++count;
            }
        }
    }
    return count;
}

AssignorInput randomInput(Random &random, bool alike)
{
    AssignorInput input;
    const auto topics = 1 + random.below(6);
    for (std::uint8_t topic = 1; topic <= topics; ++topic)
        input.partitions[topicId(topic)] = static_cast<std::int32_t>(random.below(13));
    const auto members = 1 + random.below(9);
    for (std::uint64_t i = 0; i < members; ++i) {
        auto &member = input.members["m" + std::to_string(i)];
        for (std::uint8_t topic = 1; topic <= topics; ++topic) {
            if (alike || random.below(2) == 0)
                member.topics.insert(topicId(topic));
        }
        if (random.below(4) == 0)
            member.topics.insert(topicId(99)); // one that does not exist
        if (random.below(4) == 0)
            member.instanceId = "i" + std::to_string(random.below(100));
    }
    return input;
}

void continueFrom(AssignorInput &input, const GroupAssignment &assignment)
{
    for (auto &[memberId, member] : input.members) {
        const auto had = assignment.find(memberId);
        member.current = had == assignment.end() ? PartitionSet{} : had->second;
    }
}

} // namespace

class TestAssignors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPartitionOnce_data();
    void everyPartitionOnce();
    void uniformKeepsWhatNeedNotMove();
    void uniformMovesNoMoreThanItMust();
    void uniformIgnoresImpossiblePasts();
    void rangesAreRunsThatMeet();
    void nobodyIsIdleInAShareGroup();
    void namesAreKafkas();
};

void TestAssignors::everyPartitionOnce_data()
{
    QTest::addColumn<bool>("alike");
    QTest::newRow("all subscribe alike") << true;
    QTest::newRow("each to its own") << false;
}

void TestAssignors::everyPartitionOnce()
{
    QFETCH(bool, alike);
    Random random(alike ? 1 : 2);
    for (int i = 0; i < 400; ++i) {
        AssignorInput input = randomInput(random, alike);
        const auto uniform = assignUniformly(input);
        QCOMPARE(faultOf(input, uniform), QString());
        QVERIFY(isBalanced(input, uniform));
        const auto ranges = assignRanges(input);
        QCOMPARE(faultOf(input, ranges), QString());
        // Members come, go and change their minds; balance and completeness stay.
        AssignorInput later = randomInput(random, alike);
        continueFrom(later, uniform);
        const auto next = assignUniformly(later);
        QCOMPARE(faultOf(later, next), QString());
        QVERIFY(isBalanced(later, next));
    }
}

void TestAssignors::uniformKeepsWhatNeedNotMove()
{
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        AssignorInput input = randomInput(random, random.below(2) == 0);
        const auto first = assignUniformly(input);
        continueFrom(input, first);
        QVERIFY(assignUniformly(input) == first);
    }
}

void TestAssignors::uniformMovesNoMoreThanItMust()
{
    Random random(4);
    for (int i = 0; i < 200; ++i) {
        AssignorInput input = randomInput(random, true);
        for (auto &[memberId, member] : input.members)
            member.topics.erase(topicId(99));
        const auto before = assignUniformly(input);
        std::size_t total = 0;
        for (const auto &[topic, count] : input.partitions)
            total += static_cast<std::size_t>(count);
        continueFrom(input, before);
        if (i % 2 == 0 && input.members.size() > 1) {
            // One leaves: only what it had moves.
            const std::string gone = input.members.begin()->first;
            input.members.erase(gone);
            QCOMPARE(moved(before, assignUniformly(input)), countOf(before.at(gone)));
        } else {
            // One joins: it gets its share and nobody else gets anything.
            input.members["new"].topics = input.members.begin()->second.topics;
            const auto after = assignUniformly(input);
            QCOMPARE(moved(before, after), countOf(after.at("new")));
            QVERIFY(countOf(after.at("new")) == total / input.members.size());
        }
    }
}

void TestAssignors::uniformIgnoresImpossiblePasts()
{
    AssignorInput input;
    input.partitions[topicId(1)] = 4;
    // Both believe to have partition 0, and one has what does not exist and what it no longer wants.
    input.members["a"] = {{}, {topicId(1)}, {{topicId(1), {0, 9}}, {topicId(2), {0}}}};
    input.members["b"] = {{}, {topicId(1)}, {{topicId(1), {0, 1}}}};
    const auto assignment = assignUniformly(input);
    QCOMPARE(faultOf(input, assignment), QString());
    QVERIFY(assignment.at("a").at(topicId(1)).contains(0));
    QVERIFY(assignment.at("b").at(topicId(1)).contains(1));
}

void TestAssignors::rangesAreRunsThatMeet()
{
    AssignorInput input;
    input.partitions[topicId(1)] = 7;
    input.partitions[topicId(2)] = 7;
    for (const char *name : {"c", "a", "b"})
        input.members[name].topics = {topicId(1), topicId(2)};
    input.members["c"].instanceId = "first";
    const auto assignment = assignRanges(input);
    // Static members first; the first ones take what does not divide.
    QCOMPARE(assignment.at("c").at(topicId(1)), (std::set<std::int32_t>{0, 1, 2}));
    QCOMPARE(assignment.at("a").at(topicId(1)), (std::set<std::int32_t>{3, 4}));
    QCOMPARE(assignment.at("b").at(topicId(1)), (std::set<std::int32_t>{5, 6}));
    for (const auto &[memberId, partitions] : assignment)
        QCOMPARE(partitions.at(topicId(1)), partitions.at(topicId(2)));
}

void TestAssignors::nobodyIsIdleInAShareGroup()
{
    Random random(5);
    for (int i = 0; i < 400; ++i) {
        AssignorInput input = randomInput(random, random.below(2) == 0);
        const auto assignment = assignSimply(input);
        std::map<std::pair<Uuid, std::int32_t>, int> sharers;
        for (const auto &[memberId, member] : input.members) {
            const auto works = [&](const Uuid &topic) { return input.partitions.contains(topic) && input.partitions.at(topic) > 0; };
            QCOMPARE(countOf(assignment.at(memberId)) > 0, std::any_of(member.topics.begin(), member.topics.end(), works));
            for (const auto &[topic, indexes] : assignment.at(memberId)) {
                QVERIFY(member.topics.contains(topic));
                for (const auto index : indexes)
                    ++sharers[{topic, index}];
            }
        }
        for (const auto &[topic, count] : input.partitions) {
            const bool wanted = std::any_of(input.members.begin(), input.members.end(), [&, id = topic](const auto &entry) { return entry.second.topics.contains(id); });
            for (std::int32_t index = 0; wanted && index < count; ++index)
                QVERIFY((sharers[{topic, index}] >= 1));
        }
    }
    AssignorInput many;
    many.partitions[topicId(1)] = 3;
    for (int i = 0; i < 8; ++i)
        many.members["m" + std::to_string(i)].topics = {topicId(1)};
    std::map<std::int32_t, int> counts;
    for (const auto &[memberId, partitions] : assignSimply(many)) {
        QCOMPARE(countOf(partitions), std::size_t{1});
        ++counts[*partitions.at(topicId(1)).begin()];
    }
    QCOMPARE(counts, (std::map<std::int32_t, int>{{0, 3}, {1, 3}, {2, 2}}));
    // Asked again it changes nothing.
    const auto before = assignSimply(many);
    continueFrom(many, before);
    QVERIFY(assignSimply(many) == before);
}

void TestAssignors::namesAreKafkas()
{
    QVERIFY(findAssignor("uniform") == assignUniformly);
    QVERIFY(findAssignor("range") == assignRanges);
    QVERIFY(findAssignor("sticky") == nullptr);
}

QTEST_GUILESS_MAIN(TestAssignors)
#include "tst_assignors.moc"
