// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/bytes_field.h"

#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/theme/controls.h"
#include "widgets/theme/look.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>
#include <cctype>

namespace weir::widgets {

namespace {
constexpr qsizetype kLargestEdited = 256 * 1024;
constexpr qsizetype kPreview = 4096;
}

BytesField::BytesField(const QString &name, const QString &nullWord, Size size, QWidget *parent)
    : QWidget(parent)
    , m_editor(new QPlainTextEdit)
    , m_format(new QComboBox)
    , m_problem(new Label({}, FontRole::Small, Ink::Error))
    , m_size(size)
{
    setDataFont(m_editor);
    m_editor->setAccessibleName(name);
    m_editor->setTabChangesFocus(true);
    if (size == Size::Line) {
        m_editor->setFixedHeight(look().px(30));
        m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_editor->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_editor->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_editor->installEventFilter(this);
    } else {
        m_editor->setMinimumHeight(look().px(150));
    }
    m_format->setAccessibleName(tr("%1, format").arg(name));
    m_format->addItem(tr("Text"), static_cast<int>(Format::Text));
    m_format->addItem(tr("Hex"), static_cast<int>(Format::Hex));
    m_format->addItem(tr("Base64"), static_cast<int>(Format::Base64));
    m_format->addItem(nullWord, static_cast<int>(Format::Null));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_editor, 0, 0);
    grid->addWidget(m_format, 0, 1, Qt::AlignTop);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (m_setting)
            return;
        if (m_shown == Format::Null) { // who writes into nothing means text
            m_shown = Format::Text;
            m_format->setCurrentIndex(m_format->findData(static_cast<int>(Format::Text)));
            m_editor->setPlaceholderText(tr("empty"));
        }
        m_touched = true;
        say({});
        Q_EMIT edited();
    });
    connect(m_format, &QComboBox::activated, this, &BytesField::formatChosen);
    setBytes(std::nullopt);
}

BytesField::Format BytesField::format() const
{
    return static_cast<Format>(m_format->currentData().toInt());
}

bool BytesField::isNull() const
{
    return m_shown == Format::Null;
}

void BytesField::setBytes(const std::optional<QByteArray> &bytes)
{
    m_bytes = bytes;
    say({});
    if (!bytes)
        show(bytes, Format::Null);
    else if (!isText(*bytes) || !show(bytes, Format::Text))
        show(bytes, Format::Hex);
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(m_shown)));
}

bool BytesField::show(const std::optional<QByteArray> &bytes, Format as)
{
    const QByteArray all = bytes.value_or(QByteArray());
    const bool large = all.size() > kLargestEdited;
    QString text;
    if (large)
        text = oneLine(all, kPreview);
    else if (as == Format::Text)
        text = QString::fromUtf8(all);
    else if (as == Format::Hex)
        text = QString::fromLatin1(all.toHex(' '));
    else if (as == Format::Base64)
        text = QString::fromLatin1(all.toBase64());
    m_setting = true;
    m_editor->setPlainText(text);
    m_setting = false;
    // The editor takes some characters for others: carriage returns, no-break spaces, separators of lines.
    if (as == Format::Text && !large && m_editor->toPlainText().toUtf8() != all)
        return false;
    m_editor->setReadOnly(large);
    if (m_size == Size::Line) // a line that was read with line ends in it is seen as it is
        m_editor->setFixedHeight(look().px(m_editor->blockCount() > 1 ? 56 : 30));
    m_editor->setPlaceholderText(as == Format::Null ? m_format->itemText(m_format->findData(static_cast<int>(Format::Null))) : tr("empty"));
    m_format->setEnabled(!large);
    if (large) {
        m_problem->setInk(Ink::Text2);
        m_problem->setText(tr("%1, too large to edit here: sent as it was read.").arg(format::bytes(all.size())));
        m_problem->show();
    }
    m_shown = as;
    m_touched = false;
    return true;
}

std::optional<QByteArray> BytesField::parse(Format as, bool &ok) const
{
    ok = true;
    if (as == Format::Null)
        return std::nullopt;
    const QString text = m_editor->toPlainText();
    if (as == Format::Text)
        return text.toUtf8();
    QByteArray packed = text.toUtf8();
    packed.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\t'; });
    if (as == Format::Hex) {
        ok = packed.size() % 2 == 0 && std::all_of(packed.begin(), packed.end(), [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
        return QByteArray::fromHex(packed);
    }
    const auto decoded = QByteArray::fromBase64Encoding(packed, QByteArray::AbortOnBase64DecodingErrors);
    ok = decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok;
    return decoded.decoded;
}

bool BytesField::peek(std::optional<QByteArray> &into) const
{
    bool ok = true;
    into = m_touched ? parse(m_shown, ok) : m_shown == Format::Null ? std::nullopt : m_bytes;
    return ok;
}

bool BytesField::read(std::optional<QByteArray> &into)
{
    if (m_touched) {
        bool ok = false;
        const std::optional<QByteArray> bytes = parse(m_shown, ok);
        if (!ok) {
            say(m_shown == Format::Hex ? tr("Not hex: two digits 0-9, a-f a byte") : tr("Not base64"));
            m_editor->setFocus();
            return false;
        }
        m_bytes = bytes;
        m_touched = false;
    }
    into = m_shown == Format::Null ? std::nullopt : m_bytes ? m_bytes : std::optional(QByteArray(""));
    return true;
}

void BytesField::formatChosen()
{
    const Format wanted = format();
    std::optional<QByteArray> bytes;
    const Format before = m_shown;
    if (wanted == before)
        return;
    // Null forgets nothing: the bytes come back with the next format.
    const bool readable = before == Format::Null || read(bytes);
    const std::optional<QByteArray> kept = m_bytes;
    if (readable && show(wanted == Format::Null ? std::nullopt : std::optional(kept.value_or(QByteArray(""))), wanted)) {
        say({});
        m_bytes = kept;
        Q_EMIT edited();
        return;
    }
    if (readable) {
        show(before == Format::Null ? std::nullopt : kept, before);
        say(tr("These bytes would not survive as text."));
    }
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(before)));
}

void BytesField::say(const QString &problem)
{
    m_problem->setInk(Ink::Error);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    setHasError(m_editor, !problem.isEmpty());
}

bool BytesField::eventFilter(QObject *watched, QEvent *event)
{
    // A field of one line: Enter does not begin a second one.
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier)
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace weir::widgets
