// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/shell/flyout.h"

#include <QAbstractButton>

class QListWidget;
class QPushButton;

namespace weir::widgets {

/// The block over the rail: accent, name of the cluster, its kind; opens the list of clusters.
class SwitcherButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SwitcherButton(QWidget *parent = nullptr);
    /// Nothing: no cluster is open.
    void setCluster(const std::optional<model::Profile> &profile, int brokers);
    void setFolded(bool folded);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString kindLine() const;
    void updateSpoken();

    std::optional<model::Profile> m_profile;
    int m_brokers = 0;
    bool m_folded = false;
    class ProductionTag *m_tag;
};

/// "Sandbox, 3 brokers", "Read only", or the first address of the profile.
QString profileKind(const model::Profile &profile, int brokers);

/// The list under it: every profile with its state; Add cluster, Manage.
class ClusterFlyout : public Flyout
{
    Q_OBJECT

public:
    struct Row {
        model::Profile profile;
        bool current = false;
        std::optional<api::ConnectionState> connection; ///< of an open one
    };

    explicit ClusterFlyout(QWidget *body);
    void setRows(std::vector<Row> rows);
    void retranslate();

Q_SIGNALS:
    void chosen(const weir::model::Profile &profile);
    void addRequested();
    void manageRequested();

protected:
    QRect placeIn(const QRect &body) const override;
    QWidget *focusTarget() override;

private:
    std::vector<Row> m_rows;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_manage;
};

} // namespace weir::widgets
