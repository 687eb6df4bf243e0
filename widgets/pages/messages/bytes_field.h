// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QComboBox;
class QPlainTextEdit;

namespace weir::widgets {

class Label;

/// A field for bytes: as text, hex or base64, or null. Bytes that were set and not edited come out as they went in,
/// whatever they are; what would not survive as text is shown as hex, what is too large to edit stays as it is.
class BytesField : public QWidget
{
    Q_OBJECT

public:
    enum class Size { Line, Page };

    /// `name` for screen readers; `nullWord` is what null means here ("No key").
    BytesField(const QString &name, const QString &nullWord, Size size, QWidget *parent = nullptr);

    void setBytes(const std::optional<QByteArray> &bytes);
    /// False where what stands there is no hex or base64: the field is marked and says why. Else the bytes, null where empty.
    bool read(std::optional<QByteArray> &into);
    /// The same without marking anything, while somebody is still typing.
    bool peek(std::optional<QByteArray> &into) const;
    bool isNull() const;
    QPlainTextEdit *editor() const { return m_editor; }

Q_SIGNALS:
    void edited();

private:
    enum class Format { Text, Hex, Base64, Null };
    Format format() const;
    void formatChosen();
    /// False where the bytes would come out of the editor as others.
    bool show(const std::optional<QByteArray> &bytes, Format as);
    std::optional<QByteArray> parse(Format as, bool &ok) const;
    void say(const QString &problem);
    bool eventFilter(QObject *watched, QEvent *event) override;

    QPlainTextEdit *m_editor;
    QComboBox *m_format;
    Label *m_problem;
    Size m_size;
    std::optional<QByteArray> m_bytes; // as set, or as last read
    Format m_shown = Format::Null;
    bool m_touched = false; // the text is newer than m_bytes
    bool m_setting = false;
};

} // namespace weir::widgets
