// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/cell.h"

#include <QString>

namespace weir::widgets {

/// What stands in the filter box of a column, understood. Text: contains (any case), `=x` equals, `!x` does not contain,
/// `!=x` differs. Numbers too: `> 5`, `>= 5`, `< 5`, `<= 5`, `5..9`; with k, M, G or KiB, MiB, GiB, TiB behind.
class ColumnFilter
{
public:
    /// Never fails: what cannot be read is inactive and says so by isValid().
    static ColumnFilter parse(const QString &text, bool numericColumn);

    bool isActive() const { return m_op != Op::None; }
    bool isValid() const { return m_valid; }
    bool needsNumber() const { return m_op >= Op::Less; }

    /// What a text filter looks for, to mark it; empty for all others.
    QString hitText() const { return m_op == Op::Contains || m_op == Op::Equals ? m_needle : QString(); }

    bool acceptsText(const QString &shown, const QString &plain) const;
    /// Unknown (monostate) and words are accepted by no comparison.
    bool acceptsNumber(const SortKey &key) const;

private:
    enum class Op { None, Contains, Excludes, Equals, Differs, Less, LessOrEqual, Greater, GreaterOrEqual, Between, NumberEquals, NumberDiffers };

    Op m_op = Op::None;
    bool m_valid = true;
    QString m_needle;
    double m_low = 0;
    double m_high = 0;
};

/// "p2" before "p10", any case; <0, 0, >0.
int compareNaturally(QStringView a, QStringView b);

/// monostate is handled by the caller; numbers compare as numbers, before words.
int compareKeys(const SortKey &a, const SortKey &b);

} // namespace weir::widgets
