// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/keys/keys_view.h"

#include "widgets/pages/keys/key_text.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/state_label.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace weir::widgets {

KeysView::KeysView(const PageContext &context, const QString &topic, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_topic(topic)
    , m_range(new QComboBox)
    , m_run(makeButton(tr("Look at the keys"), Icon::Play))
    , m_strip(new ScanStrip)
    , m_partial(new Banner)
    , m_states(new PageStates)
    , m_placement(new StateLabel)
    , m_placementWords(new Label({}, FontRole::Body, Ink::Text2))
    , m_keyless(new StateLabel)
    , m_keylessWords(new Label({}, FontRole::Body, Ink::Text2))
    , m_facts(new FactStrip)
    , m_partitions([](const PartitionKeysRow &row) { return QString::number(row.keys.partition); })
    , m_partitionView(new TableView)
    , m_fits([](const model::PartitionerFit &fit) { return QString::number(static_cast<int>(fit.partitioner)); })
    , m_fitView(new TableView)
    , m_splits([](const model::SplitKey &split) { return QString::fromLatin1(split.key.toHex()); })
    , m_splitView(new TableView)
    , m_splitStates(new PageStates)
    , m_splitPanel(new Panel(tr("Keys in more than one partition")))
{
    m_partial->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeChoices());
    layout->addWidget(m_strip);
    layout->addWidget(m_partial);
    layout->addWidget(m_states, 1);
    m_states->setContent(makeContent());
    m_states->showIdle(Icon::Secret, tr("The keys were not looked at yet"), tr("Which key lies in which partition, and which partitioner put it there."), tr("Look at the keys"));
    m_strip->setParts({}, {});

    connect(m_run, &QPushButton::clicked, this, [this] {
        if (!stop())
            run();
    });
    connect(m_range, &QComboBox::activated, this, &KeysView::run);
    connect(m_states, &PageStates::acted, this, &KeysView::run);
    connect(m_states, &PageStates::retried, this, &KeysView::run);
    connect(m_splitView, &TableView::rowActivated, this, [this](const QString &key) {
        const model::SplitKey *const split = m_splits.find(key);
        if (split == nullptr)
            return;
        Place place;
        place.page = QStringLiteral("topic");
        place.topic = m_topic;
        place.partition = split->second().partition;
        place.offset = split->second().firstOffset;
        m_context.navigator.open(place, OpenMode::NewTab);
    });
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, [this] { m_splits.setColumns(splitKeyColumns()); });
}

KeysView::~KeysView() = default;

QWidget *KeysView::makeChoices()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    for (const qint64 newest : {qint64(100'000), qint64(1'000'000), qint64(10'000'000)})
        m_range->addItem(tr("The newest %1 records").arg(format::count(newest)), newest);
    m_range->addItem(tr("All records"), qint64(0));
    m_range->setAccessibleName(tr("Range"));
    row->addWidget(new Label(tr("Range"), FontRole::Body, Ink::Text2));
    row->addWidget(m_range);
    row->addWidget(m_run);
    row->addStretch();
    return box;
}

QWidget *KeysView::makeContent()
{
    m_partitions.setColumns(partitionKeysColumns());
    m_partitionView->setTableModel(&m_partitions);
    m_partitionView->setFilterRowVisible(false);
    m_partitionView->setAccessibleName(tr("Records and keys by partition"));
    m_fits.setColumns(partitionerColumns());
    m_fitView->setTableModel(&m_fits);
    m_fitView->setFilterRowVisible(false);
    m_fitView->setAccessibleName(tr("Partitioners"));
    m_fitView->setFitToRows(static_cast<int>(std::size(model::kPartitioners)));
    m_splits.setColumns(splitKeyColumns());
    m_splitView->setTableModel(&m_splits);
    m_splitView->setFilterRowVisible(false);
    m_splitView->setAccessibleName(tr("Keys in more than one partition"));
    for (StateLabel *label : {m_placement, m_keyless})
        label->setFontRole(FontRole::Strong);
    for (Label *label : {m_placementWords, m_keylessWords}) {
        label->setWordWrap(true);
        label->setSelectable(true);
    }
    auto *partitions = new Panel(tr("Partitions"));
    partitions->setContent(m_partitionView);
    auto *partitioners = new Panel(tr("Partitioners"));
    partitioners->setContent(m_fitView);
    m_splitStates->setContent(m_splitView);
    m_splitPanel->setContent(m_splitStates);
    auto *right = new QSplitter(Qt::Vertical);
    right->setChildrenCollapsible(false);
    right->addWidget(partitioners);
    right->addWidget(m_splitPanel);
    right->setStretchFactor(1, 1);
    auto *tables = new QSplitter(Qt::Horizontal);
    tables->setChildrenCollapsible(false);
    tables->addWidget(partitions);
    tables->addWidget(right);
    tables->setStretchFactor(0, 1);
    tables->setStretchFactor(1, 1);
    tables->setSizes({look().px(540), look().px(660)}); // no column of the first is cut at 1440
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(6);
    column->addWidget(m_placement);
    column->addWidget(m_placementWords);
    column->addWidget(m_keyless);
    column->addWidget(m_keylessWords);
    column->addSpacing(6);
    column->addWidget(m_facts);
    column->addSpacing(6);
    column->addWidget(tables, 1);
    return content;
}

void KeysView::run()
{
    m_stream.reset(); // what an earlier look may still tell is not wanted
    m_progress = {};
    m_error.reset();
    model::KeyScanRequest request;
    request.topic = m_topic;
    request.newest = m_range->currentData().toLongLong();
    m_stream = m_context.session->keyScans().keys(request);
    connect(m_stream->signal(), &api::StreamSignal::ready, this, &KeysView::take);
    if (m_job)
        m_job->finish();
    m_job = m_context.jobs.start(tr("Keys of %1").arg(m_topic), this);
    connect(m_job, &Job::cancelRequested, this, &KeysView::stop);
    setRunning(true);
    m_states->showLoading(tr("Reading %1").arg(m_topic));
    showProgress();
    Q_EMIT stateChanged();
}

bool KeysView::stop()
{
    if (!m_stream)
        return false;
    m_stream->cancel(); // its report of what was read until now is still to come
    return true;
}

void KeysView::setRunning(bool running)
{
    m_run->setText(running ? tr("Stop") : tr("Look at the keys"));
    m_run->setIcon(icon(running ? Icon::Stop : Icon::Play));
}

void KeysView::take()
{
    if (!m_stream)
        return;
    // First, so that a report that comes between the two is not missed.
    const bool finished = m_stream->finished();
    std::vector<model::KeyReport> reports = m_stream->take();
    if (!reports.empty())
        m_report = std::move(reports.back());
    m_progress = m_stream->progress();
    if (!finished) {
        showProgress();
        return;
    }
    m_error = m_stream->error();
    const bool nothing = reports.empty() && !m_error; // stopped before anything was read
    m_stream.reset();
    setRunning(false);
    if (m_job)
        m_job->finish();
    m_job.clear();
    showProgress();
    if (m_error)
        m_states->showFailed(*m_error);
    else if (nothing && !m_report)
        m_states->showIdle(Icon::Secret, tr("Stopped before anything was read"), {}, tr("Look at the keys"));
    else
        showReport();
    Q_EMIT stateChanged();
}

void KeysView::showProgress()
{
    QStringList rest{tr("Read %1 of %2 records").arg(format::count(m_progress.records), format::count(std::max(m_progress.totalRecords, m_progress.records))), format::bytes(m_progress.bytes)};
    if (m_progress.seconds > 0)
        rest.append(format::rate(static_cast<double>(m_progress.records) / m_progress.seconds));
    const double share = m_progress.totalRecords > 0 ? static_cast<double>(m_progress.records) / static_cast<double>(m_progress.totalRecords) : -1;
    m_strip->setParts({}, rest);
    m_strip->setProgress(isRunning() ? std::max(0.0, share) : -1);
    if (m_job)
        m_job->setProgress(share);
    m_partial->setVisible(!m_progress.missing.empty());
    if (!m_progress.missing.empty())
        m_partial->setMessage(State::Warn, tr("%n partition(s) could not be read.", nullptr, static_cast<int>(m_progress.missing.size())), errorText(m_progress.missing.front().error).line());
}

void KeysView::showReport()
{
    const model::KeyReport &report = *m_report;
    if (report.records == 0) {
        m_states->showEmpty(Icon::Message, tr("No record was read"), tr("The topic is empty, or was not read far enough."));
        return;
    }
    const auto tell = [](const KeyVerdict &verdict, StateLabel *title, Label *words) {
        title->set(verdict.state, verdict.title);
        title->setVisible(!verdict.title.isEmpty());
        words->setText(verdict.sentences.join(QLatin1Char(' ')));
        words->setVisible(!verdict.sentences.isEmpty());
    };
    tell(placementVerdict(report), m_placement, m_placementWords);
    tell(keylessVerdict(report), m_keyless, m_keylessWords);
    const bool more = report.recordsNotKept > 0;
    Fact records{tr("Records"), format::count(report.records), {}, report.whole ? tr("all of the range") : tr("not all of the range"), {}, tr("Read from the start of the range to the log end as it stood then")};
    if (!report.whole)
        records.subState = State::Warn;
    Fact keys{tr("Distinct keys"), more ? QStringLiteral("≥ ") + format::count(report.distinctKeys) : format::count(report.distinctKeys), {},
              more ? tr("%1 records of further keys").arg(format::count(report.recordsNotKept)) : tr("all kept"), {},
              tr("So many are kept at most; records of further keys are counted, but not looked at for splits and placement")};
    if (more)
        keys.subState = State::Warn;
    Fact split{tr("Split keys"), format::count(report.splitKeys), {}, report.splitKeys == 0 ? tr("each key in one partition") : tr("in more than one partition"), {},
               tr("Distinct keys with records in more than one partition")};
    if (report.splitKeys > 0)
        split.subState = State::Warn;
    const auto skew = report.skew();
    const Fact skewFact{tr("Skew"), skew ? format::number(*skew, 2) : format::unknown(), skew ? QStringLiteral("×") : QString(), tr("fullest partition against the mean"), {},
                        tr("Records of the fullest partition ÷ mean of all partitions: 1 is even")};
    const Fact keyless{tr("Without key"), format::count(report.withoutKey), {}, format::percent(static_cast<double>(report.withoutKey) / static_cast<double>(report.records)), {}, tr("Records whose key is null; an empty key is a key")};
    m_facts->setFacts({records, keys, split, skewFact, keyless});
    m_partitions.setRows(partitionKeysRows(report));
    m_fits.setRows(report.fits);
    m_splits.setRows(report.splits);
    if (report.splits.empty())
        m_splitStates->showEmpty(Icon::Ok, tr("No key stands in two partitions"), {});
    else
        m_splitStates->showContent();
    m_splitPanel->setNote(report.splitKeys > static_cast<qint64>(report.splits.size())
                              ? tr("the first %1 of %2").arg(format::count(static_cast<qint64>(report.splits.size())), format::count(report.splitKeys))
                              : format::count(report.splitKeys));
    m_states->showContent();
}

PageState KeysView::state() const
{
    if (isRunning())
        return PageState::Loading;
    if (m_error)
        return PageState::Failed;
    if (!m_report)
        return PageState::Idle;
    return m_report->records == 0 ? PageState::Empty : PageState::Ready;
}

QList<QWidget *> KeysView::panes() const
{
    return {m_partitionView, m_fitView, m_splitView};
}

} // namespace weir::widgets
