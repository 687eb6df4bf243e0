// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/net/kafka_client.h"

#include <QPromise>
#include <QString>

namespace weir::kafka {

inline QString text(const std::string &utf8) { return QString::fromStdString(utf8); }
inline std::string utf8(const QString &text) { return text.toStdString(); }

/// Runs a task on the io thread of the client and gives its result as a future. `begin` is called there; the client
/// lives until the task has ended. A client that is closed meanwhile gives Cancelled.
template <class T>
api::Future<T> call(std::shared_ptr<net::KafkaClient> client, std::function<net::Task<base::Result<T>>()> begin)
{
    // Shared: std::function must be copyable, a promise is not.
    auto promise = std::make_shared<QPromise<base::Result<T>>>();
    promise->start();
    auto future = promise->future();
    net::IoThread &thread = client->thread();
    thread.post([client = std::move(client), begin = std::move(begin), promise] {
        net::start<base::Result<T>>(begin(), [client, promise](base::Result<T> result) {
            promise->addResult(std::move(result));
            promise->finish();
        });
    });
    return future;
}

/// A future that has its result.
template <class T>
api::Future<T> finished(base::Result<T> result)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

} // namespace weir::kafka
