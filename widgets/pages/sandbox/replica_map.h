// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "widgets/parts/cell.h"

#include <QWidget>

namespace weir::widgets {

/// Every partition of every topic as one small square a broker: who leads, who is in sync, who is missing. A click opens the topic.
class ReplicaMap : public QWidget
{
    Q_OBJECT

public:
    explicit ReplicaMap(QWidget *parent = nullptr);
    void setSnapshot(const model::SnapshotPtr &snapshot);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void topicActivated(const QString &topic, int partition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Row {
        QString topic;
        std::vector<ReplicasValue> partitions;
    };
    struct Hit {
        int row = -1;
        int partition = -1;
    };
    int nameWidth() const;
    int cellWidth() const;
    int fitting() const;
    Hit hitAt(const QPoint &position) const;

    std::vector<Row> m_rows;
    std::size_t m_brokers = 3;
    int m_current = 0;
};

} // namespace weir::widgets
