// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "backend/model/plan.h"
#include "widgets/dialogs/sheet.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace weir::widgets {

class Label;

/// What a new topic shall be. Checks the name while it is typed; the cluster itself checks the rest in the plan.
class NewTopicDialog : public Sheet
{
    Q_OBJECT

public:
    explicit NewTopicDialog(const model::SnapshotPtr &snapshot);
    /// Fills in partitions, replicas and what was set on that topic; the name is left to be typed.
    void startFrom(const model::TopicDetail &topic);

Q_SIGNALS:
    void chosen(const weir::model::CreateTopic &topic);

private:
    void check();

    model::SnapshotPtr m_snapshot;
    QLineEdit *m_name;
    Label *m_problem;
    QSpinBox *m_partitions;
    QSpinBox *m_replicas;
    QComboBox *m_cleanup;
    QLineEdit *m_retention;
    QPlainTextEdit *m_settings;
    QPushButton *m_next;
};

/// How many partitions a topic shall have: more than now.
class AddPartitionsDialog : public Sheet
{
    Q_OBJECT

public:
    AddPartitionsDialog(const QString &topic, int now);

Q_SIGNALS:
    void chosen(const weir::model::AddPartitions &change);
};

/// Why a topic cannot be called so; empty: it can (Kafka's rules: 1 to 249 of [a-zA-Z0-9._-], not "." or "..").
QString topicNameProblem(const QString &name);

/// "7 d", "12 h", "30 min" or milliseconds; -1 and "for ever" mean without end. Empty where it cannot be read.
std::optional<qint64> parseRetention(const QString &text);

} // namespace weir::widgets
