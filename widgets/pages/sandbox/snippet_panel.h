// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace weir::widgets {

class CodeBox;
class Label;
class SegmentedControl;

/// Programs to copy, in six languages, for the sandbox as it runs.
class SnippetPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetPanel(QWidget *parent = nullptr);
    void setBootstrap(const QString &bootstrap);
    /// The topics there are; one that is not there yet stands beside them, as clients make it on first use.
    void setTopics(const QStringList &topics);

private:
    void showSnippet();

    QString m_bootstrap;
    QStringList m_topics;
    QComboBox *m_topic;
    SegmentedControl *m_language;
    Label *m_needs;
    CodeBox *m_code;
};

} // namespace weir::widgets
