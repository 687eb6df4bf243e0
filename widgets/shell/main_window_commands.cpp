// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that answers keys and fills the palette.
#include "widgets/shell/main_window.h"

#include "widgets/dialogs/sheet.h"
#include "widgets/parts/format.h"
#include "widgets/shell/palette.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/requests_pane.h"
#include "widgets/shell/tab_strip.h"
#include "widgets/shell/top_bar.h"
#include "widgets/shell/window_frame.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>

namespace weir::widgets {

namespace {

const QString kRecent = QStringLiteral("palette/recent");
constexpr int kRecentKept = 30;
constexpr int kTabKeys = 9;

/// The first thing in a pane that takes the focus.
QWidget *focusIn(QWidget *pane)
{
    if (pane->focusPolicy() & Qt::TabFocus)
        return pane;
    const QList<QWidget *> inside = pane->findChildren<QWidget *>();
    for (QWidget *widget : inside) {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled() && !widget->focusProxy())
            return widget;
    }
    return nullptr;
}

} // namespace

std::vector<CommandSpec> MainWindow::shellCommands() const
{
    const auto keys = [](const char *text) { return QKeySequence(QLatin1String(text), QKeySequence::PortableText); };
    const auto id = [](const char *text) { return QString(QLatin1String(text)); };
    std::vector<CommandSpec> specs{
        {id("goto.open"), tr("Go to anything"), Icon::Search, keys("Ctrl+K"), false, false},
        {id("goto.command"), tr("Find a command"), Icon::Palette, keys("Ctrl+Shift+P"), false, false},
        {id("page.refresh"), tr("Refresh the page"), Icon::Refresh, keys("F5"), false, true, true}, // a page header may hold F5 itself
        {id("page.run"), tr("Run"), Icon::Play, keys("Ctrl+Return")},
        {id("page.find"), tr("Find in the page"), Icon::Filter, keys("Ctrl+F")},
        {id("page.cancel"), tr("Cancel, or go up"), Icon::Close, keys("Esc"), false, false, true},
        {id("tab.close"), tr("Close the tab"), Icon::Close, keys("Ctrl+W")},
        {id("tab.next"), tr("Next tab"), Icon::ChevronRight, keys("Ctrl+Tab")},
        {id("tab.previous"), tr("Previous tab"), Icon::None, keys("Ctrl+Shift+Tab")},
        {id("tab.split"), tr("Move the tab beside"), Icon::Split, keys("Ctrl+\\")},
        {id("tab.detach"), tr("Move the tab to a window of its own, or back"), Icon::Detach, keys("Ctrl+Shift+D")},
        {id("place.back"), tr("Back"), Icon::None, keys("Alt+Left")},
        {id("place.forward"), tr("Forward"), Icon::None, keys("Alt+Right")},
        {id("place.copyLink"), tr("Copy the link to this place"), Icon::Link, keys("Ctrl+Shift+L")},
        {id("pane.next"), tr("Next pane"), Icon::None, keys("F6")},
        {id("pane.previous"), tr("Previous pane"), Icon::None, keys("Shift+F6")},
        {id("pane.requests"), tr("Show the requests that were sent"), Icon::Log, keys("Alt+1")},
        {id("plan.pending"), tr("Review the pending changes"), Icon::Plan, keys("Ctrl+Shift+Return")},
        {id("cluster.switch"), tr("Switch the cluster"), Icon::Broker, keys("Ctrl+Shift+K")},
        {id("view.theme"), tr("Switch between light and dark"), Icon::Dark, {}},
        {id("view.zone"), tr("Switch between UTC and local time"), Icon::Clock, {}},
        {id("view.language"), tr("Switch the language"), Icon::Language, {}},
        {id("view.larger"), tr("Larger text"), Icon::Add, keys("Ctrl+=")},
        {id("view.smaller"), tr("Smaller text"), Icon::Remove, keys("Ctrl+-")},
        {id("view.normal"), tr("Text in its normal size"), Icon::None, keys("Ctrl+0")},
        {id("app.about"), tr("About Weir"), Icon::Info, {}, false, m_catalog.find(QStringLiteral("about")) != nullptr},
        {id("app.quit"), tr("Quit"), Icon::Kill, keys("Ctrl+Q")},
    };
    for (int i = 1; i <= kTabKeys; ++i) {
        specs.push_back({QStringLiteral("tab.%1").arg(i), tr("Tab %1").arg(i), Icon::None,
                         QKeySequence(QStringLiteral("Ctrl+%1").arg(i), QKeySequence::PortableText), false, false});
    }
    return specs;
}

void MainWindow::buildCommands()
{
    for (const CommandSpec &spec : shellCommands())
        m_commands->add(spec, this, [this, id = spec.id] { runCommand(id); });
    for (const PageEntry &entry : m_catalog.entries()) {
        if (entry.section == RailSection::Detail)
            continue;
        m_commands->add({QStringLiteral("open.") + entry.id, tr("Open %1").arg(pageTitle(entry)), entry.icon, entry.shortcut, false, false}, this,
                        [this, id = entry.id] {
                            if (m_current)
                                m_current->open(Place{id}, OpenMode::Preview);
                        });
    }
}

void MainWindow::runCommand(const QString &id)
{
    const QString group = id.section(QLatin1Char('.'), 0, 0);
    const QString act = id.section(QLatin1Char('.'), 1);
    Page *page = m_current ? m_current->currentPage() : nullptr;
    if (group == QLatin1String("goto")) {
        openPalette(act == QLatin1String("command") ? QStringLiteral(">") : QString());
    } else if (group == QLatin1String("page")) {
        if (act == QLatin1String("cancel"))
            cancelOrGoUp();
        else if (!page)
            return;
        else if (act == QLatin1String("refresh"))
            page->refresh();
        else if (act == QLatin1String("run"))
            page->run();
        else if (act == QLatin1String("find"))
            page->find();
    } else if (group == QLatin1String("tab")) {
        if (!m_current)
            return;
        if (act == QLatin1String("close"))
            m_current->closeCurrentTab();
        else if (act == QLatin1String("next") || act == QLatin1String("previous"))
            m_current->stepTab(act == QLatin1String("next") ? 1 : -1);
        else if (act == QLatin1String("split"))
            m_current->moveBeside(m_current->currentTab());
        else if (act == QLatin1String("detach"))
            m_current->detachTab(m_current->currentTab());
        else // the ninth is the last one, as browsers have it
            m_current->showTab(act.toInt() == kTabKeys ? m_current->tabCount() - 1 : act.toInt() - 1);
    } else if (group == QLatin1String("place")) {
        if (!m_current)
            return;
        if (act == QLatin1String("back"))
            m_current->back();
        else if (act == QLatin1String("forward"))
            m_current->forward();
        else
            m_current->copyLink(page ? page->place() : m_current->current());
    } else if (group == QLatin1String("pane")) {
        if (act == QLatin1String("requests"))
            setRequestsShown(!m_requests->isVisible());
        else
            cyclePanes(act == QLatin1String("next") ? 1 : -1);
    } else if (id == QLatin1String("plan.pending")) {
        if (m_current && m_current->plans())
            m_current->plans()->runPending(m_views);
    } else if (id == QLatin1String("cluster.switch")) {
        openSwitcher();
    } else if (id == QLatin1String("view.theme")) {
        m_preferences->setTheme(look().isDark() ? ThemeChoice::Light : ThemeChoice::Dark);
    } else if (id == QLatin1String("view.zone")) {
        m_preferences->setUtc(!m_preferences->utc());
    } else if (id == QLatin1String("view.language")) {
        m_preferences->setLanguage(format::language() == Language::Korean ? Preferences::LanguageChoice::English : Preferences::LanguageChoice::Korean);
    } else if (id == QLatin1String("view.larger")) {
        m_preferences->setTextScale(m_preferences->textScale() + 10);
    } else if (id == QLatin1String("view.smaller")) {
        m_preferences->setTextScale(m_preferences->textScale() - 10);
    } else if (id == QLatin1String("view.normal")) {
        m_preferences->setTextScale(100);
    } else if (id == QLatin1String("app.about")) {
        if (m_current)
            m_current->open(Place{QStringLiteral("about")}, OpenMode::NewTab);
    } else if (id == QLatin1String("app.quit")) {
        close();
    }
}

void MainWindow::cancelOrGoUp()
{
    Page *page = m_current ? m_current->currentPage() : nullptr;
    if (!page || page->cancel())
        return;
    const Place up = page->up();
    if (up.isValid())
        m_current->open(up, OpenMode::Here);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Esc and F5 come here only where nothing in the window had a use for them: an editor, a menu, a field with text.
    if (!m_commands->blocked()) {
        const QKeySequence pressed(event->keyCombination());
        for (const char *late : {"page.cancel", "page.refresh"}) {
            if (pressed == m_commands->shortcut(QLatin1String(late))) {
                runCommand(QLatin1String(late));
                return;
            }
        }
    }
    QWidget::keyPressEvent(event);
}

void MainWindow::cyclePanes(int by)
{
    QList<QWidget *> panes;
    panes << m_rail;
    if (Page *page = m_current ? m_current->currentPage() : nullptr) {
        const QList<QWidget *> own = page->panes();
        if (own.isEmpty())
            panes << page;
        else
            panes << own;
    }
    if (m_requests->isVisible())
        panes << m_requests;
    if (m_current)
        panes << m_current->tabs();
    QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        const qsizetype next = ((at < 0 && by > 0 ? -1 : std::max<qsizetype>(at, 0)) + by * step + 2 * panes.size()) % panes.size();
        if (!panes.at(next)->isVisible())
            continue;
        if (QWidget *target = focusIn(panes.at(next))) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

std::vector<PaletteItem> MainWindow::paletteItems()
{
    std::vector<PaletteItem> items;
    using Kind = PaletteItem::Kind;
    const bool hasCluster = m_current && m_current->session();
    for (const PageEntry &entry : m_catalog.entries()) {
        if (entry.section == RailSection::Detail || (entry.needs == PageNeeds::Cluster && !hasCluster))
            continue;
        const QString keys = m_commands->shortcut(QStringLiteral("open.") + entry.id).toString(QKeySequence::NativeText).replace(QLatin1Char('+'), QLatin1Char(' '));
        items.push_back({Kind::Page, entry.icon, pageTitle(entry), tr("Page"), keys, false, false, Place{entry.id}, {}, {}});
    }
    if (const model::SnapshotPtr snapshot = hasCluster ? m_current->feed()->snapshot() : nullptr) {
        if (m_catalog.find(QStringLiteral("topic"))) {
            for (const model::Topic &topic : snapshot->topics) {
                Place place{QStringLiteral("topic")};
                place.topic = topic.name;
                items.push_back({Kind::Topic, Icon::Topic, topic.name, tr("Topic, %n partition(s)", nullptr, static_cast<int>(topic.partitions.size())), {}, true, false, place, {}, {}});
            }
        }
        if (m_catalog.find(QStringLiteral("group"))) {
            for (const model::Group &group : snapshot->groups) {
                Place place{QStringLiteral("group")};
                place.group = group.id;
                const std::optional<qint64> lag = group.totalLag();
                items.push_back({Kind::Group, Icon::Group, group.id, lag ? tr("Consumer group, lag %1").arg(format::count(*lag)) : tr("Consumer group"), {}, true, false, place, {}, {}});
            }
        }
        const QString brokerPage = m_catalog.find(QStringLiteral("broker")) ? QStringLiteral("broker") : QStringLiteral("brokers");
        if (m_catalog.find(brokerPage)) {
            for (const model::Broker &broker : snapshot->brokers) {
                Place place{brokerPage};
                place.broker = broker.id;
                items.push_back({Kind::Broker, Icon::Broker, tr("Broker %1").arg(broker.id), broker.address(), {}, false, false, place, {}, {}});
            }
        }
    }
    const std::vector<model::Profile> profiles = m_services.profiles.profiles();
    for (const model::Profile &profile : profiles) {
        if (m_current && m_current->id() == profile.id)
            continue;
        items.push_back({Kind::Cluster, Icon::Broker, profile.name, tr("Switch to this cluster"), {}, false, false, {}, QStringLiteral("cluster:") + profile.id, {}});
    }
    for (QAction *action : m_commands->available(this)) {
        const QString id = Commands::idOf(action);
        const CommandSpec *spec = m_commands->spec(id);
        if (!spec || !spec->inPalette)
            continue;
        const QString keys = m_commands->shortcut(id).toString(QKeySequence::NativeText).replace(QLatin1Char('+'), QLatin1Char(' '));
        items.push_back({Kind::Command, spec->icon, spec->title, {}, keys, false, spec->changesCluster, {}, id, action});
    }
    m_palette->model()->setRecent(m_services.settings.value(kRecent).toStringList());
    return items;
}

std::optional<PaletteItem> MainWindow::paletteLink(const QString &typed) const
{
    QString cluster;
    const std::optional<Place> place = Place::fromLink(typed, &cluster);
    const PageEntry *entry = place ? m_catalog.find(place->page) : nullptr;
    if (!entry)
        return std::nullopt;
    PaletteItem item;
    item.kind = PaletteItem::Kind::Link;
    item.icon = Icon::Link;
    item.title = place->topic.isEmpty() ? place->group.isEmpty() ? pageTitle(*entry) : place->group : place->topic;
    item.note = cluster.isEmpty() ? tr("Follow the link") : tr("Follow the link into %1").arg(cluster);
    item.place = *place;
    item.place.more.insert(QStringLiteral("cluster"), cluster);
    return item;
}

void MainWindow::paletteChosen(const PaletteItem &item, bool beside)
{
    QStringList recent = m_services.settings.value(kRecent).toStringList();
    recent.removeAll(PaletteModel::keyOf(item));
    recent.prepend(PaletteModel::keyOf(item));
    m_services.settings.setValue(kRecent, QStringList(recent.mid(0, kRecentKept)));
    if (item.kind == PaletteItem::Kind::Command) {
        if (item.action)
            item.action->trigger();
        return;
    }
    const std::vector<model::Profile> profiles = m_services.profiles.profiles();
    if (item.kind == PaletteItem::Kind::Cluster) {
        for (const model::Profile &profile : profiles) {
            if (item.id == QStringLiteral("cluster:") + profile.id)
                openCluster(profile);
        }
        return;
    }
    Place place = item.place;
    const QString cluster = place.more.take(QStringLiteral("cluster"));
    if (!cluster.isEmpty() && (!m_current || !m_current->profile() || m_current->profile()->name != cluster)) {
        for (const model::Profile &profile : profiles) {
            if (profile.name != cluster)
                continue;
            connect(this, &MainWindow::clusterShown, this, [this, place, id = profile.id] {
                if (m_current && m_current->id() == id)
                    m_current->open(place, OpenMode::NewTab);
            }, Qt::SingleShotConnection);
            openCluster(profile);
            return;
        }
        m_toasts->show({State::Warn, tr("No cluster is named %1").arg(cluster), tr("The link was made where a profile has that name."), {}, Icon::None, {}});
        return;
    }
    if (m_current)
        m_current->open(place, beside ? OpenMode::Beside : OpenMode::NewTab);
}

void MainWindow::showLanguageMenu(const QPoint &globalAt)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using Choice = Preferences::LanguageChoice;
    // A language is named in itself: who cannot read the present one must find the way back.
    const std::pair<Choice, QString> choices[] = {
        {Choice::System, tr("As the system")}, {Choice::English, QStringLiteral("English")}, {Choice::Korean, QStringLiteral("한국어")}};
    for (const auto &[choice, name] : choices) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_preferences->language() == choice);
        connect(action, &QAction::triggered, this, [this, choice = choice] { m_preferences->setLanguage(choice); });
    }
    menu->popup(globalAt - QPoint(0, menu->sizeHint().height()));
}

} // namespace weir::widgets
