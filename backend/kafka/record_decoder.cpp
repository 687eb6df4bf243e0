// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/record_decoder.h"

#include "backend/decode/decode.h"

#include <QPromise>

namespace weir::kafka {

namespace {

static_assert(static_cast<int>(model::Format::Bytes) == static_cast<int>(decode::Format::Bytes)
              && static_cast<int>(model::Format::Json) == static_cast<int>(decode::Format::Json));

model::DecodedNode toModel(const decode::Node &node)
{
    model::DecodedNode result;
    result.name = QString::fromStdString(node.name);
    result.type = QString::fromLatin1(node.type);
    result.value = QString::fromStdString(node.value);
    result.begin = static_cast<qint64>(node.begin);
    result.end = static_cast<qint64>(node.end);
    result.children.reserve(node.children.size());
    for (const decode::Node &child : node.children)
        result.children.push_back(toModel(child));
    return result;
}

model::Decoded decodeOne(const std::optional<QByteArray> &bytes, std::optional<model::Format> as)
{
    std::optional<base::ByteView> view;
    if (bytes)
        view = base::ByteView(reinterpret_cast<const std::uint8_t *>(bytes->constData()), static_cast<std::size_t>(bytes->size()));
    std::optional<decode::Format> format;
    if (as)
        format = static_cast<decode::Format>(*as);
    const decode::Decoded decoded = decode::decode(view, format);
    model::Decoded result;
    result.format = static_cast<model::Format>(decoded.format);
    result.root = toModel(decoded.root);
    result.text = QString::fromStdString(decoded.text);
    result.shortened = decoded.shortened;
    if (decoded.problem) {
        result.error = QString::fromStdString(decoded.problem->words);
        result.errorAt = static_cast<qint64>(decoded.problem->at);
    }
    return result;
}

} // namespace

PoolRecordDecoder::PoolRecordDecoder()
{
    m_pool.setMaxThreadCount(1); // the one last asked for is the one wanted; more threads would only race for it
}

PoolRecordDecoder::~PoolRecordDecoder()
{
    m_pool.waitForDone();
}

api::Future<model::DecodedRecord> PoolRecordDecoder::decode(const model::Record &record, std::optional<model::Format> keyAs,
                                                            std::optional<model::Format> valueAs)
{
    auto promise = std::make_shared<QPromise<base::Result<model::DecodedRecord>>>();
    promise->start();
    auto future = promise->future();
    m_pool.start([promise, record, keyAs, valueAs] {
        model::DecodedRecord decoded;
        decoded.key = decodeOne(record.key, keyAs);
        decoded.value = decodeOne(record.value, valueAs);
        for (const model::RecordHeader &header : record.headers)
            decoded.headers.push_back(decodeOne(header.value, std::nullopt));
        promise->addResult(std::move(decoded));
        promise->finish();
    });
    return future;
}

} // namespace weir::kafka
