// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_text.h"

#include <QDateTime>
#include <QStringDecoder>
#include <QTimeZone>

#include <cctype>

namespace weir::widgets {

namespace {

/// Whether the bytes are one JSON object or array by RFC 8259, told in one pass: what export embeds as written, digits and
/// all, must not break the JSON of its line.
class JsonCheck
{
public:
    static bool holds(const QByteArray &bytes)
    {
        JsonCheck check(bytes);
        check.skipBlanks();
        return (check.next() == '{' || check.next() == '[') && check.document();
    }

private:
    explicit JsonCheck(const QByteArray &bytes) : m_at(bytes.constData()), m_end(m_at + bytes.size()) {}

    char next() const { return m_at < m_end ? *m_at : '\0'; }
    bool eat(char c)
    {
        if (next() != c)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
    }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    bool digits()
    {
        const char *const from = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at > from;
    }
    bool number()
    {
        eat('-');
        if (!eat('0') && !digits())
            return false;
        if (eat('.') && !digits())
            return false;
        if (!eat('e') && !eat('E'))
            return true;
        if (!eat('+'))
            eat('-');
        return digits();
    }
    bool word(QByteArrayView text)
    {
        if (!QByteArrayView(m_at, m_end - m_at).startsWith(text))
            return false;
        m_at += text.size();
        return true;
    }
    bool string()
    {
        if (!eat('"'))
            return false;
        for (; m_at < m_end; ++m_at) {
            const auto c = static_cast<unsigned char>(*m_at);
            if (c == '"')
                return ++m_at, true;
            if (c < 0x20)
                return false;
            if (c != '\\')
                continue;
            if (++m_at == m_end || !QByteArrayView("\"\\/bfnrtu").contains(*m_at))
                return false;
            for (int i = 0; *m_at == 'u' && i < 4; ++i) {
                if (m_end - m_at <= i + 1 || !std::isxdigit(static_cast<unsigned char>(m_at[i + 1])))
                    return false;
            }
        }
        return false;
    }
    bool scalar() { return next() == '"' ? string() : next() == 't' ? word("true") : next() == 'f' ? word("false") : next() == 'n' ? word("null") : number(); }
    /// The name of a member and its colon.
    bool name()
    {
        skipBlanks();
        if (!string())
            return false;
        skipBlanks();
        return eat(':');
    }
    /// Without recursion: nesting costs a byte a level.
    bool document()
    {
        QByteArray open;
        for (;;) {
            skipBlanks();
            if (next() == '{' || next() == '[') {
                open += *m_at++;
                skipBlanks();
                if (!eat(closing(open))) {
                    if (open.back() == '{' && !name())
                        return false;
                    continue;
                }
                open.chop(1);
            } else if (!scalar()) {
                return false;
            }
            // A value has ended: close what ends with it, or go on behind a comma.
            for (skipBlanks(); !open.isEmpty() && eat(closing(open)); skipBlanks())
                open.chop(1);
            if (open.isEmpty())
                return m_at == m_end;
            if (!eat(',') || (open.back() == '{' && !name()))
                return false;
        }
    }
    static char closing(const QByteArray &open) { return open.back() == '{' ? '}' : ']'; }

    const char *m_at;
    const char *m_end;
};

void appendJsonString(QByteArray &into, const QByteArray &utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    into += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"': into += "\\\""; break;
        case '\\': into += "\\\\"; break;
        case '\n': into += "\\n"; break;
        case '\r': into += "\\r"; break;
        case '\t': into += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                into += "\\u00";
                into += digits[(c >> 4) & 15];
                into += digits[c & 15];
            } else {
                into += c;
            }
        }
    }
    into += '"';
}

void appendBytes(QByteArray &into, const std::optional<QByteArray> &bytes, bool mayEmbed)
{
    if (!bytes) {
        into += "null";
    } else if (mayEmbed && isText(*bytes) && JsonCheck::holds(*bytes)) {
        QByteArray line = bytes->trimmed();
        line.replace('\n', ' ').replace('\r', ' ');
        into += line;
    } else if (isText(*bytes)) {
        appendJsonString(into, *bytes);
    } else {
        into += "{\"base64\":\"" + bytes->toBase64() + "\"}";
    }
}

void appendHeaders(QByteArray &into, const QVector<model::RecordHeader> &headers)
{
    into += '[';
    for (qsizetype i = 0; i < headers.size(); ++i) {
        into += i > 0 ? ",{\"name\":" : "{\"name\":";
        appendBytes(into, headers[i].name, false);
        into += ",\"value\":";
        appendBytes(into, headers[i].value, false);
        into += '}';
    }
    into += ']';
}

/// As RFC 4180; an empty text is quoted, so that it is apart from null, which is nothing at all.
QByteArray csvField(const QByteArray &text)
{
    if (text.isEmpty())
        return "\"\"";
    if (!text.contains('"') && !text.contains(',') && !text.contains('\n') && !text.contains('\r'))
        return text;
    QByteArray quoted = text;
    return '"' + quoted.replace('"', "\"\"") + '"';
}

QByteArray isoTime(qint64 ms)
{
    return ms < 0 ? QByteArray() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8();
}

} // namespace

bool isText(const QByteArray &bytes)
{
    return bytes.isValidUtf8() && !bytes.contains('\0');
}

std::optional<qint64> aheadOfNow(const model::Record &record, qint64 nowMs)
{
    constexpr qint64 kClocksDifferMs = 60'000;
    return record.timestampMs > nowMs + kClocksDifferMs ? std::optional(record.timestampMs - nowMs) : std::nullopt;
}

QString oneLine(const QByteArray &bytes, qsizetype most)
{
    const qsizetype length = std::min(bytes.size(), most);
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(QByteArrayView(bytes.constData(), length));
    // Cut in the middle of a character is no fault of the record; the decoder keeps the rest for later.
    bool binary = decoder.hasError();
    for (QChar &c : text) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t'))
            c = QLatin1Char(' ');
        else if (c.category() == QChar::Other_Control)
            binary = true;
    }
    if (binary) {
        constexpr qsizetype shown = 48;
        return QString::fromLatin1(bytes.left(shown).toHex(' ')) + (bytes.size() > shown ? QStringLiteral(" …") : QString());
    }
    return bytes.size() > length ? text + QStringLiteral(" …") : text;
}

QByteArray recordJson(const model::Record &record)
{
    QByteArray line = "{\"topic\":";
    appendJsonString(line, record.topic.toUtf8());
    line += ",\"partition\":" + QByteArray::number(record.partition) + ",\"offset\":" + QByteArray::number(record.offset);
    line += ",\"timestamp\":" + (record.timestampMs < 0 ? QByteArray("null") : QByteArray::number(record.timestampMs));
    line += ",\"key\":";
    appendBytes(line, record.key, false);
    line += ",\"headers\":";
    appendHeaders(line, record.headers);
    line += ",\"value\":";
    appendBytes(line, record.value, true);
    return line + '}';
}

QByteArray recordCsvHeader()
{
    return "topic,partition,offset,timestamp,key,value,headers";
}

QByteArray recordCsv(const model::Record &record)
{
    const auto field = [](const std::optional<QByteArray> &bytes) {
        return !bytes ? QByteArray() : isText(*bytes) ? csvField(*bytes) : "base64:" + bytes->toBase64();
    };
    QByteArray headers;
    if (!record.headers.isEmpty())
        appendHeaders(headers, record.headers);
    return csvField(record.topic.toUtf8()) + ',' + QByteArray::number(record.partition) + ',' + QByteArray::number(record.offset) + ','
           + isoTime(record.timestampMs) + ',' + field(record.key) + ',' + field(record.value) + ',' + (headers.isEmpty() ? QByteArray() : csvField(headers));
}

} // namespace weir::widgets
