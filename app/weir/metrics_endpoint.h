// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/http_server.h"
#include "metrics/exporter.h"
#include "widgets/shell/main_window.h"

#include <QObject>

#include <memory>

namespace weir::app {

/// Serves /metrics of the cluster that the window shows while the settings say so ("metrics.on", "metrics.address"); what is
/// wrong goes into "metrics.problem", where the settings page reads it. GUI thread.
class MetricsEndpoint : public QObject
{
    Q_OBJECT

public:
    MetricsEndpoint(widgets::MainWindow &window, api::Settings &settings, QObject *parent = nullptr);
    ~MetricsEndpoint() override;

private:
    struct Shown; // what the server's thread reads
    void follow();
    void restart();

    widgets::MainWindow &m_window;
    api::Settings &m_settings;
    std::shared_ptr<Shown> m_shown; // shared with the handler, which may run while this goes
    std::unique_ptr<metrics::Exporter> m_exporter;
    std::unique_ptr<net::HttpServer> m_server;
};

} // namespace weir::app
