// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QString>
#include <QVector>

#include <optional>
#include <variant>
#include <vector>

namespace weir::widgets {

/// How a column's cells are drawn. Numbers and gauges stand as LOOK section 2 says: numbers right, words left.
enum class CellKind { Text, Mono, Number, State, Link, Gauge, Sparkline, Replicas, Progress };

enum class Align { Auto, Left, Right, Center };

/// Where a group stands between log start and log end of a partition (LOOK section 3, offset gauge).
struct OffsetGaugeValue
{
    qint64 logStart = 0;
    qint64 logEnd = 0;
    /// Nothing when the group never committed here.
    std::optional<qint64> committed;
    /// Set when offsets could not be read at all: nothing is drawn but the word "unknown".
    bool known = true;
};

/// Samples of a small line, oldest first; NaN is a gap and stays one.
struct SparklineValue
{
    QVector<float> points;
};

struct ReplicaMark
{
    int broker = -1;
    bool leader = false;
    bool inSync = false;
    /// On a broker that is not there at all.
    bool missing = false;
};

struct ReplicasValue
{
    std::vector<ReplicaMark> replicas;
};

struct ProgressValue
{
    double fraction = 0; ///< 0..1
};

/// What one cell shows: formatted text, and a drawing where the column's kind has one. Built by a column's value()
/// function, kept by the model for the rows on screen.
struct Cell
{
    QString text;
    /// Shape left of the text.
    std::optional<State> state;
    std::variant<std::monostate, OffsetGaugeValue, SparklineValue, ReplicasValue, ProgressValue> drawing;
    /// A quiet second part: behind the text ("2.0 MiB" behind 2097152), but before it where the cell is struck or has a
    /// shape ("Aborted", "Open transaction").
    QString note;
    QString toolTip;
    /// What copy, export and filters take when it is not `text`: plain digits, no grouping, no unit.
    QString plain;
    /// In text3: unknown, none, internal.
    bool quiet = false;
    /// Struck through: an aborted record.
    bool struck = false;
    bool bold = false;
    /// A hit inside the text, on the ground `mark`. Hits of the table's own filters are marked without it.
    int markStart = 0;
    int markLength = 0;

    Cell() = default;
    Cell(QString shown) : text(std::move(shown)) {}
    Cell(State shape, QString word) : text(std::move(word)), state(shape) {}

    /// "unknown", "none": quiet, never an empty cell.
    static Cell unknown();
    static Cell none();
    /// Grouped on screen, plain when copied.
    static Cell count(qint64 value);
    static Cell count(std::optional<qint64> value);
    /// "≈ 41,200" where it is an estimate; plain when copied.
    static Cell estimate(std::optional<qint64> value);
    static Cell bytes(qint64 value);
    static Cell bytes(std::optional<qint64> value);

    /// Text for filter, copy and accessibility: plain if set, else text.
    const QString &copyText() const { return plain.isEmpty() ? text : plain; }

    // Filled by the delegate: the text as cut for a width, so that painting allocates once a width.
    mutable QString elided;
    mutable int elidedWidth = -1;
};

/// What a column sorts by. monostate (unknown) stands last in both directions.
using SortKey = std::variant<std::monostate, qint64, double, QString>;

} // namespace weir::widgets
