// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/cluster_feed.h"
#include "widgets/shell/page_catalog.h"
#include "widgets/shell/plan_runner.h"

#include <QJsonObject>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

class QSplitter;
class QStackedWidget;

namespace weir::widgets {

class DetachedWindow;
class SidePane;
class TabRow;

/// What the window hands to everything in it. Concrete classes are named in app/weir only.
struct WindowServices {
    api::SessionFactory &sessions;
    api::ProfileStore &profiles;
    api::SecretStore &secrets;
    api::Settings &settings;
    api::SandboxControl &sandbox;
    api::AuditLog &audit;
};

/// An open cluster in the window: its session, its tabs and pages, its history. Also the place without a cluster (no session),
/// where only pages that need none can be opened. Pages are built when they are first shown.
class Workspace : public Navigator
{
    Q_OBJECT

public:
    struct Host {
        const PageCatalog &catalog;
        WindowServices &services;
        Commands &commands;
        Preferences &preferences;
        Jobs &jobs;
        std::function<void(const Toast &)> notify;
        std::function<void(const model::Profile &)> openCluster;
        std::function<void(const QString &profileId)> closeCluster;
    };

    /// `tabs` and `view` are made here and belong to the window once it has placed them.
    Workspace(const Host &host, std::optional<model::Profile> profile, std::unique_ptr<api::ClusterSession> session, QObject *parent);
    ~Workspace() override;

    const std::optional<model::Profile> &profile() const { return m_profile; }
    /// The profile was edited: name, marks. What concerns the connection needs another session.
    void setProfile(const model::Profile &profile) { m_profile = profile; }
    QString id() const { return m_profile ? m_profile->id : QString(); }
    api::ClusterSession *session() const { return m_session.get(); }
    ClusterFeed *feed() const { return m_feed.get(); }
    PlanRunner *plans() const { return m_plans.get(); }
    TabRow *tabs() const;
    QWidget *view() const;

    // Navigator
    void open(const Place &place, OpenMode mode) override;
    Place current() const override;
    bool canGoBack() const override { return m_historyAt > 0; }
    bool canGoForward() const override { return m_historyAt + 1 < static_cast<int>(m_history.size()); }
    void back() override;
    void forward() override;
    void copyLink(const Place &place) override;

    Page *currentPage() const;
    int tabCount() const { return static_cast<int>(m_tabs.size()); }
    void showTab(int index);
    void stepTab(int by);
    void closeTab(quint64 id);
    void closeCurrentTab();
    void closeOthers(quint64 id);
    void keepTab(quint64 id);
    void detachTab(quint64 id);
    void moveBeside(quint64 id);
    void showTabMenu(quint64 id, const QPoint &globalAt);
    quint64 currentTab() const;

    /// The language changed: every page is built anew where it stands.
    void rebuildPages();
    /// Whether the window shows this cluster: the feed rests otherwise.
    void setShown(bool shown);

    QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);
    /// Closes pages and detached windows; asks nothing.
    void shutDown();

Q_SIGNALS:
    void pageChanged();   ///< another page is current, or it has another title or state
    void stateToSave();

private:
    friend class DetachedWindow;
    struct Tab {
        quint64 id = 0;
        Place place;
        bool preview = false;
        QByteArray state;
        QPointer<Page> page;
    };

    bool canOpen(const Place &place) const;
    Tab *tab(quint64 id);
    const Tab *tab(quint64 id) const;
    Tab *tabShowing(const Place &place);
    Tab &addTab(const Place &place, bool preview, const QByteArray &state = {});
    void replace(Tab &tab, const Place &place);
    Page *build(const Place &place, const QByteArray &state);
    Page *ensurePage(Tab &tab);
    void connectPage(Page *page);
    void dropTab(quint64 id);
    void showCurrent();
    void updateFace(const Tab &tab);
    QString titleOf(const Tab &tab) const;
    Icon iconOf(const Tab &tab) const;
    void remember(const Place &place);
    void travel(int to);
    void openDetached(const Place &place, const QByteArray &state, Page *page);
    void takeBack(Page *page);
    Tab *tabOf(const Page *page);

    Host m_host;
    std::optional<model::Profile> m_profile;
    std::unique_ptr<api::ClusterSession> m_session;
    std::unique_ptr<ClusterFeed> m_feed;
    std::unique_ptr<PlanRunner> m_plans;
    QPointer<TabRow> m_tabRow;
    QPointer<QSplitter> m_view;
    QStackedWidget *m_stack = nullptr;
    SidePane *m_side = nullptr;
    std::vector<std::unique_ptr<Tab>> m_tabs; // in the order of the strip
    std::vector<QPointer<DetachedWindow>> m_detached;
    quint64 m_nextTab = 1;
    std::vector<Place> m_history;
    int m_historyAt = -1;
    bool m_travelling = false;
    bool m_restoring = false;
};

} // namespace weir::widgets
