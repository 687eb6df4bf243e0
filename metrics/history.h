// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/ring.h"

#include <QHash>
#include <QString>

namespace weir::metrics {

/// What is measured. Rates are per second. In brackets: which parts of the key name the subject.
enum class Measure : quint8 {
    ClusterRecordsWritten, ///< growth of all high watermarks []
    ClusterBytesWritten,   ///< growth of all leaders' logs, deletions left out []
    ClusterRecordsRead,    ///< growth of all committed offsets []
    ClusterBytes,          ///< bytes kept by all brokers []
    ClusterLag,            ///< sum of the known lags of all groups []
    BrokerBytesWritten,    ///< of the logs it leads [broker]
    BrokerBytes,           ///< bytes kept [broker]
    TopicRecordsWritten,   ///< [topic]
    TopicBytesWritten,     ///< [topic]
    TopicBytes,            ///< of the leaders' logs [topic]
    GroupLag,              ///< [group]
    GroupTopicLag,         ///< [group, topic]
    GroupPartitionLag,     ///< [group, topic, partition]
    GroupRecordsCommitted, ///< growth of its committed offsets [group]
    GroupRecordsWritten,   ///< growth of the high watermarks of the partitions it has commits in [group]
    GroupSecondsBehind,    ///< age of the oldest record not yet read, from the history of the log end [group]
    GroupMembers,          ///< [group]
};

struct SeriesKey {
    Measure measure = Measure::ClusterRecordsWritten;
    QString subject; ///< group, topic or broker id
    QString topic;   ///< for series of a group within a topic
    qint32 partition = -1;

    bool operator==(const SeriesKey &) const = default;
};

inline size_t qHash(const SeriesKey &key, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(key.measure), key.subject, key.topic, key.partition);
}

/// Every series of one cluster, in memory. GUI thread, or whichever single thread owns it.
class History
{
public:
    void append(const SeriesKey &key, Point point);
    std::optional<Point> last(const SeriesKey &key) const;
    std::vector<Point> points(const SeriesKey &key, qint64 fromMs, qint64 toMs, std::size_t maxPoints = 600) const;
    bool contains(const SeriesKey &key) const { return m_series.contains(key); }
    qsizetype seriesCount() const { return m_series.size(); }
    /// Forgets series without a sample since `beforeMs`: deleted topics, gone groups.
    void forgetBefore(qint64 beforeMs);

private:
    QHash<SeriesKey, Ring> m_series;
};

} // namespace weir::metrics
