// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/telemetry_document.h"

namespace weir::sandbox {

namespace {

// Numbers of the fields on the way to a data point, from the public OTLP definition (opentelemetry/proto/metrics/v1).
constexpr std::uint32_t kResourceMetrics = 1;
constexpr std::uint32_t kScopeMetrics = 2;
constexpr std::uint32_t kMetric = 2;
constexpr std::uint32_t kMetricName = 1;
constexpr std::uint32_t kFirstData = 5; // gauge, sum, histogram, exponential histogram, summary
constexpr std::uint32_t kLastData = 11;
constexpr std::uint32_t kDataPoint = 1;

/// The fields of one message, one after the other.
class Fields
{
public:
    explicit Fields(base::ByteView bytes) : m_rest(bytes) {}

    /// False at the end and where it is damaged.
    bool next()
    {
        if (m_rest.empty())
            return false;
        const std::uint64_t tag = varint();
        m_number = static_cast<std::uint32_t>(tag >> 3);
        m_payload = {};
        switch (tag & 7) {
        case 0:
            varint();
            break;
        case 1:
            take(8);
            break;
        case 2:
            m_payload = take(varint());
            break;
        case 5:
            take(4);
            break;
        default: // groups are not in proto3
            m_damaged = true;
        }
        m_damaged = m_damaged || m_number == 0;
        return !m_damaged;
    }
    bool damaged() const { return m_damaged; }
    std::uint32_t number() const { return m_number; }
    /// Of a field with a length; else empty.
    base::ByteView payload() const { return m_payload; }

private:
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const base::ByteView byte = take(1);
            if (byte.empty())
                return 0;
            value |= static_cast<std::uint64_t>(byte.front() & 0x7F) << shift;
            if (byte.front() < 0x80)
                return value;
        }
        m_damaged = true;
        return 0;
    }
    base::ByteView take(std::uint64_t count)
    {
        if (m_damaged || count > m_rest.size()) {
            m_damaged = true;
            m_rest = {};
            return {};
        }
        const base::ByteView taken = m_rest.first(static_cast<std::size_t>(count));
        m_rest = m_rest.subspan(static_cast<std::size_t>(count));
        return taken;
    }

    base::ByteView m_rest;
    base::ByteView m_payload;
    std::uint32_t m_number = 0;
    bool m_damaged = false;
};

/// Calls visit(payload) for every field of that number; false where something is damaged.
template <class Visit>
bool each(base::ByteView message, std::uint32_t first, std::uint32_t last, Visit visit)
{
    Fields fields(message);
    while (fields.next()) {
        if (fields.number() >= first && fields.number() <= last && !visit(fields.number(), fields.payload()))
            return false;
    }
    return !fields.damaged();
}

bool readMetric(base::ByteView metric, TelemetryDocument &into)
{
    ++into.metrics;
    return each(metric, kMetricName, kLastData, [&](std::uint32_t number, base::ByteView payload) {
        if (number == kMetricName && into.names.size() < TelemetryDocument::kMaxNames)
            into.names.insert(TelemetryDocument::shown(base::textOf(payload)));
        if (number < kFirstData)
            return true;
        return each(payload, kDataPoint, kDataPoint, [&](std::uint32_t, base::ByteView) {
            ++into.dataPoints;
            return true;
        });
    });
}

} // namespace

std::string TelemetryDocument::shown(std::string_view text)
{
    std::string kept(text.substr(0, kMaxNameLength));
    for (char &c : kept) {
        if (c < ' ' || c > '~')
            c = '?';
    }
    return kept;
}

base::Result<TelemetryDocument> readTelemetryDocument(base::ByteView content)
{
    TelemetryDocument document;
    const bool whole = each(content, kResourceMetrics, kResourceMetrics, [&](std::uint32_t, base::ByteView resource) {
        return each(resource, kScopeMetrics, kScopeMetrics, [&](std::uint32_t, base::ByteView scope) {
            return each(scope, kMetric, kMetric, [&](std::uint32_t, base::ByteView metric) { return readMetric(metric, document); });
        });
    });
    if (!whole)
        return base::fail(base::ErrorKind::Invalid, "telemetry.read", {}, "not the metrics of OpenTelemetry");
    return document;
}

} // namespace weir::sandbox
