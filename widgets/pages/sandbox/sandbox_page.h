// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/sandbox/fault_dialogs.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/page.h"

#include <QHash>
#include <QTimer>

class QGridLayout;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace weir::widgets {

class BrokerCard;
class ClientPanel;
class CodeBox;
class DemoPanel;
class EventPanel;
class Label;
class PageHeader;
class Panel;
class ReplicaMap;
class SnippetPanel;
class StartPanel;
class SubTabs;

/// The sandbox of this computer: start, stop, wipe, brokers and their faults, replicas, the demo, what happened, its log.
class SandboxPage : public Page
{
    Q_OBJECT

public:
    SandboxPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    bool showPlace(const Place &place) override;
    void refresh() override;
    static std::vector<CommandSpec> commands();
    QStringList screenshotVariants() const override { return {QStringLiteral("clients"), QStringLiteral("log"), QStringLiteral("fault"), QStringLiteral("hang")}; }
    void showVariant(const QString &variant) override;

private:
    QWidget *makeBrokersTab();
    void showStatus();
    void showBrokers(const model::SandboxStatus &status);
    void showReplicas();
    void showLog();
    void start();
    void stop();
    void wipe();
    void breakBroker(BrokerFaultDialog::Kind kind);
    void breakClient(model::SandboxClientFault::Kind kind);
    /// Of the sandbox, where its cluster is the open one; null elsewhere.
    model::SnapshotPtr snapshot() const;
    void openCluster(const model::SandboxStatus &status);
    /// Follows an act to its end; says so only where it fails.
    void watch(api::Future<void> future);

    PageHeader *m_header;
    QPushButton *m_copy;
    QPushButton *m_addBroker;
    QPushButton *m_killController;
    QPushButton *m_startController;
    QPushButton *m_clear;
    QPushButton *m_stop;
    QPushButton *m_open;
    QStackedWidget *m_faces;
    StartPanel *m_start;
    SubTabs *m_tabs;
    QStackedWidget *m_pages;
    QGridLayout *m_cards;
    QHash<qint32, BrokerCard *> m_brokers;
    Panel *m_replicaPanel;
    ReplicaMap *m_replicas;
    Label *m_replicaFooter;
    DemoPanel *m_demo;
    ClientPanel *m_clients;
    EventPanel *m_events;
    SnippetPanel *m_snippets;
    CodeBox *m_log;
    QTimer m_clock; // the spans in words move on
    Latest<model::SandboxStatus> m_starting;
    std::vector<QAction *> m_acts; // that need it to run
    QAction *m_killControllerAct;
    QAction *m_startControllerAct;
    std::vector<QAction *> m_faultActs; // that need brokers of its own besides
};

} // namespace weir::widgets
