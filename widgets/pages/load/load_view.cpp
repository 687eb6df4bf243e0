// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/load/load_view.h"

#include "widgets/charts/time_chart.h"
#include "widgets/pages/keys/skew_column.h"
#include "widgets/pages/load/load_form.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"

#include <QDateTime>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::widgets {

namespace {

/// Longer runs are seen from here on.
constexpr qint64 kChartMs = 5 * 60'000;

double per(double amount, double seconds)
{
    return seconds > 0 ? amount / seconds : 0;
}

} // namespace

LoadView::LoadView(const PageContext &context, const QString &topic, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_topic(topic)
    , m_form(new LoadForm(context.session->profile(), topic))
    , m_run(makeButton(tr("Generate load"), Icon::Play, ButtonKind::Primary))
    , m_trouble(new Banner)
    , m_states(new PageStates)
    , m_facts(new FactStrip)
    , m_chart(new TimeChart)
    , m_partitions([](const LoadPartitionRow &row) { return QString::number(row.partition); })
    , m_partitionView(new TableView)
    , m_partitionPanel(new Panel(tr("Partitions")))
{
    m_trouble->hide();
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_trouble);
    column->addWidget(m_states, 1);
    m_states->setContent(makeContent());
    m_states->showIdle(Icon::Produce, tr("Nothing was generated yet"), tr("A producer with the settings at the left writes generated records, and this page shows what it does."));
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(makeForm());
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({look().px(340), look().px(900)});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (!stop())
            run();
    });
    connect(m_states, &PageStates::retried, this, &LoadView::run);
    connect(m_form, &LoadForm::changed, this, &LoadView::judge);
    judge();
}

LoadView::~LoadView() = default;

QWidget *LoadView::makeForm()
{
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(m_form);
    m_run->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // its words change
    column->addWidget(m_run);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    scroll->setMinimumWidth(look().px(320));
    return scroll;
}

QWidget *LoadView::makeContent()
{
    using Row = LoadPartitionRow;
    m_partitions.setColumns({
        {.id = QStringLiteral("partition"), .title = tr("Partition"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.partition)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.partition)); }},
        {.id = QStringLiteral("records"), .title = tr("Acknowledged"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.records); },
         .sortKey = [](const Row &r) { return SortKey(r.records); }},
        skewColumn<Row>(),
    });
    m_partitionView->setTableModel(&m_partitions);
    m_partitionView->setFilterRowVisible(false);
    m_partitionView->setAccessibleName(tr("Acknowledged records by partition"));
    m_partitionPanel->setContent(m_partitionView);
    m_chart->setFormats([](double value) { return format::rate(value); });
    m_chart->setLegend(TimeChart::Legend::Line);
    m_chart->setAccessibleName(tr("Records a second"));
    auto *rates = new Panel(tr("Acknowledged"));
    rates->setNote(tr("records a second"));
    rates->setPaddedContent(m_chart);
    connect(m_chart, &TimeChart::cursorTimeChanged, rates, &Panel::setHeaderData);
    auto *lower = new QSplitter(Qt::Vertical);
    lower->setChildrenCollapsible(false);
    lower->addWidget(rates);
    lower->addWidget(m_partitionPanel);
    lower->setStretchFactor(0, 1);
    lower->setStretchFactor(1, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(m_facts);
    column->addWidget(lower, 1);
    return content;
}

void LoadView::setTopic(int partitions, int replicas)
{
    m_form->setTopic(partitions, replicas);
}

void LoadView::run()
{
    if (!m_run->isEnabled() || isRunning())
        return;
    m_before = m_last = {};
    m_any = m_stopping = false;
    m_error.reset();
    m_chart->setSeries({{QStringLiteral("records"), tr("Acknowledged"), {}}});
    m_asked = m_form->request();
    m_stream = m_context.session->producer().load(m_asked, m_form->confirmation());
    connect(m_stream->signal(), &api::StreamSignal::ready, this, &LoadView::take);
    m_job = m_context.jobs.start(tr("Load on %1").arg(m_topic), this);
    connect(m_job, &Job::cancelRequested, this, &LoadView::stop);
    m_states->showLoading(tr("Starting a producer"));
    judge();
    showTrouble();
    Q_EMIT stateChanged();
}

bool LoadView::stop()
{
    if (!m_stream)
        return false;
    m_stopping = true;
    m_stream->cancel(); // its last answers are still to come
    judge();
    return true;
}

void LoadView::judge()
{
    m_run->setText(m_stopping && isRunning() ? tr("Stopping") : isRunning() ? tr("Stop") : tr("Generate load"));
    m_run->setIcon(icon(isRunning() ? Icon::Stop : Icon::Play));
    m_run->setEnabled(isRunning() ? !m_stopping : !m_context.session->profile().readOnly && m_form->isConfirmed());
    m_form->setEnabled(!isRunning());
}

void LoadView::take()
{
    if (!m_stream)
        return;
    const bool finished = m_stream->finished(); // first, so that a sample that comes between is not missed
    const std::vector<model::LoadProgress> samples = m_stream->take();
    if (!samples.empty())
        showSamples(samples);
    if (finished) {
        m_error = m_stream->error();
        m_last.auditError = m_stream->progress().auditError;
        m_stream.reset();
        if (m_job)
            m_job->finish();
        m_job.clear();
        m_stopping = false;
        if (m_error)
            m_states->showFailed(*m_error);
        else if (!m_any)
            m_states->showIdle(Icon::Produce, tr("Stopped before anything was written"), {});
        judge();
    }
    if (m_any) {
        showFacts();
        showPartitions();
    }
    showTrouble();
    Q_EMIT stateChanged();
}

void LoadView::showSamples(const std::vector<model::LoadProgress> &samples)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<ChartPoint> points;
    for (const model::LoadProgress &sample : samples) {
        const double seconds = sample.seconds - m_last.seconds;
        if (seconds > 0.05) {
            points.push_back({now - static_cast<qint64>((samples.back().seconds - sample.seconds) * 1000), per(static_cast<double>(sample.acknowledged - m_last.acknowledged), seconds)});
            m_before = m_last;
        }
        m_last = sample;
    }
    m_chart->append({{QStringLiteral("records"), tr("Acknowledged"), points}}, now - kChartMs);
    if (m_job)
        m_job->setProgress(m_asked.records > 0 ? static_cast<double>(m_last.acknowledged + m_last.failed) / static_cast<double>(m_asked.records) : -1);
    m_any = true;
    if (m_last.given > 0)
        m_states->showContent();
}

/// While it runs, of the last half second; at the end, of the whole run.
void LoadView::showFacts()
{
    const model::LoadProgress none;
    const model::LoadProgress &from = isRunning() ? m_before : none;
    const double seconds = m_last.seconds - from.seconds;
    const qint64 batches = m_last.batches - from.batches;
    const auto ofBatches = [batches](qint64 now, qint64 then) { return batches > 0 ? static_cast<double>(now - then) / static_cast<double>(batches) : 0.0; };
    const QString since = isRunning() ? tr("in the last half second") : tr("over the whole run");
    const auto measured = [](double value, bool known, int decimals = 1) { return known ? format::number(value, decimals) : format::unknown(); };
    Fact done{tr("Acknowledged"), format::count(m_last.acknowledged), {}, m_last.failed > 0 ? tr("%1 failed").arg(format::count(m_last.failed)) : m_asked.records > 0 ? tr("of %1").arg(format::count(m_asked.records)) : format::span(static_cast<qint64>(m_last.seconds * 1000)), {},
              tr("Records that the cluster confirmed; under acks=0 those that were sent")};
    if (m_last.failed > 0)
        done.subState = State::Error;
    m_facts->setFacts({
        done,
        {tr("Rate"), format::rate(per(static_cast<double>(m_last.acknowledged - from.acknowledged), seconds)), {}, format::byteRate(per(static_cast<double>(m_last.bytes - from.bytes), seconds)), {},
         tr("Acknowledged records ÷ time, %1").arg(since)},
        {tr("Requests"), format::rate(per(static_cast<double>(m_last.requests - from.requests), seconds)), {}, tr("%1 in all").arg(format::count(m_last.requests)), {}, tr("Produce requests ÷ time, %1").arg(since)},
        {tr("Records a batch"), measured(ofBatches(m_last.batchedRecords, from.batchedRecords), batches > 0), {}, tr("%1 in all").arg(format::count(m_last.batches)), {}, tr("Records ÷ record batches sent, %1").arg(since)},
        {tr("Bytes a batch"), batches > 0 ? format::bytes(static_cast<qint64>(ofBatches(m_last.batchedBytes, from.batchedBytes))) : format::unknown(), {}, tr("of %1").arg(format::bytes(m_asked.batchBytes)), {},
         tr("Bytes of the record batches sent ÷ their number, %1. Below it the batch.size that was asked for.").arg(since)},
        {tr("Waiting"), format::count(m_last.waitingRecords), {}, tr("%1 of %2").arg(format::bytes(m_last.waitingBytes), format::bytes(m_asked.bufferBytes)), {}, tr("Records in the memory of the producer, and their bytes against buffer.memory")},
        {tr("Latency"), measured(m_last.latencyP50Ms, m_last.latencyP50Ms >= 0), QStringLiteral("ms"), tr("99 %: %1 ms").arg(measured(m_last.latencyP99Ms, m_last.latencyP99Ms >= 0)), {},
         tr("From handing a record over to its answer, waiting for the batch included: half of the last half second's records were faster")},
    });
}

void LoadView::showPartitions()
{
    const auto [smallest, largest] = std::minmax_element(m_last.partitions.begin(), m_last.partitions.end());
    const qint64 least = m_last.partitions.isEmpty() ? 0 : *smallest;
    const qint64 most = m_last.partitions.isEmpty() ? 0 : *largest;
    std::vector<LoadPartitionRow> rows;
    for (qsizetype i = 0; i < m_last.partitions.size(); ++i) {
        const qint64 records = m_last.partitions[i];
        rows.push_back({static_cast<qint32>(i), records,
                        m_last.acknowledged > 0 ? static_cast<double>(records) * static_cast<double>(m_last.partitions.size()) / static_cast<double>(m_last.acknowledged) : 0,
                        most > 0 ? static_cast<double>(records) / static_cast<double>(most) : 0});
    }
    m_partitions.setRows(std::move(rows));
    m_partitionPanel->setNote(tr("largest − smallest: %1").arg(format::count(most - least)));
}

void LoadView::showTrouble()
{
    m_trouble->setVisible(m_last.lastError || m_last.auditError);
    if (m_last.lastError)
        m_trouble->setMessage(State::Error, tr("%n record(s) failed.", nullptr, static_cast<int>(m_last.failed)), errorText(*m_last.lastError).line());
    else if (m_last.auditError)
        m_trouble->setMessage(State::Warn, tr("It is not in the audit log."), errorText(*m_last.auditError).line());
}

PageState LoadView::state() const
{
    if (m_error)
        return PageState::Failed;
    if (m_any)
        return PageState::Ready;
    return isRunning() ? PageState::Loading : PageState::Idle;
}

QList<QWidget *> LoadView::panes() const
{
    return {m_form, m_chart, m_partitionView};
}

} // namespace weir::widgets
