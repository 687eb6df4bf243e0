// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/groups/consumer_group.h"
#include "backend/sandbox/groups/group_ports.h"

#include <string>
#include <vector>

namespace weir::sandbox {

/// What the steps of a group depend on besides itself.
struct ConsumerGroupTerms {
    std::int64_t nowMs = 0;
    std::int64_t assignmentIntervalMs = 0; ///< shortest time between two target assignments
    std::string defaultAssignor;
    std::uint64_t topicsVersion = 0;       ///< another number once the cluster's topics are others; never 0
    /// In whose name regular expressions are looked up; without one they stay as they are.
    std::optional<Session> asker{};
};

/// Changes a group, and makes the records of each change in the order in which Kafka reads them.
class ConsumerGroupEditor
{
public:
    ConsumerGroupEditor(ConsumerGroup &group, const GroupTopics &topics, ConsumerGroupTerms terms)
        : m_group(group), m_topics(topics), m_terms(std::move(terms))
    {}

    std::vector<GroupRecord> take() { return std::move(m_records); }

    /// The member as it is now: records of what it says and of what it has, where they changed.
    void put(const ConsumerMember &member);
    void remove(const std::string &memberId);
    /// Another client takes a static member's place, with all that it had.
    void replace(const std::string &oldMemberId, ConsumerMember successor);
    /// Looks up regular expressions that are new or of other topics, and begins an epoch where `changed` or where the topics
    /// subscribed to are not what they were.
    void updateEpoch(bool changed);
    /// Assigns anew where the group's epoch is ahead of the assignment's and the interval allows it.
    void updateTarget();
    void reconcile(const std::string &memberId, const std::optional<PartitionSet> &owned);
    /// The group as a classic one left it.
    void begin(std::int32_t epoch, const std::vector<ConsumerMember> &members);
    /// Tombstones of all that there is.
    void end();

private:
    /// A member, and what is written of it.
    void forget(const std::string &memberId);
    void dropUnusedRegexes();
    std::set<base::Uuid> idsOf(const std::set<std::string> &topics) const;
    void add(GroupRecord record) { m_records.push_back(std::move(record)); }

    ConsumerGroup &m_group;
    const GroupTopics &m_topics;
    ConsumerGroupTerms m_terms;
    std::vector<GroupRecord> m_records;
};

/// Another number where the topics that exist of these, or their shapes, are others; 0 where none of them exists.
std::int64_t topicsHash(const std::set<std::string> &names, const GroupTopics &topics);

/// Nothing, or what is wrong with the regular expression in RE2's words.
std::optional<std::string> regexFault(const std::string &regex);

} // namespace weir::sandbox
