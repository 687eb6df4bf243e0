// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/key_value_grid.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"
#include "widgets/theme/draw.h"

#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

/// A line above what follows.
class SectionLine : public QWidget
{
public:
    explicit SectionLine(QWidget *parent) : QWidget(parent) { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), look().border);
    }
};

} // namespace

KeyValueGrid::KeyValueGrid(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Look::kSpace4);
    grid->setVerticalSpacing(Look::kSpace2);
    grid->setColumnStretch(2, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void KeyValueGrid::setValuesLeft(bool left)
{
    m_left = left;
    const auto rows = m_rows;
    m_rows.clear();
    rebuild(rows);
}

void KeyValueGrid::setRows(const std::vector<KeyValue> &rows)
{
    if (rows == m_rows)
        return;
    if (rows.size() != m_lines.size()) {
        rebuild(rows);
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const KeyValue &row = rows[i];
        if (row == m_rows[i])
            continue;
        const Line &line = m_lines[i];
        line.label->setText(row.label);
        if (line.value->text() != row.value)
            line.value->setText(row.value);
        const bool quiet = row.quiet || row.value == format::unknown() || row.value == format::none();
        const bool words = !row.data || (quiet && draw::hasHangul(row.value));
        line.value->setRole(words ? FontRole::Body : FontRole::Data, quiet ? Ink::Text3 : Ink::Text);
        line.value->setVisible(!row.state.has_value());
        line.state->setVisible(row.state.has_value());
        if (row.state)
            line.state->set(*row.state, row.value);
        line.label->setToolTip(row.toolTip);
        line.value->setToolTip(row.toolTip);
        line.value->setAccessibleName(row.label + QLatin1String(": ") + row.value);
    }
    m_rows = rows;
}

void KeyValueGrid::rebuild(const std::vector<KeyValue> &rows)
{
    for (const Line &line : m_lines) {
        delete line.label;
        delete line.state;
        delete line.value;
    }
    m_lines.clear();
    auto *grid = static_cast<QGridLayout *>(layout());
    const auto align = m_left ? Qt::AlignLeft : Qt::AlignRight;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int row = static_cast<int>(i);
        Line line{new Label({}, FontRole::Body, Ink::Text2, this), new StateLabel(this), new Label(this)};
        line.value->setSelectable(true);
        line.value->setElided(Qt::ElideMiddle);
        line.value->setAlignment(align | Qt::AlignVCenter);
        line.label->setMinimumHeight(look().px(20));
        grid->addWidget(line.label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
        grid->addWidget(line.value, row, 2);
        grid->addWidget(line.state, row, 2, align | Qt::AlignVCenter);
        m_lines.push_back(line);
    }
    // The words are set by the same path as a refresh.
    m_rows.assign(rows.size(), KeyValue{QStringLiteral("\u0000"), {}, true, {}, {}, false});
    setRows(rows);
    updateGeometry();
}

// ---- Inspector

Inspector::Inspector(QWidget *parent)
    : QWidget(parent),
      m_title(new Label({}, FontRole::DataStrong, Ink::Text, this)),
      m_pill(new Pill(this)),
      m_sentence(new Label({}, FontRole::Body, Ink::Text2, this)),
      m_open(makeIconButton(Icon::Detach, tr("Open as a page"), ButtonKind::Quiet, this)),
      m_sections(new QVBoxLayout),
      m_footer(new QWidget(this))
{
    auto *head = new QWidget(this);
    const auto applyLook = [head] { head->setFixedHeight(look().px(36)); };
    connect(&LookController::instance(), &LookController::changed, head, applyLook);
    applyLook();
    auto *headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(Look::kSpace4, 0, Look::kSpace2, 0);
    headLayout->setSpacing(2);
    m_title->setElided(Qt::ElideMiddle);
    m_open->hide();
    auto *close = makeIconButton(Icon::Close, tr("Close"), ButtonKind::Quiet, head);
    headLayout->addWidget(m_title, 1);
    headLayout->addWidget(m_open);
    headLayout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &Inspector::closed);
    connect(m_open, &QToolButton::clicked, this, &Inspector::opened);

    auto *body = new QWidget;
    auto *bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(0, Look::kSpace3, 0, Look::kSpace4);
    bodyLayout->setSpacing(Look::kSpace3);
    auto *intro = new QVBoxLayout;
    intro->setContentsMargins(Look::kSpace4, 0, Look::kSpace4, 0);
    intro->setSpacing(Look::kSpace3);
    intro->addWidget(m_pill);
    intro->addWidget(m_sentence);
    bodyLayout->addLayout(intro);
    m_sections->setSpacing(Look::kSpace3);
    bodyLayout->addLayout(m_sections);
    bodyLayout->addStretch(1);
    m_pill->hide();
    m_sentence->hide();
    m_sentence->setWordWrap(true);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    body->setBackgroundRole(QPalette::Base);

    auto *footerLayout = new QHBoxLayout(m_footer);
    footerLayout->setContentsMargins(Look::kSpace4, Look::kSpace3, Look::kSpace4, Look::kSpace3);
    footerLayout->setSpacing(Look::kSpace3);
    footerLayout->addStretch(1);
    m_footer->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(new SectionLine(this));
    layout->addWidget(scroll, 1);
    layout->addWidget(m_footer);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void Inspector::setTitle(const QString &title, bool data)
{
    m_title->setRole(data ? FontRole::DataStrong : FontRole::Strong, Ink::Text);
    m_title->setText(title);
    setAccessibleName(title);
}

void Inspector::setPill(State state, const QString &word)
{
    m_pill->set(state, word);
    m_pill->show();
}

void Inspector::clearPill() { m_pill->hide(); }

void Inspector::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void Inspector::addSection(const QString &title, QWidget *content)
{
    auto *section = new QWidget(this);
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Look::kSpace3);
    if (!title.isEmpty()) {
        layout->addWidget(new SectionLine(section));
        auto *head = new Label(title, FontRole::Strong, Ink::Text, section);
        head->setContentsMargins(Look::kSpace4, 0, Look::kSpace4, 0);
        layout->addWidget(head);
    }
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(Look::kSpace4, 0, Look::kSpace4, 0);
    inner->addWidget(content);
    layout->addLayout(inner);
    // "How it is counted" stays last.
    const int at = m_how ? m_sections->indexOf(m_how) : -1;
    m_sections->insertWidget(at, section);
}

KeyValueGrid *Inspector::addSection(const QString &title)
{
    auto *grid = new KeyValueGrid;
    addSection(title, grid);
    return grid;
}

void Inspector::setHowCounted(const QStringList &lines)
{
    if (!m_howText) {
        m_howText = new Label({}, FontRole::Small, Ink::Text2);
        m_howText->setWordWrap(true);
        addSection(tr("How it is counted"), m_howText);
        m_how = m_sections->itemAt(m_sections->count() - 1)->widget();
    }
    m_howText->setText(lines.join(u'\n'));
    m_how->setVisible(!lines.isEmpty());
}

void Inspector::addFooterButton(QWidget *button)
{
    auto *layout = static_cast<QHBoxLayout *>(m_footer->layout());
    layout->insertWidget(layout->count() - 1, button);
    m_footer->show();
}

void Inspector::setOpenable(bool openable) { m_open->setVisible(openable); }

QSize Inspector::sizeHint() const { return {look().px(340), 400}; }

void Inspector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), look().panel);
    draw::vLine(painter, 0, 0, height() - 1, look().border);
    if (!m_footer->isHidden())
        draw::hLine(painter, 0, width() - 1, m_footer->geometry().top(), look().border);
}

} // namespace weir::widgets
