// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_browser.h"

#include "widgets/pages/messages/produce_dialog.h"
#include "widgets/pages/messages/read_choices.h"
#include "widgets/pages/messages/record_columns.h"
#include "widgets/pages/messages/record_detail.h"
#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/table_view.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

using Kind = model::ReadStart::Kind;

constexpr std::size_t kMostRows = 1'000'000; // then the oldest go
constexpr int kDropRows = 50'000;
constexpr int kSliceMs = 5;                  // of the GUI thread at a time
constexpr std::size_t kSliceRows = 2000;
constexpr std::size_t kMostNamedOutside = 4;
// A list is for finding: of a large value it holds the beginning, and the whole is fetched when it is opened, copied or
// exported. Where even these beginnings fill the half of what a list may hold, less is kept of those that follow.
constexpr qint64 kValueBytes = 64 << 10;
constexpr qint64 kShortValueBytes = 320; // what a cell can show
constexpr qint64 kMostHeldBytes = 256 << 20;

void shortenValue(model::Record &record, qint64 bytes)
{
    if (!record.value || record.value->size() <= bytes)
        return;
    record.valueCut += record.value->size() - bytes;
    record.value = QByteArray(record.value->constData(), bytes); // a copy: the rest is to be freed
}

} // namespace

RecordBrowser::RecordBrowser(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_table(recordKey)
    , m_filter(new FilterLine)
    , m_choices(new ReadChoices(context.preferences))
    , m_strip(new ScanStrip)
    , m_missing(new Banner)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_detail(new RecordDetail(context.session->decoder(), context.session->records()))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    m_filter->setPlaceholder(tr("Words in key, value or headers"));
    m_filter->setTokenizer([](const QString &) { return std::vector<FilterToken>{}; }); // plain words, no language
    m_filter->setState(FilterLine::FilterState::Empty, tr("Empty: every record"));
    m_table.setColumns(recordColumns());
    m_view->setTableModel(&m_table);
    m_view->setAccessibleName(tr("Records"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_missing->hide();
    m_states->setContent(m_splitter);

    auto *line = new QWidget;
    auto *lineLayout = new QHBoxLayout(line);
    lineLayout->setContentsMargins(12, 8, 12, 0);
    lineLayout->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(line);
    layout->addWidget(m_choices);
    layout->addWidget(m_strip);
    layout->addWidget(m_missing);
    layout->addWidget(m_states, 1);

    QPushButton *exportButton = makeButton(tr("Export..."), Icon::Export, ButtonKind::Quiet);
    m_choices->addWidget(exportButton);
    connect(exportButton, &QPushButton::clicked, this, [this, exportButton] { openExportMenu(exportButton); });
    connect(m_choices, &ReadChoices::runWanted, this, &RecordBrowser::run);
    m_takeTimer.setInterval(0);
    connect(&m_takeTimer, &QTimer::timeout, this, &RecordBrowser::take);
    connect(m_filter, &FilterLine::runRequested, this, &RecordBrowser::run);
    connect(m_filter, &FilterLine::stopRequested, this, &RecordBrowser::stop);
    connect(m_filter, &FilterLine::checkRequested, this, [this](const QString &text) {
        if (isRunning())
            return;
        if (text.trimmed().isEmpty())
            m_filter->setState(FilterLine::FilterState::Empty, tr("Empty: every record"));
        else
            m_filter->setState(FilterLine::FilterState::FullScan, m_choices->kind() == Kind::Newest ? tr("Reads back from the newest record") : tr("Reads on from the start chosen"));
    });
    connect(m_view, &TableView::currentKeyChanged, this, &RecordBrowser::showPicked);
    connect(m_detail, &RecordDetail::filterWanted, this, [this](const QString &words) {
        m_filter->setText(words);
        run();
    });
    if (m_context.session->profile().readOnly)
        m_detail->forbidResend(readOnlyReason());
    connect(m_detail, &RecordDetail::resendWanted, this, [this] { resend(m_detail->record()); });
    connect(&m_whole, &LatestBase::changed, this, &RecordBrowser::wholeCame);
    connect(m_states, &PageStates::retried, this, &RecordBrowser::run);
    connect(m_states, &PageStates::acted, this, &RecordBrowser::produce);
    m_view->setContextMenuFiller([this](QMenu &menu, const QStringList &keys) {
        const model::Record *const record = keys.size() == 1 ? m_table.find(keys.first()) : nullptr;
        if (record == nullptr)
            return;
        const model::Record copy = *record;
        const auto addCopy = [&](const QString &text, std::function<QByteArray(const model::Record &)> bytes) {
            return menu.addAction(text, this, [this, copy, bytes = std::move(bytes)] {
                withWhole(copy, [bytes](const model::Record &whole) { QGuiApplication::clipboard()->setText(QString::fromUtf8(bytes(whole))); });
            });
        };
        // What is no text would come out of the clipboard as something else.
        const auto asText = [](const std::optional<QByteArray> &part) { return !part ? QByteArray() : isText(*part) ? *part : part->toBase64(); };
        const auto isPlain = [](const std::optional<QByteArray> &part) { return !part || isText(*part); };
        addCopy(isPlain(copy.value) || copy.valueCut > 0 ? tr("Copy the value") : tr("Copy the value as base64"), [asText](const model::Record &r) { return asText(r.value); })
            ->setEnabled(copy.value.has_value());
        addCopy(isPlain(copy.key) ? tr("Copy the key") : tr("Copy the key as base64"), [asText](const model::Record &r) { return asText(r.key); })->setEnabled(copy.key.has_value());
        addCopy(tr("Copy the record as JSON"), [](const model::Record &r) { return recordJson(r); });
        QAction *again = menu.addAction(tr("Edit and resend..."), this, [this, copy] { resend(copy); });
        again->setEnabled(!m_context.session->profile().readOnly);
        menu.addAction(tr("Copy a link to it"), this, [this, copy] {
            Place place;
            place.page = QStringLiteral("topic");
            place.topic = copy.topic;
            place.partition = copy.partition;
            place.offset = copy.offset;
            m_context.navigator.copyLink(place);
        });
        menu.addSeparator();
    });
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, [this] { m_table.setColumns(recordColumns()); });
    m_strip->setParts({}, {});
    m_states->showIdle(Icon::Message, tr("Nothing read yet"), tr("Choose where to begin and run."));
}

RecordBrowser::~RecordBrowser() = default;

void RecordBrowser::setTopic(const QString &topic, int partitions)
{
    if (topic != m_topic) {
        dropStream();
        m_topic = topic;
        m_table.clear();
        m_detail->clear();
        m_everRun = false;
        m_partitionCount = -1;
        m_states->reset();
        m_states->showIdle(Icon::Message, tr("Nothing read yet"), tr("Choose where to begin and run."));
    }
    if (partitions == m_partitionCount)
        return;
    m_partitionCount = partitions;
    m_choices->setPartitions(partitions);
}

void RecordBrowser::showPlace(const Place &place)
{
    m_choices->showPlace(place);
    if (!place.filter.isEmpty() || place.more.contains(QStringLiteral("from")))
        m_filter->setText(place.filter);
    run();
}

void RecordBrowser::fillPlace(Place &place) const
{
    place.topic = m_topic;
    place.filter = m_filter->text();
    m_choices->fillPlace(place);
}

void RecordBrowser::run()
{
    if (m_topic.isEmpty())
        return;
    std::optional<model::ReadRequest> wanted = m_choices->request();
    if (!wanted)
        return;
    wanted->topic = m_topic;
    wanted->filter = m_filter->text().trimmed();
    wanted->valueBytes = kValueBytes;
    dropStream();
    m_asked = *wanted;
    m_table.clear();
    m_detail->clear();
    m_heldBytes = 0;
    m_dropped = 0;
    m_full = false;
    m_progress = {};
    m_error.reset();
    m_stopped = false;
    m_everRun = true;
    m_stream = m_context.session->records().read(*wanted);
    connect(m_stream->signal(), &api::StreamSignal::ready, this, &RecordBrowser::take);
    m_job = m_context.jobs.start(wanted->filter.isEmpty() ? tr("Read %1").arg(m_topic) : tr("Filter on %1").arg(m_topic), this);
    connect(m_job, &Job::cancelRequested, this, &RecordBrowser::stop);
    m_filter->setState(FilterLine::FilterState::Running, tr("Running"));
    m_states->showLoading(tr("Reading %1").arg(m_topic));
    showProgress();
    Q_EMIT stateChanged();
    Q_EMIT placeChanged();
}

bool RecordBrowser::stop()
{
    if (!isRunning())
        return false;
    m_stopped = true;
    m_stream->cancel();
    endJob();
    // What was found until now still comes, in a moment.
    take();
    showEnd();
    Q_EMIT stateChanged();
    return true;
}

void RecordBrowser::dropStream()
{
    m_takeTimer.stop();
    m_stream.reset();
    m_waiting.clear();
    endJob();
}

void RecordBrowser::endJob()
{
    if (m_job)
        m_job->finish();
    m_job.clear();
}

void RecordBrowser::liveTail()
{
    m_choices->setKind(Kind::Live);
    run();
}

void RecordBrowser::take()
{
    if (!m_stream) {
        m_takeTimer.stop();
        return;
    }
    // What has come goes into the table a slice at a time: the window stays alive at any rate.
    QElapsedTimer clock;
    clock.start();
    if (m_waiting.empty()) {
        std::vector<model::Record> batch = m_stream->take();
        m_waiting.insert(m_waiting.end(), std::make_move_iterator(batch.begin()), std::make_move_iterator(batch.end()));
    }
    while (!m_waiting.empty() && clock.elapsed() < kSliceMs) {
        std::vector<model::Record> slice;
        const std::size_t count = std::min(kSliceRows, m_waiting.size());
        slice.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            slice.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
            if (m_heldBytes > kMostHeldBytes / 2)
                shortenValue(slice.back(), kShortValueBytes);
            m_heldBytes += slice.back().heldBytes();
        }
        m_table.append(std::move(slice));
        makeRoom();
    }
    if (!m_table.rows().empty())
        m_states->showContent();
    m_progress = m_stream->progress();
    showProgress();
    if (!m_waiting.empty()) {
        m_takeTimer.start();
        return;
    }
    m_takeTimer.stop();
    if (m_stream->finished()) {
        // What came between take() and finished().
        std::vector<model::Record> last = m_stream->take();
        if (!last.empty()) {
            m_waiting.insert(m_waiting.end(), std::make_move_iterator(last.begin()), std::make_move_iterator(last.end()));
            m_takeTimer.start();
            return;
        }
        m_error = m_stream->error();
        m_progress = m_stream->progress();
        m_stream.reset();
        finishStream();
    }
}

/// The oldest go where the list holds too much; of the newest hits, which come newest first, no more are taken.
void RecordBrowser::makeRoom()
{
    const std::vector<model::Record> &rows = m_table.rows();
    if (rows.size() <= kMostRows && m_heldBytes <= kMostHeldBytes)
        return;
    if (m_asked.start.kind == Kind::Newest) {
        if (!m_stopped) {
            m_stopped = m_full = true;
            m_stream->cancel();
        }
        return;
    }
    const qint64 bytesToGo = m_heldBytes - kMostHeldBytes / 8 * 7;
    const std::size_t rowsToGo = rows.size() > kMostRows ? kDropRows : 0;
    std::size_t count = 0;
    qint64 bytes = 0;
    while (count < rows.size() && (count < rowsToGo || (m_heldBytes > kMostHeldBytes && bytes < bytesToGo)))
        bytes += rows[count++].heldBytes();
    m_heldBytes -= bytes;
    m_dropped += static_cast<qint64>(count);
    m_table.dropFront(static_cast<int>(count));
}

void RecordBrowser::finishStream()
{
    m_takeTimer.stop();
    endJob();
    showEnd();
    Q_EMIT stateChanged();
}

void RecordBrowser::showEnd()
{
    const auto hits = static_cast<qint64>(m_table.rows().size());
    if (m_full)
        m_filter->setState(FilterLine::FilterState::Stopped, tr("The list is full: %1 hits").arg(format::count(hits)));
    else if (m_stopped)
        m_filter->setState(FilterLine::FilterState::Stopped, tr("Stopped, %1 hits kept").arg(format::count(hits)));
    else if (m_filter->text().trimmed().isEmpty())
        m_filter->setState(FilterLine::FilterState::Empty, tr("Empty: every record"));
    else if (m_asked.limit > 0 && hits >= m_asked.limit)
        m_filter->setState(FilterLine::FilterState::FullScan, tr("Ended after %1 hits").arg(format::count(m_asked.limit)));
    else
        m_filter->setState(FilterLine::FilterState::FullScan,
                           m_asked.start.kind == Kind::Newest ? tr("Read back to the beginning") : tr("Read to the end"));
    if (m_error)
        m_states->showFailed(*m_error);
    else if (!m_table.rows().empty())
        m_states->showContent();
    else if (m_filter->text().trimmed().isEmpty())
        m_states->showEmpty(Icon::Message, tr("No records here"), tr("The partitions chosen hold nothing from this start on."),
                            m_context.session->profile().readOnly ? QString() : tr("Produce..."), Icon::Produce);
    else
        m_states->showEmpty(Icon::Search, tr("No hit"), tr("No key, value or header holds these words. Matching looks at bytes as they lie in the log."));
    showProgress();
}

void RecordBrowser::showProgress()
{
    const bool running = isRunning();
    QStringList rest;
    const qint64 total = m_progress.totalRecords;
    if (m_everRun) {
        rest.append(total >= 0 ? tr("Read %1 of %2 records").arg(format::count(m_progress.records), format::count(std::max(total, m_progress.records)))
                               : tr("Read %1 records").arg(format::count(m_progress.records)));
        rest.append(format::bytes(m_progress.bytes));
        if (m_dropped > 0)
            rest.append(tr("The first %1 hits have left the list").arg(format::count(m_dropped)));
        if (m_progress.seconds > 0)
            rest.append(format::rate(static_cast<double>(m_progress.records) / m_progress.seconds));
        if (running && total > m_progress.records && m_progress.records > 0 && m_progress.seconds > 0.5) {
            const double left = m_progress.seconds * static_cast<double>(total - m_progress.records) / static_cast<double>(m_progress.records);
            rest.append(tr("About %1 left").arg(format::span(static_cast<qint64>(left * 1000))));
        }
    }
    const qint64 hits = std::max(m_progress.hits, static_cast<qint64>(m_table.rows().size()));
    m_strip->setParts(m_everRun ? tr("%1 hits").arg(format::count(hits)) : QString(), rest,
                      running && m_progress.live ? tr("Live: newest below") : m_everRun && m_asked.start.kind == Kind::Newest ? tr("Newest first") : QString());
    const double share = total > 0 ? static_cast<double>(m_progress.records) / static_cast<double>(total) : -1;
    m_strip->setProgress(running ? std::max(0.0, share) : -1);
    if (m_job)
        m_job->setProgress(share);
    m_missing->setVisible(!m_progress.missing.empty() || !m_progress.outside.empty());
    if (m_progress.missing.empty() && !m_progress.outside.empty()) {
        showOutside();
    } else if (!m_progress.missing.empty()) {
        const model::Missing &first = m_progress.missing.front();
        m_missing->setMessage(State::Warn, tr("%n partition(s) could not be read.", nullptr, static_cast<int>(m_progress.missing.size())),
                              errorText(first.error).line());
    }
}

/// The offset that was asked for is not there: said, and where the log begins, rather than another record shown for it.
void RecordBrowser::showOutside()
{
    const QString asked = format::count(m_asked.start.value);
    QStringList lines;
    for (const model::OffsetOutside &outside : m_progress.outside) {
        const bool gone = m_asked.start.value < outside.logStart;
        lines.append(gone ? tr("Partition %1 begins at offset %2.").arg(outside.partition).arg(format::count(outside.logStart))
                          : tr("Partition %1 ends before offset %2.").arg(outside.partition).arg(format::count(outside.logEnd)));
        if (lines.size() == kMostNamedOutside)
            break;
    }
    if (m_progress.outside.size() > kMostNamedOutside)
        lines.append(tr("%n more", nullptr, static_cast<int>(m_progress.outside.size() - kMostNamedOutside)));
    const bool gone = m_asked.start.value < m_progress.outside.front().logStart;
    m_missing->setMessage(State::Warn, gone ? tr("Offset %1 is no longer in the log: what is shown comes after it.").arg(asked) : tr("Offset %1 is not in the log yet.").arg(asked),
                          lines.join(QLatin1Char(' ')));
}

/// Calls `act` with the record as it is in the log: at once, or when what was cut off has been fetched.
void RecordBrowser::withWhole(const model::Record &record, std::function<void(const model::Record &)> act)
{
    if (record.valueCut == 0) {
        act(record);
        return;
    }
    m_wholeAct = std::move(act);
    m_whole.start(m_context.session->records().record(record.topic, record.partition, record.offset));
}

void RecordBrowser::wholeCame()
{
    if (m_whole.isLoading() || !m_wholeAct)
        return;
    if (m_whole.error() != nullptr)
        m_context.notify({.state = State::Error, .title = tr("The whole record cannot be read"), .text = errorText(*m_whole.error()).line()});
    else if (m_whole.value() != nullptr)
        std::exchange(m_wholeAct, {})(*m_whole.value());
    m_wholeAct = {};
}

void RecordBrowser::showPicked()
{
    if (const model::Record *record = m_table.find(m_view->currentKey()))
        m_detail->showRecord(*record);
    else
        m_detail->clear();
}

PageState RecordBrowser::state() const
{
    if (isRunning() && !m_progress.live)
        return PageState::Loading;
    if (m_error)
        return PageState::Failed;
    if (!m_everRun)
        return PageState::Idle;
    return m_table.rows().empty() && !m_progress.live ? PageState::Empty : PageState::Ready;
}

void RecordBrowser::findFocus()
{
    m_filter->focusEdit();
}

QList<QWidget *> RecordBrowser::panes() const
{
    return {m_filter, m_view, m_detail};
}

QString RecordBrowser::readOnlyReason()
{
    return tr("This profile is read only: nothing can be written.");
}

void RecordBrowser::produce()
{
    auto *dialog = new ProduceDialog(m_context, m_topic, m_partitionCount);
    dialog->openOver(this);
}

void RecordBrowser::resend(const model::Record &record)
{
    withWhole(record, [this](const model::Record &whole) {
        auto *dialog = new ProduceDialog(m_context, m_topic, m_partitionCount);
        dialog->setRecord(whole);
        dialog->openOver(this);
    });
}

void RecordBrowser::openExportMenu(QWidget *under)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using Format = RecordExport::Format;
    const bool any = !m_table.rows().empty();
    menu->addAction(tr("What is shown, as JSON lines..."), this, [this] { exportRecords(Format::JsonLines, ExportExtent::Shown); })->setEnabled(any);
    menu->addAction(tr("What is shown, as CSV..."), this, [this] { exportRecords(Format::Csv, ExportExtent::Shown); })->setEnabled(any);
    menu->addSeparator();
    // A list is bounded, a file need not be.
    const bool ends = m_everRun && m_asked.start.kind != Kind::Live;
    menu->addAction(tr("All hits in the cluster, as JSON lines..."), this, [this] { exportRecords(Format::JsonLines, ExportExtent::All); })->setEnabled(ends);
    menu->addAction(tr("All hits in the cluster, as CSV..."), this, [this] { exportRecords(Format::Csv, ExportExtent::All); })->setEnabled(ends);
    menu->popup(under->mapToGlobal(QPoint(0, under->height())));
}

void RecordBrowser::exportRecords(RecordExport::Format format, ExportExtent extent)
{
    const bool json = format == RecordExport::Format::JsonLines;
    const QString name = m_topic + (json ? QStringLiteral(".jsonl") : QStringLiteral(".csv"));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export records"), name, json ? tr("JSON lines (*.jsonl)") : tr("CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path, format, extent);
}

void RecordBrowser::exportTo(const QString &path, RecordExport::Format format, ExportExtent extent)
{
    const auto done = [this, path](qint64 written, const QString &problem) {
        if (problem.isEmpty())
            m_context.notify({.title = tr("%1 records exported").arg(format::count(written)), .text = path});
        else
            m_context.notify({.state = State::Error, .title = tr("The export failed"), .text = tr("%1: %2").arg(path, problem)});
    };
    if (extent == ExportExtent::All) {
        model::ReadRequest all = m_asked;
        all.limit = 0;
        all.valueBytes = 0;
        if (all.start.kind == Kind::Newest)
            all.start.kind = Kind::Oldest;
        RecordExport::start(m_context.session->records().read(all), {path, format}, m_context.jobs, this, done);
        return;
    }
    std::vector<model::Record> records;
    records.reserve(static_cast<std::size_t>(m_table.rowCount()));
    for (int row = 0; row < m_table.rowCount(); ++row)
        records.push_back(m_table.rowAt(row));
    RecordExport::start(std::move(records), m_context.session->records(), {path, format}, m_context.jobs, this, done);
}

} // namespace weir::widgets
