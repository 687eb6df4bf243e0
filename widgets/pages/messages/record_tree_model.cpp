// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_tree_model.h"

#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/tree_view.h"
#include "widgets/theme/look.h"

#include <QDateTime>

namespace weir::widgets {

namespace {
constexpr qsizetype kLongestCell = 2000; // what a line of the tree shows; the whole stands in the text pane
}

struct RecordTreeModel::Line {
    QString name;
    QString type;
    QString value;
    Part part = Part::None;
    int header = -1;
    qint64 begin = 0;
    qint64 end = 0;
    bool head = false; // "Record", "Key", "Headers", "Value"
    bool problem = false;
    bool batch = false;
    Line *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Line>> children;

    Line &add(std::unique_ptr<Line> child)
    {
        child->parent = this;
        child->row = static_cast<int>(children.size());
        children.push_back(std::move(child));
        return *children.back();
    }
    Line &add(const QString &childName, const QString &childType, const QString &childValue)
    {
        auto child = std::make_unique<Line>();
        child->name = childName;
        child->type = childType;
        child->value = childValue;
        return add(std::move(child));
    }
};

RecordTreeModel::RecordTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Line>())
{
}

RecordTreeModel::~RecordTreeModel() = default;

std::unique_ptr<RecordTreeModel::Line> RecordTreeModel::lineFrom(const model::DecodedNode &node, Part part, int header)
{
    auto line = std::make_unique<Line>();
    line->name = node.name;
    line->type = node.type;
    const bool container = node.type == QLatin1String("object") || node.type == QLatin1String("array");
    if (container) {
        line->type = node.type == QLatin1String("object") ? tr("object, %1").arg(node.value) : tr("array, %1").arg(node.value);
    } else {
        line->value = node.type == QLatin1String("string") ? QLatin1Char('"') + node.value + QLatin1Char('"') : node.value;
    }
    line->part = part;
    line->header = header;
    line->begin = node.begin;
    line->end = node.end;
    for (const model::DecodedNode &child : node.children)
        line->add(lineFrom(child, part, header));
    return line;
}

void RecordTreeModel::addPart(Part part, int header, const QString &name, const model::Decoded &decoded, Line &into)
{
    std::unique_ptr<Line> line;
    switch (decoded.format) {
    case model::Format::Null:
        line = std::make_unique<Line>();
        line->value = part == Part::Value ? tr("null: a tombstone") : tr("null");
        line->type = tr("none");
        break;
    case model::Format::Empty:
        line = std::make_unique<Line>();
        line->type = tr("empty");
        break;
    default: line = lineFrom(decoded.root, part, header);
    }
    line->name = name;
    line->part = part;
    line->header = header;
    line->head = part != Part::Header;
    Line &added = into.add(std::move(line));
    if (!decoded.error.isEmpty()) {
        Line &problem = added.add(tr("Not readable so"), {}, tr("%1, at byte %2").arg(decoded.error).arg(decoded.errorAt));
        problem.problem = true;
    }
    if (decoded.shortened)
        added.add(tr("Shortened"), {}, tr("larger than what is shown at once; copying and export take the whole"));
}

void RecordTreeModel::addBatch(const model::Record &record, Line &into)
{
    const model::RecordBatch &batch = record.batch;
    if (batch.baseOffset < 0)
        return;
    static constexpr const char *kCodecs[] = {"none", "gzip", "snappy", "lz4", "zstd"}; // Kafka's names
    const QString codec = QLatin1String(kCodecs[std::min<std::size_t>(static_cast<std::size_t>(batch.codec), std::size(kCodecs) - 1)]);
    Line &line = into.add(tr("Batch"), {}, tr("%n record(s)", nullptr, batch.records) + QStringLiteral(", ") + codec);
    line.batch = true;
    line.add(tr("Base offset"), {}, format::count(batch.baseOffset));
    line.add(tr("Records"), {}, format::count(static_cast<qint64>(batch.records)));
    line.add(tr("Size"), {}, format::bytes(batch.bytes));
    line.add(tr("Codec"), {}, codec);
    if (batch.producerId < 0) {
        line.add(tr("Producer"), {}, tr("neither idempotent nor transactional"));
        return;
    }
    line.add(tr("Producer id"), {}, QString::number(batch.producerId));
    line.add(tr("Producer epoch"), {}, QString::number(batch.producerEpoch));
    line.add(tr("Base sequence"), {}, batch.baseSequence < 0 ? format::none() : QString::number(batch.baseSequence));
    line.add(tr("Transactional"), {}, batch.transactional ? tr("yes") : tr("no"));
}

QModelIndex RecordTreeModel::batchIndex() const
{
    if (m_root->children.empty())
        return {};
    for (const auto &child : m_root->children.front()->children) {
        if (child->batch)
            return indexOf(child.get());
    }
    return {};
}

void RecordTreeModel::show(const model::Record &record, const model::DecodedRecord &decoded)
{
    beginResetModel();
    m_root = std::make_unique<Line>();
    Line &head = m_root->add(tr("Record"), {}, QStringLiteral("%1-%2 @ %3").arg(record.topic).arg(record.partition).arg(format::count(record.offset)));
    head.head = true;
    const bool append = record.timestampType == model::Record::TimestampType::LogAppendTime;
    QString time = record.timestampMs < 0 ? format::none() : format::timestamp(record.timestampMs) + QLatin1Char(' ') + TimeDisplay::instance().zoneName();
    const std::optional<qint64> ahead = aheadOfNow(record, QDateTime::currentMSecsSinceEpoch());
    if (ahead)
        time += QStringLiteral(", ") + tr("%1 in the future").arg(format::span(*ahead));
    head.add(tr("Time"), append ? tr("append") : tr("create"), time).problem = ahead.has_value();
    if (record.leaderEpoch >= 0)
        head.add(tr("Leader epoch"), {}, QString::number(record.leaderEpoch));
    addBatch(record, head);
    addPart(Part::Key, -1, tr("Key"), decoded.key, *m_root);
    Line &headers = m_root->add(tr("Headers"), {}, record.headers.isEmpty() ? format::none() : QString::number(record.headers.size()));
    headers.head = true;
    for (qsizetype i = 0; i < record.headers.size() && i < static_cast<qsizetype>(decoded.headers.size()); ++i)
        addPart(Part::Header, static_cast<int>(i), oneLine(record.headers[i].name), decoded.headers[static_cast<std::size_t>(i)], headers);
    addPart(Part::Value, -1, tr("Value"), decoded.value, *m_root);
    endResetModel();
}

void RecordTreeModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Line>();
    endResetModel();
}

RecordTreeModel::Line *RecordTreeModel::lineAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Line *>(index.internalPointer()) : m_root.get();
}

QModelIndex RecordTreeModel::indexOf(const Line *line) const
{
    return line == nullptr || line == m_root.get() ? QModelIndex() : createIndex(line->row, 0, const_cast<Line *>(line));
}

RecordTreeModel::Bytes RecordTreeModel::bytesAt(const QModelIndex &index) const
{
    const Line *const line = lineAt(index);
    return {line->part, line->header, line->begin, line->end};
}

QModelIndex RecordTreeModel::partIndex(Part part) const
{
    for (const auto &child : m_root->children) {
        if (child->part == part)
            return indexOf(child.get());
    }
    return {};
}

QModelIndex RecordTreeModel::lineOf(Part part, qint64 byte) const
{
    const Line *line = lineAt(partIndex(part));
    if (line == m_root.get())
        return {};
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const auto &child : line->children) {
            if (child->end > child->begin && byte >= child->begin && byte < child->end) {
                line = child.get();
                deeper = true;
                break;
            }
        }
    }
    return indexOf(line);
}

QString RecordTreeModel::pathOf(const QModelIndex &index) const
{
    QString path;
    for (const Line *line = lineAt(index); line != m_root.get(); line = line->parent) {
        const bool top = line->parent == m_root.get();
        const QString name = top && line->part == Part::Value ? QStringLiteral("value") : top && line->part == Part::Key ? QStringLiteral("key") : line->name;
        path = path.isEmpty() ? name : path.startsWith(QLatin1Char('[')) ? QString(name + path) : QString(name + QLatin1Char('.') + path);
    }
    return path;
}

QString RecordTreeModel::valueOf(const QModelIndex &index) const
{
    const Line *const line = lineAt(index);
    const bool quoted = line->type == QLatin1String("string") && line->value.size() >= 2;
    return quoted ? line->value.mid(1, line->value.size() - 2) : line->value;
}

QModelIndex RecordTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Line *const line = lineAt(parent);
    if (row < 0 || column < 0 || column > 2 || row >= static_cast<int>(line->children.size()))
        return {};
    return createIndex(row, column, line->children[static_cast<std::size_t>(row)].get());
}

QModelIndex RecordTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(lineAt(child)->parent) : QModelIndex();
}

int RecordTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(lineAt(parent)->children.size());
}

QVariant RecordTreeModel::data(const QModelIndex &index, int role) const
{
    const Line *const line = lineAt(index);
    switch (role) {
    case Qt::DisplayRole: {
        const QString &text = index.column() == 0 ? line->name : index.column() == 1 ? line->type : line->value;
        return text.size() > kLongestCell ? text.left(kLongestCell) + QStringLiteral(" …") : text;
    }
    case Qt::ToolTipRole: return index.column() == 2 ? line->value.left(kLongestCell) : QVariant();
    case TreeView::DataRole: return index.column() == 2 || (index.column() == 0 && !line->head && line->part != Part::None);
    case TreeView::QuietRole: return index.column() == 1;
    case TreeView::BoldRole: return index.column() == 0 && line->head;
    case TreeView::StateRole: return line->problem && index.column() == 0 ? QVariant(static_cast<int>(State::Error)) : QVariant();
    default: return {};
    }
}

QVariant RecordTreeModel::headerData(int section, Qt::Orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Field") : section == 1 ? tr("Type") : tr("Value");
}

} // namespace weir::widgets
