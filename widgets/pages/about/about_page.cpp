// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/about/about_page.h"

#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/panel.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

namespace weir::widgets {

AboutPage::AboutPage(const PageContext &context, const Place &)
    : Page(context)
{
    auto *header = new PageHeader;
    header->setTitle(tr("About Weir"));
    header->setFacts({tr("version %1").arg(QCoreApplication::applicationVersion())});

    auto *what = new Panel(tr("What it is"));
    auto *words = new Label(tr("A weir is a low dam that measures and steers a stream. Weir is a native desktop console for Apache Kafka: "
                               "it shows topics, messages and consumer lag of any cluster from Kafka 2.1 on, and starts a sandbox cluster of its own on this computer."),
                            FontRole::Body, Ink::Text);
    words->setWordWrap(true);
    what->setPaddedContent(words);

    auto *facts = new Panel(tr("This copy"));
    auto *grid = new KeyValueGrid;
    grid->setValuesLeft(true);
    grid->setRows({{tr("Version"), QCoreApplication::applicationVersion()},
                   {tr("Licence"), QStringLiteral("GPL-3.0-or-later")},
                   {tr("Qt"), QString::fromLatin1(qVersion())},
                   {tr("Settings and history"), m_context.preferences.settings().value(QStringLiteral("home")).toString()},
                   {tr("Sandbox data"), m_context.sandbox.status().dataDirectory}});
    facts->setPaddedContent(grid);

    auto *privacy = new Panel(tr("What leaves this computer"));
    auto *promise = new Label(tr("Nothing but what is sent to the clusters that you open. There is no telemetry and no update check."), FontRole::Body, Ink::Text);
    promise->setWordWrap(true);
    privacy->setPaddedContent(promise);

    auto *built = new Panel(tr("Built on"));
    auto *libraries = new Label(QStringLiteral("Qt, QCustomPlot, librdkafka, Boost, OpenSSL, SQLite, simdjson, fmt, CLI11, prometheus-cpp, QtKeychain, "
                                               "zlib, zstd, lz4, snappy, tl::expected; Inter, JetBrains Mono, Noto Sans CJK"),
                                FontRole::Body, Ink::Text2);
    libraries->setWordWrap(true);
    built->setPaddedContent(libraries);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    for (Panel *panel : {what, facts, privacy, built})
        column->addWidget(panel, 0, Qt::AlignTop);
    column->addStretch();
    content->setMaximumWidth(look().px(820));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(content, 1);
}

QString AboutPage::title() const
{
    return tr("About Weir");
}

Place AboutPage::place() const
{
    Place place;
    place.page = QStringLiteral("about");
    return place;
}

} // namespace weir::widgets
