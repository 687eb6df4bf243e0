// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/main_window.h"

#include "widgets/dialogs/sheet.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/shell/cluster_switcher.h"
#include "widgets/shell/palette.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/requests_pane.h"
#include "widgets/shell/status_bar.h"
#include "widgets/shell/tab_strip.h"
#include "widgets/shell/top_bar.h"
#include "widgets/shell/window_frame.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace weir::widgets {

namespace {

constexpr int kFoldBelow = 1100;
constexpr int kRequestsHeight = 220;
constexpr int kSaveAfterMs = 300;
constexpr int kToastMargin = 36; // status bar and a gap

} // namespace

MainWindow::MainWindow(const WindowServices &services, PageCatalog catalog)
    : m_services(services)
    , m_catalog(std::move(catalog))
    , m_preferences(std::make_unique<Preferences>(services.settings))
    , m_appearance(std::make_unique<Appearance>(*m_preferences))
    , m_commands(std::make_unique<Commands>(services.settings))
    , m_jobs(std::make_unique<Jobs>())
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Weir"));
    setMinimumSize(720, 480);
    resize(1440, 900);
    m_saveTimer = new QTimer(this);
    m_saveTimer->setSingleShot(true);
    connect(m_saveTimer, &QTimer::timeout, this, &MainWindow::saveSession);
    buildLayout();
    buildCommands();
    connectParts();
    retranslate();
    m_top->setUtc(m_preferences->utc());
}

MainWindow::~MainWindow()
{
    // Pages hold commands, jobs and services: they go first. Then the widgets, while what they tell us is still there.
    disconnect(&SheetWatch::instance(), nullptr, this, nullptr);
    m_current = nullptr;
    m_workspaces.clear();
    delete m_frame;
}

void MainWindow::buildLayout()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_frame = new WindowFrame(this);
    outer->addWidget(m_frame);
    auto *column = new QVBoxLayout(m_frame->body());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_top = new TopBar(m_frame->body());
    column->addWidget(m_top);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_rail = new Rail(m_catalog, m_frame->body());
    row->addWidget(m_rail);
    m_middle = new QSplitter(Qt::Vertical, m_frame->body());
    m_middle->setChildrenCollapsible(false);
    m_views = new QStackedWidget(m_middle);
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setFocusPolicy(Qt::ClickFocus);
    m_requests = new RequestsPane(m_middle);
    m_requests->hide();
    m_middle->setStretchFactor(0, 1);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    m_sandboxBanner = new Banner(m_frame->body());
    m_sandboxBanner->setObjectName(QStringLiteral("sandboxBanner"));
    m_startSandbox = makeButton({}, Icon::Play, ButtonKind::Default, m_sandboxBanner);
    m_sandboxBanner->addWidget(m_startSandbox);
    m_sandboxBanner->hide();
    middle->addWidget(m_sandboxBanner);
    middle->addWidget(m_middle, 1);
    row->addLayout(middle, 1);
    column->addLayout(row, 1);
    m_status = new StatusBar(*m_jobs, m_frame->body());
    column->addWidget(m_status);
    m_toasts = new Toasts(m_frame->body(), kToastMargin);
    m_palette = new Palette(m_frame->body());
    m_clusters = new ClusterFlyout(m_frame->body());
    m_clusters->setAnchor(m_top->switcher());
}

void MainWindow::connectParts()
{
    connect(m_top->switcher(), &QAbstractButton::clicked, this, &MainWindow::openSwitcher);
    connect(m_top->goTo(), &QAbstractButton::clicked, this, [this] { openPalette(); });
    connect(m_top, &TopBar::utcChosen, m_preferences.get(), &Preferences::setUtc);
    connect(m_preferences.get(), &Preferences::timeZoneChanged, this, [this] { m_top->setUtc(m_preferences->utc()); });
    connect(m_appearance.get(), &Appearance::languageApplied, this, &MainWindow::retranslate);

    connect(m_rail, &Rail::chosen, this, [this](const QString &page, bool newTab) {
        if (m_current)
            m_current->open(Place{page}, newTab ? OpenMode::NewTab : OpenMode::Preview);
        showPage(); // a page that cannot be opened is not current
    });
    connect(m_rail, &Rail::themeToggled, this, [this] { runCommand(QStringLiteral("view.theme")); });
    connect(m_rail, &Rail::languageRequested, this, &MainWindow::showLanguageMenu);
    connect(m_requests, &RequestsPane::closeRequested, this, [this] { setRequestsShown(false); });
    connect(m_status, &StatusBar::requestsClicked, this, [this] { setRequestsShown(!m_requests->isVisible()); });
    connect(m_status, &StatusBar::pendingClicked, this, [this] { runCommand(QStringLiteral("plan.pending")); });

    m_palette->setSource([this] { return paletteItems(); });
    m_palette->setLinkReader([this](const QString &typed) { return paletteLink(typed); });
    connect(m_palette, &Palette::chosen, this, &MainWindow::paletteChosen);
    connect(m_clusters, &ClusterFlyout::chosen, this, &MainWindow::openCluster);
    connect(m_clusters, &ClusterFlyout::addRequested, this, [this] {
        Place place{QStringLiteral("clusters")};
        place.more.insert(QStringLiteral("new"), QStringLiteral("1"));
        if (m_current)
            m_current->open(place, OpenMode::NewTab);
    });
    connect(m_clusters, &ClusterFlyout::manageRequested, this, [this] {
        if (m_current)
            m_current->open(Place{QStringLiteral("clusters")}, OpenMode::NewTab);
    });
    connect(&m_services.profiles, &api::ProfileStore::changed, this, &MainWindow::profilesChanged);
    connect(&m_services.sandbox, &api::SandboxControl::statusChanged, this, &MainWindow::showConnection);
    connect(m_startSandbox, &QAbstractButton::clicked, this, &MainWindow::startSandbox);
    connect(&m_sandboxStart, &LatestBase::changed, this, &MainWindow::sandboxStarted);
    connect(&SheetWatch::instance(), &SheetWatch::changed, this, [this](int open) { m_commands->setBlocked(open > 0); });
    connect(m_commands.get(), &Commands::shortcutsChanged, this, &MainWindow::retranslate);
}

void MainWindow::retranslate()
{
    for (const CommandSpec &spec : shellCommands())
        m_commands->declare(spec);
    for (const PageEntry &entry : m_catalog.entries()) {
        if (entry.section != RailSection::Detail)
            m_commands->declare({QStringLiteral("open.") + entry.id, tr("Open %1").arg(pageTitle(entry)), entry.icon, entry.shortcut, false, false});
        if (!entry.commands)
            continue;
        for (const CommandSpec &spec : entry.commands())
            m_commands->declare(spec);
    }
    const auto keys = [this](const char *id) { return m_commands->shortcut(QLatin1String(id)).toString(QKeySequence::NativeText).replace(QLatin1Char('+'), QLatin1Char(' ')); };
    m_top->retranslate();
    m_top->goTo()->setKeys(keys("goto.open"));
    m_rail->retranslate();
    m_status->retranslate();
    m_status->setRequestsKeys(keys("pane.requests"));
    m_requests->retranslate();
    m_palette->retranslate();
    m_clusters->retranslate();
    if (m_shownLanguage != format::language()) {
        m_shownLanguage = format::language();
        for (const auto &workspace : m_workspaces)
            workspace->rebuildPages();
    }
    showMark();
    showConnection();
}

void MainWindow::showMark()
{
    const std::optional<model::Profile> profile = m_current ? m_current->profile() : std::nullopt;
    const ClusterMark mark = profile ? markOf(*profile) : ClusterMark();
    m_frame->setMark(mark);
    m_status->setProduction(mark.production && m_rail->folded());
    LookController::instance().setAccent(mark.accent);
    const int brokers = m_current && m_current->session() ? m_current->session()->connection().brokersKnown : 0;
    m_top->switcher()->setCluster(profile, brokers);
    QString title = QStringLiteral("Weir");
    if (profile)
        title = profile->name + (profile->production ? QStringLiteral(" (") + tr("production") + QLatin1Char(')') : QString()) + QStringLiteral(" - Weir");
    setWindowTitle(title);
}

void MainWindow::showConnection()
{
    api::ClusterSession *session = m_current ? m_current->session() : nullptr;
    m_status->setConnection(session ? std::optional(session->connection()) : std::nullopt, sandboxAtRest());
    m_status->setPending(m_current && m_current->plans() ? m_current->plans()->pending() : 0);
    const std::optional<model::Profile> profile = m_current ? m_current->profile() : std::nullopt;
    m_top->switcher()->setCluster(profile, session ? session->connection().brokersKnown : 0);
    showSandbox();
}

void MainWindow::showPage()
{
    m_rail->setCurrent(m_current ? m_current->current().page : QString());
    focusPage();
    showSandbox();
}

void MainWindow::openPalette(const QString &typed)
{
    m_clusters->closeFlyout();
    m_palette->openWith(typed);
}

void MainWindow::setRequestsShown(bool shown)
{
    if (shown == m_requests->isVisible())
        return;
    m_requests->setVisible(shown);
    if (shown)
        m_middle->setSizes({m_middle->height() - look().px(kRequestsHeight), look().px(kRequestsHeight)});
    m_status->setRequestsOpen(shown);
    m_services.settings.setValue(QStringLiteral("window/requests"), shown);
}

void MainWindow::saveSoon()
{
    if (m_restored)
        m_saveTimer->start(kSaveAfterMs);
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        saveSoon();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSession();
    event->accept();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    focusPage();
}

/// The focus begins in the page, and stays there when what had it goes with its page: Qt gives it to the first widget of the
/// window then, and a ring around the switcher would ask for something that nobody wants.
void MainWindow::focusPage()
{
    if (!focusWidget() || focusWidget() == m_top->switcher())
        m_views->setFocus(Qt::OtherFocusReason);
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    saveSoon();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kFoldBelow;
    m_rail->setFolded(narrow);
    m_top->setNarrow(narrow);
    m_status->setProduction(narrow && m_frame->mark().production);
    m_status->setNarrow(narrow);
    saveSoon();
}

} // namespace weir::widgets
