// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/shell/jobs.h"

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QPushButton;

namespace weir::widgets {

class Label;
class ProductionTag;
class StateLabel;

/// The line at the foot of the window: how the connection stands, what runs, what waits to be applied, what was sent.
class StatusBar : public QWidget
{
    Q_OBJECT

public:
    StatusBar(Jobs &jobs, QWidget *parent = nullptr);

    /// Nothing: no cluster is open.
    /// `sandbox`: the cluster is the sandbox of this computer, and this is what it does where it does not run.
    void setConnection(const std::optional<api::ConnectionState> &connection, std::optional<model::SandboxStatus::State> sandbox = {});
    void setPending(int count);
    /// The word for production, where the folded switcher has no room for it.
    void setProduction(bool shown);
    /// Address and round trip give way to the jobs.
    void setNarrow(bool narrow);
    void setRequestsOpen(bool open);
    void setRequestsKeys(const QString &keys);
    void retranslate();

Q_SIGNALS:
    void pendingClicked();
    void requestsClicked();
    void connectionClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showConnection();
    void rebuildJobs();
    void applyLook();

    Jobs &m_jobs;
    std::optional<api::ConnectionState> m_connection;
    int m_pendingCount = 0;
    bool m_narrow = false;
    std::optional<model::SandboxStatus::State> m_sandbox;
    ProductionTag *m_production;
    StateLabel *m_state;
    Label *m_words;
    Label *m_address;
    Label *m_roundTripWords;
    Label *m_roundTrip;
    QHBoxLayout *m_jobsLayout;
    Label *m_nothingPending;
    QPushButton *m_pending;
    QPushButton *m_requests;
};

} // namespace weir::widgets
