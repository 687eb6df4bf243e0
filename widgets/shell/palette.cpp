// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/palette.h"

#include "widgets/theme/look.h"
#include "widgets/theme/state_shapes.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace weir::widgets {

namespace {

constexpr int kWidth = 620;
constexpr int kRow = 28;
constexpr int kVisibleRows = 12;

/// A key in a box, right-aligned at `right`; answers the x left of it.
int drawKey(QPainter &p, int right, const QRect &row, const QString &keys)
{
    const Look &l = look();
    p.setFont(l.font(FontRole::Data));
    const int w = QFontMetrics(p.font()).horizontalAdvance(keys) + 12;
    const QRectF box(right - w + 0.5, row.center().y() - l.px(9) + 0.5, w - 1, l.px(18) - 1);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(l.border);
    p.setBrush(l.raised);
    p.drawRoundedRect(box, 2, 2);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(l.text2);
    p.drawText(box, Qt::AlignCenter, keys);
    return right - w - 8;
}

/// Draws text with the marked ranges on `mark`; `first` is the index of its first letter in the searched text.
int drawMarked(QPainter &p, int x, const QRect &row, int right, const QString &text, int first,
               const QVector<std::pair<int, int>> &ranges, const QColor &ink)
{
    const QFontMetrics metrics(p.font());
    const bool cut = metrics.horizontalAdvance(text) > right - x;
    if (!cut) {
        for (const auto &[start, length] : ranges) {
            const int from = std::max(start - first, 0);
            const int to = std::min<int>(start - first + length, static_cast<int>(text.size()));
            if (from >= to)
                continue;
            const int left = x + metrics.horizontalAdvance(text, from);
            p.fillRect(QRect(left, row.center().y() - look().px(8), x + metrics.horizontalAdvance(text, to) - left, look().px(17)), look().mark);
        }
    }
    const QString shown = cut ? metrics.elidedText(text, Qt::ElideMiddle, std::max(right - x, 0)) : text;
    p.setPen(ink);
    p.drawText(QRect(x, row.top(), right - x, row.height()), Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return x + metrics.horizontalAdvance(shown);
}

class PaletteDelegate : public QStyledItemDelegate
{
public:
    PaletteDelegate(const PaletteModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, look().px(kRow)}; }
    void paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Look &l = look();
        const QRect r = option.rect;
        const PaletteItem &item = m_model.item(index.row());
        const bool current = option.state & QStyle::State_Selected;
        if (current)
            p->fillRect(r, l.selection);
        else if (option.state & QStyle::State_MouseOver)
            p->fillRect(r, l.hover);
        paintIcon(*p, QRect(r.left() + 12, r.center().y() - 7, 16, 16), item.icon, current ? l.text : l.text2);
        int right = r.right() - 10;
        if (!item.keys.isEmpty())
            right = drawKey(*p, right, r, item.keys);
        else if (current)
            right = drawKey(*p, right, r, QStringLiteral("Enter"));
        if (item.changesCluster) {
            const QString words = Palette::tr("Changes the cluster");
            p->setFont(l.font(FontRole::Small));
            p->setPen(l.warn);
            const int w = QFontMetrics(p->font()).horizontalAdvance(words);
            p->drawText(QRect(right - w, r.top(), w, r.height()), Qt::AlignVCenter, words);
            drawShape(*p, right - w - kShapeSize - 6, r, State::Warn);
            right -= w + kShapeSize + 14;
        }
        const auto &ranges = m_model.ranges(index.row());
        p->setFont(l.font(item.data ? FontRole::Data : FontRole::Body));
        int x = drawMarked(*p, r.left() + 38, r, right, item.title, 0, ranges, l.text);
        if (!item.note.isEmpty() && x + 20 < right) {
            p->setFont(l.font(FontRole::Body));
            drawMarked(*p, x + 10, r, right, item.note, static_cast<int>(item.title.size()) + 1, ranges, l.text2);
        }
    }

private:
    const PaletteModel &m_model;
};

} // namespace

/// The prefixes, and what to say where nothing fits.
class PaletteFoot : public QWidget
{
public:
    explicit PaletteFoot(QWidget *parent) : QWidget(parent) {}
    bool empty = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter p(this);
        const Look &l = look();
        p.setPen(l.border);
        p.drawLine(0, 0, width(), 0);
        if (empty) {
            p.setFont(l.font(FontRole::Body));
            p.setPen(l.text2);
            p.drawText(rect().adjusted(14, 0, -10, 0), Qt::AlignVCenter, Palette::tr("Nothing fits. Try fewer letters."));
            return;
        }
        const std::pair<QString, QString> keys[] = {
            {QStringLiteral("t:"), Palette::tr("topic")},
            {QStringLiteral("g:"), Palette::tr("group")},
            {QStringLiteral("b:"), Palette::tr("broker")},
            {QStringLiteral(">"), Palette::tr("command")},
        };
        int x = 12;
        for (const auto &[key, word] : keys) {
            p.setFont(l.font(FontRole::Data));
            const int w = QFontMetrics(p.font()).horizontalAdvance(key) + 10;
            drawKey(p, x + w + 2, rect(), key);
            x += w + 8;
            p.setFont(l.font(FontRole::Small));
            p.setPen(l.text2);
            const int words = QFontMetrics(p.font()).horizontalAdvance(word);
            p.drawText(QRect(x, 0, words + 2, height()), Qt::AlignVCenter, word);
            x += words + 16;
        }
    }
};

Palette::Palette(QWidget *body) : Flyout(body)
{
    setObjectName(QStringLiteral("palette"));
    m_model = new PaletteModel(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 6, 10, 6);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->installEventFilter(this);
    m_field->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    head->addWidget(m_field);
    column->addLayout(head);
    m_list = new QListView(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(*m_model, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(m_list, 1);
    m_foot = new PaletteFoot(this);
    column->addWidget(m_foot);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index, false); });
    retranslate();
}

void Palette::retranslate()
{
    m_field->setPlaceholderText(tr("Go to a topic, group, broker, page or command"));
    m_field->setAccessibleName(tr("Go to anything"));
    m_list->setAccessibleName(tr("Found"));
}

void Palette::openWith(const QString &typed)
{
    m_all = m_source ? m_source() : std::vector<PaletteItem>();
    m_model->setItems(m_all);
    m_field->setText(typed);
    search(typed);
    open();
    m_field->selectAll();
}

void Palette::search(const QString &typed)
{
    if (m_linkReader && typed.contains(QLatin1Char(':'))) {
        if (std::optional<PaletteItem> link = m_linkReader(typed)) {
            std::vector<PaletteItem> items = m_all;
            items.push_back(std::move(*link));
            m_model->setItems(std::move(items));
        }
    }
    m_model->setQuery(typed);
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->scrollToTop();
    m_foot->empty = m_model->rowCount() == 0;
    m_foot->update();
    if (isOpen())
        reposition();
}

void Palette::choose(const QModelIndex &index, bool beside)
{
    if (!index.isValid())
        return;
    const PaletteItem item = m_model->item(index.row());
    closeFlyout();
    Q_EMIT chosen(item, beside);
}

QRect Palette::placeIn(const QRect &body) const
{
    const Look &l = look();
    const int width = std::min(l.px(kWidth), body.width() - 24);
    const int rows = std::clamp(m_model->rowCount(), 0, kVisibleRows);
    m_foot->setFixedHeight(l.px(30));
    const int around = layout()->contentsMargins().top() + layout()->contentsMargins().bottom();
    const int list = rows * l.px(kRow) + 2 * m_list->frameWidth();
    const int height = std::max(l.px(26), m_field->sizeHint().height()) + 14 + list + l.px(30) + around;
    return {(body.width() - width) / 2, l.px(40) + 8, width, std::min(height, body.height() - l.px(40) - 16)};
}

QWidget *Palette::focusTarget()
{
    return m_field;
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int rows = m_model->rowCount();
        const int row = m_list->currentIndex().row();
        int to = -1;
        switch (key->key()) {
        case Qt::Key_Down: to = rows > 0 ? (row + 1) % rows : -1; break;
        case Qt::Key_Up: to = rows > 0 ? (row + rows - 1) % rows : -1; break;
        case Qt::Key_PageDown: to = std::min(row + kVisibleRows, rows - 1); break;
        case Qt::Key_PageUp: to = std::max(row - kVisibleRows, 0); break;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(m_list->currentIndex(), key->modifiers() & Qt::ControlModifier); return true;
        default: return Flyout::eventFilter(watched, event);
        }
        if (to >= 0)
            m_list->setCurrentIndex(m_model->index(to, 0));
        return true;
    }
    return Flyout::eventFilter(watched, event);
}

} // namespace weir::widgets
