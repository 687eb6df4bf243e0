// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

class QComboBox;

namespace weir::widgets {

class PageHeader;
class RecordBrowser;

/// Any topic's records: choose the topic, then read.
class MessagesPage : public Page
{
    Q_OBJECT

public:
    MessagesPage(const PageContext &context, const Place &place);

    static std::vector<CommandSpec> commands();
    QString title() const override;
    Place place() const override;
    PageState state() const override;
    bool showPlace(const Place &place) override;
    void refresh() override;
    bool cancel() override;
    void find() override;
    void run() override;
    QList<QWidget *> panes() const override;
    QStringList screenshotVariants() const override { return {QStringLiteral("record")}; }
    void showVariant(const QString &variant) override;

private:
    void fillTopics();
    void choose(const QString &topic);

    PageHeader *m_header;
    QComboBox *m_topic;
    RecordBrowser *m_browser;
    Place m_wanted;
};

} // namespace weir::widgets
