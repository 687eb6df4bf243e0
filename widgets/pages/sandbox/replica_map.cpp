// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/replica_map.h"

#include "widgets/parts/gauges.h"
#include "widgets/theme/look.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace weir::widgets {

namespace {
constexpr int kMargin = 12;
constexpr int kGap = 12;
}

ReplicaMap::ReplicaMap(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Replicas by topic and partition"));
}

void ReplicaMap::setSnapshot(const model::SnapshotPtr &snapshot)
{
    std::vector<Row> rows;
    if (snapshot) {
        m_brokers = 1;
        for (const model::Topic &topic : snapshot->topics) {
            Row row;
            row.topic = topic.name;
            for (const model::Partition &partition : topic.partitions) {
                ReplicasValue value;
                QVector<qint32> replicas = partition.replicas;
                std::sort(replicas.begin(), replicas.end()); // from left to right, the same in every cell
                for (const qint32 id : replicas) {
                    const model::Broker *const broker = snapshot->broker(id);
                    const bool gone = partition.offline.contains(id) || broker == nullptr || !broker->alive;
                    value.replicas.push_back({id, partition.leader == id, partition.isr.contains(id) && !gone, gone});
                }
                m_brokers = std::max(m_brokers, value.replicas.size());
                row.partitions.push_back(std::move(value));
            }
            rows.push_back(std::move(row));
        }
        // What is ours first, the cluster's own bookkeeping last.
        std::stable_partition(rows.begin(), rows.end(), [](const Row &row) { return !row.topic.startsWith(QLatin1String("__")); });
    }
    const bool resized = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_rows.size()) - 1));
    if (resized)
        updateGeometry();
    update();
}

QSize ReplicaMap::sizeHint() const
{
    return {look().px(480), std::max(1, static_cast<int>(m_rows.size())) * look().rowHeight() + 2 * Look::kSpace3};
}

QSize ReplicaMap::minimumSizeHint() const
{
    return {look().px(240), sizeHint().height()};
}

int ReplicaMap::nameWidth() const
{
    const QFontMetrics metrics(look().font(FontRole::Data));
    int widest = 0;
    for (const Row &row : m_rows)
        widest = std::max(widest, metrics.horizontalAdvance(row.topic.left(40)));
    return widest + 2 + kMargin + kGap; // what rounding takes: no name is elided for a pixel
}

int ReplicaMap::cellWidth() const
{
    return replicasWidth(m_brokers) + kGap;
}

int ReplicaMap::fitting() const
{
    return std::max(1, (width() - nameWidth() - look().px(48)) / cellWidth());
}

ReplicaMap::Hit ReplicaMap::hitAt(const QPoint &position) const
{
    const int row = (position.y() - Look::kSpace3) / look().rowHeight();
    if (position.y() < Look::kSpace3 || row >= static_cast<int>(m_rows.size()))
        return {};
    const int x = position.x() - nameWidth();
    const int partition = x < 0 ? -1 : x / cellWidth();
    const bool there = partition >= 0 && partition < fitting() && partition < static_cast<int>(m_rows[static_cast<std::size_t>(row)].partitions.size());
    return {row, there ? partition : -1};
}

void ReplicaMap::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const int height = look().rowHeight();
    const int names = nameWidth();
    const int fits = fitting();
    const int first = std::max(0, (event->rect().top() - Look::kSpace3) / height);
    const int last = std::min(static_cast<int>(m_rows.size()) - 1, (event->rect().bottom() - Look::kSpace3) / height);
    painter.setFont(look().font(FontRole::Data));
    for (int i = first; i <= last; ++i) {
        const Row &row = m_rows[static_cast<std::size_t>(i)];
        const QRect line(0, Look::kSpace3 + i * height, width(), height);
        if (hasFocus() && i == m_current)
            painter.fillRect(line, look().selection);
        painter.setPen(row.topic.startsWith(QLatin1String("__")) ? look().text2 : look().text);
        const QString name = painter.fontMetrics().elidedText(row.topic, Qt::ElideMiddle, names - kMargin - kGap);
        painter.drawText(line.adjusted(kMargin, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, name);
        const int count = static_cast<int>(row.partitions.size());
        for (int p = 0; p < std::min(fits, count); ++p)
            paintReplicas(painter, QRect(names + p * cellWidth(), line.top(), cellWidth() - kGap, height), row.partitions[static_cast<std::size_t>(p)]);
        if (count > fits) {
            painter.setPen(look().text3);
            painter.drawText(QRect(names + fits * cellWidth(), line.top(), look().px(48), height), Qt::AlignVCenter | Qt::AlignLeft,
                             QLatin1Char('+') + QString::number(count - fits));
        }
    }
}

void ReplicaMap::mouseReleaseEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->pos());
    if (event->button() == Qt::LeftButton && hit.row >= 0)
        Q_EMIT topicActivated(m_rows[static_cast<std::size_t>(hit.row)].topic, hit.partition);
}

void ReplicaMap::keyPressEvent(QKeyEvent *event)
{
    const int count = static_cast<int>(m_rows.size());
    if (event->key() == Qt::Key_Down && m_current + 1 < count)
        ++m_current;
    else if (event->key() == Qt::Key_Up && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current < count)
        Q_EMIT topicActivated(m_rows[static_cast<std::size_t>(m_current)].topic, -1);
    else
        return QWidget::keyPressEvent(event);
    update();
}

bool ReplicaMap::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitAt(help->pos());
        if (hit.partition < 0) {
            QToolTip::hideText();
            return true;
        }
        const Row &row = m_rows[static_cast<std::size_t>(hit.row)];
        QToolTip::showText(help->globalPos(), QStringLiteral("%1-%2: %3").arg(row.topic).arg(hit.partition)
                                                  .arg(describeReplicas(row.partitions[static_cast<std::size_t>(hit.partition)])), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace weir::widgets
