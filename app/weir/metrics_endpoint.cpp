// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/metrics_endpoint.h"

#include "app/composition/metrics_http.h"
#include "widgets/parts/error_text.h"

#include <mutex>

namespace weir::app {

namespace {

const QString kOn = QStringLiteral("metrics.on");
const QString kAddress = QStringLiteral("metrics.address");
const QString kProblem = QStringLiteral("metrics.problem");

} // namespace

struct MetricsEndpoint::Shown {
    std::mutex mutex;
    const metrics::Exporter *exporter = nullptr;
};

MetricsEndpoint::MetricsEndpoint(widgets::MainWindow &window, api::Settings &settings, QObject *parent)
    : QObject(parent), m_window(window), m_settings(settings), m_shown(std::make_shared<Shown>())
{
    connect(&window, &widgets::MainWindow::clusterShown, this, &MetricsEndpoint::follow);
    connect(&settings, &api::Settings::changed, this, [this](const QString &key) {
        if (key == kOn || key == kAddress)
            restart();
    });
    restart();
}

MetricsEndpoint::~MetricsEndpoint()
{
    m_server.reset();
}

void MetricsEndpoint::follow()
{
    {
        const std::lock_guard lock(m_shown->mutex);
        m_shown->exporter = nullptr;
    }
    m_exporter.reset();
    widgets::Workspace *workspace = m_window.current();
    if (!m_server || !workspace || !workspace->feed())
        return;
    m_exporter = std::make_unique<metrics::Exporter>(workspace->feed()->monitor(), QByteArrayLiteral(WEIR_VERSION));
    const std::lock_guard lock(m_shown->mutex);
    m_shown->exporter = m_exporter.get();
}

void MetricsEndpoint::restart()
{
    m_server.reset();
    QString problem;
    if (m_settings.value(kOn, false).toBool()) {
        const std::string address = m_settings.value(kAddress, QStringLiteral("127.0.0.1:9308")).toString().toStdString();
        auto listening = net::HttpServer::listen(address, [shown = m_shown](const net::HttpRequest &request) {
            metrics::Exporter::Ready ready;
            {
                const std::lock_guard lock(shown->mutex);
                if (shown->exporter)
                    ready = shown->exporter->ready();
            }
            return metricsResponse(request, ready);
        });
        if (listening)
            m_server = std::move(*listening);
        else
            problem = widgets::errorText(listening.error()).line();
    }
    if (m_settings.value(kProblem).toString() != problem)
        m_settings.setValue(kProblem, problem);
    follow();
}

} // namespace weir::app
