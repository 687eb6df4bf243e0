// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <optional>

namespace weir::widgets {

enum class Language { English, Korean };

/// Whether times are shown in UTC or in the computer's zone: one switch for the whole window. GUI thread only.
class TimeDisplay : public QObject
{
    Q_OBJECT

public:
    enum class Zone { Utc, Local };

    static TimeDisplay &instance();
    Zone zone() const { return m_zone; }
    void setZone(Zone zone);
    /// "UTC" or the local zone's abbreviation, to be shown once a page.
    QString zoneName() const;

Q_SIGNALS:
    void changed();

private:
    using QObject::QObject;
    Zone m_zone = Zone::Utc;
};

/// Numbers, bytes, times and spans as LOOK section 6 says; the one place where they are made. All follow the language
/// set here and the zone of TimeDisplay.
namespace format {

/// Set by whoever switches translators, before the widgets are told of the new language.
void setLanguage(Language language);
Language language();

/// 184,220; the minus is U+2212.
QString count(qint64 value);
/// For axes only: 184 k, 1.2 M; Korean 18만.
QString shortCount(double value);
/// A measured number with `decimals` digits after the point, grouped: 2,410.0 or 4.9.
QString number(double value, int decimals = 1);
/// At most three digits: 3.4 MiB, 164 KiB, 62 B.
QString bytes(qint64 value);
/// For the tool tip: "3,565,158 bytes".
QString exactBytes(qint64 value);
/// "2,410 /s", below 10 with one decimal.
QString rate(double perSecond);
/// "3.4 MiB/s".
QString byteRate(double bytesPerSecond);
/// 0.38 becomes "38 %", Korean "38%"; below 10 % one decimal if it says something.
QString percent(double fraction);
/// At most two units: "0.2 s", "3 min 42 s", "6 d 4 h"; Korean "3분 42초".
QString span(qint64 milliseconds);
/// "2 s old", Korean "2초 전".
QString age(qint64 milliseconds);
/// "2026-11-21 08:08:14.482"; without milliseconds if asked.
QString timestamp(qint64 msSinceEpoch, bool withMillis = true);
/// The same, without the date when it is the day of `pageDayMs` in the zone shown.
QString timeOfDay(qint64 msSinceEpoch, qint64 pageDayMs, bool withMillis = true);
/// Only the clock: "08:08:14".
QString clock(qint64 msSinceEpoch, bool withSeconds = true);
QString unknown();
QString none();
/// "≈ 41,200".
QString estimate(const QString &shown);

/// "unknown" for nothing.
QString count(std::optional<qint64> value);
QString bytes(std::optional<qint64> value);
QString span(std::optional<qint64> milliseconds);

/// Plain digits for copying: no grouping, ASCII minus.
QString plain(qint64 value);

/// Splits "3.4 MiB" for the fact strip: number and unit. No unit: the second is empty.
std::pair<QString, QString> split(const QString &shown);

} // namespace format
} // namespace weir::widgets
