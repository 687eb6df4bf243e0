// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/gallery/columns.h"
#include "widgets/parts/format.h"
#include "widgets/theme/look.h"

#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QWidget>

using namespace weir;

namespace {

void shoot(QWidget *widget, const QSize &size, const QString &path)
{
    widget->resize(size);
    widget->show();
    for (int i = 0; i < 30; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    widget->grab().save(path);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir dir(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    dir.mkpath(QStringLiteral("."));
    auto &controller = widgets::LookController::instance();
    controller.setThemeChoice(widgets::ThemeChoice::Light);
    controller.install();

    QWidget components;
    auto *layout = new QHBoxLayout(&components);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(24);
    layout->addWidget(gallery::makeControls(&components), 478);
    layout->addWidget(gallery::makeStates(&components), 478);
    layout->addWidget(gallery::makeMenus(&components), 396);
    QWidget *page = gallery::makePage(nullptr);
    QWidget *records = gallery::makeRecords(nullptr);

    // The same widgets in both themes: a switch at run time has to reach all of them.
    for (const auto choice : {widgets::ThemeChoice::Light, widgets::ThemeChoice::Dark}) {
        controller.setThemeChoice(choice);
        const QString suffix = choice == widgets::ThemeChoice::Light ? QStringLiteral("light.png") : QStringLiteral("dark.png");
        shoot(&components, {1440, 900}, dir.filePath(QStringLiteral("components-") + suffix));
        shoot(page, {1220, 820}, dir.filePath(QStringLiteral("page-") + suffix));
        shoot(records, {1220, 760}, dir.filePath(QStringLiteral("records-") + suffix));
    }
    delete page;
    delete records;
    return 0;
}
