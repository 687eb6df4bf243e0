// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commands.h"

#include <QWidget>

#include <algorithm>

namespace weir::widgets {

namespace {

QString settingOf(const QString &id)
{
    return QStringLiteral("shortcuts/") + id;
}

const char *kCommandId = "weirCommand";

} // namespace

Commands::Commands(api::Settings &settings, QObject *parent) : QObject(parent), m_settings(settings) {}

QAction *Commands::add(const CommandSpec &spec, QWidget *owner, std::function<void()> run)
{
    declare(spec);
    Entry &entry = m_entries[spec.id];
    auto *action = new QAction(spec.title, owner);
    action->setProperty(kCommandId, spec.id);
    action->setObjectName(spec.id);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, owner, [this, run = std::move(run)] {
        if (!m_blocked)
            run();
    });
    owner->addAction(action);
    std::erase_if(entry.actions, [](const QPointer<QAction> &known) { return known.isNull(); });
    entry.actions.emplace_back(action);
    applyShortcut(entry);
    return action;
}

void Commands::declare(const CommandSpec &spec)
{
    Entry &entry = m_entries[spec.id];
    entry.spec = spec; // the newest title wins: it is in the language of now
    for (const QPointer<QAction> &action : entry.actions) {
        if (action)
            action->setText(spec.title);
    }
}

std::vector<CommandSpec> Commands::all() const
{
    std::vector<CommandSpec> specs;
    specs.reserve(m_entries.size());
    for (const auto &[id, entry] : m_entries)
        specs.push_back(entry.spec);
    return specs;
}

const CommandSpec *Commands::spec(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.spec;
}

QKeySequence Commands::shortcut(const QString &id) const
{
    const QVariant chosen = m_settings.value(settingOf(id));
    if (chosen.isValid())
        return QKeySequence::fromString(chosen.toString(), QKeySequence::PortableText);
    const CommandSpec *known = spec(id);
    return known ? known->shortcut : QKeySequence();
}

void Commands::setShortcut(const QString &id, const QKeySequence &shortcut)
{
    const CommandSpec *known = spec(id);
    if (known && known->shortcut == shortcut) {
        resetShortcut(id);
        return;
    }
    m_settings.setValue(settingOf(id), shortcut.toString(QKeySequence::PortableText));
    applyShortcut(m_entries[id]);
    Q_EMIT shortcutsChanged();
}

void Commands::resetShortcut(const QString &id)
{
    m_settings.setValue(settingOf(id), {});
    applyShortcut(m_entries[id]);
    Q_EMIT shortcutsChanged();
}

bool Commands::isChanged(const QString &id) const
{
    return m_settings.value(settingOf(id)).isValid();
}

QString Commands::usedBy(const QKeySequence &shortcut, const QString &exceptId) const
{
    if (shortcut.isEmpty())
        return {};
    for (const auto &[id, entry] : m_entries) {
        if (id != exceptId && this->shortcut(id) == shortcut)
            return id;
    }
    return {};
}

std::vector<QAction *> Commands::available(const QWidget *window) const
{
    std::vector<QAction *> actions;
    for (const auto &[id, entry] : m_entries) {
        for (const QPointer<QAction> &action : entry.actions) {
            const auto *owner = action ? qobject_cast<const QWidget *>(action->parent()) : nullptr;
            if (owner && action->isEnabled() && owner->isVisible() && owner->window() == window)
                actions.push_back(action);
        }
    }
    return actions;
}

QString Commands::idOf(const QAction *action)
{
    return action->property(kCommandId).toString();
}

void Commands::setBlocked(bool blocked)
{
    if (blocked == m_blocked)
        return;
    m_blocked = blocked;
    // Taken away, not only ignored: an ignored shortcut would still swallow Esc and Ctrl+Enter from the sheet.
    for (auto &[id, entry] : m_entries)
        applyShortcut(entry);
}

void Commands::applyShortcut(Entry &entry)
{
    const QKeySequence keys = m_blocked || entry.spec.late ? QKeySequence() : shortcut(entry.spec.id);
    for (const QPointer<QAction> &action : entry.actions) {
        if (action)
            action->setShortcut(keys);
    }
}

} // namespace weir::widgets
