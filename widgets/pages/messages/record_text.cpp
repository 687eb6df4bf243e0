// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_text.h"

#include <QDateTime>
#include <QStringDecoder>
#include <QTimeZone>

namespace weir::widgets {

namespace {

bool isText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && !text.contains(QChar(0));
}

/// Whether the bytes are bracketed like a JSON object or array: what export embeds as written must not break the line's
/// own JSON, so brackets and quotes are counted.
bool isBracketedJson(const QByteArray &bytes)
{
    const QByteArray trimmed = bytes.trimmed();
    if (trimmed.isEmpty() || (trimmed.front() != '{' && trimmed.front() != '['))
        return false;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const char c = trimmed[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
            else if (static_cast<unsigned char>(c) < 0x20)
                return false;
            continue;
        }
        if (c == '"')
            inString = true;
        else if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0 && i + 1 < trimmed.size())
            return false;
    }
    return depth == 0 && !inString;
}

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
    } else if (mayEmbed && isText(*bytes) && isBracketedJson(*bytes)) {
        QByteArray line = bytes->trimmed();
        line.replace('\n', ' ').replace('\r', ' ');
        into += line;
    } else if (isText(*bytes)) {
        appendJsonString(into, *bytes);
    } else {
        into += "{\"base64\":\"" + bytes->toBase64() + "\"}";
    }
}

QByteArray csvField(const QByteArray &text)
{
    if (!text.contains('"') && !text.contains(',') && !text.contains('\n') && !text.contains('\r'))
        return text;
    QByteArray quoted = text;
    return '"' + quoted.replace('"', "\"\"") + '"';
}

QByteArray isoTime(qint64 ms)
{
    return ms < 0 ? QByteArray() : QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs).toUtf8();
}

} // namespace

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
    line += ",\"headers\":[";
    for (qsizetype i = 0; i < record.headers.size(); ++i) {
        line += i > 0 ? ",{\"name\":" : "{\"name\":";
        appendBytes(line, record.headers[i].name, false);
        line += ",\"value\":";
        appendBytes(line, record.headers[i].value, false);
        line += '}';
    }
    line += "],\"value\":";
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
    for (const model::RecordHeader &header : record.headers)
        headers += (headers.isEmpty() ? QByteArray() : QByteArray("; ")) + header.name + '=' + (header.value ? field(header.value) : QByteArray("null"));
    return csvField(record.topic.toUtf8()) + ',' + QByteArray::number(record.partition) + ',' + QByteArray::number(record.offset) + ','
           + isoTime(record.timestampMs) + ',' + field(record.key) + ',' + field(record.value) + ',' + csvField(headers);
}

} // namespace weir::widgets
