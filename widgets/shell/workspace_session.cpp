// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Workspace that moves pages between tabs, panes and windows, and that comes back after a restart.
#include "widgets/shell/workspace.h"

#include "widgets/shell/detached_window.h"
#include "widgets/shell/side_pane.h"
#include "widgets/shell/tab_strip.h"

#include <QJsonArray>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

namespace weir::widgets {

namespace {

QJsonObject toJson(const Place &place, const QByteArray &state)
{
    QJsonObject object{{QStringLiteral("place"), place.toLink()}};
    if (!state.isEmpty())
        object.insert(QStringLiteral("state"), QString::fromLatin1(state.toBase64()));
    return object;
}

QByteArray stateOf(const QJsonObject &object)
{
    return QByteArray::fromBase64(object.value(QStringLiteral("state")).toString().toLatin1());
}

} // namespace

void Workspace::detachTab(quint64 id)
{
    Tab *target = tab(id);
    if (!target)
        return;
    Page *page = ensurePage(*target);
    if (!page)
        return;
    const Place place = target->place;
    m_stack->removeWidget(page);
    target->page = nullptr;
    dropTab(id);
    openDetached(place, {}, page);
}

void Workspace::openDetached(const Place &place, const QByteArray &state, Page *page)
{
    if (!page)
        page = build(place, state);
    if (!page)
        return;
    auto *window = new DetachedWindow(page, m_profile ? markOf(*m_profile) : ClusterMark(), m_profile ? m_profile->name : QString(), m_host.commands);
    m_detached.emplace_back(window);
    const auto forget = [this, window] {
        std::erase_if(m_detached, [window](const QPointer<DetachedWindow> &known) { return !known || known == window; });
        Q_EMIT stateToSave();
    };
    connect(window, &DetachedWindow::closed, this, forget);
    connect(window, &DetachedWindow::backToTabsRequested, this, [this, window, forget] {
        Page *back = window->takePage();
        forget();
        window->deleteLater();
        takeBack(back);
    });
    window->show();
    Q_EMIT stateToSave();
}

void Workspace::takeBack(Page *page)
{
    if (!page)
        return;
    Tab &added = addTab(page->place(), false);
    added.page = page;
    m_stack->addWidget(page);
    updateFace(added);
    const int index = m_tabRow->strip()->indexOf(added.id);
    if (m_tabRow->strip()->currentIndex() == index)
        showCurrent();
    else
        m_tabRow->strip()->setCurrentIndex(index);
}

void Workspace::moveBeside(quint64 id)
{
    Tab *target = tab(id);
    if (!target || m_tabs.size() < 2)
        return; // beside nothing
    Page *page = ensurePage(*target);
    if (!page)
        return;
    if (m_side->page())
        takeBack(m_side->takePage());
    target = tab(id);
    m_stack->removeWidget(page);
    target->page = nullptr;
    dropTab(id);
    m_side->setPage(page, page->title());
    m_side->show();
    m_view->setSizes({m_view->width() / 2, m_view->width() / 2});
    Q_EMIT stateToSave();
}

void Workspace::showTabMenu(quint64 id, const QPoint &globalAt)
{
    const Tab *target = tab(id);
    if (!target)
        return;
    auto *menu = new QMenu(m_tabRow);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, Icon name, const char *command, bool enabled, std::function<void()> act) {
        QAction *action = menu->addAction(icon(name), text);
        if (command)
            action->setShortcut(m_host.commands.shortcut(QLatin1String(command)));
        action->setShortcutVisibleInContextMenu(true);
        action->setShortcutContext(Qt::WidgetShortcut); // shown only: the command itself answers
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, std::move(act));
    };
    add(tr("Close"), Icon::Close, "tab.close", true, [this, id] { closeTab(id); });
    add(tr("Close the others"), Icon::None, nullptr, m_tabs.size() > 1, [this, id] { closeOthers(id); });
    menu->addSeparator();
    add(tr("Keep"), Icon::Pin, nullptr, target->preview, [this, id] { keepTab(id); });
    add(tr("Move beside"), Icon::Split, "tab.split", m_tabs.size() > 1, [this, id] { moveBeside(id); });
    add(tr("Move to a window of its own"), Icon::Detach, "tab.detach", true, [this, id] { detachTab(id); });
    menu->addSeparator();
    add(tr("Copy link"), Icon::Link, "place.copyLink", true, [this, place = target->place] { copyLink(place); });
    menu->popup(globalAt);
}

void Workspace::rebuildPages()
{
    const quint64 current = currentTab();
    for (const auto &tab : m_tabs) {
        if (!tab->page)
            continue;
        tab->place = tab->page->place();
        tab->state = tab->page->saveState();
        m_stack->removeWidget(tab->page);
        delete tab->page.data();
        tab->page = nullptr;
        if (tab->id == current)
            ensurePage(*tab);
    }
    const auto anew = [this](Page *page) {
        const Place place = page->place();
        const QByteArray state = page->saveState();
        delete page;
        return build(place, state);
    };
    if (Page *page = m_side->takePage()) {
        if (Page *next = anew(page))
            m_side->setPage(next, next->title());
    }
    for (const QPointer<DetachedWindow> &window : m_detached) {
        if (Page *page = window ? window->takePage() : nullptr) {
            if (Page *next = anew(page))
                window->setPage(next);
        }
    }
    m_side->retranslate();
    m_tabRow->retranslate();
    for (const auto &tab : m_tabs)
        updateFace(*tab);
    showCurrent();
}

QJsonObject Workspace::saveState() const
{
    QJsonArray tabs;
    for (const auto &tab : m_tabs) {
        QJsonObject object = toJson(tab->page ? tab->page->place() : tab->place, tab->page ? tab->page->saveState() : tab->state);
        if (tab->preview)
            object.insert(QStringLiteral("preview"), true);
        tabs.append(object);
    }
    QJsonObject state{{QStringLiteral("tabs"), tabs}, {QStringLiteral("current"), m_tabRow->strip()->currentIndex()}};
    if (Page *beside = m_side->page())
        state.insert(QStringLiteral("beside"), toJson(beside->place(), beside->saveState()));
    QJsonArray windows;
    for (const QPointer<DetachedWindow> &window : m_detached) {
        if (window && window->page()) {
            QJsonObject object = toJson(window->page()->place(), window->page()->saveState());
            object.insert(QStringLiteral("geometry"), QString::fromLatin1(window->saveGeometry().toBase64()));
            windows.append(object);
        }
    }
    if (!windows.isEmpty())
        state.insert(QStringLiteral("windows"), windows);
    return state;
}

void Workspace::restoreState(const QJsonObject &state)
{
    m_restoring = true; // pages are built when they are shown, so only the current one costs time now
    const QJsonArray tabs = state.value(QStringLiteral("tabs")).toArray();
    for (const QJsonValue &value : tabs) {
        const QJsonObject object = value.toObject();
        const std::optional<Place> place = Place::fromLink(object.value(QStringLiteral("place")).toString());
        if (place && canOpen(*place))
            addTab(*place, object.value(QStringLiteral("preview")).toBool(), stateOf(object));
    }
    if (!m_tabs.empty()) {
        const int current = std::clamp(state.value(QStringLiteral("current")).toInt(), 0, static_cast<int>(m_tabs.size()) - 1);
        m_tabRow->strip()->setCurrentIndex(current);
    }
    m_restoring = false;
    const QJsonObject beside = state.value(QStringLiteral("beside")).toObject();
    if (const auto place = Place::fromLink(beside.value(QStringLiteral("place")).toString()); place && canOpen(*place)) {
        if (Page *page = build(*place, stateOf(beside))) {
            m_side->setPage(page, page->title());
            m_side->show();
        }
    }
    const QJsonArray windows = state.value(QStringLiteral("windows")).toArray();
    for (const QJsonValue &value : windows) {
        const QJsonObject object = value.toObject();
        const std::optional<Place> place = Place::fromLink(object.value(QStringLiteral("place")).toString());
        if (!place || !canOpen(*place))
            continue;
        openDetached(*place, stateOf(object), nullptr);
        if (!m_detached.empty() && m_detached.back())
            m_detached.back()->restoreGeometry(QByteArray::fromBase64(object.value(QStringLiteral("geometry")).toString().toLatin1()));
    }
}

} // namespace weir::widgets
