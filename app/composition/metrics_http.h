// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/http_server.h"
#include "metrics/exporter.h"

namespace weir::app {

/// The answer of a metrics endpoint: the exposition at /metrics, plain or gzipped as the client takes it; 503 where `ready`
/// is empty, for then there is nothing to tell. Any thread.
net::HttpResponse metricsResponse(const net::HttpRequest &request, const metrics::Exporter::Ready &ready);

} // namespace weir::app
