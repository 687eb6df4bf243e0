// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/config_table.h"

#include "widgets/dialogs/plan_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/table_view.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

Cell valueCell(const model::ConfigEntry &entry)
{
    if (entry.sensitive) {
        Cell cell(ConfigTable::tr("hidden by the broker"));
        cell.quiet = true;
        return cell;
    }
    if (!entry.value)
        return Cell::none();
    Cell cell(entry.value->isEmpty() ? ConfigTable::tr("empty") : *entry.value);
    cell.quiet = entry.value->isEmpty();
    cell.plain = *entry.value;
    cell.bold = !entry.isDefault() && entry.source != model::ConfigEntry::Source::StaticBroker;
    cell.note = plan_text::reading(entry.name, *entry.value);
    return cell;
}

QString helpHint()
{
    return ConfigTable::tr("Pick a setting to read what it means and where its value comes from.");
}

bool isSet(const model::ConfigEntry &entry)
{
    using Source = model::ConfigEntry::Source;
    return entry.source == Source::Topic || entry.source == Source::DynamicBroker || entry.source == Source::DynamicDefaultBroker;
}

} // namespace

QString configSource(model::ConfigEntry::Source source)
{
    using Source = model::ConfigEntry::Source;
    switch (source) {
    case Source::Topic: return ConfigTable::tr("set on the topic");
    case Source::DynamicBroker: return ConfigTable::tr("set on the broker");
    case Source::DynamicDefaultBroker: return ConfigTable::tr("set for all brokers");
    case Source::StaticBroker: return ConfigTable::tr("broker's properties file");
    case Source::Default: return ConfigTable::tr("default");
    case Source::Group: return ConfigTable::tr("set on the group");
    case Source::ClientMetrics: return ConfigTable::tr("client metrics");
    case Source::Unknown: break;
    }
    return format::unknown();
}

QString configMeaning(const model::ConfigEntry &entry)
{
    if (entry.documentation.isEmpty())
        return {};
    // A text that the translation file does not have comes back as it is.
    return QCoreApplication::translate("ConfigDocs", entry.documentation.toUtf8().constData());
}

ConfigTable::ConfigTable(QWidget *parent)
    : QWidget(parent)
    , m_table([](const model::ConfigEntry &entry) { return entry.name; })
    , m_view(new TableView)
    , m_search(new SearchField(tr("Find a setting"), nullptr, Icon::Filter))
    , m_changedOnly(new Switch(tr("Only what was set")))
    , m_help(new Label({}, FontRole::Small, Ink::Text2))
{
    using Row = model::ConfigEntry;
    m_table.setColumns({
        {.id = QStringLiteral("name"), .title = tr("Setting"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.name); }},
        {.id = QStringLiteral("value"), .title = tr("Value"), .kind = CellKind::Mono, .value = valueCell, .widthHint = 34},
        {.id = QStringLiteral("source"), .title = tr("Comes from"), .value = [](const Row &r) { return Cell(configSource(r.source)); }},
        {.id = QStringLiteral("type"), .title = tr("Type"), .value = [](const Row &r) { return r.type.isEmpty() ? Cell::unknown() : Cell(r.type); }},
        {.id = QStringLiteral("doc"), .title = tr("Meaning"), .value = [](const Row &r) { return r.documentation.isEmpty() ? Cell::unknown() : Cell(configMeaning(r)); }, .stretch = true},
    });
    m_view->setTableModel(&m_table);
    m_view->setFilterRowVisible(false);
    m_view->setAccessibleName(tr("Settings"));
    m_help->setWordWrap(true);
    m_help->setSelectable(true);
    m_help->setMinimumHeight(look().px(36));
    m_help->setText(helpHint());
    // A page of its own: panel ground under the bar and the help too.
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->setSpacing(12);
    m_search->setFixedWidth(look().px(260));
    bar->addWidget(m_search);
    bar->addWidget(m_changedOnly);
    bar->addStretch();
    QPushButton *edit = makeButton(tr("Edit..."), Icon::Edit);
    m_edit = edit;
    bar->addWidget(edit);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 6, 12, 6);
    foot->addWidget(m_help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot);

    connect(m_search, &SearchField::searched, this, [this](const QString &text) { m_table.setQuickFilter(text); });
    connect(m_changedOnly, &QAbstractButton::toggled, this, [this](bool on) {
        m_table.setPredicate(on ? std::function<bool(const Row &)>(isSet) : std::function<bool(const Row &)>());
    });
    const auto request = [this] {
        const model::ConfigEntry *const entry = m_table.find(m_view->currentKey());
        if (m_edit->isEnabled() && entry != nullptr && !entry->readOnly)
            Q_EMIT editRequested(entry->name);
    };
    connect(edit, &QPushButton::clicked, this, request);
    connect(m_view, &TableView::rowActivated, this, request);
    connect(m_view, &TableView::currentKeyChanged, this, [this](const QString &name) {
        const model::ConfigEntry *const entry = m_table.find(name);
        QStringList chain;
        if (entry != nullptr) {
            for (const model::ConfigEntry::Synonym &synonym : entry->synonyms)
                chain.append(tr("%1 = %2 (%3)").arg(synonym.name, synonym.value.value_or(format::none()), configSource(synonym.source)));
        }
        QString words = entry != nullptr ? configMeaning(*entry) : QString();
        if (!chain.isEmpty())
            words += (words.isEmpty() ? QString() : QStringLiteral("\n")) + tr("In order of precedence: %1").arg(chain.join(QStringLiteral("; ")));
        m_help->setText(words.isEmpty() ? helpHint() : words);
    });
}

void ConfigTable::setConfigs(std::vector<model::ConfigEntry> configs)
{
    std::stable_sort(configs.begin(), configs.end(), [](const auto &a, const auto &b) {
        return isSet(a) != isSet(b) ? isSet(a) : a.name < b.name;
    });
    m_table.setRows(std::move(configs));
}

void ConfigTable::setEditable(bool editable)
{
    m_edit->setEnabled(editable);
}

} // namespace weir::widgets
