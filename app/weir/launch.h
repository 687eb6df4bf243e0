// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/weir/options.h"
#include "widgets/shell/main_window.h"

#include <QObject>

namespace weir::app {

/// Opens what the command line names once the window is there: the sandbox, an address, a profile; else what was open the
/// last time.
class Launch : public QObject
{
    Q_OBJECT

public:
    Launch(const Options &options, const widgets::WindowServices &services, widgets::MainWindow &window, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// The cluster that was asked for is shown (its connection may still be under way).
    void opened();
    /// It cannot be: `text` in English, for the terminal; the window has told it in its own words.
    void failed(const QString &text);

private:
    void openSandbox();
    void openAddress(const QString &bootstrap);
    void openProfile(const QString &name);
    void show(const model::Profile &profile);

    const Options m_options;
    widgets::WindowServices m_services;
    widgets::MainWindow &m_window;
};

} // namespace weir::app
