// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/start_clock.h"

#include "widgets/shell/workspace.h"

#include <QLoggingCategory>
#include <QTimer>

namespace weir::app {

namespace {
Q_LOGGING_CATEGORY(start, "weir.start", QtWarningMsg)
}

void tellWhenUsable(Launch &launch, widgets::MainWindow &window)
{
    if (!start().isInfoEnabled())
        return;
    QObject::connect(&launch, &Launch::opened, &window, [&window] {
        widgets::ClusterFeed *feed = window.current() ? window.current()->feed() : nullptr;
        if (!feed)
            return;
        // The pages take the snapshot first and ask to be drawn; a timer comes after that.
        const auto tell = [&window] { QTimer::singleShot(0, &window, [] { qCInfo(start, "usable"); }); };
        if (feed->snapshot())
            tell();
        else
            QObject::connect(feed, &widgets::ClusterFeed::updated, &window, tell, Qt::SingleShotConnection);
    }, Qt::SingleShotConnection);
}

} // namespace weir::app
