// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/brokers/brokers_page.h"

#include "widgets/parts/error_text.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/table_view.h"

#include <QVBoxLayout>

namespace weir::widgets {

BrokersPage::BrokersPage(const PageContext &context, const Place &)
    : Page(context)
    , m_table([](const BrokerRow &row) { return QString::number(row.broker.id); })
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_view(new TableView)
{
    m_table.setColumns(brokerColumns());
    m_view->setTableModel(&m_table);
    m_view->setFilterRowVisible(false);
    m_view->setAccessibleName(tr("Brokers"));
    m_header->setTitle(tr("Brokers"));
    followFeed(*m_header);
    m_states->setContent(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);
    connect(m_view, &TableView::rowActivated, this, [this](const QString &id) {
        Place place;
        place.page = QStringLiteral("broker");
        place.broker = id.toInt();
        m_context.navigator.open(place, OpenMode::NewTab);
    });
    connect(m_context.feed, &ClusterFeed::updated, this, &BrokersPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::failed, this, &BrokersPage::showSnapshot);
    connect(m_states, &PageStates::retried, this, [this] { refresh(); });
    showSnapshot();
}

QString BrokersPage::title() const
{
    return tr("Brokers");
}

Place BrokersPage::place() const
{
    Place place;
    place.page = QStringLiteral("brokers");
    return place;
}

PageState BrokersPage::state() const
{
    if (m_context.feed->snapshot())
        return PageState::Ready;
    return m_context.feed->error() ? PageState::Failed : PageState::Loading;
}

std::optional<qint64> BrokersPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

void BrokersPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot) {
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
        else
            m_states->showLoading(tr("Reading brokers"));
    } else {
        int alive = 0;
        for (const model::Broker &broker : snapshot->brokers)
            alive += broker.alive ? 1 : 0;
        m_table.setRows(brokerRows(*snapshot, m_context.feed->history()));
        m_header->setFacts({tr("%1 of %2 running").arg(alive).arg(snapshot->brokers.size())});
        m_header->setDataTime(snapshot->takenAtMs);
        m_states->showContent();
        if (snapshot->missing.empty())
            m_states->setPartial({});
        else
            m_states->setPartial(tr("Not all brokers answered."), errorText(snapshot->missing.front().error).line());
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
    }
    Q_EMIT stateChanged();
}

RailBadge BrokersPage::badge(const model::ClusterSnapshot &snapshot)
{
    RailBadge badge;
    badge.count = static_cast<int>(snapshot.brokers.size());
    for (const model::Broker &broker : snapshot.brokers) {
        if (!broker.alive)
            badge.worst = State::Error;
    }
    return badge;
}

} // namespace weir::widgets
