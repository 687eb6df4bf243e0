// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/requests_pane.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/table_view.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

namespace weir::widgets {

namespace {

constexpr int kKept = 2000;
constexpr int kFlushMs = 250; // the eye does not read faster, and a busy cluster logs hundreds a second

} // namespace

RequestsPane::RequestsPane(QWidget *parent)
    : QWidget(parent)
    , m_model([](const Row &row) { return QString::number(row.id); })
    , m_flush(new QTimer(this))
{
    setObjectName(QStringLiteral("requestsPane"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 3, 8, 3);
    head->setSpacing(8);
    m_title = new Label(QString(), FontRole::Strong, Ink::Text, this);
    m_count = new Label(QString(), FontRole::Small, Ink::Text2, this);
    m_copy = makeIconButton(Icon::Copy, QString(), ButtonKind::Quiet, this);
    m_clear = makeIconButton(Icon::Delete, QString(), ButtonKind::Quiet, this);
    m_close = makeIconButton(Icon::Close, QString(), ButtonKind::Quiet, this);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_copy);
    head->addWidget(m_clear);
    head->addWidget(m_close);
    column->addLayout(head);
    m_table = new TableView(this);
    m_model.setColumns(columns());
    m_table->setTableModel(&m_model);
    column->addWidget(m_table, 1);
    m_flush->setSingleShot(true);
    connect(m_flush, &QTimer::timeout, this, &RequestsPane::flush);
    connect(m_close, &QAbstractButton::clicked, this, &RequestsPane::closeRequested);
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        m_model.clear();
        showCount();
    });
    connect(m_copy, &QAbstractButton::clicked, this, [this] { m_table->copy(TableView::CopyFormat::Text); });
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, [this] { m_model.setColumns(columns()); });
    retranslate();
}

std::vector<ColumnSpec<RequestsPane::Row>> RequestsPane::columns() const
{
    const qint64 today = QDateTime::currentMSecsSinceEpoch();
    return {
        {.id = QStringLiteral("time"), .title = tr("Time"), .kind = CellKind::Mono,
         .value = [today](const Row &r) { return Cell(format::timeOfDay(r.entry.atMs, today)); },
         .sortKey = [](const Row &r) { return SortKey(r.id); }, .widthHint = 13},
        {.id = QStringLiteral("broker"), .title = tr("Broker"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.entry.broker < 0 ? Cell::unknown() : Cell::count(qint64(r.entry.broker)); }, .widthHint = 6},
        {.id = QStringLiteral("address"), .title = tr("Address"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return Cell(r.entry.address); }, .widthHint = 22},
        {.id = QStringLiteral("request"), .title = tr("Request"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return Cell(r.entry.name); }, .widthHint = 30},
        {.id = QStringLiteral("took"), .title = tr("Answered in"), .kind = CellKind::Number,
         .value = [](const Row &r) {
             if (r.entry.milliseconds < 0) {
                 Cell cell(tr("no answer"));
                 cell.quiet = true;
                 return cell;
             }
             return Cell(format::number(r.entry.milliseconds, 1) + QStringLiteral(" ms"));
         },
         .sortKey = [](const Row &r) { return r.entry.milliseconds < 0 ? SortKey() : SortKey(r.entry.milliseconds); }, .widthHint = 12},
        {.id = QStringLiteral("error"), .title = tr("Error"), .kind = CellKind::State,
         .value = [](const Row &r) { return r.entry.error.isEmpty() ? Cell::none() : Cell(State::Error, r.entry.error); }, .stretch = true},
    };
}

void RequestsPane::setSession(api::ClusterSession *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_waiting.clear();
    m_model.clear();
    if (isVisible())
        attach();
}

void RequestsPane::attach()
{
    m_waiting.clear();
    m_model.clear();
    if (!m_session) {
        showCount();
        return;
    }
    std::vector<Row> rows;
    const std::vector<api::RequestLogEntry> log = m_session->requestLog();
    for (const api::RequestLogEntry &entry : log)
        rows.push_back({++m_nextId, entry});
    m_model.append(std::move(rows));
    connect(m_session, &api::ClusterSession::requestLogged, this, [this](const api::RequestLogEntry &entry) {
        m_waiting.push_back({++m_nextId, entry});
        if (!m_flush->isActive())
            m_flush->start(kFlushMs);
    });
    showCount();
    m_table->scrollToBottom();
}

void RequestsPane::flush()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 1;
    m_model.append(std::move(m_waiting));
    m_waiting.clear();
    if (const int over = m_model.totalRows() - kKept; over > 0)
        m_model.dropFront(over);
    showCount();
    if (atEnd)
        m_table->scrollToBottom();
}

void RequestsPane::showCount()
{
    m_count->setText(m_session ? tr("the last %n", nullptr, m_model.totalRows()) : tr("no cluster is open"));
}

void RequestsPane::retranslate()
{
    m_title->setText(tr("Requests"));
    m_table->setAccessibleName(tr("Requests"));
    for (const auto &[button, name] : {std::pair(m_copy, tr("Copy as text")), std::pair(m_clear, tr("Clear the list")), std::pair(m_close, tr("Close"))}) {
        button->setToolTip(name);
        button->setAccessibleName(name);
    }
    m_model.setColumns(columns());
    showCount();
}

void RequestsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    attach();
}

void RequestsPane::hideEvent(QHideEvent *event)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_flush->stop();
    QWidget::hideEvent(event);
}

void RequestsPane::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.fillRect(rect(), look().window);
    p.setPen(look().border);
    p.drawLine(0, 0, width(), 0);
}

} // namespace weir::widgets
