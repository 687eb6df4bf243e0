// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace weir::widgets {

class Label;
class Switch;

/// What a sandbox is, and how it shall be started.
class StartPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StartPanel(QWidget *parent = nullptr);
    void show(const model::SandboxStatus &status);
    void setProblem(const QString &words);
    model::SandboxOptions options() const;

Q_SIGNALS:
    void startRequested();
    void wipeRequested();

private:
    void explainEngine();
    void showSecurity();

    QComboBox *m_engine;
    Label *m_engineWords;
    QSpinBox *m_brokers;
    QSpinBox *m_port;
    Switch *m_demo;
    QFormLayout *m_form;
    Switch *m_processes;
    Switch *m_secure;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QPushButton *m_start;
    QPushButton *m_wipe;
    Label *m_where;
    Label *m_problem;
    bool m_starting = false;
};

} // namespace weir::widgets
