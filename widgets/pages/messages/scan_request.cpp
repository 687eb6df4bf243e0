// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/scan_request.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

namespace weir::widgets {

namespace {

std::optional<qint64> parseTime(const QString &text, qint64 nowMs, bool utc)
{
    static const QRegularExpression span(QStringLiteral("^-?(\\d+)\\s*(s|sec|min|m|h|d|초|분|시간|일)$"), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = span.match(text); match.hasMatch()) {
        const QString unit = match.captured(2).toLower();
        const qint64 unitMs = unit.startsWith(QLatin1Char('s')) || unit == QStringLiteral("초") ? 1000
                              : unit.startsWith(QLatin1Char('m')) || unit == QStringLiteral("분") ? 60'000
                              : unit == QLatin1String("h") || unit == QStringLiteral("시간")       ? 3'600'000
                                                                                                    : 86'400'000;
        bool fits = false;
        const qint64 count = match.captured(1).toLongLong(&fits);
        return fits && count <= nowMs / unitMs ? std::optional(nowMs - count * unitMs) : std::nullopt;
    }
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    constexpr qint64 kFirstMs = 100'000'000'000; // 1973: below that nobody means milliseconds
    if (isNumber)
        return number >= kFirstMs ? std::optional(number) : std::nullopt;
    const QTimeZone zone = utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
    const QString today = QDateTime::fromMSecsSinceEpoch(nowMs, zone).date().toString(Qt::ISODate);
    static const QRegularExpression zoned(QStringLiteral("(Z|[+-]\\d\\d:?\\d\\d)$"));
    if (text.contains(QLatin1Char('T')) && zoned.match(text).hasMatch()) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
    }
    QString full = text;
    full.replace(QLatin1Char('T'), QLatin1Char(' '));
    if (full.contains(QLatin1Char(':')) && !full.contains(QLatin1Char('-')))
        full.prepend(today + QLatin1Char(' '));
    for (const char *format : {"yyyy-MM-dd HH:mm:ss.zzz", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"}) {
        QDateTime time = QDateTime::fromString(full, QLatin1String(format));
        if (time.isValid()) {
            time.setTimeZone(zone);
            return time.toMSecsSinceEpoch();
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<qint64> parseStart(model::ReadStart::Kind kind, const QString &text, qint64 nowMs, bool utc)
{
    const QString trimmed = text.trimmed();
    if (kind == model::ReadStart::Kind::Timestamp)
        return parseTime(trimmed, nowMs, utc);
    QString digits = trimmed;
    digits.remove(QLatin1Char(',')).remove(QLatin1Char(' '));
    bool isNumber = false;
    const qint64 offset = digits.toLongLong(&isNumber);
    return isNumber && offset >= 0 ? std::optional(offset) : std::nullopt;
}

} // namespace weir::widgets
