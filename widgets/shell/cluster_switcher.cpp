// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/cluster_switcher.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/state_label.h"
#include "widgets/shell/window_frame.h"
#include "widgets/theme/state_shapes.h"

#include <QBoxLayout>
#include <QEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

namespace weir::widgets {

namespace {

constexpr int kRowHeight = 40;

void paintBlock(QPainter &p, const QRect &rect, const QColor &color)
{
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(color);
    p.drawRoundedRect(rect, 2, 2);
    p.setBrush(Qt::NoBrush);
    p.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QString profileKind(const model::Profile &profile, int brokers)
{
    QStringList parts;
    if (profile.kind == model::Profile::Kind::Sandbox)
        parts << SwitcherButton::tr("Sandbox");
    else if (profile.readOnly)
        parts << SwitcherButton::tr("Read only");
    if (brokers > 0)
        parts << SwitcherButton::tr("%n broker(s)", nullptr, brokers);
    if (parts.isEmpty())
        return profile.bootstrap().section(QLatin1Char(','), 0, 0).trimmed();
    return parts.join(QStringLiteral(" · "));
}

SwitcherButton::SwitcherButton(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("clusterSwitcher"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_tag = new ProductionTag(this);
    m_tag->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_tag->hide();
    updateSpoken();
}

void SwitcherButton::setCluster(const std::optional<model::Profile> &profile, int brokers)
{
    m_profile = profile;
    m_brokers = brokers;
    m_tag->setVisible(profile && profile->production && !m_folded);
    updateSpoken();
    update();
}

void SwitcherButton::setFolded(bool folded)
{
    m_folded = folded;
    m_tag->setVisible(m_profile && m_profile->production && !folded);
    updateGeometry();
    update();
}

QSize SwitcherButton::sizeHint() const
{
    return {look().px(m_folded ? 44 : 208), look().px(40)};
}

QString SwitcherButton::kindLine() const
{
    return m_profile ? profileKind(*m_profile, m_brokers) : tr("Choose one");
}

void SwitcherButton::updateSpoken()
{
    QString spoken = m_profile ? tr("Cluster %1, %2").arg(m_profile->name, kindLine()) : tr("No cluster");
    if (m_profile && m_profile->production)
        spoken += QStringLiteral(", ") + tr("production");
    setAccessibleName(spoken);
    setToolTip(spoken);
}

void SwitcherButton::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    const Look &l = look();
    if (underMouse() && isEnabled())
        p.fillRect(rect().adjusted(0, 0, -1, -1), l.hover);
    p.setPen(l.border);
    p.drawLine(width() - 1, 0, width() - 1, height());
    p.drawLine(0, height() - 1, width() - 1, height() - 1);
    const QColor block = m_profile ? l.accentColor(accentOf(*m_profile)) : l.borderStrong;
    const int blockHeight = l.px(26);
    paintBlock(p, QRect(m_folded ? (width() - 10) / 2 : 12, (height() - blockHeight) / 2, 10, blockHeight), block);
    if (!m_folded) {
        const int left = 30;
        int right = width() - 34;
        const int half = height() / 2;
        if (m_profile && m_profile->readOnly) {
            p.setFont(l.font(FontRole::Strong));
            const int nameWidth = std::min(QFontMetrics(p.font()).horizontalAdvance(m_profile->name), right - left - 20);
            paintIcon(p, QRect(left + nameWidth + 6, half - 16, 14, 14), Icon::Lock, l.text2);
            right -= 20;
        }
        p.setFont(l.font(FontRole::Strong));
        p.setPen(l.text);
        const QString name = m_profile ? m_profile->name : tr("No cluster");
        p.drawText(QRect(left, 3, right - left, half - 2), Qt::AlignVCenter,
                   QFontMetrics(p.font()).elidedText(name, Qt::ElideMiddle, right - left));
        if (m_profile && m_profile->production) {
            const QSize tag = m_tag->sizeHint();
            m_tag->setGeometry(left, half + 1, tag.width(), std::min(tag.height(), half - 3));
        } else {
            p.setFont(l.font(FontRole::Caption));
            p.setPen(l.text2);
            p.drawText(QRect(left, half, width() - 34 - left, half - 3), Qt::AlignVCenter,
                       QFontMetrics(p.font()).elidedText(kindLine(), Qt::ElideRight, width() - 34 - left));
        }
        paintIcon(p, QRect(width() - 26, (height() - 16) / 2, 16, 16), Icon::ChevronDown, l.text2);
    }
    if (hasFocus()) {
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(l.focus, 2));
        p.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void SwitcherButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateSpoken();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

namespace {

class ClusterDelegate : public QStyledItemDelegate
{
public:
    ClusterDelegate(const std::vector<ClusterFlyout::Row> &rows, QObject *parent) : QStyledItemDelegate(parent), m_rows(rows) {}
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {look().px(300), look().px(kRowHeight)}; }
    void paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Look &l = look();
        const QRect r = option.rect;
        const ClusterFlyout::Row &row = m_rows[static_cast<std::size_t>(index.row())];
        if (option.state & QStyle::State_Selected)
            p->fillRect(r, l.selection);
        else if (option.state & QStyle::State_MouseOver)
            p->fillRect(r, l.hover);
        const int block = l.px(24);
        paintBlock(*p, QRect(r.left() + 10, r.center().y() - block / 2, 10, block), l.accentColor(accentOf(row.profile)));
        int right = r.right() - 10;
        p->setFont(l.font(FontRole::Body));
        if (row.profile.production) {
            // As ProductionTag draws it: a delegate has no child widgets.
            const QString word = ClusterFlyout::tr("PRODUCTION");
            QFont font = l.font(FontRole::Caption);
            font.setWeight(QFont::DemiBold);
            const int w = QFontMetrics(font).horizontalAdvance(word) + 26;
            const QRect tag(right - w, r.center().y() - 8, w, 17);
            paintBlock(*p, tag, l.crimson);
            const QColor ink = l.isDark() ? l.onDanger : QColor(Qt::white);
            paintIcon(*p, QRect(tag.left() + 5, tag.top() + 2, 13, 13), Icon::Production, ink);
            p->setFont(font);
            p->setPen(ink);
            p->drawText(tag.adjusted(21, 0, 0, 0), Qt::AlignVCenter, word);
            right -= w + 8;
        }
        if (row.profile.readOnly) {
            paintIcon(*p, QRect(right - 16, r.center().y() - 8, 16, 16), Icon::Lock, l.text2);
            right -= 24;
        }
        if (row.connection) {
            using Kind = api::ConnectionState::Kind;
            const Kind kind = row.connection->kind;
            const State state = kind == Kind::Connected ? State::Ok : kind == Kind::Partial ? State::Warn : kind == Kind::Lost ? State::Error : State::Busy;
            const QString words = kind == Kind::Lost ? ClusterFlyout::tr("Lost")
                                  : row.connection->roundTripMs >= 0 ? format::number(row.connection->roundTripMs, 1) + QStringLiteral(" ms")
                                                                     : ClusterFlyout::tr("Open");
            p->setFont(l.font(FontRole::Data));
            p->setPen(l.state(state));
            const int w = QFontMetrics(p->font()).horizontalAdvance(words);
            p->drawText(QRect(right - w, r.top(), w, r.height()), Qt::AlignVCenter, words);
            drawShape(*p, right - w - kShapeSize - 6, r, state);
            right -= w + kShapeSize + 14;
        }
        const int left = r.left() + 30;
        const int half = r.height() / 2;
        p->setFont(l.font(row.current ? FontRole::Strong : FontRole::Body));
        p->setPen(l.text);
        p->drawText(QRect(left, r.top() + 3, right - left, half - 2), Qt::AlignVCenter,
                    QFontMetrics(p->font()).elidedText(row.profile.name, Qt::ElideMiddle, right - left));
        p->setFont(l.font(FontRole::Small));
        p->setPen(l.text2);
        const int brokers = row.connection ? row.connection->brokersKnown : 0;
        p->drawText(QRect(left, r.top() + half, right - left, half - 3), Qt::AlignVCenter,
                    QFontMetrics(p->font()).elidedText(profileKind(row.profile, brokers), Qt::ElideMiddle, right - left));
    }

private:
    const std::vector<ClusterFlyout::Row> &m_rows;
};

} // namespace

ClusterFlyout::ClusterFlyout(QWidget *body) : Flyout(body)
{
    setObjectName(QStringLiteral("clusterFlyout"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 5, 1, 5);
    column->setSpacing(4);
    m_list = new QListWidget(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new ClusterDelegate(m_rows, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 2);
    m_add = makeButton(QString(), Icon::Add, ButtonKind::Quiet, this);
    m_manage = makeButton(QString(), Icon::Settings, ButtonKind::Quiet, this);
    foot->addWidget(m_add);
    foot->addStretch(1);
    foot->addWidget(m_manage);
    column->addLayout(foot);
    const auto choose = [this] {
        const int row = m_list->currentRow();
        if (row < 0)
            return;
        const model::Profile profile = m_rows[static_cast<std::size_t>(row)].profile;
        closeFlyout();
        Q_EMIT chosen(profile);
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, [this, choose] {
        if (isOpen()) // a style that activates on a click has closed it already
            choose();
    });
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        closeFlyout();
        Q_EMIT addRequested();
    });
    connect(m_manage, &QAbstractButton::clicked, this, [this] {
        closeFlyout();
        Q_EMIT manageRequested();
    });
    retranslate();
}

void ClusterFlyout::retranslate()
{
    m_list->setAccessibleName(tr("Clusters"));
    m_add->setText(tr("Add cluster"));
    m_manage->setText(tr("Manage"));
}

void ClusterFlyout::setRows(std::vector<Row> rows)
{
    m_list->clear();
    m_rows = std::move(rows);
    int current = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto *item = new QListWidgetItem(m_rows[i].profile.name, m_list);
        QString spoken = m_rows[i].profile.name + QStringLiteral(", ") + profileKind(m_rows[i].profile, 0);
        if (m_rows[i].profile.production)
            spoken += QStringLiteral(", ") + tr("production");
        item->setData(Qt::AccessibleTextRole, spoken);
        if (m_rows[i].current)
            current = static_cast<int>(i);
    }
    m_list->setVisible(!m_rows.empty());
    m_list->setCurrentRow(m_rows.empty() ? -1 : current);
    if (isOpen())
        reposition();
}

QRect ClusterFlyout::placeIn(const QRect &body) const
{
    const Look &l = look();
    const int rows = std::min<int>(static_cast<int>(m_rows.size()), 12);
    const int height = rows * l.px(kRowHeight) + l.px(26) + 24;
    return {4, l.px(40) + 2, l.px(340), std::min(height, body.height() - l.px(40) - 8)};
}

QWidget *ClusterFlyout::focusTarget()
{
    return m_rows.empty() ? static_cast<QWidget *>(m_add) : m_list;
}

} // namespace weir::widgets
