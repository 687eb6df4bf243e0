// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/brokers/broker_rows.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

#include <cmath>

namespace weir::widgets {

namespace {

struct Brokers {
    Q_DECLARE_TR_FUNCTIONS(Brokers)
};

} // namespace

std::vector<BrokerRow> brokerRows(const model::ClusterSnapshot &snapshot, const metrics::History &history)
{
    int leaders = 0;
    int replicas = 0;
    int alive = 0;
    for (const model::Broker &broker : snapshot.brokers) {
        leaders += broker.leaders;
        replicas += broker.replicas;
        alive += broker.alive ? 1 : 0;
    }
    // Who leads moves to the brokers that run; replicas stay where they are, so all brokers share them.
    const double evenLeaders = alive > 0 ? static_cast<double>(leaders) / alive : 0;
    const double evenReplicas = snapshot.brokers.empty() ? 0 : static_cast<double>(replicas) / static_cast<double>(snapshot.brokers.size());
    std::vector<BrokerRow> rows;
    for (const model::Broker &broker : snapshot.brokers) {
        BrokerRow row{broker, {}, {}, {}};
        if (evenLeaders > 0)
            row.leaderShare = broker.leaders / evenLeaders;
        if (evenReplicas > 0)
            row.replicaShare = broker.replicas / evenReplicas;
        if (const auto last = history.last({metrics::Measure::BrokerBytesWritten, QString::number(broker.id), {}, -1}); last && !std::isnan(last->value))
            row.bytesWrittenPerSecond = last->value;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ColumnSpec<BrokerRow>> brokerColumns()
{
    using Row = BrokerRow;
    const auto number = [](const char *id, const QString &title, auto member, const QString &tip = {}) {
        return ColumnSpec<Row>{.id = QLatin1String(id), .title = title, .kind = CellKind::Number, .value = [member](const Row &r) { return Cell::count(static_cast<qint64>(r.broker.*member)); },
                               .sortKey = [member](const Row &r) { return SortKey(static_cast<qint64>(r.broker.*member)); }, .toolTip = tip};
    };
    const auto share = [](const char *id, const QString &title, std::optional<double> Row::*member, const QString &tip) {
        return ColumnSpec<Row>{.id = QLatin1String(id), .title = title, .kind = CellKind::Number,
                               .value = [member](const Row &r) { return r.*member ? Cell(format::percent(*(r.*member))) : Cell::none(); },
                               .sortKey = [member](const Row &r) { return r.*member ? SortKey(*(r.*member)) : SortKey(); }, .toolTip = tip};
    };
    return {
        {.id = QStringLiteral("id"), .title = Brokers::tr("Broker"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell(QString::number(r.broker.id)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.broker.id)); }},
        {.id = QStringLiteral("state"), .title = Brokers::tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) { return r.broker.alive ? Cell(State::Ok, Brokers::tr("Running")) : Cell(State::Error, Brokers::tr("Down")); }},
        {.id = QStringLiteral("role"), .title = Brokers::tr("Role"), .value = [](const Row &r) { return Cell(r.broker.controller ? Brokers::tr("controller") : Brokers::tr("broker")); },
         .toolTip = Brokers::tr("What the metadata names as controller; under KRaft a broker that forwards to it")},
        {.id = QStringLiteral("address"), .title = Brokers::tr("Address"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.broker.host.isEmpty() ? Cell::unknown() : Cell(r.broker.address()); }},
        {.id = QStringLiteral("rack"), .title = Brokers::tr("Rack"), .kind = CellKind::Mono, .value = [](const Row &r) { return r.broker.rack.isEmpty() ? Cell::none() : Cell(r.broker.rack); }},
        number("leaders", Brokers::tr("Leaders"), &model::Broker::leaders, Brokers::tr("Partitions that it leads")),
        share("skew", Brokers::tr("Leader share"), &BrokerRow::leaderShare, Brokers::tr("Leaders against an even share among the brokers that run: 100 % is even")),
        number("replicas", Brokers::tr("Replicas"), &model::Broker::replicas),
        share("replicashare", Brokers::tr("Replica share"), &BrokerRow::replicaShare, Brokers::tr("Replicas against an even share among all brokers: 100 % is even")),
        number("insync", Brokers::tr("In sync"), &model::Broker::inSyncReplicas),
        {.id = QStringLiteral("disk"), .title = Brokers::tr("Disk"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.broker.bytes); },
         .sortKey = [](const Row &r) { return r.broker.bytes ? SortKey(*r.broker.bytes) : SortKey(); }, .toolTip = Brokers::tr("Bytes of its replicas")},
        {.id = QStringLiteral("free"), .title = Brokers::tr("Free"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.broker.diskFree); },
         .sortKey = [](const Row &r) { return r.broker.diskFree ? SortKey(*r.broker.diskFree) : SortKey(); }, .toolTip = Brokers::tr("Free on the volumes of its log directories (Kafka 3.3 on)")},
        {.id = QStringLiteral("written"), .title = Brokers::tr("Written"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.bytesWrittenPerSecond ? Cell(format::byteRate(*r.bytesWrittenPerSecond)) : Cell::unknown(); },
         .sortKey = [](const Row &r) { return r.bytesWrittenPerSecond ? SortKey(*r.bytesWrittenPerSecond) : SortKey(); },
         .toolTip = Brokers::tr("Growth of the logs that it leads between the last two looks")},
    };
}

} // namespace weir::widgets
