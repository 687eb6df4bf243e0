// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that opens, shows and closes clusters, and saves what is open.
#include "widgets/shell/main_window.h"

#include "widgets/dialogs/ask.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/error_text.h"
#include "widgets/shell/cluster_switcher.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/requests_pane.h"
#include "widgets/shell/tab_strip.h"
#include "widgets/shell/top_bar.h"
#include "widgets/shell/window_frame.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

namespace weir::widgets {

namespace {

const QString kCurrent = QStringLiteral("session/current");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kRequests = QStringLiteral("window/requests");

QString stateKey(const QString &profileId)
{
    return QStringLiteral("session/tabs/") + (profileId.isEmpty() ? QStringLiteral("none") : profileId);
}

/// The secret that the profile cannot do without, or nothing.
QString neededSecret(const model::Profile &profile)
{
    const QString protocol = profile.properties.value(QStringLiteral("security.protocol"));
    const QString mechanism = profile.properties.value(QStringLiteral("sasl.mechanism"));
    if (!protocol.startsWith(QLatin1String("SASL")))
        return {};
    if (mechanism == QLatin1String("PLAIN") || mechanism.startsWith(QLatin1String("SCRAM")))
        return QStringLiteral("sasl.password");
    return {};
}

} // namespace

void MainWindow::restoreGeometryOnly()
{
    const QByteArray geometry = m_services.settings.value(kGeometry).toByteArray();
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    setRequestsShown(m_services.settings.value(kRequests, false).toBool());
    m_restored = true;
}

void MainWindow::restoreSession()
{
    restoreGeometryOnly();
    const QString current = m_services.settings.value(kCurrent).toString();
    const std::vector<model::Profile> profiles = m_services.profiles.profiles();
    for (const model::Profile &profile : profiles) {
        if (!current.isEmpty() && profile.id == current) {
            openCluster(profile);
            return;
        }
    }
    showEmptyWorkspace();
}

void MainWindow::showEmptyWorkspace()
{
    Workspace *workspace = workspaceOf(QString());
    if (!workspace)
        workspace = makeWorkspace(std::nullopt, nullptr);
    showWorkspace(workspace);
}

void MainWindow::showWithoutCluster(const QString &pageId)
{
    showEmptyWorkspace();
    m_current->open(Place{pageId}, OpenMode::NewTab);
}

void MainWindow::tell(const base::Error &error)
{
    const ErrorText words = errorText(error);
    QStringList parts{words.detail, words.nextStep};
    parts.removeAll(QString());
    m_toasts->show({words.state, words.sentence, parts.join(QLatin1Char(' ')), {}, Icon::None, {}});
}

void MainWindow::tellCrash(const QString &logFile)
{
    m_toasts->show({State::Warn, tr("Weir ended unexpectedly the last time"), tr("What was open is back. The log lies in %1").arg(logFile),
                    tr("Copy the path"), Icon::Copy, [logFile] { QGuiApplication::clipboard()->setText(logFile); }});
}

Workspace *MainWindow::workspaceOf(const QString &profileId) const
{
    for (const auto &workspace : m_workspaces) {
        if (workspace->id() == profileId)
            return workspace.get();
    }
    return nullptr;
}

void MainWindow::openCluster(const model::Profile &profile)
{
    if (Workspace *open = workspaceOf(profile.id)) {
        if (!open->session() || open->session()->profile().properties == profile.properties) {
            showWorkspace(open);
            return;
        }
        closeCluster(profile.id); // another address or another user is another session; its tabs come back
    }
    if (m_opening == profile.id)
        return;
    m_opening = profile.id;
    if (!m_current)
        showEmptyWorkspace(); // something to look at, and to ask over, meanwhile
    m_services.secrets.read(profile.id).then(this, [this, profile](const base::Result<QMap<QString, QString>> &read) {
        if (m_opening != profile.id)
            return; // another cluster was chosen meanwhile
        m_opening.clear();
        const QMap<QString, QString> secrets = read ? *read : QMap<QString, QString>();
        const QString needed = neededSecret(profile);
        if (needed.isEmpty() || secrets.contains(needed)) {
            openWith(profile, secrets);
            return;
        }
        TextQuestion question;
        question.title = tr("Password for %1").arg(profile.name);
        question.label = tr("Password of %1").arg(profile.properties.value(QStringLiteral("sasl.username")));
        question.help = tr("It is used for this session only. Store it in the profile to be asked no more.");
        question.accept = tr("Open");
        question.secret = true;
        askText(m_views, question, [this, profile, secrets, needed](const QString &password) {
            QMap<QString, QString> all = secrets;
            all.insert(needed, password);
            openWith(profile, all);
        });
    });
}

void MainWindow::openWith(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    std::unique_ptr<api::ClusterSession> session = m_services.sessions.open(profile, secrets);
    if (!session)
        return;
    Workspace *workspace = makeWorkspace(profile, std::move(session));
    showWorkspace(workspace);
    model::Profile opened = profile;
    opened.lastOpenedMs = QDateTime::currentMSecsSinceEpoch();
    const std::vector<model::Profile> stored = m_services.profiles.profiles();
    // An address of the command line is looked at, not kept.
    if (std::any_of(stored.begin(), stored.end(), [&](const model::Profile &known) { return known.id == opened.id; })) {
        if (const auto saved = m_services.profiles.save(opened); !saved)
            m_toasts->show({State::Error, tr("The profile could not be saved"), errorText(saved.error()).line(), {}, Icon::None, {}});
    }
}

Workspace *MainWindow::makeWorkspace(std::optional<model::Profile> profile, std::unique_ptr<api::ClusterSession> session)
{
    const Workspace::Host host{
        m_catalog,
        m_services,
        *m_commands,
        *m_preferences,
        *m_jobs,
        [this](const Toast &toast) { m_toasts->show(toast); },
        // Later: the page that asks may go with the cluster that it closes.
        [this](const model::Profile &other) { QTimer::singleShot(0, this, [this, other] { openCluster(other); }); },
        [this](const QString &id) { QTimer::singleShot(0, this, [this, id] { closeCluster(id); }); },
    };
    auto made = std::make_unique<Workspace>(host, std::move(profile), std::move(session), nullptr);
    Workspace *workspace = made.get();
    m_workspaces.push_back(std::move(made));
    m_top->addTabs(workspace->tabs());
    m_views->addWidget(workspace->view());
    connect(workspace, &Workspace::stateToSave, this, &MainWindow::saveSoon);
    connect(workspace, &Workspace::pageChanged, this, [this, workspace] {
        if (workspace == m_current)
            showPage();
    });
    connect(workspace->tabs(), &TabRow::newRequested, this, [this] { openPalette(); });
    if (workspace->session()) {
        connect(workspace->session(), &api::ClusterSession::connectionChanged, this, [this, workspace] {
            if (workspace == m_current)
                showConnection();
        });
        connect(workspace->feed(), &ClusterFeed::updated, this, [this, workspace] {
            if (workspace == m_current)
                m_rail->setSnapshot(workspace->feed()->snapshot().get());
        });
        connect(workspace->plans(), &PlanRunner::pendingChanged, this, [this, workspace] {
            if (workspace == m_current)
                showConnection();
        });
    }
    const QJsonDocument saved = QJsonDocument::fromJson(m_services.settings.value(stateKey(workspace->id())).toString().toUtf8());
    workspace->restoreState(saved.object());
    return workspace;
}

void MainWindow::showWorkspace(Workspace *workspace)
{
    if (m_current && m_current != workspace)
        m_current->setShown(false);
    m_current = workspace;
    m_top->showTabs(workspace->tabs());
    m_views->setCurrentWidget(workspace->view());
    m_requests->setSession(workspace->session());
    m_rail->setHasCluster(workspace->session() != nullptr);
    if (workspace->feed() && workspace->feed()->snapshot())
        m_rail->setSnapshot(workspace->feed()->snapshot().get());
    else
        m_rail->setSnapshot(nullptr);
    showMark();
    showConnection();
    if (workspace->tabCount() == 0) {
        const PageNeeds first = workspace->session() ? PageNeeds::Cluster : PageNeeds::Nothing;
        const PageEntry *clusters = workspace->session() ? nullptr : m_catalog.find(QStringLiteral("clusters"));
        for (const PageEntry &entry : m_catalog.entries()) {
            if (clusters ? &entry == clusters : entry.section != RailSection::Detail && entry.needs == first) {
                workspace->open(Place{entry.id}, OpenMode::NewTab);
                break;
            }
        }
    }
    workspace->setShown(true);
    showPage();
    saveSoon();
    Q_EMIT clusterShown();
}

void MainWindow::closeCluster(const QString &profileId)
{
    Workspace *workspace = workspaceOf(profileId);
    if (!workspace || profileId.isEmpty())
        return;
    m_services.settings.setValue(stateKey(profileId), QString::fromUtf8(QJsonDocument(workspace->saveState()).toJson(QJsonDocument::Compact)));
    if (m_current == workspace) {
        Workspace *next = nullptr;
        for (const auto &other : m_workspaces) {
            if (other.get() != workspace)
                next = other.get();
        }
        if (next)
            showWorkspace(next);
        else
            showEmptyWorkspace();
    }
    m_top->removeTabs(workspace->tabs());
    m_views->removeWidget(workspace->view());
    std::erase_if(m_workspaces, [workspace](const auto &known) { return known.get() == workspace; });
}

std::optional<model::SandboxStatus::State> MainWindow::sandboxAtRest() const
{
    using Sandbox = model::SandboxStatus::State;
    const std::optional<model::Profile> profile = m_current ? m_current->profile() : std::nullopt;
    if (!profile || profile->kind != model::Profile::Kind::Sandbox || !m_current->session())
        return std::nullopt;
    const Sandbox state = m_sandboxStart.isLoading() ? Sandbox::Starting : m_services.sandbox.status().state;
    // Where it answers all the same, or may yet, another program has started it.
    const bool lost = m_current->session()->connection().kind == api::ConnectionState::Kind::Lost;
    if (state == Sandbox::Running || (state != Sandbox::Starting && !lost))
        return std::nullopt;
    return state;
}

void MainWindow::showSandbox()
{
    using Sandbox = model::SandboxStatus::State;
    const std::optional<Sandbox> state = sandboxAtRest();
    m_startSandbox->setText(tr("Start the sandbox"));
    // The page of the sandbox says it itself, with more to choose.
    m_sandboxBanner->setVisible(state && m_current->current().page != QLatin1String("sandbox"));
    if (!state)
        return;
    const bool busy = *state == Sandbox::Starting || *state == Sandbox::Stopping;
    m_startSandbox->setVisible(!busy);
    if (*state == Sandbox::Starting)
        m_sandboxBanner->setMessage(State::Info, tr("The sandbox is starting."));
    else if (*state == Sandbox::Stopping)
        m_sandboxBanner->setMessage(State::Info, tr("The sandbox is stopping."));
    else if (m_sandboxStart.error())
        m_sandboxBanner->setMessage(State::Error, tr("The sandbox did not start."), errorText(*m_sandboxStart.error()).line());
    else
        m_sandboxBanner->setMessage(State::Warn, tr("The sandbox is stopped."), tr("Its topics and records are kept; they can be read while it runs."));
}

void MainWindow::startSandbox()
{
    model::SandboxOptions options;
    options.asLastTime = true;
    // Where clients know it: the address that the profile has.
    if (const std::optional<model::Profile> profile = m_current ? m_current->profile() : std::nullopt) {
        bool isPort = false;
        const int port = profile->bootstrap().section(QLatin1Char(','), 0, 0).section(QLatin1Char(':'), -1).toInt(&isPort);
        if (isPort)
            options.port = port;
    }
    m_sandboxStart.start(m_services.sandbox.start(options));
}

void MainWindow::sandboxStarted()
{
    showConnection();
    if (m_sandboxStart.isLoading() || !m_sandboxStart.value() || m_sandboxStart.error())
        return;
    const QString bootstrap = m_sandboxStart.value()->bootstrap;
    for (const model::Profile &profile : m_services.profiles.profiles()) {
        if (profile.kind != model::Profile::Kind::Sandbox)
            continue;
        model::Profile now = profile;
        now.properties.insert(QStringLiteral("bootstrap.servers"), bootstrap);
        const auto saved = m_services.profiles.save(now);
        if (!saved)
            return tell(saved.error());
        Workspace *open = workspaceOf(profile.id);
        if (open && open == m_current) {
            openCluster(*saved); // at another address: a new session, with the same tabs
            if (m_current && m_current->feed())
                m_current->feed()->refresh();
        }
        return;
    }
}

void MainWindow::profilesChanged()
{
    const std::vector<model::Profile> profiles = m_services.profiles.profiles();
    for (const model::Profile &profile : profiles) {
        if (Workspace *workspace = workspaceOf(profile.id))
            workspace->setProfile(profile);
    }
    showMark();
    if (m_clusters->isOpen())
        openSwitcher();
}

void MainWindow::openSwitcher()
{
    if (m_clusters->isOpen()) {
        m_clusters->closeFlyout();
        return;
    }
    std::vector<ClusterFlyout::Row> rows;
    const std::vector<model::Profile> profiles = m_services.profiles.profiles();
    const auto add = [&](const model::Profile &profile) {
        const Workspace *open = workspaceOf(profile.id);
        rows.push_back({profile, open && open == m_current, open && open->session() ? std::optional(open->session()->connection()) : std::nullopt});
    };
    for (const model::Profile &profile : profiles)
        add(profile);
    // A cluster opened from the command line has no stored profile but is open all the same.
    for (const auto &workspace : m_workspaces) {
        const auto stored = [&](const model::Profile &p) { return p.id == workspace->id(); };
        if (workspace->profile() && std::none_of(profiles.begin(), profiles.end(), stored))
            add(*workspace->profile());
    }
    m_clusters->setRows(std::move(rows));
    m_clusters->open();
}

void MainWindow::saveSession()
{
    m_saveTimer->stop();
    if (!m_restored)
        return;
    for (const auto &workspace : m_workspaces) {
        m_services.settings.setValue(stateKey(workspace->id()),
                                     QString::fromUtf8(QJsonDocument(workspace->saveState()).toJson(QJsonDocument::Compact)));
    }
    m_services.settings.setValue(kCurrent, m_current ? m_current->id() : QString());
    m_services.settings.setValue(kGeometry, saveGeometry());
}

} // namespace weir::widgets
