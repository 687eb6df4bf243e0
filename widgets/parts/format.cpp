// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/format.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>

namespace weir::widgets {

TimeDisplay &TimeDisplay::instance()
{
    static TimeDisplay display;
    return display;
}

void TimeDisplay::setZone(Zone zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    Q_EMIT changed();
}

QString TimeDisplay::zoneName() const
{
    if (m_zone == Zone::Utc)
        return QStringLiteral("UTC");
    return QDateTime::currentDateTime().timeZoneAbbreviation();
}

namespace format {

namespace {

// How numbers and spans are put into words is grammar, not vocabulary: spacing, unit order and grouping differ between the
// two languages. So both stand here, side by side, and not in the translation files.
Language &languageInForce()
{
    static Language language = Language::English;
    return language;
}

bool korean() { return languageInForce() == Language::Korean; }

constexpr QChar kMinus(0x2212);

QString grouped(quint64 magnitude)
{
    QString digits = QString::number(magnitude);
    for (auto i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, u',');
    return digits;
}

quint64 magnitudeOf(qint64 value) { return value < 0 ? ~quint64(value) + 1 : quint64(value); }

QString fixed(double value, int decimals)
{
    QString text = QString::number(std::fabs(value), 'f', decimals);
    const auto dot = text.indexOf(u'.');
    const auto whole = dot < 0 ? text.size() : dot;
    for (auto i = whole - 3; i > 0; i -= 3)
        text.insert(i, u',');
    bool zero = true;
    for (const QChar c : std::as_const(text))
        zero = zero && (c == u'0' || c == u'.' || c == u',');
    return value < 0 && !zero ? kMinus + text : text;
}

/// Three significant digits at most, for units: 3.43 -> "3.4", 16.42 -> "16.4", 164.2 -> "164".
QString threeDigits(double value)
{
    const double magnitude = std::fabs(value);
    return fixed(value, magnitude < 99.95 ? 1 : 0);
}

struct Unit
{
    double factor;
    const char *name;
};

constexpr std::array<Unit, 6> kByteUnits = {{{1125899906842624.0, "PiB"},
                                             {1099511627776.0, "TiB"},
                                             {1073741824.0, "GiB"},
                                             {1048576.0, "MiB"},
                                             {1024.0, "KiB"},
                                             {1.0, "B"}}};

QString byteText(double value, const char *suffix, bool whole)
{
    const double magnitude = std::fabs(value);
    for (std::size_t i = 0; i < kByteUnits.size(); ++i) {
        const Unit &unit = kByteUnits[i];
        // Three digits at most: what would be 1,000 KiB is written as 1.0 MiB. Bytes are exact up to 1,023.
        const bool bytesOnly = i + 1 == kByteUnits.size();
        if (!bytesOnly && magnitude < (i + 2 == kByteUnits.size() ? unit.factor : kByteUnits[i + 1].factor * 999.5))
            continue;
        const double scaled = value / unit.factor;
        const QString digits = bytesOnly && (whole || magnitude >= 10 || magnitude == 0) ? fixed(scaled, 0) : threeDigits(scaled);
        return digits + u' ' + QLatin1String(unit.name) + QLatin1String(suffix);
    }
    return {};
}

QDateTime shownTime(qint64 ms)
{
    return TimeDisplay::instance().zone() == TimeDisplay::Zone::Utc ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)
                                                                    : QDateTime::fromMSecsSinceEpoch(ms, Qt::LocalTime);
}

QLatin1String clockPattern(bool withMillis)
{
    return withMillis ? QLatin1String("HH:mm:ss.zzz") : QLatin1String("HH:mm:ss");
}

} // namespace

void setLanguage(Language language) { languageInForce() = language; }

Language language() { return languageInForce(); }

QString count(qint64 value)
{
    const QString digits = grouped(magnitudeOf(value));
    return value < 0 ? kMinus + digits : digits;
}

QString plain(qint64 value) { return QString::number(value); }

QString shortCount(double value)
{
    const double magnitude = std::fabs(value);
    static constexpr std::array<Unit, 4> kEnglish = {{{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}}};
    if (korean()) {
        // Ten-thousands, hundred-millions, trillions.
        const std::array<std::pair<double, QChar>, 3> units = {{{1e12, QChar(0xC870)}, {1e8, QChar(0xC5B5)}, {1e4, QChar(0xB9CC)}}};
        for (const auto &[factor, name] : units) {
            if (magnitude < factor)
                continue;
            const double scaled = value / factor;
            return fixed(scaled, std::fabs(scaled) < 10 && std::fmod(std::fabs(scaled) * 10, 10) >= 0.5 ? 1 : 0) + name;
        }
    } else if (magnitude >= 1e4) {
        // Four digits are as short as "9.9 k": the unit begins at ten thousand.
        for (const Unit &unit : kEnglish) {
            if (magnitude < unit.factor)
                continue;
            const double scaled = value / unit.factor;
            return fixed(scaled, std::fabs(scaled) < 10 && std::fmod(std::fabs(scaled) * 10, 10) >= 0.5 ? 1 : 0)
                   + QLatin1String(unit.name);
        }
    }
    if (magnitude != 0 && magnitude < 10 && std::fabs(value - std::round(value)) > 1e-9)
        return number(value, magnitude < 0.1 ? 3 : magnitude < 1 ? 2 : 1);
    return fixed(value, 0);
}

QString number(double value, int decimals)
{
    if (std::isnan(value) || std::isinf(value))
        return unknown();
    return fixed(value, decimals);
}

QString bytes(qint64 value) { return byteText(static_cast<double>(value), "", true); }

QString exactBytes(qint64 value)
{
    if (korean())
        return count(value) + QStringLiteral("바이트");
    return count(value) + (value == 1 ? QLatin1String(" byte") : QLatin1String(" bytes"));
}

QString rate(double perSecond)
{
    if (std::isnan(perSecond) || std::isinf(perSecond))
        return unknown();
    const QString digits = fixed(perSecond, std::fabs(perSecond) < 9.95 ? 1 : 0);
    return digits + (korean() ? QStringLiteral(" /초") : QStringLiteral(" /s"));
}

QString byteRate(double bytesPerSecond)
{
    if (std::isnan(bytesPerSecond) || std::isinf(bytesPerSecond))
        return unknown();
    const QString text = byteText(bytesPerSecond, "", false);
    return text + (korean() ? QStringLiteral("/초") : QStringLiteral("/s"));
}

QString percent(double fraction)
{
    if (std::isnan(fraction) || std::isinf(fraction))
        return unknown();
    const double value = fraction * 100;
    const double tenths = std::round(std::fabs(value) * 10);
    // One decimal where it says something: small shares that are not whole.
    const bool decimal = std::fabs(value) < 9.95 && std::fmod(tenths, 10) != 0;
    QString digits = fixed(value, decimal ? 1 : 0);
    // What is left is never rounded away, and neither is what is there.
    if (value > 99 && value < 100 && digits == QLatin1String("100"))
        digits = QStringLiteral("99.9");
    else if (value > 0 && tenths == 0)
        digits = QStringLiteral("0.1");
    return korean() ? QString(digits + u'%') : QString(digits + QLatin1String(" %"));
}

QString span(qint64 milliseconds)
{
    struct Part
    {
        qint64 length;
        const char *english;
        const char16_t *korean;
    };
    static constexpr std::array<Part, 4> kParts = {
        {{86'400'000, " d", u"일"}, {3'600'000, " h", u"시간"}, {60'000, " min", u"분"}, {1'000, " s", u"초"}}};
    const auto unit = [](const Part &part) {
        return korean() ? QString::fromUtf16(part.korean) : QString::fromLatin1(part.english);
    };
    const QString sign = milliseconds < 0 ? QString(kMinus) : QString();
    const quint64 length = magnitudeOf(milliseconds);
    if (length < 10'000) {
        if (length > 0 && length < 50)
            return sign + QString::number(length) + (korean() ? QStringLiteral("밀리초") : QStringLiteral(" ms"));
        const quint64 tenths = (length + 50) / 100;
        const QString digits = tenths % 10 == 0 ? QString::number(tenths / 10)
                                                : QString::number(tenths / 10) + u'.' + QString::number(tenths % 10);
        return sign + digits + unit(kParts[3]);
    }
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const auto whole = quint64(kParts[i].length);
        if (length < whole)
            continue;
        QString text = sign + (i == 0 ? grouped(length / whole) : QString::number(length / whole)) + unit(kParts[i]);
        if (i + 1 < kParts.size()) {
            const quint64 rest = (length % whole) / quint64(kParts[i + 1].length);
            if (rest > 0)
                text += u' ' + QString::number(rest) + unit(kParts[i + 1]);
        }
        return text;
    }
    return {};
}

QString age(qint64 milliseconds)
{
    // Whole seconds: an age that counts tenths would only flicker.
    const qint64 seconds = std::max<qint64>(0, milliseconds) / 1000 * 1000;
    return korean() ? span(seconds) + QStringLiteral(" 전") : span(seconds) + QStringLiteral(" old");
}

QString timestamp(qint64 msSinceEpoch, bool withMillis)
{
    return shownTime(msSinceEpoch).toString(QLatin1String("yyyy-MM-dd ") + clockPattern(withMillis));
}

QString timeOfDay(qint64 msSinceEpoch, qint64 pageDayMs, bool withMillis)
{
    const QDateTime time = shownTime(msSinceEpoch);
    if (time.date() != shownTime(pageDayMs).date())
        return timestamp(msSinceEpoch, withMillis);
    return time.toString(clockPattern(withMillis));
}

QString clock(qint64 msSinceEpoch, bool withSeconds)
{
    return shownTime(msSinceEpoch).toString(withSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

QString unknown() { return korean() ? QStringLiteral("알 수 없음") : QStringLiteral("unknown"); }

QString none() { return korean() ? QStringLiteral("없음") : QStringLiteral("none"); }

QString estimate(const QString &shown) { return QChar(0x2248) + (u' ' + shown); }

QString count(std::optional<qint64> value) { return value ? count(*value) : unknown(); }
QString bytes(std::optional<qint64> value) { return value ? bytes(*value) : unknown(); }
QString span(std::optional<qint64> milliseconds) { return milliseconds ? span(*milliseconds) : unknown(); }

std::pair<QString, QString> split(const QString &shown)
{
    // A number and one unit. Words ("알 수 없음"), estimates and spans of two units stay whole.
    const auto space = shown.indexOf(u' ');
    if (space <= 0 || shown.indexOf(u' ', space + 1) >= 0 || !shown.at(space - 1).isDigit())
        return {shown, {}};
    return {shown.left(space), shown.mid(space + 1)};
}

} // namespace format
} // namespace weir::widgets
