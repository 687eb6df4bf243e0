// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_browser.h"

#include "widgets/pages/messages/produce_dialog.h"
#include "widgets/pages/messages/record_columns.h"
#include "widgets/pages/messages/record_detail.h"
#include "widgets/pages/messages/record_text.h"
#include "widgets/pages/messages/scan_request.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/table_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
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

} // namespace

RecordBrowser::RecordBrowser(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_table(recordKey)
    , m_filter(new FilterLine)
    , m_strip(new ScanStrip)
    , m_missing(new Banner)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_detail(new RecordDetail(context.session->decoder()))
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
    layout->addWidget(makeChoices());
    layout->addWidget(m_strip);
    layout->addWidget(m_missing);
    layout->addWidget(m_states, 1);

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
            m_filter->setState(FilterLine::FilterState::FullScan, tr("Reads every record from the start chosen"));
    });
    connect(m_view, &TableView::currentKeyChanged, this, &RecordBrowser::showPicked);
    connect(m_detail, &RecordDetail::filterWanted, this, [this](const QString &words) {
        m_filter->setText(words);
        run();
    });
    connect(m_states, &PageStates::retried, this, &RecordBrowser::run);
    connect(m_states, &PageStates::acted, this, &RecordBrowser::produce);
    m_view->setContextMenuFiller([this](QMenu &menu, const QStringList &keys) {
        const model::Record *const record = keys.size() == 1 ? m_table.find(keys.first()) : nullptr;
        if (record == nullptr)
            return;
        const model::Record copy = *record;
        menu.addAction(tr("Copy the value"), this, [copy] { QGuiApplication::clipboard()->setText(QString::fromUtf8(copy.value.value_or(QByteArray()))); });
        menu.addAction(tr("Copy the key"), this, [copy] { QGuiApplication::clipboard()->setText(QString::fromUtf8(copy.key.value_or(QByteArray()))); });
        menu.addAction(tr("Copy the record as JSON"), this, [copy] { QGuiApplication::clipboard()->setText(QString::fromUtf8(recordJson(copy))); });
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

QWidget *RecordBrowser::makeChoices()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    const auto add = [row](const QString &label, QWidget *field) {
        field->setAccessibleName(label);
        row->addWidget(new Label(label, FontRole::Body, Ink::Text2));
        row->addWidget(field);
    };
    m_start = new QComboBox;
    m_start->addItem(tr("Newest"), static_cast<int>(Kind::Newest));
    m_start->addItem(tr("Oldest"), static_cast<int>(Kind::Oldest));
    m_start->addItem(tr("Offset"), static_cast<int>(Kind::Offset));
    m_start->addItem(tr("Time"), static_cast<int>(Kind::Timestamp));
    m_start->addItem(tr("Live tail"), static_cast<int>(Kind::Live));
    add(tr("From"), m_start);
    m_startValue = new QLineEdit;
    setDataFont(m_startValue);
    m_startValue->setFixedWidth(look().px(190));
    row->addWidget(m_startValue);
    m_limit = new QComboBox;
    for (const int limit : {100, 500, 5'000, 50'000, 500'000})
        m_limit->addItem(tr("%1 hits").arg(format::count(static_cast<qint64>(limit))), limit);
    m_limit->addItem(tr("the end"), 0);
    m_limit->setCurrentIndex(1);
    add(tr("Until"), m_limit);
    m_partitions = new QComboBox;
    add(tr("Partitions"), m_partitions);
    row->addStretch();
    QPushButton *exportButton = makeButton(tr("Export..."), Icon::Export, ButtonKind::Quiet);
    row->addWidget(exportButton);
    connect(exportButton, &QPushButton::clicked, this, [this, exportButton] { openExportMenu(exportButton); });
    connect(m_start, &QComboBox::activated, this, [this] {
        startKindChanged();
        if (!m_startValue->isVisible())
            run();
    });
    connect(m_startValue, &QLineEdit::returnPressed, this, &RecordBrowser::run);
    for (QComboBox *choice : {m_partitions, m_limit})
        connect(choice, &QComboBox::activated, this, &RecordBrowser::run);
    startKindChanged();
    return box;
}

void RecordBrowser::startKindChanged()
{
    const auto kind = static_cast<Kind>(m_start->currentData().toInt());
    m_startValue->setVisible(kind == Kind::Offset || kind == Kind::Timestamp);
    m_startValue->setPlaceholderText(kind == Kind::Offset ? tr("offset") : tr("2026-11-21 08:00 or 15 min"));
    m_startValue->setAccessibleName(kind == Kind::Offset ? tr("Offset") : tr("Time"));
    setHasError(m_startValue, false);
    if (m_startValue->isVisible())
        m_startValue->setFocus();
}

void RecordBrowser::setTopic(const QString &topic, int partitions)
{
    if (topic != m_topic) {
        stop();
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
    const int chosen = m_partitions->currentData().isValid() ? m_partitions->currentData().toInt() : -1;
    m_partitions->clear();
    m_partitions->addItem(tr("All %1").arg(partitions), -1);
    for (int i = 0; i < partitions; ++i)
        m_partitions->addItem(QString::number(i), i);
    m_partitions->setCurrentIndex(std::max(0, m_partitions->findData(chosen)));
}

void RecordBrowser::showPlace(const Place &place)
{
    if (place.partition)
        m_partitions->setCurrentIndex(std::max(0, m_partitions->findData(*place.partition)));
    const auto choose = [this](Kind kind, const QString &value) {
        m_start->setCurrentIndex(m_start->findData(static_cast<int>(kind)));
        startKindChanged();
        m_startValue->setText(value);
    };
    if (place.offset)
        choose(Kind::Offset, QString::number(*place.offset));
    else if (place.timestampMs)
        choose(Kind::Timestamp, format::timestamp(*place.timestampMs));
    else if (place.more.value(QStringLiteral("from")) == QLatin1String("live"))
        choose(Kind::Live, {});
    if (!place.filter.isEmpty())
        m_filter->setText(place.filter);
    run();
}

void RecordBrowser::fillPlace(Place &place) const
{
    place.topic = m_topic;
    place.filter = m_filter->text();
    const int partition = m_partitions->currentData().toInt();
    if (m_partitions->currentIndex() > 0)
        place.partition = partition;
    const auto kind = static_cast<Kind>(m_start->currentData().toInt());
    const auto value = parseStart(kind, m_startValue->text(), QDateTime::currentMSecsSinceEpoch(), m_context.preferences.utc());
    if (kind == Kind::Offset)
        place.offset = value;
    else if (kind == Kind::Timestamp)
        place.timestampMs = value;
    else if (kind == Kind::Live)
        place.more.insert(QStringLiteral("from"), QStringLiteral("live"));
}

std::optional<model::ReadRequest> RecordBrowser::request()
{
    model::ReadRequest request;
    request.topic = m_topic;
    if (m_partitions->currentIndex() > 0)
        request.partitions = {m_partitions->currentData().toInt()};
    request.start.kind = static_cast<Kind>(m_start->currentData().toInt());
    if (request.start.kind == Kind::Offset || request.start.kind == Kind::Timestamp) {
        const auto value = parseStart(request.start.kind, m_startValue->text(), QDateTime::currentMSecsSinceEpoch(), m_context.preferences.utc());
        setHasError(m_startValue, !value);
        if (!value) {
            m_startValue->setFocus();
            return std::nullopt;
        }
        request.start.value = *value;
    }
    request.filter = m_filter->text().trimmed();
    request.limit = request.start.kind == Kind::Live ? 0 : m_limit->currentData().toLongLong();
    // The newest n with a filter would be n looked at; what is meant is a search through all.
    if (request.start.kind == Kind::Newest && !request.filter.isEmpty())
        request.start.kind = Kind::Oldest;
    if (request.start.kind == Kind::Newest && request.limit == 0)
        request.start.kind = Kind::Oldest;
    return request;
}

void RecordBrowser::run()
{
    if (m_topic.isEmpty())
        return;
    const std::optional<model::ReadRequest> wanted = request();
    if (!wanted)
        return;
    stop();
    m_table.clear();
    m_detail->clear();
    m_waiting.clear();
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
    if (!m_stream)
        return false;
    m_progress = m_stream->progress();
    m_stream.reset();
    m_stopped = true;
    finishStream();
    return true;
}

void RecordBrowser::liveTail()
{
    m_start->setCurrentIndex(m_start->findData(static_cast<int>(Kind::Live)));
    startKindChanged();
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
        }
        m_table.append(std::move(slice));
    }
    if (m_table.rows().size() > kMostRows)
        m_table.dropFront(kDropRows);
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

void RecordBrowser::finishStream()
{
    m_takeTimer.stop();
    if (m_job)
        m_job->finish();
    m_job.clear();
    if (m_stopped)
        m_filter->setState(FilterLine::FilterState::Stopped, tr("Stopped, %1 hits kept").arg(format::count(static_cast<qint64>(m_table.rows().size()))));
    else if (m_filter->text().trimmed().isEmpty())
        m_filter->setState(FilterLine::FilterState::Empty, tr("Empty: every record"));
    else
        m_filter->setState(FilterLine::FilterState::FullScan, tr("Read to the end"));
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
    Q_EMIT stateChanged();
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
        if (m_progress.seconds > 0)
            rest.append(format::rate(static_cast<double>(m_progress.records) / m_progress.seconds));
        if (running && total > m_progress.records && m_progress.records > 0 && m_progress.seconds > 0.5) {
            const double left = m_progress.seconds * static_cast<double>(total - m_progress.records) / static_cast<double>(m_progress.records);
            rest.append(tr("About %1 left").arg(format::span(static_cast<qint64>(left * 1000))));
        }
    }
    const qint64 hits = std::max(m_progress.hits, static_cast<qint64>(m_table.rows().size()));
    m_strip->setParts(m_everRun ? tr("%1 hits").arg(format::count(hits)) : QString(), rest,
                      m_progress.live ? tr("Live: newest below") : QString());
    const double share = total > 0 ? static_cast<double>(m_progress.records) / static_cast<double>(total) : -1;
    m_strip->setProgress(running ? std::max(0.0, share) : -1);
    if (m_job)
        m_job->setProgress(share);
    m_missing->setVisible(!m_progress.missing.empty());
    if (!m_progress.missing.empty()) {
        const model::Missing &first = m_progress.missing.front();
        m_missing->setMessage(State::Warn, tr("%n partition(s) could not be read.", nullptr, static_cast<int>(m_progress.missing.size())),
                              errorText(first.error).line());
    }
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

void RecordBrowser::produce()
{
    auto *dialog = new ProduceDialog(m_context, m_topic, m_partitionCount);
    if (m_detail->hasRecord())
        dialog->setRecord(m_detail->record());
    dialog->openOver(this);
}

void RecordBrowser::openExportMenu(QWidget *under)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *json = menu->addAction(tr("What is shown, as JSON lines..."), this, [this] { exportShown(RecordExport::Format::JsonLines); });
    QAction *csv = menu->addAction(tr("What is shown, as CSV..."), this, [this] { exportShown(RecordExport::Format::Csv); });
    json->setEnabled(!m_table.rows().empty());
    csv->setEnabled(!m_table.rows().empty());
    menu->popup(under->mapToGlobal(QPoint(0, under->height())));
}

void RecordBrowser::exportShown(RecordExport::Format format)
{
    const bool json = format == RecordExport::Format::JsonLines;
    const QString name = m_topic + (json ? QStringLiteral(".jsonl") : QStringLiteral(".csv"));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export records"), name, json ? tr("JSON lines (*.jsonl)") : tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    std::vector<model::Record> records;
    records.reserve(static_cast<std::size_t>(m_table.rowCount()));
    for (int row = 0; row < m_table.rowCount(); ++row)
        records.push_back(m_table.rowAt(row));
    RecordExport::start(std::move(records), path, format, m_context.jobs, this, [this, path](qint64 written, const QString &problem) {
        if (problem.isEmpty())
            m_context.notify({.title = tr("%1 records exported").arg(format::count(written)), .text = path});
        else
            m_context.notify({.state = State::Error, .title = tr("The export failed"), .text = tr("%1: %2").arg(path, problem)});
    });
}

} // namespace weir::widgets
