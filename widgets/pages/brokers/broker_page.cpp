// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/brokers/broker_page.h"

#include "widgets/pages/topics/config_editor.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"

#include <QVBoxLayout>

namespace weir::widgets {

BrokerPage::BrokerPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_id(place.broker.value_or(-1))
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_dirs([](const model::BrokerDetail::LogDir &dir) { return dir.path; })
    , m_dirView(new TableView)
    , m_config(new ConfigTable)
{
    m_header->setPath({tr("Brokers")});
    m_header->setTitle(tr("Broker %1").arg(m_id));
    connect(m_header, &PageHeader::pathActivated, this, [this] { m_context.navigator.open(up(), OpenMode::Here); });
    using Row = model::BrokerDetail::LogDir;
    m_dirs.setColumns({
        {.id = QStringLiteral("path"), .title = tr("Log directory"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.path); }},
        {.id = QStringLiteral("state"), .title = tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) { return r.error ? Cell(State::Error, errorText(*r.error).sentence) : Cell(State::Ok, tr("Online")); }},
        {.id = QStringLiteral("replicas"), .title = tr("Replicas"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.replicas)); }},
        {.id = QStringLiteral("used"), .title = tr("Size"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.usedBytes); }},
        {.id = QStringLiteral("free"), .title = tr("Free"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.freeBytes); }},
        {.id = QStringLiteral("total"), .title = tr("Volume"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.totalBytes); }, .stretch = true},
    });
    m_dirView->setTableModel(&m_dirs);
    m_dirView->setFilterRowVisible(false);
    m_dirView->setFitToRows(4);
    m_dirView->setAccessibleName(tr("Log directories"));
    m_config->setEditable(!m_context.session->profile().readOnly);
    auto *dirs = new Panel(tr("Log directories"));
    dirs->setContent(m_dirView);
    auto *configs = new Panel(tr("Configuration"));
    configs->setContent(m_config);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(dirs);
    column->addWidget(configs, 1);
    m_states->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);
    connect(&m_detail, &LatestBase::changed, this, &BrokerPage::showDetail);
    connect(m_states, &PageStates::retried, this, &BrokerPage::refresh);
    connect(m_config, &ConfigTable::editRequested, this, &BrokerPage::editConfig);
    refresh();
}

QString BrokerPage::title() const
{
    return tr("Broker %1").arg(m_id);
}

Place BrokerPage::place() const
{
    Place place;
    place.page = QStringLiteral("broker");
    place.broker = m_id;
    return place;
}

Place BrokerPage::up() const
{
    Place place;
    place.page = QStringLiteral("brokers");
    return place;
}

PageState BrokerPage::state() const
{
    switch (m_detail.phase()) {
    case LatestBase::Phase::Idle: return PageState::Idle;
    case LatestBase::Phase::Loading: return PageState::Loading;
    case LatestBase::Phase::Ready: return PageState::Ready;
    case LatestBase::Phase::Failed: return PageState::Failed;
    }
    return PageState::Idle;
}

void BrokerPage::refresh()
{
    m_detail.start(m_context.session->cluster().broker(m_id));
}

void BrokerPage::showDetail()
{
    if (m_detail.isLoading()) {
        m_states->showLoading(tr("Reading broker %1").arg(m_id));
    } else if (m_detail.error() != nullptr) {
        m_states->showFailed(*m_detail.error());
    } else if (m_detail.value() != nullptr) {
        const model::BrokerDetail &detail = *m_detail.value();
        m_header->setFacts({detail.broker.address(), detail.broker.rack.isEmpty() ? tr("no rack") : tr("rack %1").arg(detail.broker.rack),
                            tr("%n leader(s)", nullptr, detail.broker.leaders), tr("%n replica(s)", nullptr, detail.broker.replicas)});
        m_header->setDataTime(m_detail.readyAt());
        m_dirs.setRows(detail.logDirs);
        m_config->setConfigs(detail.configs);
        m_states->showContent();
        if (detail.missing.empty())
            m_states->setPartial({});
        else
            m_states->setPartial(tr("A part is missing."), errorText(detail.missing.front().error).line());
    }
    Q_EMIT stateChanged();
}

void BrokerPage::editConfig(const QString &name)
{
    const model::ConfigEntry *const entry = m_config->find(name);
    if (entry == nullptr)
        return;
    auto *editor = new ConfigEditor(*entry);
    connect(editor, &ConfigEditor::chosen, this, [this](const QString &setting, const std::optional<QString> &value) {
        model::AlterBrokerConfig change{m_id, {}};
        change.changes.insert(setting, value);
        m_context.runPlan({change}, [this](const model::Plan &, const model::PlanOutcome &) { refresh(); });
    });
    editor->openOver(this);
}

} // namespace weir::widgets
