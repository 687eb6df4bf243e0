// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/metrics_http.h"

namespace weir::app {

namespace {

constexpr char kContentType[] = "text/plain; version=0.0.4; charset=utf-8"; // Prometheus text format

net::HttpResponse words(int status, const char *text)
{
    net::HttpResponse response;
    response.status = status;
    response.body = std::make_shared<const std::string>(text);
    return response;
}

} // namespace

net::HttpResponse metricsResponse(const net::HttpRequest &request, const metrics::Exporter::Ready &ready)
{
    if (request.path != "/metrics")
        return words(request.path == "/" ? 200 : 404, "The metrics are at /metrics\n");
    if (!ready.plain)
        return words(503, "No cluster is open, or none was read yet\n");
    net::HttpResponse response;
    response.contentType = kContentType;
    response.gzip = request.acceptsGzip && ready.gzip;
    response.body = response.gzip ? ready.gzip : ready.plain;
    return response;
}

} // namespace weir::app
