// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/parts/row_table_model.h"

#include <QPointer>
#include <QWidget>

class QToolButton;

namespace weir::widgets {

class Label;
class TableView;

/// The log of every request that was sent to the cluster: people trust a tool that shows what it sends. Bounded; filled only
/// while it is shown.
class RequestsPane : public QWidget
{
    Q_OBJECT

public:
    explicit RequestsPane(QWidget *parent = nullptr);
    void setSession(api::ClusterSession *session);
    void retranslate();

Q_SIGNALS:
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row {
        qint64 id = 0;
        api::RequestLogEntry entry;
        bool operator==(const Row &other) const { return id == other.id && entry.milliseconds == other.entry.milliseconds; }
    };
    std::vector<ColumnSpec<Row>> columns() const;
    void attach();
    void flush();
    void showCount();

    QPointer<api::ClusterSession> m_session;
    RowTableModel<Row> m_model;
    std::vector<Row> m_waiting;
    qint64 m_nextId = 0;
    class QTimer *m_flush;
    Label *m_title;
    Label *m_count;
    QToolButton *m_copy;
    QToolButton *m_clear;
    QToolButton *m_close;
    TableView *m_table;
};

} // namespace weir::widgets
