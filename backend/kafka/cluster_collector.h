// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "backend/net/kafka_client.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/offset_fetch.h"

#include <QHash>

#include <unordered_map>

namespace weir::kafka {

/// Collects what one look at a cluster takes, part by part, one request a broker and part, all brokers at once. Lives on
/// the io thread for the time of one call. What a broker does not answer is noted in `missing`, and the rest goes on;
/// only without metadata there is nothing.
class ClusterCollector
{
public:
    ClusterCollector(std::shared_ptr<net::KafkaClient> client, net::Deadline deadline);

    /// Brokers, topics and partitions; nullopt: of all topics, else of these. First of all the parts.
    net::Task<base::Status> readMetadata(std::optional<std::vector<std::string>> topics);
    /// The log start and the high watermark of every partition that has a leader.
    net::Task<bool> readLogStarts();
    net::Task<bool> readHighWatermarks();
    /// The first offset of every partition whose record is not older than this; -1 where there is none. See offsetAt().
    net::Task<bool> readOffsetsAt(std::int64_t timestampMs);
    /// Sizes by DescribeLogDirs.
    net::Task<bool> readSizes();
    /// All groups with members and commits.
    net::Task<bool> readGroups();
    /// These groups, wherever their coordinators are. Errors of single groups are in their `missing`.
    net::Task<bool> readGroups(std::vector<std::string> ids);

    /// Puts commits and offsets together, counts leaders and replicas, sorts. Once, at the end.
    model::ClusterSnapshot take();
    /// The error of the first topic that the metadata refused to tell, if any (UNKNOWN_TOPIC_OR_PARTITION ...).
    std::optional<base::Error> topicError() const { return m_topicError; }
    std::vector<std::string> topicsOfGroups() const;
    /// What readOffsetsAt() brought; empty where it was not answered.
    std::optional<qint64> offsetAt(const QString &topic, qint32 partition) const;

private:
    struct GroupParts {
        model::Group group;
        bool offsetsRead = false;
        /// Commits whose own read failed, by place in group.partitions.
        std::vector<std::size_t> unreadable;
        QHash<std::pair<QString, qint32>, std::size_t> places; ///< of each partition in group.partitions
    };

    net::Task<bool> readOffsets(std::int64_t timestamp);
    net::Task<bool> offsetsOf(std::int32_t broker, wire::ListOffsetsRequest request, std::int64_t timestamp);
    net::Task<bool> sizesOf(std::int32_t broker);
    net::Task<bool> groupsAt(std::int32_t broker);
    net::Task<bool> describeClassic(std::int32_t broker, std::vector<std::string> ids);
    net::Task<bool> describeConsumer(std::int32_t broker, std::vector<std::string> ids);
    net::Task<bool> offsetsOfGroups(std::int32_t broker, std::vector<std::string> ids);
    net::Task<bool> offsetsOfGroup(std::int32_t broker, std::string id);
    net::Task<bool> groupParts(std::int32_t broker, std::vector<std::string> classic, std::vector<std::string> consumer);

    void note(const char *what, std::int32_t broker, base::Error error);
    model::Topic *topicOf(const std::string &name);
    QString topicName(const std::string &name);
    GroupParts &partsOf(const std::string &id, std::int32_t broker);
    /// The line of a partition, made if need be.
    static model::PartitionLag &lineOf(GroupParts &parts, const QString &topic, qint32 partition);
    void addMember(GroupParts &parts, model::GroupMember member);
    template <class Partition>
    void addCommit(GroupParts &parts, const std::string &topic, const Partition &partition);
    void countReplicas();
    void judgeGroup(GroupParts &parts);

    // Shared with every other call of the session.
    std::shared_ptr<net::KafkaClient> m_client;
    net::Deadline m_deadline;
    model::ClusterSnapshot m_snapshot;
    std::unordered_map<std::string, std::size_t> m_topics;
    std::unordered_map<std::string, GroupParts> m_groups;
    std::optional<base::Error> m_topicError;
    QHash<std::pair<QString, qint32>, qint64> m_offsetsAt;
    std::map<std::int32_t, model::Broker> m_sizes; ///< bytes and disks of each broker
};

/// "4.3" of a broker, from its finalized metadata version, or a bound ("2.3 or later") from what it offers.
QString kafkaVersion(const net::PeerInfo &peer);

/// "Stable" and the like.
model::GroupState groupState(const std::string &name);

} // namespace weir::kafka
