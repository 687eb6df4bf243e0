// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/output.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace weir::ctl {

namespace {

bool isNumber(const QString &text)
{
    if (text.isEmpty() || text == QLatin1String("-"))
        return true;
    bool number = false;
    text.split(QLatin1Char(' ')).first().toDouble(&number);
    return number;
}

void write(std::FILE *to, const QString &text)
{
    const QByteArray bytes = text.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), to);
}

} // namespace

void Table::print() const
{
    QVector<qsizetype> widths;
    QVector<bool> numeric;
    for (qsizetype c = 0; c < m_headings.size(); ++c) {
        qsizetype width = m_headings[c].size();
        bool allNumbers = !m_rows.empty();
        for (const QStringList &row : m_rows) {
            width = std::max(width, row.value(c).size());
            allNumbers = allNumbers && isNumber(row.value(c));
        }
        widths.append(width);
        numeric.append(allNumbers);
    }
    const auto line = [&](const QStringList &cells) {
        QString text;
        for (qsizetype c = 0; c < m_headings.size(); ++c) {
            const QString cell = cells.value(c);
            text += (c > 0 ? QStringLiteral("  ") : QString()) + (numeric[c] ? cell.rightJustified(widths[c]) : cell.leftJustified(widths[c]));
        }
        while (text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        write(stdout, text);
    };
    line(m_headings);
    for (const QStringList &row : m_rows)
        line(row);
}

void printJson(const QJsonObject &object)
{
    write(stdout, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

void printLine(const QString &text)
{
    write(stdout, text);
}

void warn(const QString &text)
{
    write(stderr, QLatin1String("weirctl: ") + text);
}

QString bytesText(std::optional<qint64> bytes)
{
    if (!bytes)
        return QStringLiteral("-");
    double value = static_cast<double>(*bytes);
    static constexpr const char *kUnits[]{"B", "kB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < std::size(kUnits); ++unit)
        value /= 1000;
    return QString::number(value, 'f', unit == 0 ? 0 : 1) + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

QString numberText(std::optional<qint64> number)
{
    return number ? QString::number(*number) : QStringLiteral("-");
}

} // namespace weir::ctl
