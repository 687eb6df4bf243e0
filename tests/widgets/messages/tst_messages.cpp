// SPDX-License-Identifier: GPL-3.0-or-later
// The Messages page in a real window on a scripted cluster.
#include "tests/widgets/fakes/fake_services.h"
#include "tests/widgets/fakes/seen.h"
#include "widgets/pages/messages/messages_page.h"
#include "widgets/pages/messages/partition_picker.h"
#include "widgets/pages/messages/record_browser.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/hex_view.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/parts/tree_view.h"
#include "widgets/shell/main_window.h"

#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace weir;
using namespace weir::widgets;
using Kind = model::ReadStart::Kind;
using Stream = api::RecordStream::StreamType;

class TestMessages : public QObject
{
    Q_OBJECT

    fakes::FakeSettings m_settings;
    fakes::FakeProfiles m_profiles;
    fakes::FakeSecrets m_secrets;
    fakes::FakeSandbox m_sandbox;
    fakes::FakeAudit m_audit;
    fakes::FakeFactory m_factory;
    std::unique_ptr<MainWindow> m_window;

    Page *page() const { return m_window->current()->currentPage(); }
    fakes::FakeSession &session() const { return *m_factory.last; }
    template <class T>
    T *named(const QString &accessibleName) const
    {
        return fakes::seen<T>(m_window.get(), accessibleName);
    }
    TableView *records() const { return named<TableView>(QStringLiteral("Records")); }
    TableModel *table() const { return records() != nullptr ? records()->tableModel() : nullptr; }
    int rows() const { return table() != nullptr ? table()->rowCount() : 0; }
    QString cell(int row, const char *column) const { return table()->cell(row, table()->columnById(QLatin1String(column))).plain; }
    FilterLine *filter() const { return page()->findChild<FilterLine *>(); }
    RecordBrowser *browser() const { return page()->findChild<RecordBrowser *>(); }
    bool shows(const QString &text) const
    {
        const QList<QWidget *> all = m_window->findChildren<QWidget *>();
        return std::any_of(all.begin(), all.end(), [&](const QWidget *widget) {
            const auto *label = qobject_cast<const QLabel *>(widget);
            return widget->isVisible() && (widget->accessibleName().contains(text) || (label != nullptr && label->text().contains(text)));
        });
    }
    void choose(const char *field, const QString &text)
    {
        auto *const box = named<QComboBox>(QLatin1String(field));
        QVERIFY2(box != nullptr, field);
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void openMessages(Place place = {})
    {
        place.page = QStringLiteral("messages");
        if (place.topic.isEmpty())
            place.topic = QStringLiteral("orders");
        m_window->current()->open(place, OpenMode::NewTab);
    }
    static std::vector<model::Record> hits(qint64 first, int count)
    {
        std::vector<model::Record> list;
        for (int i = 0; i < count; ++i) {
            model::Record record;
            record.topic = QStringLiteral("orders");
            record.offset = first + i;
            record.timestampMs = 1'700'000'000'000 + first + i;
            record.value = QByteArray("word ") + QByteArray::number(first + i);
            list.push_back(record);
        }
        return list;
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }
    void init() { openWindow(fakes::sampleProfile()); }
    void cleanup() { m_window.reset(); }

    void aSearchFromNewestShowsTheNewestHits()
    {
        session().storedRecords = hits(0, 1200);
        openMessages();
        QTRY_COMPARE(rows(), 500);
        filter()->setText(QStringLiteral("word"));
        page()->run();
        QTRY_COMPARE(session().reads.back().filter, QStringLiteral("word"));
        QCOMPARE(session().reads.back().start.kind, Kind::Newest);
        QCOMPARE(session().reads.back().limit, 500);
        QTRY_COMPARE(rows(), 500);
        QCOMPARE(cell(0, "offset"), QStringLiteral("1199"));
        QCOMPARE(cell(499, "offset"), QStringLiteral("700"));
        QTRY_VERIFY(shows(QStringLiteral("Ended after 500 hits")));
    }

    void aStoppedSearchKeepsWhatItFound()
    {
        std::shared_ptr<Stream> stream;
        session().readScript = [&](const model::ReadRequest &, std::shared_ptr<Stream> fresh) { stream = std::move(fresh); };
        openMessages();
        QTRY_VERIFY(stream != nullptr);
        // Nothing found yet: how far it is stands there all the same.
        model::ReadProgress progress;
        progress.records = 12'345;
        progress.bytes = 1 << 20;
        progress.totalRecords = 100'000;
        progress.seconds = 1;
        stream->report(progress);
        QTRY_VERIFY(shows(QStringLiteral("12,345")));
        stream->push(hits(100, 3));
        QTRY_COMPARE(rows(), 3);
        stream->push(hits(200, 4)); // come, but not yet taken
        QVERIFY(page()->cancel());
        QVERIFY(!browser()->isRunning());
        QVERIFY(stream->cancelled());
        QCOMPARE(rows(), 7);
        // What the reader held back until it saw the cancel.
        stream->push(hits(300, 5));
        stream->finish();
        QTRY_COMPARE(rows(), 12);
        QTRY_VERIFY(shows(QStringLiteral("Stopped, 12 hits kept")));
        QCOMPARE(page()->state(), PageState::Ready);
        stream.reset();
    }

    void aWindowClosedInTheMiddleOfAReadIsForgotten()
    {
        std::shared_ptr<Stream> stream;
        session().readScript = [&](const model::ReadRequest &, std::shared_ptr<Stream> fresh) { stream = std::move(fresh); };
        openMessages();
        QTRY_VERIFY(stream != nullptr && browser()->isRunning());
        m_window.reset();
        QVERIFY(stream->cancelled());
        QTest::qWait(300); // two turns of the clock that its ring turned by
        stream.reset();
    }

    void theNextReadTakesNothingFromTheLast()
    {
        std::vector<std::shared_ptr<Stream>> streams;
        session().readScript = [&](const model::ReadRequest &, std::shared_ptr<Stream> fresh) { streams.push_back(std::move(fresh)); };
        openMessages();
        QTRY_COMPARE(streams.size(), std::size_t(1));
        streams[0]->push(hits(0, 3));
        QTRY_COMPARE(rows(), 3);
        page()->cancel();
        page()->run();
        QCOMPARE(streams.size(), std::size_t(2));
        streams[0]->push(hits(50, 3));
        streams[0]->finish();
        streams[1]->push(hits(100, 2));
        streams[1]->finish();
        QTRY_COMPARE(rows(), 2);
        QTRY_VERIFY(!browser()->isRunning());
        QCOMPARE(rows(), 2);
    }

    void exportFirstShowsTheWholeTopic()
    {
        session().storedRecords = hits(0, 900);
        openMessages(); // somebody was already looking at some of it
        QTRY_COMPARE(rows(), 500);
        filter()->setText(QStringLiteral("word 1"));
        page()->run();
        QTRY_COMPARE(rows(), 111);
        page()->context().runPlan({model::DeleteTopic{QStringLiteral("orders")}}, {});
        QTRY_VERIFY(button(QStringLiteral("Export first...")) != nullptr);
        press("Export first...");
        QTRY_COMPARE(rows(), 900);
        QCOMPARE(page()->place().topic, QStringLiteral("orders"));
        QCOMPARE(session().reads.back().start.kind, Kind::Oldest);
        QCOMPARE(session().reads.back().limit, 0);
        QCOMPARE(session().reads.back().filter, QString());
        QCOMPARE(cell(0, "offset"), QStringLiteral("0"));
    }

    void aPlaceSaysWhatIsRead()
    {
        Place place;
        place.topic = QStringLiteral("orders");
        place.offset = 42;
        place.filter = QStringLiteral("x");
        place.more = {{QStringLiteral("partitions"), QStringLiteral("0,2,5")}, {QStringLiteral("untilOffset"), QStringLiteral("100")}, {QStringLiteral("limit"), QStringLiteral("5000")}};
        openMessages(place);
        QTRY_VERIFY(!session().reads.empty() && session().reads.back().start.kind == Kind::Offset);
        const model::ReadRequest &read = session().reads.back();
        QCOMPARE(read.start.value, 42);
        QCOMPARE(read.partitions, (QVector<qint32>{0, 2, 5}));
        QCOMPARE(read.untilOffset, std::optional<qint64>(100));
        QCOMPARE(read.limit, 5000);
        place.page = QStringLiteral("messages");
        QCOMPARE(page()->place(), place);
    }

    void severalPartitionsAndAnEndAreChosen()
    {
        openMessages();
        QTRY_COMPARE(rows(), 60);
        const std::size_t first = session().reads.size();
        auto *const picker = page()->findChild<PartitionPicker *>();
        QVERIFY(picker != nullptr);
        QTest::mouseClick(picker, Qt::LeftButton);
        auto *const list = picker->findChild<QListWidget *>();
        QTRY_VERIFY(list != nullptr && list->isVisible());
        QCOMPARE(list->count(), 7);
        list->item(2)->setCheckState(Qt::Checked);
        list->item(4)->setCheckState(Qt::Checked);
        QCOMPARE(list->item(0)->checkState(), Qt::Unchecked);
        QTest::keyClick(list, Qt::Key_Escape);
        QTRY_COMPARE(session().reads.size(), first + 1);
        QCOMPARE(session().reads.back().partitions, (QVector<qint32>{1, 3}));
        QCOMPARE(picker->text(), QStringLiteral("2 of 6: 1, 3"));
        choose("From", QStringLiteral("Oldest"));
        choose("Until", QStringLiteral("Offset"));
        auto *const until = named<QLineEdit>(QStringLiteral("Until offset"));
        QVERIFY(until != nullptr);
        QTest::keyClicks(until, QStringLiteral("212,030"));
        QTest::keyClick(until, Qt::Key_Return);
        QCOMPARE(session().reads.back().untilOffset, std::optional<qint64>(212'030));
        QCOMPARE(session().reads.back().partitions, (QVector<qint32>{1, 3}));
        const std::size_t before = session().reads.size();
        until->setText(QStringLiteral("soon"));
        QTest::keyClick(until, Qt::Key_Return);
        QCOMPARE(session().reads.size(), before); // not read as something else
        list->item(0)->setCheckState(Qt::Checked);
        QCOMPARE(picker->chosen(), QVector<qint32>());
    }

    void theListIsBoundedInBytes()
    {
        std::shared_ptr<Stream> stream;
        session().readScript = [&](const model::ReadRequest &request, std::shared_ptr<Stream> fresh) {
            QVERIFY(request.valueBytes > 0 && request.valueBytes <= 1 << 20);
            stream = std::move(fresh);
        };
        Place oldest;
        oldest.more.insert(QStringLiteral("from"), QStringLiteral("oldest"));
        openMessages(oldest);
        QTRY_VERIFY(stream != nullptr);
        // Keys are never cut, so that these fill it whatever is done to values.
        std::vector<model::Record> many = hits(0, 6000);
        const QByteArray large(60'000, 'k');
        for (model::Record &record : many) {
            record.key = large;
            record.value = large;
        }
        stream->push(many);
        stream->finish();
        QTRY_VERIFY(!browser()->isRunning());
        constexpr qint64 kBound = 256 << 20;
        QVERIFY(browser()->heldBytes() <= kBound);
        QVERIFY(browser()->heldBytes() > kBound / 2);
        QVERIFY(rows() < 6000);
        QCOMPARE(cell(rows() - 1, "offset"), QStringLiteral("5999"));
        QVERIFY(shows(QStringLiteral("have left the list")));
        stream.reset();
    }

    void aLargeRecordIsFetchedWholeWhenItIsLookedAt()
    {
        std::vector<model::Record> three = hits(0, 3);
        const QByteArray large = "begin " + QByteArray(300'000, 'x') + " end";
        three[1].value = large;
        session().storedRecords = three;
        openMessages();
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(cell(1, "size"), QString::number(large.size()));
        QVERIFY(browser()->heldBytes() < large.size());
        records()->setCurrentIndex(records()->model()->index(1, 0));
        auto *const hex = page()->findChild<HexView *>();
        QTRY_VERIFY(hex->bytes() == large);
        // Copied and exported whole as well.
        fromMenu(QStringLiteral("Copy the value"));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().toUtf8() == large);
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("out.jsonl"));
        browser()->exportTo(path, RecordExport::Format::JsonLines, RecordBrowser::ExportExtent::Shown);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), 3);
        QVERIFY(text.contains(large));
    }

    void anExportOfARecordThatIsGoneFails()
    {
        std::vector<model::Record> three = hits(0, 3);
        three[1].value = QByteArray(300'000, 'x');
        session().storedRecords = three;
        openMessages();
        QTRY_COMPARE(rows(), 3);
        session().storedRecords.clear(); // retention
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("out.jsonl"));
        browser()->exportTo(path, RecordExport::Format::JsonLines, RecordBrowser::ExportExtent::Shown);
        QTRY_VERIFY(shows(QStringLiteral("The export failed")));
        QVERIFY(!QFile::exists(path));
    }

    void everythingIsExportedWhateverTheListHolds()
    {
        session().storedRecords = hits(0, 1200);
        openMessages();
        QTRY_COMPARE(rows(), 500);
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("out.csv"));
        browser()->exportTo(path, RecordExport::Format::Csv, RecordBrowser::ExportExtent::All);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("\r\n"), 1201);
        QVERIFY(text.indexOf("word 0,") > 0 && text.indexOf("word 0,") < text.indexOf("word 1199,"));
        QCOMPARE(session().reads.back().valueBytes, 0);
    }

    void aResentRecordIsTheSameByteForByte()
    {
        std::vector<model::Record> one = hits(7, 1);
        one[0].partition = 4;
        one[0].key = std::nullopt;
        one[0].value = QByteArray("\xff\x00\x01 \r\n", 6);
        one[0].headers = {{"n", std::nullopt}, {"blank", QByteArray("  a\nb ")}, {"n", QByteArray("\xfe", 1)}, {"empty", QByteArray("")}, {QByteArray("\xfd", 1), QByteArray("x")}};
        session().storedRecords = one;
        openMessages();
        QTRY_COMPARE(rows(), 1);
        openResend();
        press("Send");
        QTRY_COMPARE(session().produced.size(), std::size_t(1));
        const model::ProduceRecord &sent = session().produced.back();
        QVERIFY(!sent.key);
        QVERIFY(sent.value == one[0].value);
        QCOMPARE(sent.headers, one[0].headers);
        QCOMPARE(sent.partition, std::optional<qint32>(4));
    }

    void oneEditedPartLeavesTheOthers()
    {
        std::vector<model::Record> one = hits(7, 1);
        one[0].key = QByteArray("\xff\xfe", 2);
        one[0].value = QByteArray("text\r\nof another system");
        session().storedRecords = one;
        openMessages();
        QTRY_COMPARE(rows(), 1);
        openResend();
        auto *const key = named<QPlainTextEdit>(QStringLiteral("Key"));
        QCOMPARE(key->toPlainText(), QStringLiteral("ff fe"));
        key->setPlainText(QStringLiteral("ff f"));
        press("Send");
        QVERIFY(shows(QStringLiteral("Not hex")));
        QVERIFY(session().produced.empty());
        key->setPlainText(QStringLiteral("00ff"));
        press("Send");
        QTRY_COMPARE(session().produced.size(), std::size_t(1));
        QCOMPARE(session().produced.back().key, std::optional(QByteArray("\x00\xff", 2)));
        QVERIFY(session().produced.back().value == one[0].value);
    }

    void aNewRecordBeginsEmpty()
    {
        openMessages();
        QTRY_VERIFY(rows() > 0);
        records()->setCurrentIndex(records()->model()->index(0, 0));
        press("Produce...");
        auto *const key = named<QPlainTextEdit>(QStringLiteral("Key"));
        QVERIFY(key != nullptr);
        QCOMPARE(key->toPlainText(), QString());
        QCOMPARE(named<QPlainTextEdit>(QStringLiteral("Value"))->toPlainText(), QString());
        QTest::keyClicks(key, QStringLiteral("k1"));
        named<QPlainTextEdit>(QStringLiteral("Value"))->setPlainText(QStringLiteral("AAE="));
        choose("Value, format", QStringLiteral("Base64")); // shown anew, not read anew
        QCOMPARE(named<QPlainTextEdit>(QStringLiteral("Value"))->toPlainText(), QStringLiteral("QUFFPQ=="));
        named<QPlainTextEdit>(QStringLiteral("Value"))->setPlainText(QStringLiteral("AAE="));
        press("Add a header");
        named<QLineEdit>(QStringLiteral("Header name"))->setFocus();
        QTest::keyClicks(named<QLineEdit>(QStringLiteral("Header name")), QStringLiteral("h"));
        choose("Header value, format", QStringLiteral("Null"));
        press("Send");
        QTRY_COMPARE(session().produced.size(), std::size_t(1));
        const model::ProduceRecord &sent = session().produced.back();
        QCOMPARE(sent.key, std::optional(QByteArray("k1")));
        QCOMPARE(sent.value, std::optional(QByteArray("\x00\x01", 2)));
        QCOMPARE(sent.headers, (QVector<model::RecordHeader>{{"h", std::nullopt}}));
        QVERIFY(!sent.partition);
        choose("Value, format", QStringLiteral("Tombstone (null)"));
        QTRY_VERIFY(button(QStringLiteral("Send"))->isEnabled()); // the answer is there
        press("Send");
        QTRY_COMPARE(session().produced.size(), std::size_t(2));
        QVERIFY(!session().produced.back().value);
    }

    void aPartitionerChoosesThePartition()
    {
        openMessages();
        QTRY_VERIFY(rows() > 0);
        press("Produce...");
        const auto send = [this](std::size_t number) {
            QTRY_VERIFY(button(QStringLiteral("Send"))->isEnabled());
            press("Send");
            QTRY_COMPARE(session().produced.size(), number);
        };
        // orders has 6 partitions. Without a key the producer chooses; CRC32 of "foobar" is 0x9EF61F95.
        choose("Partition", QStringLiteral("by key: CRC32 (librdkafka)"));
        send(1);
        QVERIFY(!session().produced.back().partition);
        QTest::keyClicks(named<QPlainTextEdit>(QStringLiteral("Key")), QStringLiteral("foobar"));
        send(2);
        QCOMPARE(session().produced.back().partition, std::optional<qint32>(0x9EF61F95U % 6));
        choose("Partition", QStringLiteral("round-robin"));
        for (std::size_t i = 0; i < 7; ++i) {
            send(3 + i);
            QCOMPARE(session().produced.back().partition, std::optional<qint32>(static_cast<qint32>(i % 6)));
        }
        choose("Partition", QStringLiteral("random"));
        send(10);
        QVERIFY(*session().produced.back().partition >= 0 && *session().produced.back().partition < 6);
        choose("Partition", QStringLiteral("4"));
        send(11);
        QCOMPARE(session().produced.back().partition, std::optional<qint32>(4));
        choose("Partition", QStringLiteral("by key: murmur2 (Java clients)"));
        send(12);
        QVERIFY(!session().produced.back().partition); // the producer's own rule
    }

    void aReadOnlyProfileSaysWhyNothingIsProduced()
    {
        model::Profile profile = fakes::sampleProfile();
        profile.readOnly = true;
        openWindow(profile);
        openMessages();
        QTRY_VERIFY(rows() > 0);
        QPushButton *const produce = button(QStringLiteral("Produce..."));
        QVERIFY(produce != nullptr && !produce->isEnabled());
        QVERIFY(produce->toolTip().contains(QStringLiteral("read only")));
        records()->setCurrentIndex(records()->model()->index(0, 0));
        QPushButton *const resend = button(QStringLiteral("Resend..."));
        QVERIFY(resend != nullptr && !resend->isEnabled());
        QVERIFY(resend->toolTip().contains(QStringLiteral("read only")));
        QAction *const command = page()->findChild<QAction *>(QStringLiteral("messages.produce"));
        QVERIFY(command != nullptr && !command->isEnabled());
    }

    void theBatchAndAFutureTimeAreShown()
    {
        std::vector<model::Record> two = hits(100, 2);
        two[1].timestampMs = QDateTime::currentMSecsSinceEpoch() + 3 * 86'400'000LL;
        two[1].batch = {98, 12, 4096, 4001, 77, 3, model::RecordBatch::Codec::Zstd, true};
        session().storedRecords = two;
        openMessages();
        QTRY_COMPARE(rows(), 2);
        QCOMPARE(table()->cell(0, 0).state, std::optional(State::Warn));
        QVERIFY(table()->cell(0, 0).toolTip.contains(QStringLiteral("in the future")));
        QVERIFY(!table()->cell(1, 0).state);
        records()->setCurrentIndex(records()->model()->index(0, 0));
        auto *const tree = named<TreeView>(QStringLiteral("Decoded record"));
        QTRY_VERIFY(tree->model()->rowCount() > 0);
        const auto value = [tree](const QString &name) {
            const auto found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchRecursive | Qt::MatchExactly);
            return found.isEmpty() ? QString() : found.first().siblingAtColumn(2).data().toString();
        };
        QVERIFY(value(QStringLiteral("Batch")).startsWith(QLatin1String("12 ")) && value(QStringLiteral("Batch")).endsWith(QLatin1String(", zstd")));
        QCOMPARE(value(QStringLiteral("Base offset")), QStringLiteral("98"));
        QCOMPARE(value(QStringLiteral("Producer id")), QStringLiteral("4001"));
        QCOMPARE(value(QStringLiteral("Producer epoch")), QStringLiteral("3"));
        QCOMPARE(value(QStringLiteral("Base sequence")), QStringLiteral("77"));
        QCOMPARE(value(QStringLiteral("Transactional")), QStringLiteral("yes"));
        QVERIFY(value(QStringLiteral("Time")).contains(QStringLiteral("in the future")));
        records()->setCurrentIndex(records()->model()->index(1, 0));
        QTRY_VERIFY(value(QStringLiteral("Batch")).isEmpty() && !value(QStringLiteral("Time")).isEmpty());
    }

    void anOffsetThatIsGoneIsSaid()
    {
        session().readScript = [](const model::ReadRequest &, std::shared_ptr<Stream> stream) {
            model::ReadProgress progress;
            progress.outside = {{3, 212'000, 214'000}};
            stream->report(progress);
            stream->push(hits(212'000, 2));
            stream->finish();
        };
        Place place;
        place.partition = 3;
        place.offset = 42;
        openMessages(place);
        QTRY_COMPARE(rows(), 2);
        QVERIFY(shows(QStringLiteral("Offset 42 is no longer in the log")));
        QVERIFY(shows(QStringLiteral("Partition 3 begins at offset 212,000.")));
    }

private:
    QPushButton *button(const QString &text) const { return fakes::seenButton(m_window.get(), text); }
    void press(const char *text)
    {
        QPushButton *const found = button(QLatin1String(text));
        QVERIFY2(found != nullptr && found->isEnabled(), text);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    /// An entry of the context menu of the row picked.
    void fromMenu(const QString &text)
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(records(), &event);
        auto *const menu = records()->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(menu != nullptr);
        const QList<QAction *> actions = menu->actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) { return action->text() == text; });
        QVERIFY2(found != actions.end(), qPrintable(text));
        (*found)->trigger();
        menu->close();
    }
    void openResend()
    {
        records()->setCurrentIndex(records()->model()->index(0, 0));
        QTRY_VERIFY(button(QStringLiteral("Resend...")) != nullptr && button(QStringLiteral("Resend..."))->isEnabled());
        press("Resend...");
        QTRY_VERIFY(named<QPlainTextEdit>(QStringLiteral("Value")) != nullptr);
    }
    static PageCatalog catalog()
    {
        PageEntry messages;
        messages.id = QStringLiteral("messages");
        messages.title = "Messages";
        messages.icon = Icon::Message;
        messages.section = RailSection::Data;
        messages.needs = PageNeeds::Cluster;
        messages.make = makePage<MessagesPage>;
        return PageCatalog({messages});
    }
    void openWindow(const model::Profile &profile)
    {
        m_window.reset();
        m_settings.values = {{QStringLiteral("language"), QStringLiteral("en")}, {QStringLiteral("look/theme"), QStringLiteral("light")}};
        m_profiles.stored = {profile};
        const WindowServices services{m_factory, m_profiles, m_secrets, m_settings, m_sandbox, m_audit};
        m_window = std::make_unique<MainWindow>(services, catalog());
        m_window->restoreSession();
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openCluster(profile);
        QTRY_VERIFY(m_window->current() != nullptr && m_window->current()->session() != nullptr);
    }
};

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
