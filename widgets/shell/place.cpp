// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/place.h"

#include <QUrl>
#include <QUrlQuery>

namespace weir::widgets {

namespace {

const QString kScheme = QStringLiteral("weir");

// Query values are escaped whole: a topic may be named "a&b" through old clients, and a filter holds anything.
void add(QUrlQuery &query, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

template <class T>
void addNumber(QUrlQuery &query, const QString &name, const std::optional<T> &value)
{
    if (value)
        query.addQueryItem(name, QString::number(*value));
}

template <class T>
std::optional<T> number(const QString &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
        return std::nullopt;
    return static_cast<T>(value);
}

} // namespace

bool Place::sameObject(const Place &other) const
{
    return page == other.page && topic == other.topic && group == other.group && broker == other.broker
           && more.value(QStringLiteral("object")) == other.more.value(QStringLiteral("object"));
}

QString Place::toLink(const QString &cluster) const
{
    QUrlQuery query;
    add(query, QStringLiteral("cluster"), cluster);
    add(query, QStringLiteral("topic"), topic);
    addNumber(query, QStringLiteral("partition"), partition);
    addNumber(query, QStringLiteral("offset"), offset);
    addNumber(query, QStringLiteral("timestamp"), timestampMs);
    add(query, QStringLiteral("group"), group);
    addNumber(query, QStringLiteral("broker"), broker);
    add(query, QStringLiteral("tab"), tab);
    add(query, QStringLiteral("filter"), filter);
    for (auto it = more.begin(); it != more.end(); ++it)
        add(query, QStringLiteral("x-") + it.key(), it.value());
    QUrl url;
    url.setScheme(kScheme);
    url.setPath(page);
    if (!query.isEmpty())
        url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

std::optional<Place> Place::fromLink(const QString &link, QString *cluster)
{
    const QUrl url(link.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != kScheme || url.path().isEmpty())
        return std::nullopt;
    Place place;
    place.page = url.path();
    const QList<std::pair<QString, QString>> items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, raw] : items) {
        const QString value = QUrl::fromPercentEncoding(raw.toLatin1());
        if (name == QLatin1String("cluster")) {
            if (cluster)
                *cluster = value;
        } else if (name == QLatin1String("topic")) {
            place.topic = value;
        } else if (name == QLatin1String("partition")) {
            place.partition = number<qint32>(value);
        } else if (name == QLatin1String("offset")) {
            place.offset = number<qint64>(value);
        } else if (name == QLatin1String("timestamp")) {
            place.timestampMs = number<qint64>(value);
        } else if (name == QLatin1String("group")) {
            place.group = value;
        } else if (name == QLatin1String("broker")) {
            place.broker = number<qint32>(value);
        } else if (name == QLatin1String("tab")) {
            place.tab = value;
        } else if (name == QLatin1String("filter")) {
            place.filter = value;
        } else if (name.startsWith(QLatin1String("x-"))) {
            place.more.insert(name.mid(2), value);
        }
    }
    return place;
}

} // namespace weir::widgets
