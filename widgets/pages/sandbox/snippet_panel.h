// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

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

private:
    void showSnippet();

    QString m_bootstrap;
    SegmentedControl *m_language;
    Label *m_needs;
    CodeBox *m_code;
};

} // namespace weir::widgets
