// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exporter.h"

namespace weir::metrics {

Exporter::Exporter(const Monitor &monitor, QByteArray version, QObject *parent)
    : QObject(parent)
    , m_monitor(monitor)
    , m_version(std::move(version))
{
    m_pool.setMaxThreadCount(1);
    connect(&monitor, &Monitor::sampled, this, [this] { collect(true); });
    connect(&monitor, &Monitor::failed, this, [this] { collect(false); });
    // Something to scrape before the first look: that it is not up.
    const Exposition none = expose(expositionInput(monitor, 0, 0, m_version));
    m_ready = {std::make_shared<const std::string>(none.plain), std::make_shared<const std::string>(none.gzip)};
}

Exporter::~Exporter()
{
    m_pool.waitForDone();
}

Exporter::Ready Exporter::ready() const
{
    const std::lock_guard lock(m_mutex);
    return m_ready;
}

void Exporter::collect(bool ok)
{
    ++m_collections;
    if (!ok)
        ++m_failures;
    m_pool.start([this, input = expositionInput(m_monitor, m_collections, m_failures, m_version)] {
        Exposition made = expose(input);
        Ready next{std::make_shared<const std::string>(std::move(made.plain)), std::make_shared<const std::string>(std::move(made.gzip))};
        {
            const std::lock_guard lock(m_mutex);
            m_ready = std::move(next);
        }
        QMetaObject::invokeMethod(this, &Exporter::exposed, Qt::QueuedConnection);
    });
}

} // namespace weir::metrics
