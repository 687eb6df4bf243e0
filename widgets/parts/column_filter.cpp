// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/column_filter.h"

#include <array>
#include <optional>

namespace weir::widgets {

namespace {

std::optional<double> readNumber(QString text)
{
    text = text.trimmed();
    text.remove(u',');
    text.replace(QChar(0x2212), u'-');
    struct Suffix
    {
        const char *name;
        double factor;
    };
    static constexpr std::array<Suffix, 11> kSuffixes = {{{"TiB", 1099511627776.0},
                                                          {"GiB", 1073741824.0},
                                                          {"MiB", 1048576.0},
                                                          {"KiB", 1024.0},
                                                          {"B", 1},
                                                          {"T", 1e12},
                                                          {"G", 1e9},
                                                          {"M", 1e6},
                                                          {"k", 1e3},
                                                          {"%", 0.01},
                                                          {"/s", 1}}};
    double factor = 1;
    if (text.endsWith(QLatin1String("/s")))
        text = text.chopped(2).trimmed();
    for (const auto &suffix : kSuffixes) {
        if (text.endsWith(QLatin1String(suffix.name), Qt::CaseInsensitive)) {
            factor = suffix.factor;
            text = text.chopped(static_cast<qsizetype>(qstrlen(suffix.name))).trimmed();
            break;
        }
    }
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok)
        return {};
    return value * factor;
}

} // namespace

ColumnFilter ColumnFilter::parse(const QString &raw, bool numericColumn)
{
    ColumnFilter filter;
    const QString text = raw.trimmed();
    if (text.isEmpty())
        return filter;
    const auto number = [&](Op op, qsizetype skip) {
        if (const auto value = readNumber(text.mid(skip))) {
            filter.m_op = op;
            filter.m_low = filter.m_high = *value;
        } else {
            filter.m_valid = false;
        }
        return filter;
    };
    if (numericColumn) {
        if (text.startsWith(QLatin1String(">=")))
            return number(Op::GreaterOrEqual, 2);
        if (text.startsWith(QLatin1String("<=")))
            return number(Op::LessOrEqual, 2);
        if (text.startsWith(QLatin1String("!=")) && readNumber(text.mid(2)))
            return number(Op::NumberDiffers, 2);
        if (text.startsWith(u'>'))
            return number(Op::Greater, 1);
        if (text.startsWith(u'<'))
            return number(Op::Less, 1);
        if (text.startsWith(u'=') && readNumber(text.mid(1)))
            return number(Op::NumberEquals, 1);
        const auto dots = text.indexOf(QLatin1String(".."));
        if (dots > 0) {
            const auto low = readNumber(text.left(dots));
            const auto high = readNumber(text.mid(dots + 2));
            filter.m_valid = low && high;
            if (filter.m_valid) {
                filter.m_op = Op::Between;
                filter.m_low = *low;
                filter.m_high = *high;
            }
            return filter;
        }
    }
    const auto words = [&](Op op, qsizetype skip) {
        filter.m_needle = text.mid(skip).trimmed();
        filter.m_op = filter.m_needle.isEmpty() ? Op::None : op;
        return filter;
    };
    if (text.startsWith(QLatin1String("!=")))
        return words(Op::Differs, 2);
    if (text.startsWith(u'!'))
        return words(Op::Excludes, 1);
    if (text.startsWith(u'='))
        return words(Op::Equals, 1);
    return words(Op::Contains, 0);
}

bool ColumnFilter::acceptsText(const QString &shown, const QString &plain) const
{
    const auto contains = [&] {
        return shown.contains(m_needle, Qt::CaseInsensitive) || plain.contains(m_needle, Qt::CaseInsensitive);
    };
    const auto equals = [&] {
        return shown.compare(m_needle, Qt::CaseInsensitive) == 0 || plain.compare(m_needle, Qt::CaseInsensitive) == 0;
    };
    switch (m_op) {
    case Op::Contains:
        return contains();
    case Op::Excludes:
        return !contains();
    case Op::Equals:
        return equals();
    case Op::Differs:
        return !equals();
    default:
        return true;
    }
}

bool ColumnFilter::acceptsNumber(const SortKey &key) const
{
    double value = 0;
    if (const auto *whole = std::get_if<qint64>(&key))
        value = static_cast<double>(*whole);
    else if (const auto *real = std::get_if<double>(&key))
        value = *real;
    else
        return false;
    switch (m_op) {
    case Op::Less:
        return value < m_low;
    case Op::LessOrEqual:
        return value <= m_low;
    case Op::Greater:
        return value > m_low;
    case Op::GreaterOrEqual:
        return value >= m_low;
    case Op::Between:
        return value >= m_low && value <= m_high;
    case Op::NumberEquals:
        return value == m_low;
    case Op::NumberDiffers:
        return value != m_low;
    default:
        return true;
    }
}

int compareNaturally(QStringView a, QStringView b)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            while (i < a.size() && a[i] == u'0')
                ++i;
            while (j < b.size() && b[j] == u'0')
                ++j;
            const qsizetype startA = i;
            const qsizetype startB = j;
            while (i < a.size() && isDigit(a[i]))
                ++i;
            while (j < b.size() && isDigit(b[j]))
                ++j;
            // Without leading zeros the longer run of digits is the greater number.
            if (i - startA != j - startB)
                return i - startA < j - startB ? -1 : 1;
            if (const int order = a.sliced(startA, i - startA).compare(b.sliced(startB, j - startB)))
                return order;
            continue;
        }
        const QChar x = a[i].toCaseFolded();
        const QChar y = b[j].toCaseFolded();
        if (x != y)
            return x < y ? -1 : 1;
        ++i;
        ++j;
    }
    if (i < a.size() || j < b.size())
        return i < a.size() ? 1 : -1;
    return a.compare(b);
}

int compareKeys(const SortKey &a, const SortKey &b)
{
    const auto sign = [](auto x, auto y) { return x < y ? -1 : y < x ? 1 : 0; };
    const auto *wholeA = std::get_if<qint64>(&a);
    const auto *wholeB = std::get_if<qint64>(&b);
    if (wholeA && wholeB)
        return sign(*wholeA, *wholeB);
    const auto *textA = std::get_if<QString>(&a);
    const auto *textB = std::get_if<QString>(&b);
    if (textA && textB)
        return compareNaturally(*textA, *textB);
    if (textA || textB)
        return textA ? 1 : -1;
    const auto real = [](const SortKey &key) {
        const auto *whole = std::get_if<qint64>(&key);
        return whole ? static_cast<double>(*whole) : std::get<double>(key);
    };
    return sign(real(a), real(b));
}

} // namespace weir::widgets
