// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/monitor.h"

#include <memory>
#include <string>

namespace weir::metrics {

/// What a scrape gets: ready bytes, plain and gzipped, made once a collection.
struct Exposition {
    std::string plain;
    std::string gzip;
};

/// All that an exposition says, as values, so that it can be made on any thread.
struct ExpositionInput {
    model::SnapshotPtr snapshot; ///< null before the first look
    bool up = false;             ///< the last look succeeded
    double tookSeconds = 0;
    quint64 collections = 0;
    quint64 failures = 0;
    struct GroupFacts {
        std::optional<double> secondsBehind;
        Verdict verdict = Verdict::Unknown;
    };
    QHash<QString, GroupFacts> groups;
    QHash<QString, int> minInsync; ///< min.insync.replicas by topic, where it is known
    QByteArray version; ///< of Weir
};

/// Collects the values from a monitor, on its thread.
ExpositionInput expositionInput(const Monitor &monitor, quint64 collections, quint64 failures, const QByteArray &version);

/// Prometheus text format 0.0.4. Names and labels of kafka_exporter for what it has, so that dashboards made for it work
/// as they are; `weir_*` for the rest. A value that is not known has no sample: never a zero in its place.
/// Thread-safe and slow (a second at some 300,000 series): not for the GUI thread.
Exposition expose(const ExpositionInput &input);

/// "keeping_up", "falling_behind", ...: the value of the label `verdict`.
const char *verdictName(Verdict verdict);

} // namespace weir::metrics
