// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/exposition.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace weir::metrics {

/// Keeps the exposition of one monitor ready: made anew after every look, on a thread of its own, while scrapes take the
/// one before. A scrape costs a copy of a pointer, however many there are.
class Exporter : public QObject
{
    Q_OBJECT

public:
    /// `monitor` must outlive this.
    Exporter(const Monitor &monitor, QByteArray version, QObject *parent = nullptr);
    ~Exporter() override;

    struct Ready {
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> gzip;
    };
    /// Any thread.
    Ready ready() const;

Q_SIGNALS:
    /// A new exposition is ready. On the owner's thread.
    void exposed();

private:
    void collect(bool ok);

    const Monitor &m_monitor;
    QByteArray m_version;
    quint64 m_collections = 0;
    quint64 m_failures = 0;
    QThreadPool m_pool;
    mutable std::mutex m_mutex;
    Ready m_ready;
};

} // namespace weir::metrics
