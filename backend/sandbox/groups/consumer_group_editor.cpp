// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/consumer_group_editor.h"

#include "backend/sandbox/groups/consumer_group_records.h"

#include <re2/re2.h>

#include <algorithm>

namespace weir::sandbox {

namespace {

re2::RE2::Options quiet()
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    return options;
}

} // namespace

std::optional<std::string> regexFault(const std::string &regex)
{
    const re2::RE2 compiled(regex, quiet());
    return compiled.ok() ? std::nullopt : std::optional(compiled.error());
}

std::int64_t topicsHash(const std::set<std::string> &names, const GroupTopics &topics)
{
    // FNV-1a over the names and shapes of the topics that exist; none of them is 0, as in Kafka. Kafka's own function is
    // another, so a group that moves between the two begins one epoch.
    std::uint64_t hash = 0;
    const auto mix = [&](std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            hash = (hash ^ ((value >> shift) & 0xFFU)) * 0x100000001B3ULL;
    };
    for (const auto &name : names) {
        const std::uint64_t shape = topics.shapeOf(name);
        if (shape == 0)
            continue;
        if (hash == 0)
            hash = 0xCBF29CE484222325ULL;
        for (const char c : name)
            mix(static_cast<unsigned char>(c));
        mix(shape);
    }
    return static_cast<std::int64_t>(hash);
}

void ConsumerGroupEditor::put(const ConsumerMember &member)
{
    const ConsumerMember *known = m_group.find(member.memberId);
    const bool says = !known || !known->saysAs(member);
    // A member that was never assigned anything has no record of what it has.
    const bool has = known ? !known->hasAs(member) : !member.hasAs(ConsumerMember{});
    m_group.put(member);
    if (says)
        add(consumerMemberRecord(m_group.groupId(), member));
    if (has)
        add(currentAssignmentRecord(m_group.groupId(), member));
}

void ConsumerGroupEditor::forget(const std::string &memberId)
{
    add(currentAssignmentTombstone(m_group.groupId(), memberId));
    add(targetTombstone(m_group.groupId(), memberId));
    add(consumerMemberTombstone(m_group.groupId(), memberId));
    m_group.removeTarget(memberId);
    m_group.remove(memberId);
}

void ConsumerGroupEditor::remove(const std::string &memberId)
{
    forget(memberId);
    dropUnusedRegexes();
}

void ConsumerGroupEditor::replace(const std::string &oldMemberId, ConsumerMember successor)
{
    const PartitionSet target = m_group.targetOf(oldMemberId);
    remove(oldMemberId);
    m_group.put(successor);
    m_group.setTarget(successor.memberId, target);
    add(consumerMemberRecord(m_group.groupId(), successor));
    add(targetRecord(m_group.groupId(), successor.memberId, target));
    add(currentAssignmentRecord(m_group.groupId(), successor));
}

void ConsumerGroupEditor::dropUnusedRegexes()
{
    const auto regexes = m_group.regexes();
    for (const auto &[regex, resolved] : regexes) {
        const bool used = std::any_of(m_group.members().begin(), m_group.members().end(),
                                      [&, wanted = std::cref(regex)](const auto &entry) { return entry.second.topicRegex == wanted.get(); });
        if (used)
            continue;
        m_group.removeRegex(regex);
        add(regexTombstone(m_group.groupId(), regex));
    }
}

void ConsumerGroupEditor::updateEpoch(bool changed)
{
    const bool otherTopics = m_terms.asker && m_group.topicsSeen != m_terms.topicsVersion;
    if (!changed && !otherTopics)
        return;
    dropUnusedRegexes();
    for (const auto &[memberId, member] : m_group.members()) {
        if (!member.hasRegex() || !m_terms.asker)
            continue;
        const auto known = m_group.regexes().find(*member.topicRegex);
        if (known != m_group.regexes().end() && !otherTopics)
            continue;
        ResolvedRegex resolved;
        const re2::RE2 compiled(*member.topicRegex, quiet());
        m_topics.forEachName(*m_terms.asker, [&](const std::string &name) {
            if (compiled.ok() && re2::RE2::FullMatch(name, compiled))
                resolved.topics.insert(name);
        });
        if (known != m_group.regexes().end() && known->second.topics == resolved.topics)
            continue;
        resolved.version = static_cast<std::int64_t>(m_terms.topicsVersion);
        resolved.timestampMs = m_terms.nowMs;
        add(regexRecord(m_group.groupId(), *member.topicRegex, resolved));
        m_group.setRegex(*member.topicRegex, std::move(resolved));
        changed = true;
    }
    if (otherTopics)
        m_group.topicsSeen = m_terms.topicsVersion;
    const std::int64_t hash = topicsHash(m_group.subscribedTopics(), m_topics);
    if (!changed && hash == m_group.metadataHash())
        return;
    m_group.setEpoch(m_group.epoch() + 1, hash);
    add(consumerEpochRecord(m_group.groupId(), m_group.epoch(), hash));
}

std::set<base::Uuid> ConsumerGroupEditor::idsOf(const std::set<std::string> &topics) const
{
    std::set<base::Uuid> ids;
    for (const auto &name : topics) {
        if (const auto found = m_topics.find(name))
            ids.insert(found->id);
    }
    return ids;
}

void ConsumerGroupEditor::updateTarget()
{
    if (m_group.epoch() <= m_group.assignmentEpoch())
        return;
    const auto since = m_group.assignmentTimestampMs();
    if (since != 0 && since <= m_terms.nowMs && m_terms.nowMs < since + m_terms.assignmentIntervalMs)
        return;
    AssignorInput input;
    for (const auto &[memberId, member] : m_group.members()) {
        auto &into = input.members[memberId];
        into.instanceId = member.instanceId;
        into.topics = idsOf(m_group.topicsOf(member));
        into.current = m_group.targetOf(memberId);
    }
    for (const auto &name : m_group.subscribedTopics()) {
        if (const auto found = m_topics.find(name))
            input.partitions[found->id] = found->partitions;
    }
    const Assignor wished = findAssignor(m_group.preferredAssignor().value_or(m_terms.defaultAssignor));
    GroupAssignment target = (wished ? wished : findAssignor(m_terms.defaultAssignor))(input);
    for (auto &[memberId, partitions] : target) {
        if (m_group.targets().contains(memberId) && m_group.targetOf(memberId) == partitions)
            continue;
        add(targetRecord(m_group.groupId(), memberId, partitions));
        m_group.setTarget(memberId, std::move(partitions));
    }
    m_group.setAssignmentEpoch(m_group.epoch(), m_terms.nowMs);
    add(targetEpochRecord(m_group.groupId(), m_group.epoch(), m_terms.nowMs));
}

void ConsumerGroupEditor::reconcile(const std::string &memberId, const std::optional<PartitionSet> &owned)
{
    const ConsumerMember &member = *m_group.find(memberId);
    put(reconciled(m_group, member, owned, idsOf(m_group.topicsOf(member))));
}

void ConsumerGroupEditor::begin(std::int32_t epoch, const std::vector<ConsumerMember> &members)
{
    for (const ConsumerMember &member : members) {
        m_group.put(member);
        add(consumerMemberRecord(m_group.groupId(), member));
    }
    m_group.setEpoch(epoch, topicsHash(m_group.subscribedTopics(), m_topics));
    add(consumerEpochRecord(m_group.groupId(), epoch, m_group.metadataHash()));
    for (const ConsumerMember &member : members) {
        m_group.setTarget(member.memberId, withoutEpochs(member.assigned));
        add(targetRecord(m_group.groupId(), member.memberId, m_group.targetOf(member.memberId)));
    }
    m_group.setAssignmentEpoch(epoch, 0);
    add(targetEpochRecord(m_group.groupId(), epoch, 0));
    for (const ConsumerMember &member : members)
        add(currentAssignmentRecord(m_group.groupId(), member));
}

void ConsumerGroupEditor::end()
{
    const auto members = m_group.members();
    for (const auto &[memberId, member] : members)
        forget(memberId);
    dropUnusedRegexes();
    add(targetEpochTombstone(m_group.groupId()));
    add(consumerPartitionsTombstone(m_group.groupId()));
    add(consumerEpochTombstone(m_group.groupId()));
}

} // namespace weir::sandbox
