// SPDX-License-Identifier: GPL-3.0-or-later
// The console. This is the composition root: the one place of the window that names concrete services.
#include "app/composition/local_state.h"
#include "app/weir/crash_log.h"
#include "app/weir/end_signals.h"
#include "app/weir/launch.h"
#include "app/weir/metrics_endpoint.h"
#include "app/weir/options.h"
#include "app/weir/screenshots.h"
#include "app/weir/start_clock.h"
#include "backend/control/process_sandbox_control.h"
#include "backend/kafka/session.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <cstdio>

namespace {

using namespace weir;

constexpr int kHistoryForPicturesMs = 12'000; // so that the charts have a line to show

QString sandboxProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/weir-sandbox");
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(QStringLiteral("weir-sandbox"));
}

void print(FILE *to, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), to);
    std::fflush(to);
}

void takePictures(app::Launch &launch, widgets::MainWindow &window, const app::Options &options)
{
    auto *pictures = new app::Screenshots(window, options.screenshots, options.language, &window);
    QObject::connect(pictures, &app::Screenshots::finished, qApp, [](int saved, const QStringList &problems) {
        print(stdout, QStringLiteral("%1 pictures\n").arg(saved));
        for (const QString &problem : problems)
            print(stderr, problem + QLatin1Char('\n'));
        QCoreApplication::exit(problems.isEmpty() && saved > 0 ? 0 : 1);
    });
    QObject::connect(&launch, &app::Launch::opened, pictures, [pictures, &window] {
        if (widgets::ClusterFeed *feed = window.current()->feed())
            feed->setIntervalMs(1000);
        QTimer::singleShot(window.current()->session() ? kHistoryForPicturesMs : 0, pictures, &app::Screenshots::start);
    }, Qt::SingleShotConnection);
    QObject::connect(&launch, &app::Launch::failed, qApp, [] { QCoreApplication::exit(1); });
}

} // namespace

int main(int argc, char **argv)
{
    app::Options options;
    {
        QCoreApplication plain(argc, argv); // the parser needs one, and --help no display
        const app::ParsedOptions parsed = app::parseOptions(QCoreApplication::arguments());
        if (!parsed.options) {
            print(parsed.exitCode == 0 ? stdout : stderr, parsed.text);
            return parsed.exitCode;
        }
        options = *parsed.options;
    }
    const bool noDisplay = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (!options.screenshots.isEmpty() && noDisplay && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("weir"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WEIR_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Weir"));
    QGuiApplication::setDesktopFileName(QStringLiteral("weir"));
    widgets::LookController::instance().install();

    auto state = app::LocalState::open();
    if (!state) {
        print(stderr, QStringLiteral("weir: ") + QString::fromStdString(base::describe(state.error())) + QLatin1Char('\n'));
        return 1;
    }
    app::LocalState &local = **state;
    const QString crashFile = local.home() + QStringLiteral("/crash.log");
    const QString lastCrash = app::takeLastCrash(crashFile);
    app::installCrashLog(crashFile);

    kafka::KafkaSessionFactory sessions([&local](const model::AuditEntry &entry) { return local.audit().append(entry); });
    control::ProcessSandboxControl sandbox(sandboxProgram(), local.home() + QStringLiteral("/sandbox"));
    const widgets::WindowServices services{sessions, local.profiles(), local.secrets(), local.settings(), sandbox, local.audit()};

    widgets::MainWindow window(services, widgets::weirPages());
    app::Launch launch(options, services, window);
    app::tellWhenUsable(launch, window);
    app::MetricsEndpoint metrics(window, local.settings());
    QObject::connect(&launch, &app::Launch::failed, &window, [](const QString &text) { print(stderr, QStringLiteral("weir: ") + text + QLatin1Char('\n')); });
    if (!options.screenshots.isEmpty())
        takePictures(launch, window, options);
    else if (!lastCrash.isEmpty())
        window.tellCrash(lastCrash);
    app::quitOnSignals(&window);
    window.show();
    launch.start();
    return QApplication::exec();
}
