// SPDX-License-Identifier: GPL-3.0-or-later
// bench_frames BOOTSTRAP TOPIC: the console's window while a filter runs over the topic and a person scrolls. Prints how long each
// turn of the event loop with its painting took, and how long the filter took to stop. Started by bench.py frames.
#include "app/composition/local_state.h"
#include "backend/control/process_sandbox_control.h"
#include "backend/kafka/session.h"
#include "widgets/pages/messages/record_browser.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/table_view.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QtTest/QTest>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

using namespace weir;
using namespace weir::widgets;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::microseconds kFrame{16'667};
constexpr int kMostFrames = 600;

double milliseconds(Clock::duration span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// One frame: what the event loop has, a step of the wheel, and the painting of it.
double frame(QWidget &window, TableView &table, int step)
{
    const auto begun = Clock::now();
    QScrollBar *bar = table.verticalScrollBar();
    if (bar->maximum() > 0)
        bar->setValue(step * 3 % bar->maximum());
    QCoreApplication::processEvents();
    window.repaint();
    return milliseconds(Clock::now() - begun);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    QApplication application(argc, argv);
    LookController::instance().install();
    auto local = app::LocalState::open();
    if (!local)
        return 1;
    kafka::KafkaSessionFactory sessions([](const model::AuditEntry &) { return base::Status(); });
    control::ProcessSandboxControl sandbox({}, (*local)->home() + QStringLiteral("/sandbox"));
    MainWindow window({sessions, (*local)->profiles(), (*local)->secrets(), (*local)->settings(), sandbox, (*local)->audit()}, weirPages());
    window.resize(1440, 900);
    window.show();
    window.restoreGeometryOnly();
    model::Profile profile;
    profile.name = QStringLiteral("bench");
    profile.properties.insert(QStringLiteral("bootstrap.servers"), QString::fromLocal8Bit(argv[1]));
    const auto saved = (*local)->profiles().save(profile);
    if (!saved)
        return 1;
    window.openCluster(*saved);
    if (!QTest::qWaitFor([&] { return window.current() && window.current()->feed() && window.current()->feed()->snapshot(); }, 20'000)) {
        std::fputs("no look at the cluster came\n", stderr);
        return 1;
    }
    Place place;
    place.page = QStringLiteral("topic");
    place.topic = QString::fromLocal8Bit(argv[2]);
    window.current()->open(place, OpenMode::NewTab);
    RecordBrowser *browser = nullptr;
    if (!QTest::qWaitFor([&] {
            Page *page = window.current()->currentPage();
            browser = page ? page->findChild<RecordBrowser *>() : nullptr;
            return browser && page->state() == PageState::Ready && !browser->isRunning();
        }, 20'000)) {
        std::fputs("the topic's records did not come\n", stderr);
        return 1;
    }
    Page &page = *window.current()->currentPage();
    page.findChild<FilterLine *>()->setText(QStringLiteral("needle"));
    page.run();
    TableView *table = nullptr;
    for (TableView *view : page.findChildren<TableView *>()) {
        if (view->accessibleName() == QLatin1String("Records"))
            table = view;
    }
    if (!table)
        return 1;
    std::vector<double> frames;
    auto next = Clock::now();
    while (browser->isRunning() && frames.size() < kMostFrames) {
        frames.push_back(frame(window, *table, static_cast<int>(frames.size())));
        next = std::max(next + kFrame, Clock::now());
        std::this_thread::sleep_until(next);
    }
    std::printf("%zu frames while the filter ran: p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %.2f%% within 16.7 ms\n", frames.size(), percentile(frames, 0.5),
                percentile(frames, 0.99), percentile(frames, 1), 100.0 * static_cast<double>(std::count_if(frames.begin(), frames.end(), [](double f) { return f <= 16.7; })) / static_cast<double>(frames.size()));
    page.run();
    QTest::qWaitFor([&] { return browser->isRunning(); }, 5000);
    for (int i = 0; i < 10; ++i)
        frame(window, *table, i);
    const auto asked = Clock::now();
    if (!browser->stop())
        std::puts("the filter had ended before it could be stopped");
    while (browser->isRunning())
        QCoreApplication::processEvents();
    std::printf("stopped after %.1f ms\n", milliseconds(Clock::now() - asked));
    return 0;
}
