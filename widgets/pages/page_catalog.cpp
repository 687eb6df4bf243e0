// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/page_catalog.h"

#include "widgets/pages/about/about_page.h"
#include "widgets/pages/audit/audit_page.h"
#include "widgets/pages/brokers/broker_page.h"
#include "widgets/pages/brokers/brokers_page.h"
#include "widgets/pages/clusters/clusters_page.h"
#include "widgets/pages/groups/group_page.h"
#include "widgets/pages/groups/groups_page.h"
#include "widgets/pages/messages/messages_page.h"
#include "widgets/pages/overview/overview_page.h"
#include "widgets/pages/sandbox/sandbox_page.h"
#include "widgets/pages/settings/settings_page.h"
#include "widgets/pages/topics/topic_page.h"
#include "widgets/pages/topics/topics_page.h"

namespace weir::widgets {

PageCatalog weirPages()
{
    const auto alt = [](Qt::Key key) { return QKeySequence(Qt::ALT | key); };
    // In the order of the rail; titles are translated in the context "Catalog".
    // id, title, icon, section, shortcut, needs, make, badge, parent (the rail's item while a detail page is shown), commands
    return PageCatalog({
        {QStringLiteral("overview"), QT_TRANSLATE_NOOP("Catalog", "Overview"), Icon::Overview, RailSection::Top, alt(Qt::Key_O),
         PageNeeds::Cluster, makePage<OverviewPage>, {}, {}},
        {QStringLiteral("topics"), QT_TRANSLATE_NOOP("Catalog", "Topics"), Icon::Topic, RailSection::Data, alt(Qt::Key_T),
         PageNeeds::Cluster, makePage<TopicsPage>, &TopicsPage::badge, {}, &TopicsPage::commands},
        {QStringLiteral("topic"), QT_TRANSLATE_NOOP("Catalog", "Topic"), Icon::Topic, RailSection::Detail, {}, PageNeeds::Cluster,
         makePage<TopicPage>, {}, QStringLiteral("topics"), &TopicPage::commands},
        {QStringLiteral("messages"), QT_TRANSLATE_NOOP("Catalog", "Messages"), Icon::Message, RailSection::Data, alt(Qt::Key_M),
         PageNeeds::Cluster, makePage<MessagesPage>, {}, {}, &MessagesPage::commands},
        {QStringLiteral("groups"), QT_TRANSLATE_NOOP("Catalog", "Consumer groups"), Icon::Group, RailSection::Flow, alt(Qt::Key_G),
         PageNeeds::Cluster, makePage<GroupsPage>, &GroupsPage::badge, {}},
        {QStringLiteral("group"), QT_TRANSLATE_NOOP("Catalog", "Consumer group"), Icon::Group, RailSection::Detail, {}, PageNeeds::Cluster,
         makePage<GroupPage>, {}, QStringLiteral("groups")},
        {QStringLiteral("brokers"), QT_TRANSLATE_NOOP("Catalog", "Brokers"), Icon::Broker, RailSection::Cluster, alt(Qt::Key_B),
         PageNeeds::Cluster, makePage<BrokersPage>, &BrokersPage::badge, {}},
        {QStringLiteral("broker"), QT_TRANSLATE_NOOP("Catalog", "Broker"), Icon::Broker, RailSection::Detail, {}, PageNeeds::Cluster,
         makePage<BrokerPage>, {}, QStringLiteral("brokers")},
        {QStringLiteral("audit"), QT_TRANSLATE_NOOP("Catalog", "Audit log"), Icon::Audit, RailSection::Watch, alt(Qt::Key_A),
         PageNeeds::Nothing, makePage<AuditPage>, {}, {}},
        {QStringLiteral("sandbox"), QT_TRANSLATE_NOOP("Catalog", "Sandbox"), Icon::Sandbox, RailSection::ThisComputer, alt(Qt::Key_S),
         PageNeeds::Nothing, makePage<SandboxPage>, {}, {}, &SandboxPage::commands},
        {QStringLiteral("clusters"), QT_TRANSLATE_NOOP("Catalog", "Clusters"), Icon::Link, RailSection::ThisComputer, alt(Qt::Key_C),
         PageNeeds::Nothing, makePage<ClustersPage>, {}, {}, &ClustersPage::commands},
        {QStringLiteral("settings"), QT_TRANSLATE_NOOP("Catalog", "Settings"), Icon::Settings, RailSection::Foot,
         QKeySequence(Qt::CTRL | Qt::Key_Comma), PageNeeds::Nothing, makePage<SettingsPage>, {}, {}},
        {QStringLiteral("about"), QT_TRANSLATE_NOOP("Catalog", "About"), Icon::Info, RailSection::Detail, {}, PageNeeds::Nothing,
         makePage<AboutPage>, {}, QStringLiteral("settings")},
    });
}

} // namespace weir::widgets
