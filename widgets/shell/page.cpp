// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/page.h"

#include "widgets/parts/page_header.h"
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

Page::Page(const PageContext &context, QWidget *parent) : QWidget(parent), m_context(context) {}

void Page::askToClose(std::function<void()> close)
{
    close();
}

QAction *Page::addCommand(const CommandSpec &spec, std::function<void()> run)
{
    return m_context.commands.add(spec, this, std::move(run));
}

void Page::followFeed(PageHeader &header)
{
    ClusterFeed *const feed = m_context.feed;
    header.showRefresh(feed->intervalMs() / 1000);
    RefreshControl *const control = header.refreshControl();
    connect(&header, &PageHeader::refreshRequested, feed, &ClusterFeed::refresh);
    connect(control, &RefreshControl::intervalChanged, feed, [feed](int seconds) { feed->setIntervalMs(seconds * 1000); });
    connect(feed, &ClusterFeed::intervalChanged, control, [feed, control] { control->setInterval(feed->intervalMs() / 1000); });
}

} // namespace weir::widgets
