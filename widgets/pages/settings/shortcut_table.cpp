// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/shortcut_table.h"

#include "widgets/dialogs/sheet.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/parts/table_view.h"

#include <QKeySequenceEdit>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::widgets {

ShortcutTable::ShortcutTable(Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_table([](const Row &row) { return row.id; })
    , m_view(new TableView)
{
    m_table.setColumns({
        {.id = QStringLiteral("command"), .title = tr("Command"), .value = [](const Row &r) { return Cell(r.title); }, .stretch = true},
        {.id = QStringLiteral("keys"), .title = tr("Shortcut"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.keys.isEmpty() ? Cell::none() : Cell(r.keys); }, .widthHint = 22},
        {.id = QStringLiteral("changed"), .title = tr("Set by"), .value = [](const Row &r) { return r.changed ? Cell(tr("you")) : Cell(tr("default")); }},
    });
    m_view->setTableModel(&m_table);
    m_view->setFilterRowVisible(false);
    m_view->setAccessibleName(tr("Shortcuts"));
    m_view->setMinimumHeight(look().px(280));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    connect(m_view, &TableView::rowActivated, this, &ShortcutTable::change);
    m_view->setContextMenuFiller([this](QMenu &menu, const QStringList &keys) {
        if (keys.size() != 1)
            return;
        const QString id = keys.first();
        menu.addAction(icon(Icon::Edit), tr("Change..."), this, [this, id] { change(id); });
        menu.addAction(icon(Icon::Remove), tr("Take away"), this, [this, id] { m_commands.setShortcut(id, {}); });
        if (m_commands.isChanged(id))
            menu.addAction(icon(Icon::Undo), tr("Back to the default"), this, [this, id] { m_commands.resetShortcut(id); });
    });
    connect(&m_commands, &Commands::shortcutsChanged, this, &ShortcutTable::reload);
    reload();
}

void ShortcutTable::reload()
{
    std::vector<Row> rows;
    for (const CommandSpec &spec : m_commands.all())
        rows.push_back({spec.id, spec.title, m_commands.shortcut(spec.id).toString(QKeySequence::NativeText), m_commands.isChanged(spec.id)});
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.title.localeAwareCompare(b.title) < 0; });
    m_table.setRows(std::move(rows));
}

void ShortcutTable::change(const QString &id)
{
    const CommandSpec *const spec = m_commands.spec(id);
    if (spec == nullptr)
        return;
    auto *sheet = new Sheet;
    sheet->setTitle(tr("Shortcut of “%1”").arg(spec->title), Icon::Keyboard);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *edit = new QKeySequenceEdit(m_commands.shortcut(id));
    edit->setAccessibleName(tr("New shortcut"));
    auto *note = new Label(tr("Press the keys."), FontRole::Small, Ink::Text2);
    layout->addWidget(edit);
    layout->addWidget(note);
    sheet->setBody(body);
    QPushButton *cancel = makeButton(tr("Cancel"));
    QPushButton *save = makeButton(tr("Set shortcut"), Icon::Apply, ButtonKind::Primary);
    sheet->addFooterRight(cancel);
    sheet->addFooterRight(save);
    sheet->setInitialFocus(edit);
    connect(edit, &QKeySequenceEdit::keySequenceChanged, note, [this, note, save, id](const QKeySequence &keys) {
        const QString other = keys.isEmpty() ? QString() : m_commands.usedBy(keys, id);
        const CommandSpec *const owner = m_commands.spec(other);
        note->setInk(owner != nullptr ? Ink::Error : Ink::Text2);
        note->setText(owner != nullptr ? tr("“%1” has it already.").arg(owner->title) : tr("Press the keys."));
        save->setEnabled(owner == nullptr);
    });
    connect(cancel, &QPushButton::clicked, sheet, [sheet] { sheet->reject(); });
    connect(save, &QPushButton::clicked, this, [this, sheet, edit, id] {
        m_commands.setShortcut(id, edit->keySequence());
        sheet->accept();
    });
    sheet->openOver(this);
}

} // namespace weir::widgets
