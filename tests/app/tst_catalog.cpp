// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fakes/fake_services.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/shell/main_window.h"
#include "widgets/shell/rail.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QXmlStreamReader>

using namespace weir;
using namespace weir::widgets;

namespace {

QStringList warnings;

/// English texts that have another Korean: none of them may be seen in a Korean window. This is what catches a text that is
/// translated in the file but asked for under another context.
QSet<QString> englishTexts()
{
    QSet<QString> texts;
    QFile file(qEnvironmentVariable("WEIR_SOURCE") + QStringLiteral("/resources/translations/weir_ko.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            const QString korean = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            if (korean != source && !korean.contains(source) && source.size() > 2 && !source.contains(QLatin1Char('%')))
                texts.insert(source);
        }
    }
    return texts;
}

QStringList shownTexts(const QWidget &page)
{
    QStringList texts;
    const QList<QWidget *> all = page.findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (!widget->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text() << button->toolTip();
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            texts << field->placeholderText();
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                texts << tabs->tabText(i);
        }
        if (const auto *table = qobject_cast<const QTableView *>(widget); table && table->model()) {
            for (int i = 0; i < table->model()->columnCount(); ++i)
                texts << table->model()->headerData(i, Qt::Horizontal).toString();
        }
    }
    return texts;
}

void collect(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    // The offscreen platform says this of every window; it is no fault of a page.
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(QLatin1String("propagateSizeHints")))
        warnings << text;
}

} // namespace

/// Every page of the program, in every mood of a cluster, in both themes and languages: it opens, it reaches a state that
/// fits, it says nothing to the log, and everything that can be operated has a name.
class TestCatalog : public QObject
{
    Q_OBJECT

    static Place placeFor(const PageEntry &entry)
    {
        Place place{entry.id};
        if (entry.id == QLatin1String("topic") || entry.id == QLatin1String("messages"))
            place.topic = QStringLiteral("orders");
        if (entry.id == QLatin1String("group"))
            place.group = QStringLiteral("analytics");
        if (entry.id == QLatin1String("broker"))
            place.broker = 1;
        return place;
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void isInOrder()
    {
        const PageCatalog catalog = weirPages();
        QVERIFY(catalog.entries().size() >= 12);
        QSet<QString> ids;
        QSet<QString> keys;
        int section = 0;
        for (const PageEntry &entry : catalog.entries()) {
            QVERIFY2(!ids.contains(entry.id), qPrintable(entry.id));
            ids.insert(entry.id);
            QVERIFY2(entry.make, qPrintable(entry.id));
            QVERIFY2(entry.title && *entry.title, qPrintable(entry.id));
            QVERIFY2(entry.icon != Icon::None, qPrintable(entry.id));
            if (!entry.shortcut.isEmpty()) {
                QVERIFY2(!keys.contains(entry.shortcut.toString()), qPrintable(entry.id));
                keys.insert(entry.shortcut.toString());
            }
            if (entry.section == RailSection::Detail) {
                QVERIFY2(entry.parent.isEmpty() || catalog.find(entry.parent), qPrintable(entry.id));
            } else {
                QVERIFY2(static_cast<int>(entry.section) >= section, qPrintable(entry.id)); // groups of the rail are not torn
                section = static_cast<int>(entry.section);
            }
        }
    }

    void everyPageInEveryMood_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("korean");
        const char *const names[] = {"ready", "empty", "failing", "silent"};
        for (int mood = 0; mood < 4; ++mood) {
            QTest::newRow(QByteArray(QByteArray(names[mood]) + " light english").constData()) << mood << false << false;
            QTest::newRow(QByteArray(QByteArray(names[mood]) + " dark korean").constData()) << mood << true << true;
        }
    }
    void everyPageInEveryMood()
    {
        QFETCH(int, mood);
        QFETCH(bool, dark);
        QFETCH(bool, korean);
        fakes::FakeSettings settings;
        settings.values.insert(QStringLiteral("language"), korean ? QStringLiteral("ko") : QStringLiteral("en"));
        settings.values.insert(QStringLiteral("look/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        fakes::FakeProfiles profiles;
        profiles.stored = {fakes::sampleProfile(), fakes::sampleProfile(QStringLiteral("shop-eu"))};
        fakes::FakeSecrets secrets;
        fakes::FakeSandbox sandbox;
        if (mood == static_cast<int>(fakes::Mood::Ready))
            sandbox.state = fakes::FakeSandbox::running();
        fakes::FakeAudit audit;
        fakes::FakeFactory factory;
        factory.mood = static_cast<fakes::Mood>(mood);
        const WindowServices services{factory, profiles, secrets, settings, sandbox, audit};
        const QSet<QString> english = korean ? englishTexts() : QSet<QString>();
        QVERIFY(!korean || english.size() > 100);
        warnings.clear();
        const auto before = qInstallMessageHandler(collect);
        {
            MainWindow window(services, weirPages());
            window.restoreSession();
            window.resize(1440, 900);
            window.show();
            window.openCluster(profiles.stored[0]);
            QTRY_VERIFY(window.current()->session());
            for (const PageEntry &entry : window.catalog().entries()) {
                window.current()->open(placeFor(entry), OpenMode::NewTab);
                Page *page = window.current()->currentPage();
                QVERIFY2(page, qPrintable(entry.id));
                QTest::qWait(30);
                switch (factory.mood) {
                case fakes::Mood::Ready:
                    QTRY_VERIFY2(page->state() != PageState::Failed && page->state() != PageState::Loading, qPrintable(entry.id));
                    break;
                case fakes::Mood::Empty:
                    QTRY_VERIFY2(page->state() != PageState::Loading, qPrintable(entry.id));
                    break;
                case fakes::Mood::Failing:
                    if (entry.needs == PageNeeds::Cluster)
                        QTRY_VERIFY2(page->state() == PageState::Failed || page->state() == PageState::Idle, qPrintable(entry.id));
                    break;
                case fakes::Mood::Silent:
                    if (entry.needs == PageNeeds::Cluster)
                        QVERIFY2(page->state() == PageState::Loading || page->state() == PageState::Idle || page->state() == PageState::Ready, qPrintable(entry.id));
                    break;
                }
                QVERIFY2(!page->title().isEmpty(), qPrintable(entry.id));
                QVERIFY2(page->place().sameObject(placeFor(entry)) || page->place().page == entry.id, qPrintable(entry.id));
                page->refresh();
                page->cancel();
                const QList<QWidget *> all = page->findChildren<QWidget *>();
                for (const QWidget *each : all) {
                    const QWidget *widget = each;
                    const auto *button = qobject_cast<const QAbstractButton *>(widget);
                    if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                        continue;
                    if (widget->objectName() == QLatin1String("qt_spinbox_lineedit"))
                        widget = widget->parentWidget(); // the field is a part of the spin box, which has the name
                    const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                                       || (qobject_cast<const QLineEdit *>(widget) && !static_cast<const QLineEdit *>(widget)->placeholderText().isEmpty());
                    if (button || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget))
                        QVERIFY2(named, qPrintable(entry.id + QStringLiteral(": ") + QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName()));
                }
                QVERIFY(!window.grab().isNull());
                if (korean) {
                    const QStringList shown = shownTexts(window);
                    for (const QString &text : shown)
                        QVERIFY2(!english.contains(text), qPrintable(entry.id + QStringLiteral(": ") + text));
                }
            }
            // Built anew in the other language, where they stand.
            window.preferences().setLanguage(korean ? Preferences::LanguageChoice::English : Preferences::LanguageChoice::Korean);
            window.preferences().setTheme(dark ? ThemeChoice::Light : ThemeChoice::Dark);
            window.preferences().setTextScale(150);
            QTest::qWait(20);
            QVERIFY(!window.grab().isNull());
            window.closeCluster(profiles.stored[0].id);
            QTest::qWait(10);
        }
        qInstallMessageHandler(before);
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(QLatin1Char('\n'))));
    }
    void cleanup() { qInstallMessageHandler(nullptr); }
};

QTEST_MAIN(TestCatalog)
#include "tst_catalog.moc"
