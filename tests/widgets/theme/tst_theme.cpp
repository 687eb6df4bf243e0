// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/buttons.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"
#include "widgets/theme/state_shapes.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>
#include <set>

using namespace weir::widgets;

namespace {

double luminance(const QColor &c)
{
    const auto part = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF());
}

/// WCAG 2 contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QStringList &warnings()
{
    static QStringList list;
    return list;
}

void collect(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    // The offscreen platform's own remark is about the platform, not about us.
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(QLatin1String("propagateSizeHints")))
        warnings() << text;
}

int inkedPixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 40;
    return count;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        LookController::instance().setThemeChoice(ThemeChoice::Light);
        LookController::instance().install();
    }

    void init() { LookController::instance().setThemeChoice(ThemeChoice::Light); }

    void everyIconHasAFileAndDraws()
    {
        std::set<QByteArray> images;
        for (int i = 1; i < static_cast<int>(Icon::Count); ++i) {
            const auto which = static_cast<Icon>(i);
            const QByteArray name = iconName(which);
            QVERIFY2(QFile::exists(QLatin1String(":/icons/") + QLatin1String(name) + QLatin1String(".svg")), name.constData());
            const QImage image = iconPixmap(which, 16, Qt::black, 1).toImage();
            QVERIFY2(inkedPixels(image) > 4, name.constData());
            images.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
        }
        // One meaning, one icon.
        QCOMPARE(int(images.size()), static_cast<int>(Icon::Count) - 1);
    }

    void iconsAreRecoloured()
    {
        const QImage red = iconPixmap(Icon::Stop, 32, Qt::red, 1).toImage();
        const QImage blue = iconPixmap(Icon::Stop, 32, Qt::blue, 1).toImage();
        QVERIFY(red != blue);
        bool sawRed = false;
        for (int x = 0; x < 32; ++x)
            sawRed = sawRed || QColor(red.pixel(x, 16)) == QColor(Qt::red);
        QVERIFY(sawRed);
    }

    void iconsFollowTheTheme()
    {
        const QIcon search = icon(Icon::Search);
        const QImage light = search.pixmap(16).toImage();
        LookController::instance().setThemeChoice(ThemeChoice::Dark);
        QVERIFY(search.pixmap(16).toImage() != light);
    }

    void shapesDifferWithoutColour()
    {
        std::set<QByteArray> images;
        for (int i = 0; i <= static_cast<int>(State::Rewound); ++i) {
            QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintShape(painter, QRectF(0, 0, 20, 20), static_cast<State>(i), Qt::black);
            painter.end();
            QVERIFY(inkedPixels(image) > 20);
            images.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
        }
        QCOMPARE(int(images.size()), 10);
    }

    void contrastsHold_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void contrastsHold()
    {
        QFETCH(bool, dark);
        const Look l = Look::make(dark ? Theme::Dark : Theme::Light);
        for (const QColor &ground : {l.window, l.panel, l.raised, l.hover, l.selection}) {
            QVERIFY(contrast(l.text, ground) >= 4.5);
            QVERIFY(contrast(l.text2, ground) >= 4.5);
        }
        for (const QColor &ground : {l.window, l.panel, l.raised})
            QVERIFY(contrast(l.text3, ground) >= 4.5);
        for (int i = 0; i <= static_cast<int>(State::Rewound); ++i) {
            const auto state = static_cast<State>(i);
            QVERIFY2(contrast(l.state(state), l.stateGround(state)) >= 4.5, qPrintable(stateName(state)));
            QVERIFY(contrast(l.state(state), l.panel) >= 4.5);
        }
        for (const QColor &series : l.series)
            QVERIFY(contrast(series, l.panel) >= 4.5);
        QVERIFY(contrast(l.borderStrong, l.panel) >= 3.0);
        QVERIFY(contrast(l.onPrimary, l.primary) >= 4.5);
        QVERIFY(contrast(l.onDanger, l.danger) >= 4.5);
    }

    void everyControlPaintsWithoutAWarning()
    {
        warnings().clear();
        const auto old = qInstallMessageHandler(collect);
        for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            LookController::instance().setThemeChoice(choice);
            QWidget window;
            auto *layout = new QVBoxLayout(&window);
            auto *edit = new QLineEdit(QStringLiteral("text"));
            edit->setClearButtonEnabled(true);
            auto *tabs = new QTabBar;
            tabs->addTab(icon(Icon::Topic), QStringLiteral("orders"));
            tabs->setTabsClosable(true);
            auto *tree = new QTreeWidget;
            tree->setHeaderLabels({QStringLiteral("a"), QStringLiteral("b")});
            auto *top = new QTreeWidgetItem(tree, {QStringLiteral("x")});
            new QTreeWidgetItem(top, {QStringLiteral("y")});
            auto *splitter = new QSplitter;
            splitter->addWidget(new QWidget);
            splitter->addWidget(new QWidget);
            auto *box = new QCheckBox(QStringLiteral("check"));
            box->setTristate(true);
            box->setCheckState(Qt::PartiallyChecked);
            for (QWidget *w : std::initializer_list<QWidget *>{
                     edit, tabs, tree, splitter, box, new QComboBox, new QSpinBox, new QSlider(Qt::Horizontal), new QProgressBar,
                     new QScrollBar(Qt::Horizontal), new Switch(QStringLiteral("on")), new ComboButton(QStringLiteral("Every 5 s"), Icon::Refresh),
                     makeButton(QStringLiteral("Apply"), Icon::Apply, ButtonKind::Primary), makeIconButton(Icon::More, QStringLiteral("More"))})
                layout->addWidget(w);
            QMenu menu;
            menu.addAction(icon(Icon::Filter), QStringLiteral("Use as filter\tCtrl+F"));
            menu.addSeparator();
            menu.addAction(QStringLiteral("Check"))->setCheckable(true);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QVERIFY(!window.grab().isNull());
            QVERIFY(!menu.grab().isNull());
        }
        qInstallMessageHandler(old);
        QVERIFY2(warnings().isEmpty(), qPrintable(warnings().join(u'\n')));
    }

    void noButtonCutsItsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("scale");
        for (const int scale : {90, 100, 150}) {
            const QByteArray suffix = QByteArray::number(scale);
            QTest::newRow(QByteArray("english ").append(suffix).constData()) << QStringLiteral("Delete records up to here...") << scale;
            QTest::newRow(QByteArray("korean ").append(suffix).constData()) << QStringLiteral("오프셋 재설정 실행 취소...") << scale;
        }
    }

    void noButtonCutsItsWords()
    {
        QFETCH(QString, text);
        QFETCH(int, scale);
        LookController::instance().setScale(scale);
        for (const auto &button : {makeButton(text), makeButton(text, Icon::Undo, ButtonKind::Primary),
                                   makeButton(text, Icon::Refresh, ButtonKind::Default, nullptr, QStringLiteral("Ctrl Shift F"))}) {
            button->ensurePolished();
            const int words = button->fontMetrics().horizontalAdvance(text);
            const int extras = button->icon().isNull() ? 0 : look().px(16) + 6;
            QVERIFY(button->sizeHint().width() >= words + extras + 2 * Look::kSpace2);
            QCOMPARE(button->sizeHint().height(), look().px(26));
            QVERIFY(button->fontMetrics().height() <= look().px(26));
            delete button;
        }
        LookController::instance().setScale(100);
    }

    void noSpinBoxCutsItsNumber_data()
    {
        QTest::addColumn<int>("most");
        for (int most : {9, 64000, 1'000'000})
            QTest::addRow("%d", most) << most;
    }
    void noSpinBoxCutsItsNumber()
    {
        QFETCH(int, most);
        QSpinBox box;
        box.setRange(1, most);
        box.setValue(most);
        box.resize(box.sizeHint());
        box.show();
        auto *edit = box.findChild<QLineEdit *>();
        QVERIFY(edit);
        QStyleOptionFrame option;
        option.initFrom(edit);
        const int room = edit->style()->subElementRect(QStyle::SE_LineEditContents, &option, edit).width() - 4; // QLineEdit's own margins
        QVERIFY2(room >= edit->fontMetrics().horizontalAdvance(QString::number(most)), qPrintable(QString::number(room)));
    }

    void dataFontKeepsSignsApart()
    {
        const QFont &font = look().font(FontRole::Data);
        QVERIFY(font.styleStrategy() & QFont::PreferNoShaping);
        QCOMPARE(look().rowHeight(), 24);
    }

    void aChangeIsToldOnce()
    {
        QSignalSpy spy(&LookController::instance(), &LookController::changed);
        LookController::instance().setThemeChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), look().window);
        LookController::instance().setThemeChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
        LookController::instance().setAccent(Accent::Rust);
        QCOMPARE(look().accent, look().accentColor(Accent::Rust));
        LookController::instance().setAccent(Accent::Teal);
    }

    void fieldsAndButtonsAreOfOneHeight()
    {
        QLineEdit edit;
        QComboBox combo;
        QSpinBox spin;
        ComboButton drop(QStringLiteral("x"));
        for (QWidget *w : std::initializer_list<QWidget *>{&edit, &combo, &spin, &drop})
            QCOMPARE(w->sizeHint().height(), 26);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
