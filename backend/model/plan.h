// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"

#include <QMap>

#include <variant>

namespace weir::model {

struct CreateTopic {
    QString name;
    int partitions = -1;       ///< -1: the broker's default
    int replicationFactor = -1;
    QMap<QString, QString> configs;
};
struct DeleteTopic {
    QString name;
};
/// Sets and deletes (an empty optional puts the setting back to its default), one by one (KIP-339).
struct AlterTopicConfig {
    QString topic;
    QMap<QString, std::optional<QString>> changes;
};
struct AlterBrokerConfig {
    qint32 broker = -1; ///< -1: the cluster-wide default
    QMap<QString, std::optional<QString>> changes;
};
struct AddPartitions {
    QString topic;
    int total = 0; ///< after the change
};
/// Everything before `offset` goes; -1: everything.
struct DeleteRecords {
    QString topic;
    QMap<qint32, qint64> beforeOffset;
};
struct DeleteGroup {
    QString group;
};

using Change = std::variant<CreateTopic, DeleteTopic, AlterTopicConfig, AlterBrokerConfig, AddPartitions, DeleteRecords, DeleteGroup>;

/// One line of before and after. An empty optional is "not there".
struct PlanDifference {
    QString name;
    std::optional<QString> before;
    std::optional<QString> after;
    ConfigEntry::Source beforeSource = ConfigEntry::Source::Unknown; ///< where the old value came from, for settings
    bool changed() const { return before != after; }
};

/// Something that one should know before saying yes; the words are made above.
struct PlanWarning {
    enum class Kind {
        RecordsLost,      ///< records, bytes: gone for good
        GroupsReading,    ///< names: groups with members or commits on it
        KeysMove,         ///< keys will map to other partitions from now on
        InternalTopic,    ///< the cluster's own bookkeeping
        CannotUndo,
        ReplicationOne,   ///< no second copy
        ShorterRetention, ///< records, bytes that lie beyond the new retention, where known; names: groups that have not read them
        CannotSeeBefore   ///< the state before could not be read; the peer's words in `error`
    };
    Kind kind = Kind::CannotUndo;
    std::optional<qint64> records;
    std::optional<qint64> bytes;
    QStringList names;
    std::optional<base::Error> error;
};

struct PlanStep {
    Change change;
    QString target; ///< the topic, broker or group
    std::vector<PlanDifference> differences;
    std::vector<PlanWarning> warnings;
    bool undoable = false;
    /// What puts the old state back; only where undoable.
    std::optional<Change> undo;
    QString command; ///< the same act as a kafka-*.sh call, "$BOOTSTRAP" for the address
    QString request; ///< the same act as the wire request, one field a line
    /// The cluster's own dry run (validateOnly), where the request has one.
    enum class Check { NotOffered, Passed, Failed };
    Check check = Check::NotOffered;
    std::optional<base::Error> checkError;
};

/// What a change would do, made by `preview` and carried out by `apply`. A value: it can be kept and shown again.
struct Plan {
    QString id;
    QString cluster; ///< name of the profile
    bool production = false;
    bool readOnly = false; ///< apply would be refused
    qint64 madeAtMs = 0;
    std::vector<PlanStep> steps;

    bool undoable() const
    {
        for (const PlanStep &step : steps) {
            if (!step.undoable)
                return false;
        }
        return !steps.empty();
    }
};

/// What became of each step, in order; the steps after a failed one were not tried.
struct PlanOutcome {
    struct Step {
        enum class State { Done, Failed, NotTried };
        State state = State::NotTried;
        std::optional<base::Error> error;
    };
    std::vector<Step> steps;
    qint64 finishedAtMs = 0;
    bool ok() const
    {
        for (const Step &step : steps) {
            if (step.state != Step::State::Done)
                return false;
        }
        return true;
    }
};

/// One line of the audit log: a plan that was applied, or refused.
struct AuditEntry {
    qint64 id = 0;
    qint64 atMs = 0;
    QString profile;
    QString action;  ///< "topic.create", "topic.delete", "topic.config", "broker.config", "topic.partitions", "records.delete", "group.delete", "record.produce", "record.load"
    QString target;
    QString detail;  ///< AuditDetail (model/audit.h) as JSON; of produced records only where they went
    QString command; ///< as shown in the plan
    bool ok = false;
    QString error; ///< base::describe() of the error
};

} // namespace weir::model
