// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/rail.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/theme/state_shapes.h"

#include <QBoxLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>

namespace weir::widgets {

namespace {

constexpr int kWidth = 208;
constexpr int kFoldedWidth = 44;
constexpr int kItemHeight = 28;

QString sectionTitle(RailSection section)
{
    switch (section) {
    case RailSection::Data: return Rail::tr("Data");
    case RailSection::Flow: return Rail::tr("Flow");
    case RailSection::Cluster: return Rail::tr("Cluster");
    case RailSection::Watch: return Rail::tr("Watch");
    case RailSection::ThisComputer: return Rail::tr("This computer");
    case RailSection::Top:
    case RailSection::Foot:
    case RailSection::Detail: break;
    }
    return {};
}

/// The name of a group; folded, a line in its place.
class Caption : public QWidget
{
public:
    using QWidget::QWidget;
    QString words;
    bool folded = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter p(this);
        const Look &l = look();
        if (folded) {
            p.setPen(l.border);
            p.drawLine(8, height() / 2, width() - 9, height() / 2);
            return;
        }
        p.setFont(l.font(FontRole::Caption));
        p.setPen(l.text3);
        p.drawText(rect().adjusted(14, 4, -8, 0), Qt::AlignVCenter, words);
    }
};

} // namespace

RailItem::RailItem(const PageEntry &entry, QWidget *parent) : QAbstractButton(parent), m_icon(entry.icon)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setObjectName(QStringLiteral("rail-") + entry.id);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWords(pageTitle(entry));
}

void RailItem::setWords(const QString &words)
{
    setText(words);
    updateSpoken();
}

void RailItem::setBadge(const RailBadge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    updateSpoken();
    update();
}

void RailItem::updateSpoken()
{
    QString spoken = text();
    if (m_badge.count)
        spoken += QStringLiteral(", ") + format::count(qint64(*m_badge.count));
    if (m_badge.worst)
        spoken += QStringLiteral(", ") + stateName(*m_badge.worst);
    setAccessibleName(spoken);
    setToolTip(m_folded ? spoken : QString());
}

void RailItem::setFolded(bool folded)
{
    m_folded = folded;
    updateSpoken();
    updateGeometry();
    update();
}

QSize RailItem::sizeHint() const
{
    return {look().px(m_folded ? kFoldedWidth : 120), look().px(kItemHeight)};
}

void RailItem::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    const Look &l = look();
    const bool current = isChecked();
    if (current) {
        p.fillRect(rect(), l.selection);
        p.fillRect(0, 0, 3, height(), l.accent);
    } else if (underMouse() && isEnabled()) {
        p.fillRect(rect(), l.hover);
    }
    const QColor ink = !isEnabled() ? l.disabled : current || underMouse() ? l.text : l.text2;
    const int iconLeft = m_folded ? (width() - 16) / 2 : 14;
    paintIcon(p, QRect(iconLeft, (height() - 16) / 2, 16, 16), m_icon, ink);
    if (m_folded) {
        if (m_badge.worst && isEnabled())
            p.drawPixmap(width() - 16, 3, shapePixmap(*m_badge.worst, devicePixelRatioF()));
    } else {
        int right = width() - 11;
        if (m_badge.count && isEnabled()) {
            const QString count = format::count(qint64(*m_badge.count));
            p.setFont(l.font(FontRole::Data));
            p.setPen(l.text3);
            const int w = QFontMetrics(p.font()).horizontalAdvance(count);
            p.drawText(QRect(right - w, 0, w, height()), Qt::AlignVCenter | Qt::AlignRight, count);
            right -= w + 6;
        }
        if (m_badge.worst && isEnabled()) {
            drawShape(p, right - kShapeSize, rect(), *m_badge.worst);
            right -= kShapeSize + 6;
        }
        p.setFont(l.font(FontRole::Body));
        p.setPen(!isEnabled() ? l.disabled : current ? l.text : underMouse() ? l.text : l.text2);
        const QRect words(38, 0, right - 38, height());
        p.drawText(words, Qt::AlignVCenter, QFontMetrics(p.font()).elidedText(text(), Qt::ElideRight, words.width()));
    }
    if (hasFocus()) {
        p.setPen(QPen(l.focus, 2));
        p.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void RailItem::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RailItem::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void RailItem::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton && rect().contains(event->position().toPoint())) {
        Q_EMIT middleClicked();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

Rail::Rail(const PageCatalog &catalog, QWidget *parent) : QWidget(parent), m_catalog(catalog)
{
    build();
    retranslate();
    applyLook();
}

void Rail::build()
{
    setAccessibleName(tr("Navigation"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0); // the line at the right edge
    layout->setSpacing(0);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 7, 0, 7);
    column->setSpacing(0);
    m_foot = new QWidget(this);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 1, 8, 0);
    foot->setSpacing(2);

    RailSection section = RailSection::Top;
    for (const PageEntry &entry : m_catalog.entries()) {
        if (entry.section == RailSection::Detail)
            continue;
        const bool atFoot = entry.section == RailSection::Foot;
        if (!atFoot && entry.section != section) {
            section = entry.section;
            auto *caption = new Caption(list);
            m_captions.emplace_back(section, caption);
            column->addWidget(caption);
        }
        auto *item = new RailItem(entry, atFoot ? m_foot : list);
        m_items.insert(entry.id, item);
        connect(item, &QAbstractButton::clicked, this, [this, item, id = entry.id] {
            item->setChecked(true); // the choice is told by setCurrent, not by the click
            Q_EMIT chosen(id, QGuiApplication::keyboardModifiers() & Qt::ControlModifier);
        });
        connect(item, &RailItem::middleClicked, this, [this, id = entry.id] { Q_EMIT chosen(id, true); });
        if (atFoot)
            foot->addWidget(item, 1);
        else
            column->addWidget(item);
    }
    column->addStretch(1);
    m_scroll->setWidget(list);
    m_theme = makeIconButton(Icon::Light, QString(), ButtonKind::Quiet, m_foot);
    m_theme->setObjectName(QStringLiteral("themeButton"));
    m_language = makeIconButton(Icon::Language, QString(), ButtonKind::Quiet, m_foot);
    m_language->setObjectName(QStringLiteral("languageButton"));
    if (foot->count() == 0)
        foot->addStretch(1);
    foot->addWidget(m_theme);
    foot->addWidget(m_language);
    connect(m_theme, &QAbstractButton::clicked, this, &Rail::themeToggled);
    connect(m_language, &QAbstractButton::clicked, this, [this] { Q_EMIT languageRequested(m_language->mapToGlobal(QPoint(0, 0))); });
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_foot);
}

void Rail::retranslate()
{
    setAccessibleName(tr("Navigation"));
    for (const auto &[section, caption] : m_captions) {
        static_cast<Caption *>(caption)->words = sectionTitle(section);
        caption->update();
    }
    for (const PageEntry &entry : m_catalog.entries()) {
        if (RailItem *item = m_items.value(entry.id))
            item->setWords(pageTitle(entry));
    }
    m_language->setToolTip(tr("Language"));
    m_language->setAccessibleName(tr("Language"));
    applyLook();
}

void Rail::applyLook()
{
    const Look &l = look();
    setFixedWidth(l.px(m_folded ? kFoldedWidth : kWidth));
    for (const auto &[section, caption] : m_captions)
        caption->setFixedHeight(l.px(m_folded ? 12 : 28));
    m_foot->setFixedHeight(l.px(kItemHeight) + 6);
    // The button shows the theme one is in, its name what it does.
    const QString name = l.isDark() ? tr("Light theme") : tr("Dark theme");
    m_theme->setIcon(icon(l.isDark() ? Icon::Light : Icon::Dark));
    m_theme->setToolTip(name);
    m_theme->setAccessibleName(name);
    update();
}

void Rail::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    for (RailItem *item : std::as_const(m_items))
        item->setFolded(folded);
    for (const auto &[section, caption] : m_captions)
        static_cast<Caption *>(caption)->folded = folded;
    m_theme->setVisible(!folded);
    m_language->setVisible(!folded);
    m_foot->layout()->setContentsMargins(0, 1, folded ? 0 : 8, 0); // the icon stands under the others
    applyLook();
}

void Rail::setCurrent(const QString &pageId)
{
    const PageEntry *entry = m_catalog.railEntry(pageId);
    for (auto it = m_items.begin(); it != m_items.end(); ++it)
        it.value()->setChecked(entry && it.key() == entry->id);
}

void Rail::setHasCluster(bool hasCluster)
{
    for (const PageEntry &entry : m_catalog.entries()) {
        if (RailItem *item = m_items.value(entry.id))
            item->setEnabled(hasCluster || entry.needs == PageNeeds::Nothing);
    }
    if (!hasCluster)
        setSnapshot(nullptr);
}

void Rail::setSnapshot(const model::ClusterSnapshot *snapshot)
{
    for (const PageEntry &entry : m_catalog.entries()) {
        if (RailItem *item = m_items.value(entry.id))
            item->setBadge(snapshot && entry.badge ? entry.badge(*snapshot) : RailBadge());
    }
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.setPen(look().border);
    p.drawLine(width() - 1, 0, width() - 1, height());
    p.drawLine(0, m_foot->y(), width() - 1, m_foot->y());
}

void Rail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyLook();
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Down && event->key() != Qt::Key_Up) {
        QWidget::keyPressEvent(event);
        return;
    }
    // Arrows go from item to item; Tab leaves the rail's order untouched.
    QList<RailItem *> order;
    for (const PageEntry &entry : m_catalog.entries()) {
        if (RailItem *item = m_items.value(entry.id); item && item->isEnabled())
            order << item;
    }
    const qsizetype at = order.indexOf(qobject_cast<RailItem *>(focusWidget()));
    if (at < 0)
        return;
    const qsizetype next = std::clamp<qsizetype>(at + (event->key() == Qt::Key_Down ? 1 : -1), 0, order.size() - 1);
    order.at(next)->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(order.at(next));
}

} // namespace weir::widgets
