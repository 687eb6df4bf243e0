// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVector>

#include <memory>
#include <optional>
#include <vector>

/// Values that cross threads and layers: plain structs without behaviour beyond what follows from their own fields.
/// Times are milliseconds since the epoch, UTC. An std::optional that is empty is an unknown, never a zero.
namespace weir::model {

/// A part of an answer that did not come, and why: "offsets of the leaders on broker 3".
struct Missing {
    QString what;      ///< stable id: "broker", "offsets", "groups", "logdirs", "configs"
    qint32 broker = -1;
    base::Error error;
};

struct TopicPartition {
    QString topic;
    qint32 partition = 0;

    auto operator<=>(const TopicPartition &) const = default;
    bool operator==(const TopicPartition &) const = default;
};

/// A server of the cluster (Metadata, DescribeCluster, DescribeLogDirs).
struct Broker {
    qint32 id = -1;
    QString host;
    quint16 port = 0;
    QString rack;            ///< empty where the broker names none
    bool controller = false; ///< what Metadata names as controller; under KRaft a broker that forwards to it
    bool alive = true;       ///< false for one that only replica lists still name
    int leaders = 0;
    int replicas = 0;
    int inSyncReplicas = 0;
    std::optional<qint64> bytes;     ///< of its replicas, by DescribeLogDirs
    std::optional<qint64> diskTotal; ///< of its log directories' volumes (KIP-827, Kafka 3.3 on)
    std::optional<qint64> diskFree;

    QString address() const { return host + QLatin1Char(':') + QString::number(port); }
    bool operator==(const Broker &) const = default;
};

struct Partition {
    qint32 id = 0;
    qint32 leader = -1; ///< -1: offline, no leader
    qint32 leaderEpoch = -1;
    QVector<qint32> replicas; ///< in order of preference
    QVector<qint32> isr;      ///< in-sync replicas
    QVector<qint32> offline;  ///< replicas whose broker or log directory is gone
    std::optional<qint64> logStart;      ///< log start offset
    std::optional<qint64> highWatermark; ///< log end offset as consumers see it
    std::optional<qint64> bytes;         ///< size of the leader's log

    bool isOffline() const { return leader < 0; }
    bool isUnderReplicated() const { return isr.size() < replicas.size(); }
    /// Against the topic's min.insync.replicas: fewer in sync, so a write with acks=all is refused.
    bool isUnderMinIsr(int minInsync) const { return isr.size() < minInsync; }
    /// A replica lacks, and if one more does, a write with acks=all is refused.
    bool isAtMinIsr(int minInsync) const { return isUnderReplicated() && isr.size() == minInsync; }
    /// highWatermark - logStart: an upper bound of what can be read (compaction and transactions leave gaps).
    std::optional<qint64> records() const;
    bool operator==(const Partition &) const = default;
};

struct Topic {
    QString name;
    QString id; ///< Kafka's text form of the topic id; empty before Kafka 2.8
    bool internal = false;
    std::vector<Partition> partitions;

    int replicationFactor() const; ///< of the first partition
    int underReplicated() const;
    int offline() const;
    int underMinIsr(int minInsync) const;
    int atMinIsr(int minInsync) const;
    /// Sums over the partitions; empty where one partition's part is unknown.
    std::optional<qint64> records() const;
    std::optional<qint64> bytes() const;
    std::optional<qint64> highWatermarkSum() const;
    bool operator==(const Topic &) const = default;
};

/// One setting as DescribeConfigs answers it.
struct ConfigEntry {
    enum class Source { Unknown, Topic, DynamicBroker, DynamicDefaultBroker, StaticBroker, Default, Group, ClientMetrics };
    struct Synonym {
        QString name;
        std::optional<QString> value;
        Source source = Source::Unknown;
        bool operator==(const Synonym &) const = default;
    };

    QString name;
    std::optional<QString> value; ///< empty where sensitive or unset
    Source source = Source::Unknown;
    QString type; ///< "boolean", "string", "int", "short", "long", "double", "list", "class", "password"; empty if not told
    bool readOnly = false;
    bool sensitive = false;
    QString documentation;
    QVector<Synonym> synonyms; ///< in order of precedence

    bool isDefault() const { return source == Source::Default; }
    bool operator==(const ConfigEntry &) const = default;
};

struct BrokerDetail {
    Broker broker;
    std::vector<ConfigEntry> configs;
    struct LogDir {
        QString path;
        std::optional<base::Error> error;
        std::optional<qint64> totalBytes;
        std::optional<qint64> freeBytes;
        qint64 usedBytes = 0;
        int replicas = 0;
    };
    std::vector<LogDir> logDirs;
    std::vector<Missing> missing;
};

struct TopicDetail {
    Topic topic;
    std::vector<ConfigEntry> configs;
    QStringList groups; ///< those with a committed offset or an assignment in it
    std::vector<Missing> missing;
};

} // namespace weir::model
