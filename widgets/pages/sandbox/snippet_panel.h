// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

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
    /// The ways in: one is chosen by the person where there are more than the plain one.
    void show(const model::SandboxStatus &status);
    /// The topics there are; one that is not there yet stands beside them, as clients make it on first use.
    void setTopics(const QStringList &topics);

private:
    void showSnippet();

    std::vector<model::SandboxListener> m_listeners;
    QString m_authority;
    std::optional<model::SandboxUser> m_user;
    QStringList m_topics;
    QComboBox *m_topic;
    Label *m_listenerWords;
    QComboBox *m_listener;
    SegmentedControl *m_language;
    Label *m_needs;
    CodeBox *m_code;
};

} // namespace weir::widgets
