// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace weir::widgets {

class Label;
class Panel;
class Switch;

/// The demo shop: one switch for all, one for each topic's writer and each group.
class DemoPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DemoPanel(QWidget *parent = nullptr);
    void show(const model::SandboxStatus &status);

Q_SIGNALS:
    void demoSwitched(bool on);
    void partSwitched(const QString &name, bool on);

private:
    struct Line {
        Switch *button;
        Label *rate;
    };
    void rebuild(const std::vector<model::SandboxDemoPart> &parts);
    static QString behaviour(const QString &id);

    Panel *m_panel;
    Switch *m_all;
    QVBoxLayout *m_lines;
    QHash<QString, Line> m_parts;
    QStringList m_names;
};

} // namespace weir::widgets
