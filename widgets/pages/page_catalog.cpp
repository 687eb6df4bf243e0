// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/page_catalog.h"

namespace weir::widgets {

PageCatalog weirPages()
{
    // The order is that of the rail. A page's title is translated in the context "Catalog":
    //   {QStringLiteral("topics"), QT_TRANSLATE_NOOP("Catalog", "Topics"), Icon::Topic, RailSection::Data,
    //    QKeySequence(Qt::ALT | Qt::Key_T), PageNeeds::Cluster, makePage<TopicsPage>, topicsBadge},
    //   {QStringLiteral("topic"), QT_TRANSLATE_NOOP("Catalog", "Topic"), Icon::Topic, RailSection::Detail,
    //    {}, PageNeeds::Cluster, makePage<TopicPage>, {}, QStringLiteral("topics")},
    std::vector<PageEntry> entries;
    return PageCatalog(std::move(entries));
}

} // namespace weir::widgets
