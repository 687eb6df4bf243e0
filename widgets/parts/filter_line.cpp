// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/filter_line.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"
#include "widgets/theme/state_shapes.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QTimer>

#include <array>

namespace weir::widgets {

std::vector<FilterToken> tokenizeFilter(const QString &text)
{
    using Kind = FilterToken::Kind;
    static constexpr std::array<QLatin1String, 14> kKeywords = {
        QLatin1String("and"),     QLatin1String("or"),   QLatin1String("not"),  QLatin1String("like"),  QLatin1String("in"),
        QLatin1String("is"),      QLatin1String("null"), QLatin1String("true"), QLatin1String("false"), QLatin1String("between"),
        QLatin1String("matches"), QLatin1String("regexp"), QLatin1String("contains"), QLatin1String("exists")};
    std::vector<FilterToken> tokens;
    const int size = static_cast<int>(text.size());
    int i = 0;
    while (i < size) {
        const QChar c = text[i];
        const int start = i;
        if (c == u'\'' || c == u'"') {
            ++i;
            while (i < size && text[i] != c)
                i += text[i] == u'\\' ? 2 : 1;
            i = std::min(size, i + 1);
            tokens.push_back({Kind::Text, start, i - start});
        } else if (c.isDigit() || (c == u'-' && i + 1 < size && text[i + 1].isDigit())) {
            ++i;
            while (i < size && (text[i].isLetterOrNumber() || text[i] == u'.' || text[i] == u'_'))
                ++i;
            tokens.push_back({Kind::Number, start, i - start});
        } else if (c.isLetter() || c == u'_') {
            while (i < size && (text[i].isLetterOrNumber() || text[i] == u'_' || text[i] == u'.' || text[i] == u'[' || text[i] == u']'))
                ++i;
            const QStringView word = QStringView(text).mid(start, i - start);
            const bool keyword = std::any_of(kKeywords.begin(), kKeywords.end(), [word](QLatin1String k) {
                return word.compare(k, Qt::CaseInsensitive) == 0;
            });
            tokens.push_back({keyword ? Kind::Keyword : Kind::Field, start, i - start});
        } else {
            ++i;
        }
    }
    return tokens;
}

namespace {

class Highlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    FilterLine::Tokenizer tokenizer = tokenizeFilter;
    std::optional<std::pair<int, int>> bad;

protected:
    void highlightBlock(const QString &text) override
    {
        const Look &l = look();
        for (const FilterToken &token : tokenizer(text)) {
            QTextCharFormat format;
            switch (token.kind) {
            case FilterToken::Kind::Field:
                format.setForeground(l.series[4]);
                break;
            case FilterToken::Kind::Text:
                format.setForeground(l.series[2]);
                break;
            case FilterToken::Kind::Number:
                format.setForeground(l.series[1]);
                break;
            case FilterToken::Kind::Keyword:
                format.setFontWeight(QFont::Bold);
                break;
            case FilterToken::Kind::Plain:
                continue;
            }
            setFormat(token.start, token.length, format);
        }
    }
};

} // namespace

/// One line of text with colours. A plain text edit and not a line edit, because only that takes formats without
/// disturbing an input method.
class FilterEdit : public QPlainTextEdit
{
public:
    explicit FilterEdit(QWidget *parent) : QPlainTextEdit(parent), highlighter(new Highlighter(document()))
    {
        setFrameShape(QFrame::NoFrame);
        setLineWrapMode(QPlainTextEdit::NoWrap);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setTabChangesFocus(true);
        document()->setDocumentMargin(0);
        viewport()->setAutoFillBackground(false);
        setDataFont(this);
    }

    std::function<void()> run;
    std::function<bool()> stop;
    Highlighter *highlighter;

    QSize sizeHint() const override { return {200, lineHeight()}; }
    QSize minimumSizeHint() const override { return {60, lineHeight()}; }
    int lineHeight() const { return QFontMetrics(look().font(FontRole::Data)).lineSpacing() + 2; }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            run();
            return;
        }
        if (event->key() == Qt::Key_Escape && stop())
            return;
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
            event->ignore();
            return;
        }
        QPlainTextEdit::keyPressEvent(event);
    }

    void insertFromMimeData(const QMimeData *source) override
    {
        QString text = source->text();
        text.replace(QLatin1Char('\n'), QLatin1Char(' '));
        text.replace(QLatin1Char('\r'), QLatin1Char(' '));
        insertPlainText(text);
    }

    void paintEvent(QPaintEvent *event) override
    {
        QPlainTextEdit::paintEvent(event);
        if (!highlighter->bad)
            return;
        // The part that cannot be read: 2 px under it.
        QTextCursor from(document());
        from.setPosition(std::min<int>(highlighter->bad->first, document()->characterCount() - 1));
        QTextCursor to(document());
        to.setPosition(std::min<int>(highlighter->bad->first + highlighter->bad->second, document()->characterCount() - 1));
        QPainter painter(viewport());
        const QRect a = cursorRect(from);
        const QRect b = cursorRect(to);
        painter.fillRect(QRect(a.left(), a.bottom() - 1, std::max(6, b.left() - a.left()), 2), look().error);
    }
};

/// The frame with bar and shape.
class FilterFrame : public QWidget
{
public:
    explicit FilterFrame(FilterLine *line) : QWidget(line), m_line(line) {}

    static State stateOf(FilterLine::FilterState state)
    {
        using F = FilterLine::FilterState;
        switch (state) {
        case F::Valid:
            return State::Ok;
        case F::FullScan:
            return State::Warn;
        case F::Invalid:
            return State::Error;
        case F::Running:
            return State::Busy;
        case F::Stopped:
        case F::Empty:
            return State::Stopped;
        }
        return State::Unknown;
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        using F = FilterLine::FilterState;
        const Look &l = look();
        QPainter painter(this);
        const bool focus = isAncestorOf(focusWidget() ? focusWidget() : this) && window()->focusWidget()
                           && isAncestorOf(window()->focusWidget());
        const F state = m_line->state();
        const QColor bar = state == F::Empty ? l.borderStrong : l.state(stateOf(state));
        const QColor edge = state == F::Invalid ? l.error : focus ? l.focus : l.borderStrong;
        draw::box(painter, rect(), l.panel, edge, focus ? 2 : 1, Look::kRadiusControl);
        painter.fillRect(QRect(0, 1, 3, height() - 2), bar);
        if (state != F::Empty)
            drawShape(painter, 10, rect(), stateOf(state), state == F::Running ? RingClock::instance().step() : 0);
    }

    void hideEvent(QHideEvent *event) override
    {
        RingClock::instance().remove(this);
        QWidget::hideEvent(event);
    }

private:
    FilterLine *m_line;
};

FilterLine::FilterLine(QWidget *parent) : QWidget(parent), m_frame(new FilterFrame(this))
{
    m_edit = new FilterEdit(m_frame);
    m_words = new Label({}, FontRole::Small, Ink::Text2, m_frame);
    m_words->setElided(Qt::ElideRight);
    m_inner = new QHBoxLayout(m_frame);
    m_inner->setContentsMargins(10 + look().px(kShapeSize) + Look::kSpace3, 0, Look::kSpace3, 0);
    m_inner->setSpacing(Look::kSpace3);
    m_inner->addWidget(m_edit, 1, Qt::AlignVCenter);
    m_inner->addWidget(m_words);
    m_run = makeButton(tr("Run"), Icon::Play, ButtonKind::Default, this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Look::kSpace3);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_run);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(m_edit);

    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setInterval(150);
    connect(timer, &QTimer::timeout, this, [this] { Q_EMIT checkRequested(text()); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this, timer] {
        // The highlighter's formats arrive as changes of the text too.
        static const char kLast[] = "weirLast";
        if (m_edit->property(kLast).toString() == text() && m_edit->property(kLast).isValid())
            return;
        m_edit->setProperty(kLast, text());
        m_edit->highlighter->bad.reset();
        timer->start();
        Q_EMIT textEdited(text());
    });
    m_edit->run = [this] {
        if (m_state != FilterState::Invalid)
            Q_EMIT runRequested();
    };
    m_edit->stop = [this] {
        if (m_state != FilterState::Running)
            return false;
        Q_EMIT stopRequested();
        return true;
    };
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_state == FilterState::Running)
            Q_EMIT stopRequested();
        else
            Q_EMIT runRequested();
    });
    m_edit->installEventFilter(this);
    m_edit->setAccessibleName(tr("Filter"));
    const auto applyLook = [this] {
        m_frame->setFixedHeight(look().px(28));
        m_edit->setFixedHeight(m_edit->lineHeight());
        QPalette p = m_edit->palette();
        p.setColor(QPalette::Base, Qt::transparent);
        m_edit->setPalette(p);
        m_edit->highlighter->rehighlight();
    };
    connect(&LookController::instance(), &LookController::changed, this, applyLook);
    applyLook();
    updateButton();
}

QString FilterLine::text() const { return m_edit->toPlainText(); }

void FilterLine::setText(const QString &text)
{
    if (text == this->text())
        return;
    const QSignalBlocker blocker(this);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void FilterLine::setPlaceholder(const QString &text) { m_edit->setPlaceholderText(text); }

void FilterLine::setTokenizer(Tokenizer tokenizer)
{
    m_edit->highlighter->tokenizer = std::move(tokenizer);
    m_edit->highlighter->rehighlight();
}

void FilterLine::setState(FilterState state, const QString &words, std::optional<std::pair<int, int>> bad)
{
    m_state = state;
    m_words->setText(words);
    m_words->setInk(state == FilterState::Invalid ? Ink::Error : Ink::Text2);
    m_edit->highlighter->bad = bad;
    m_edit->setAccessibleDescription(words);
    if (state == FilterState::Running)
        RingClock::instance().add(m_frame);
    else
        RingClock::instance().remove(m_frame);
    updateButton();
    m_frame->update();
    m_edit->viewport()->update();
}

void FilterLine::updateButton()
{
    const bool running = m_state == FilterState::Running;
    m_run->setText(running ? tr("Stop") : tr("Run"));
    m_run->setIcon(icon(running ? Icon::Stop : Icon::Play));
    setKeyHint(m_run, running ? QStringLiteral("Esc") : QString());
    m_run->setEnabled(m_state != FilterState::Invalid);
    m_run->setToolTip(running ? QString() : tr("Enter"));
}

void FilterLine::setRunVisible(bool visible) { m_run->setVisible(visible); }

void FilterLine::addInnerWidget(QWidget *widget) { m_inner->addWidget(widget); }

void FilterLine::focusEdit()
{
    m_edit->setFocus();
    m_edit->selectAll();
}

bool FilterLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        m_frame->update();
    return QWidget::eventFilter(watched, event);
}

void FilterLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateButton();
}

// ---- ScanStrip

ScanStrip::ScanStrip(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }

void ScanStrip::setParts(const QString &hits, const QStringList &rest, const QString &plan)
{
    m_hits = hits;
    m_rest = rest;
    m_plan = plan;
    setAccessibleName((QStringList(hits) + rest + QStringList(plan)).join(QLatin1String(", ")));
    update();
}

void ScanStrip::setProgress(double fraction)
{
    m_fraction = fraction;
    update();
}

QSize ScanStrip::sizeHint() const { return {400, look().px(28)}; }

void ScanStrip::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l.panel);
    if (m_fraction >= 0) {
        painter.fillRect(QRect(0, 0, width(), 2), l.border);
        painter.fillRect(QRect(0, 0, static_cast<int>(width() * std::min(1.0, m_fraction)), 2), l.info);
    }
    const QRect line = rect().adjusted(Look::kSpace4, 2, -Look::kSpace4, 0);
    int x = line.left();
    const auto put = [&](const QString &text, FontRole role, const QColor &ink) {
        painter.setFont(l.font(role));
        painter.setPen(ink);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRect(x, line.top(), width + 2, line.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        x += width + Look::kSpace5;
    };
    put(m_hits, FontRole::Strong, l.text);
    for (const QString &part : m_rest)
        put(part, FontRole::Small, l.text2);
    painter.setFont(l.font(FontRole::Small));
    painter.setPen(l.text2);
    const QRect rest(x, line.top(), line.right() - x + 1, line.height());
    if (rest.width() > 40)
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_plan, Qt::ElideRight, rest.width()));
}

void ScanStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace weir::widgets
