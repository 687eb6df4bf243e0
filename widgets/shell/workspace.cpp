// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/workspace.h"

#include "widgets/shell/detached_window.h"
#include "widgets/shell/side_pane.h"
#include "widgets/shell/tab_strip.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace weir::widgets {

namespace {
constexpr int kHistoryKept = 100;
}

Workspace::Workspace(const Host &host, std::optional<model::Profile> profile, std::unique_ptr<api::ClusterSession> session, QObject *parent)
    : Navigator(parent), m_host(host), m_profile(std::move(profile)), m_session(std::move(session))
{
    if (m_session) {
        m_feed = std::make_unique<ClusterFeed>(*m_session, nullptr);
        m_feed->setPaused(true);
        m_plans = std::make_unique<PlanRunner>(*m_session, *m_feed, *this, m_host.jobs, m_host.notify, nullptr);
    }
    m_tabRow = new TabRow;
    m_view = new QSplitter(Qt::Horizontal);
    m_view->setChildrenCollapsible(false);
    m_stack = new QStackedWidget(m_view);
    m_side = new SidePane(m_view);
    m_side->hide();
    TabStrip *strip = m_tabRow->strip();
    connect(strip, &QTabBar::currentChanged, this, [this] { showCurrent(); });
    connect(strip, &QTabBar::tabMoved, this, [this](int from, int to) {
        auto moved = std::move(m_tabs[static_cast<std::size_t>(from)]);
        m_tabs.erase(m_tabs.begin() + from);
        m_tabs.insert(m_tabs.begin() + to, std::move(moved));
        Q_EMIT stateToSave();
    });
    connect(strip, &TabStrip::closeRequested, this, &Workspace::closeTab);
    connect(strip, &TabStrip::keepRequested, this, &Workspace::keepTab);
    connect(strip, &TabStrip::menuRequested, this, &Workspace::showTabMenu);
    connect(m_side, &SidePane::closeRequested, this, [this] {
        if (Page *page = m_side->page()) {
            page->askToClose([this, kept = QPointer(page)] {
                m_side->takePage();
                if (kept)
                    kept->deleteLater();
                m_side->hide();
                Q_EMIT stateToSave();
            });
        }
    });
    connect(m_side, &SidePane::backToTabsRequested, this, [this] {
        takeBack(m_side->takePage());
        m_side->hide();
    });
}

Workspace::~Workspace()
{
    shutDown();
    delete m_tabRow;
    delete m_view;
}

TabRow *Workspace::tabs() const
{
    return m_tabRow;
}

QWidget *Workspace::view() const
{
    return m_view;
}

void Workspace::shutDown()
{
    for (const QPointer<DetachedWindow> &window : m_detached)
        delete window.data();
    m_detached.clear();
    if (m_side)
        delete m_side->takePage();
    for (const auto &tab : m_tabs)
        delete tab->page.data();
}

bool Workspace::canOpen(const Place &place) const
{
    const PageEntry *entry = m_host.catalog.find(place.page);
    return entry && (m_session || entry->needs == PageNeeds::Nothing);
}

Workspace::Tab *Workspace::tab(quint64 id)
{
    const auto found = std::find_if(m_tabs.begin(), m_tabs.end(), [id](const auto &tab) { return tab->id == id; });
    return found == m_tabs.end() ? nullptr : found->get();
}

const Workspace::Tab *Workspace::tab(quint64 id) const
{
    return const_cast<Workspace *>(this)->tab(id);
}

Workspace::Tab *Workspace::tabShowing(const Place &place)
{
    for (const auto &tab : m_tabs) {
        if (tab->place.sameObject(place))
            return tab.get();
    }
    return nullptr;
}

Workspace::Tab *Workspace::tabOf(const Page *page)
{
    for (const auto &tab : m_tabs) {
        if (tab->page == page)
            return tab.get();
    }
    return nullptr;
}

quint64 Workspace::currentTab() const
{
    const int index = m_tabRow->strip()->currentIndex();
    return index < 0 ? 0 : m_tabRow->strip()->face(index).id;
}

Page *Workspace::currentPage() const
{
    const Tab *current = tab(currentTab());
    return current ? current->page.data() : nullptr;
}

Place Workspace::current() const
{
    const Tab *current = tab(currentTab());
    return current ? current->place : Place();
}

void Workspace::open(const Place &place, OpenMode mode)
{
    if (!canOpen(place)) {
        const PageEntry *entry = m_host.catalog.find(place.page);
        if (entry)
            m_host.notify({State::Info, tr("No cluster is open"), tr("%1 shows what is in a cluster. Open one first.").arg(pageTitle(*entry)), {}, Icon::None, {}});
        return;
    }
    if (mode == OpenMode::NewWindow) {
        openDetached(place, {}, nullptr);
        return;
    }
    if (mode == OpenMode::Beside) {
        delete m_side->takePage();
        if (Page *page = build(place, {})) {
            m_side->setPage(page, page->title());
            m_side->show();
            m_view->setSizes({m_view->width() / 2, m_view->width() / 2});
            Q_EMIT stateToSave();
        }
        return;
    }
    Tab *target = tabShowing(place);
    if (target) {
        if (mode == OpenMode::NewTab)
            target->preview = false;
        replace(*target, place);
    } else if (mode == OpenMode::Here && !m_tabs.empty()) {
        target = tab(currentTab());
        replace(*target, place);
    } else if (mode == OpenMode::NewTab) {
        target = &addTab(place, false);
    } else {
        for (const auto &tab : m_tabs) {
            if (tab->preview)
                target = tab.get();
        }
        if (target)
            replace(*target, place);
        else
            target = &addTab(place, true);
    }
    updateFace(*target);
    const int index = m_tabRow->strip()->indexOf(target->id);
    if (m_tabRow->strip()->currentIndex() == index)
        showCurrent();
    else
        m_tabRow->strip()->setCurrentIndex(index);
    Q_EMIT stateToSave();
}

Workspace::Tab &Workspace::addTab(const Place &place, bool preview, const QByteArray &state)
{
    auto tab = std::make_unique<Tab>();
    tab->id = m_nextTab++;
    tab->place = place;
    tab->preview = preview;
    tab->state = state;
    Tab &added = *tab;
    m_tabs.push_back(std::move(tab));
    TabStrip *strip = m_tabRow->strip();
    const QSignalBlocker quiet(strip); // the first tab becomes current by itself; showCurrent comes from who asked
    strip->addTab(titleOf(added));
    TabFace face;
    face.id = added.id;
    strip->setTabData(strip->count() - 1, QVariant::fromValue(face));
    updateFace(added);
    return added;
}

void Workspace::replace(Tab &tab, const Place &place)
{
    if (tab.place == place && tab.page)
        return;
    if (tab.page && tab.place.page == place.page && tab.page->showPlace(place)) {
        tab.place = tab.page->place();
        return;
    }
    if (tab.place.sameObject(place) && tab.page && place.tab.isEmpty() && place.filter.isEmpty() && !place.partition && !place.offset
        && !place.timestampMs && place.more.isEmpty())
        return; // only "go there": it is there, in the state its user left it
    tab.place = place;
    tab.state.clear();
    if (tab.page) {
        m_stack->removeWidget(tab.page);
        tab.page->deleteLater();
        tab.page = nullptr;
    }
}

Page *Workspace::build(const Place &place, const QByteArray &state)
{
    const PageEntry *entry = m_host.catalog.find(place.page);
    if (!entry || !entry->make)
        return nullptr;
    // Shared by the page's context only to know, inside runPlan, which page asks: the page is made after its context.
    auto self = std::make_shared<QPointer<Page>>();
    PageContext context{
        m_session.get(),
        m_feed.get(),
        *this,
        m_host.commands,
        m_host.preferences,
        m_host.jobs,
        m_host.notify,
        m_host.services.sessions,
        m_host.services.profiles,
        m_host.services.secrets,
        m_host.services.sandbox,
        m_host.services.audit,
        [this, self](const std::vector<model::Change> &changes, PageContext::PlanDone done) {
            if (*self && m_plans)
                m_plans->run(*self, changes, std::move(done));
        },
        m_host.openCluster,
        m_host.closeCluster,
    };
    Page *page = entry->make(context, place);
    *self = page;
    page->setObjectName(QStringLiteral("page-") + place.page);
    if (page->accessibleName().isEmpty())
        page->setAccessibleName(page->title());
    if (!state.isEmpty())
        page->restoreState(state);
    connectPage(page);
    return page;
}

void Workspace::connectPage(Page *page)
{
    connect(page, &Page::changed, this, [this, page] {
        if (Tab *tab = tabOf(page))
            updateFace(*tab);
        else if (m_side->page() == page)
            m_side->setTitle(page->title());
        Q_EMIT pageChanged();
    });
    connect(page, &Page::stateChanged, this, &Workspace::pageChanged);
    connect(page, &Page::placeChanged, this, [this, page] {
        Tab *tab = tabOf(page);
        if (!tab)
            return;
        tab->place = page->place();
        if (tab->id == currentTab())
            remember(tab->place);
        updateFace(*tab);
        Q_EMIT stateToSave();
    });
    connect(page, &Page::edited, this, [this, page] {
        if (Tab *tab = tabOf(page))
            keepTab(tab->id);
    });
}

Page *Workspace::ensurePage(Tab &tab)
{
    if (!tab.page) {
        tab.page = build(tab.place, tab.state);
        tab.state.clear();
        if (tab.page)
            m_stack->addWidget(tab.page);
    }
    return tab.page;
}

QString Workspace::titleOf(const Tab &tab) const
{
    if (tab.page)
        return tab.page->title();
    // Not built yet: the object's name stands for the page, as the page itself would say.
    for (const QString &name : {tab.place.topic, tab.place.group}) {
        if (!name.isEmpty())
            return name;
    }
    const PageEntry *entry = m_host.catalog.find(tab.place.page);
    return entry ? pageTitle(*entry) : tab.place.page;
}

Icon Workspace::iconOf(const Tab &tab) const
{
    if (tab.page && tab.page->icon() != Icon::None)
        return tab.page->icon();
    const PageEntry *entry = m_host.catalog.find(tab.place.page);
    return entry ? entry->icon : Icon::None;
}

void Workspace::updateFace(const Tab &tab)
{
    TabStrip *strip = m_tabRow->strip();
    const int index = strip->indexOf(tab.id);
    if (index < 0)
        return;
    // An ampersand in a topic's name is no mnemonic.
    const QString title = titleOf(tab);
    if (strip->tabText(index) != title)
        strip->setTabText(index, title);
    strip->setTabToolTip(index, title);
    strip->setFace(index, {tab.id, iconOf(tab), tab.preview, tab.page && tab.page->modified()});
    m_tabRow->refit();
}

void Workspace::showCurrent()
{
    if (m_restoring)
        return;
    Tab *current = tab(currentTab());
    if (current) {
        if (Page *page = ensurePage(*current)) {
            m_stack->setCurrentWidget(page);
            updateFace(*current);
            remember(current->place);
        }
    }
    m_tabRow->refit();
    Q_EMIT currentChanged(this->current());
    Q_EMIT pageChanged();
    Q_EMIT stateToSave();
}

void Workspace::remember(const Place &place)
{
    if (m_travelling)
        return;
    if (m_historyAt >= 0 && m_history[static_cast<std::size_t>(m_historyAt)].sameObject(place)) {
        m_history[static_cast<std::size_t>(m_historyAt)] = place;
        return;
    }
    m_history.resize(static_cast<std::size_t>(m_historyAt + 1));
    m_history.push_back(place);
    if (m_history.size() > kHistoryKept)
        m_history.erase(m_history.begin());
    m_historyAt = static_cast<int>(m_history.size()) - 1;
    Q_EMIT historyChanged();
}

void Workspace::travel(int to)
{
    if (to < 0 || to >= static_cast<int>(m_history.size()))
        return;
    m_historyAt = to;
    m_travelling = true;
    open(m_history[static_cast<std::size_t>(to)], OpenMode::Preview);
    m_travelling = false;
    Q_EMIT historyChanged();
}

void Workspace::back()
{
    travel(m_historyAt - 1);
}

void Workspace::forward()
{
    travel(m_historyAt + 1);
}

void Workspace::copyLink(const Place &place)
{
    QGuiApplication::clipboard()->setText(place.toLink(m_profile ? m_profile->name : QString()));
    m_host.notify({State::Ok, tr("Link copied"), tr("Paste it into \"Go to anything\" to come back here."), {}, Icon::None, {}});
}

void Workspace::showTab(int index)
{
    if (index >= 0 && index < m_tabRow->strip()->count())
        m_tabRow->strip()->setCurrentIndex(index);
}

void Workspace::stepTab(int by)
{
    const int count = m_tabRow->strip()->count();
    if (count > 0)
        showTab((m_tabRow->strip()->currentIndex() + by + count) % count);
}

void Workspace::closeCurrentTab()
{
    closeTab(currentTab());
}

void Workspace::closeTab(quint64 id)
{
    Tab *target = tab(id);
    if (!target)
        return;
    if (target->page)
        target->page->askToClose([this, id] { dropTab(id); });
    else
        dropTab(id);
}

void Workspace::dropTab(quint64 id)
{
    const auto found = std::find_if(m_tabs.begin(), m_tabs.end(), [id](const auto &tab) { return tab->id == id; });
    if (found == m_tabs.end())
        return;
    if (Page *page = (*found)->page) {
        m_stack->removeWidget(page);
        page->deleteLater();
    }
    const int index = m_tabRow->strip()->indexOf(id);
    m_tabs.erase(found);
    m_tabRow->strip()->removeTab(index);
    if (m_tabs.empty()) {
        // A window without a page says nothing: the first page that can be opened takes the place.
        for (const PageEntry &entry : m_host.catalog.entries()) {
            if (entry.section != RailSection::Detail && canOpen(Place{entry.id})) {
                open(Place{entry.id}, OpenMode::Preview);
                break;
            }
        }
    }
    m_tabRow->refit();
    Q_EMIT stateToSave();
}

void Workspace::closeOthers(quint64 id)
{
    std::vector<quint64> others;
    for (const auto &tab : m_tabs) {
        if (tab->id != id)
            others.push_back(tab->id);
    }
    for (const quint64 other : others)
        closeTab(other);
}

void Workspace::keepTab(quint64 id)
{
    Tab *target = tab(id);
    if (!target || !target->preview)
        return;
    target->preview = false;
    updateFace(*target);
    Q_EMIT stateToSave();
}

void Workspace::setShown(bool shown)
{
    if (m_feed)
        m_feed->setPaused(!shown && m_detached.empty());
    if (shown)
        showCurrent();
}

} // namespace weir::widgets
