// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "metrics/history.h"

#include <QSet>

#include <deque>

namespace weir::metrics {

/// How a group stands, judged over a sliding window, without thresholds to set (after the idea of Burrow).
enum class Verdict {
    KeepingUp,      ///< the lag is zero at times, or does not grow
    FallingBehind,  ///< commits advance, but the lag was never zero in the window and has grown
    Stalled,        ///< a partition has unread records and its commit has not moved for the whole window
    Rewound,        ///< a commit went back within the window
    NoMember,       ///< nobody reads, and there is something to read
    Idle,           ///< nobody reads, and nothing is left to read
    OffsetsLost,    ///< a committed offset lies before the log start or beyond the log end
    NeverCommitted, ///< no offset was ever committed
    Unknown         ///< too few samples yet, or the numbers could not be read
};

/// What the verdict rests on, for the tool tip and the attention list.
struct Judgement {
    Verdict verdict = Verdict::Unknown;
    QString topic;         ///< the partition that decided, where one did
    qint32 partition = -1;
    qint64 sinceMs = 0;    ///< since when it is so, as far as seen
    qint64 amount = 0;     ///< Rewound: records gone back; FallingBehind: growth of the lag; OffsetsLost: records lost
    bool operator==(const Judgement &) const = default;
};

/// Turns one snapshot after another into series and verdicts. Pure but for its own memory: time comes from the snapshots.
class Deriver
{
public:
    explicit Deriver(History &history) : m_history(history) {}

    /// `before` may be null: then only levels are recorded, no rates.
    void add(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now);
    /// Marks a stretch without an answer in every series that had a value.
    void addGap(qint64 atMs);

    Judgement judgement(const QString &group) const { return m_judgements.value(group); }
    /// Lag in time: age of the oldest record not yet read, by when the log end passed the committed offset; empty
    /// where that lies before what was seen, or where nothing is committed. 0 where nothing is unread.
    std::optional<double> secondsBehind(const QString &group) const;
    std::optional<double> secondsBehind(const model::PartitionLag &lag, qint64 nowMs) const;
    /// Seconds until the lag is gone at the present rates; empty where it does not shrink.
    std::optional<double> secondsToDrain(const QString &group) const;
    /// Series by partition are kept for these groups only.
    void watchPartitions(const QString &group, bool on);

    static constexpr qint64 kWindowMs = 10 * 60'000;
    /// A commit that stands still is called stalled after this long.
    static constexpr qint64 kStallMs = 60'000;

private:
    struct OffsetAt {
        qint64 atMs = 0;
        qint64 offset = 0;
    };
    struct CommitState {
        qint64 committed = -1;
        qint64 movedAtMs = 0;   // last time that it moved on
        qint64 rewoundAtMs = 0; // last time that it went back
        qint64 rewoundBy = 0;
    };
    struct LagWindow {
        std::deque<Point> samples; // total lag, kWindowMs long
    };

    void addCluster(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now);
    void addTopics(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now);
    void addGroup(const model::Group *before, const model::Group &now, double seconds, qint64 atMs);
    void trackLogEnds(const model::ClusterSnapshot &now);
    Judgement judge(const model::Group &group, qint64 atMs);

    History &m_history;
    QHash<QString, Judgement> m_judgements;
    QHash<QString, LagWindow> m_lagWindows;
    QHash<QString, QHash<QPair<QString, qint32>, CommitState>> m_commits;
    QHash<QPair<QString, qint32>, std::deque<OffsetAt>> m_logEnds; // of partitions that some group has commits in
    QHash<QString, std::optional<double>> m_secondsBehind;
    QSet<QString> m_watched;
};

} // namespace weir::metrics
