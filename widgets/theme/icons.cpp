// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "widgets/theme/look.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace weir::widgets {

namespace {

constexpr std::array<const char *, static_cast<std::size_t>(Icon::Count)> kNames = {
    "",
    "overview", "topic", "partition", "message", "schema", "group", "connector", "stream", "broker", "controller",
    "replica", "leader", "user", "sandbox", "transaction", "transform",
    "add", "remove", "edit", "delete", "copy", "export", "import", "undo", "apply", "produce", "play", "pause", "stop",
    "restart", "refresh", "rewind", "skip", "reassign", "compact", "detach", "split", "pin", "kill",
    "metrics", "alert", "audit", "history", "clock", "calendar", "live", "log", "quota", "acl", "search", "filter",
    "columns", "sort-up", "sort-down", "tree", "bytes", "sql", "diff", "plan", "link",
    "ok", "warning", "error", "info", "unknown", "busy", "stall", "lock", "production", "secret", "show",
    "fault", "slow", "drop",
    "settings", "palette", "keyboard", "light", "dark", "language", "help", "star", "more", "close", "chevron-right",
    "chevron-down"};

struct Key
{
    int icon;
    int pixels;
    QRgb color;
    bool operator==(const Key &) const = default;
};

std::size_t qHash(const Key &key, std::size_t seed = 0) { return qHashMulti(seed, key.icon, key.pixels, key.color); }

QPixmap render(Icon icon, int pixels, const QColor &color)
{
    static QHash<Key, QPixmap> cache;
    const Key key{static_cast<int>(icon), pixels, color.rgba()};
    if (const auto it = cache.constFind(key); it != cache.constEnd())
        return *it;
    if (cache.size() > 4096)
        cache.clear();
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QFile file(QLatin1String(":/icons/") + QLatin1String(iconName(icon)) + QLatin1String(".svg"));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    cache.insert(key, pixmap);
    return pixmap;
}

/// Reads the look at painting time, so an icon outlives a change of theme.
class LookIconEngine : public QIconEngine
{
public:
    explicit LookIconEngine(Icon icon, QColor fixed = {}) : m_icon(icon), m_fixed(fixed) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, rect, m_icon, color(mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return render(m_icon, std::min(size.width(), size.height()), color(mode, state));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap result = render(m_icon, std::min(size.width(), size.height()), color(mode, state));
        result.setDevicePixelRatio(scale);
        return result;
    }

    QIconEngine *clone() const override { return new LookIconEngine(m_icon, m_fixed); }
    bool isNull() override { return m_icon == Icon::None; }
    /// WeirStyle recognises our icons by this and paints them in the colour of the control.
    QString iconName() override
    {
        return m_fixed.isValid() ? QString() : QLatin1String("weir-") + QString::number(static_cast<int>(m_icon));
    }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        if (m_fixed.isValid())
            return m_fixed;
        if (mode == QIcon::Disabled)
            return look().disabled;
        if (mode == QIcon::Active || mode == QIcon::Selected || state == QIcon::On)
            return look().text;
        return look().text2;
    }

    Icon m_icon;
    QColor m_fixed;
};

} // namespace

const char *iconName(Icon icon) { return kNames[static_cast<std::size_t>(icon)]; }

QIcon icon(Icon icon)
{
    return icon == Icon::None ? QIcon() : QIcon(new LookIconEngine(icon));
}

QIcon icon(Icon icon, const QColor &color)
{
    return icon == Icon::None ? QIcon() : QIcon(new LookIconEngine(icon, color));
}

QPixmap iconPixmap(Icon icon, int size, const QColor &color, qreal devicePixelRatio)
{
    if (icon == Icon::None)
        return {};
    QPixmap result = render(icon, static_cast<int>(std::lround(size * devicePixelRatio)), color);
    result.setDevicePixelRatio(devicePixelRatio);
    return result;
}

void paintIcon(QPainter &painter, const QRect &rect, Icon icon, const QColor &color)
{
    const int size = std::min(rect.width(), rect.height());
    if (icon == Icon::None || size <= 0)
        return;
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const QPixmap pixmap = iconPixmap(icon, size, color, ratio);
    painter.drawPixmap(rect.left() + (rect.width() - size) / 2, rect.top() + (rect.height() - size) / 2, pixmap);
}

} // namespace weir::widgets
