// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/brokers/broker_page.h"

#include "widgets/pages/topics/config_editor.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"

#include <QDateTime>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::widgets {

namespace {
/// Log directories and settings change seldom.
constexpr qint64 kDetailMs = 30'000;
} // namespace

BrokerPage::BrokerPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_id(place.broker.value_or(-1))
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_strip(new FactStrip)
    , m_dirs([](const model::BrokerDetail::LogDir &dir) { return dir.path; })
    , m_dirView(new TableView)
    , m_config(new ConfigTable)
{
    m_header->setPath({tr("Brokers")});
    m_header->setTitle(tr("Broker %1").arg(m_id));
    followFeed(*m_header);
    connect(m_header, &PageHeader::pathActivated, this, [this] { m_context.navigator.open(up(), OpenMode::Here); });
    using Row = model::BrokerDetail::LogDir;
    m_dirs.setColumns({
        {.id = QStringLiteral("path"), .title = tr("Log directory"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.path); }},
        {.id = QStringLiteral("state"), .title = tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) { return r.error ? Cell(State::Error, errorText(*r.error).sentence) : Cell(State::Ok, tr("Online")); }},
        {.id = QStringLiteral("replicas"), .title = tr("Replicas"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.replicas)); }},
        {.id = QStringLiteral("used"), .title = tr("Size"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.usedBytes); }},
        {.id = QStringLiteral("free"), .title = tr("Free"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.freeBytes); }},
        {.id = QStringLiteral("total"), .title = tr("Volume"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.totalBytes); }},
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
    column->addWidget(m_strip);
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
    connect(m_context.feed, &ClusterFeed::updated, this, &BrokerPage::follow);
    connect(m_context.feed, &ClusterFeed::failed, this, &BrokerPage::showDetail);
    connect(m_config, &ConfigTable::editRequested, this, &BrokerPage::editConfig);
    m_detail.start(m_context.session->cluster().broker(m_id));
    follow();
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
    m_context.feed->refresh();
    m_detail.start(m_context.session->cluster().broker(m_id));
}

void BrokerPage::follow()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Broker *const broker = snapshot ? snapshot->broker(m_id) : nullptr;
    const bool up = broker != nullptr && broker->alive;
    // Its settings and directories are told by itself only: asked for when it comes back, and now and then while looked at.
    const bool back = up && !m_up.value_or(true);
    const bool old = up && isVisible() && !m_detail.isLoading() && QDateTime::currentMSecsSinceEpoch() - m_detail.readyAt() > kDetailMs;
    if (snapshot)
        m_up = up;
    if (back || old)
        m_detail.start(m_context.session->cluster().broker(m_id));
    showDetail();
}

void BrokerPage::showBroker(const model::ClusterSnapshot &snapshot)
{
    const std::vector<BrokerRow> rows = brokerRows(snapshot, m_context.feed->history());
    const auto found = std::find_if(rows.begin(), rows.end(), [this](const BrokerRow &row) { return row.broker.id == m_id; });
    if (found == rows.end()) {
        m_header->setPill(State::Unknown, tr("Not in the cluster"));
        return;
    }
    const model::Broker &broker = found->broker;
    if (broker.alive)
        m_header->setPill(State::Ok, tr("Running"));
    else
        m_header->setPill(State::Error, tr("Down"));
    QStringList facts;
    if (!broker.host.isEmpty())
        facts.append(broker.address());
    facts.append(broker.rack.isEmpty() ? tr("no rack") : tr("rack %1").arg(broker.rack));
    if (broker.controller)
        facts.append(tr("controller"));
    m_header->setFacts(facts);
    m_header->setDataTime(snapshot.takenAtMs);
    const auto fact = [](const QString &label, const QString &shown, const QString &sub, const QString &tip) {
        const auto [value, unit] = format::split(shown);
        Fact made{label, value, unit, sub, {}, tip};
        made.quiet = shown == format::unknown();
        return made;
    };
    Fact replicas = fact(tr("Replicas"), format::count(static_cast<qint64>(broker.replicas)), tr("%1 of an even share").arg(format::percent(found->replicaShare.value_or(0))),
                         tr("Replicas against an even share among all brokers: 100 % is even"));
    Fact inSync = fact(tr("In sync"), format::count(static_cast<qint64>(broker.inSyncReplicas)), tr("all of its replicas"), tr("Replicas on it that are in sync with their leaders"));
    if (const int missing = broker.replicas - broker.inSyncReplicas; missing > 0) {
        inSync.sub = tr("%n replica(s) missing", nullptr, missing);
        inSync.subState = broker.alive ? State::Warn : State::Error;
    }
    m_strip->setFacts({fact(tr("Leaders"), format::count(static_cast<qint64>(broker.leaders)), tr("%1 of an even share").arg(format::percent(found->leaderShare.value_or(0))),
                            tr("Leaders against an even share among the brokers that run: 100 % is even")),
                       replicas, inSync,
                       fact(tr("Disk"), format::bytes(broker.bytes), broker.diskFree ? tr("%1 free").arg(format::bytes(broker.diskFree)) : tr("free space unknown"), tr("Bytes of its replicas")),
                       fact(tr("Written"), found->bytesWrittenPerSecond ? format::byteRate(*found->bytesWrittenPerSecond) : format::unknown(), tr("to the logs it leads"),
                            tr("Growth of the logs that it leads between the last two looks"))});
}

void BrokerPage::showDetail()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Broker *const broker = snapshot ? snapshot->broker(m_id) : nullptr;
    if (snapshot)
        showBroker(*snapshot);
    if (m_detail.isLoading()) {
        m_states->showLoading(tr("Reading broker %1").arg(m_id));
    } else if (m_detail.error() != nullptr) {
        m_states->showFailed(*m_detail.error());
    } else if (m_detail.value() != nullptr) {
        m_dirs.setRows(m_detail.value()->logDirs);
        m_config->setConfigs(m_detail.value()->configs);
        m_states->showContent();
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
    }
    if (broker != nullptr && !broker->alive)
        m_states->setPartial(tr("Broker %1 is down.").arg(m_id), tr("Its disk and settings are read anew once it is back."), State::Error);
    else if (m_detail.value() != nullptr && !m_detail.value()->missing.empty())
        m_states->setPartial(tr("A part is missing."), errorText(m_detail.value()->missing.front().error).line());
    else
        m_states->setPartial({});
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
