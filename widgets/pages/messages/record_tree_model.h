// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/decoded.h"
#include "backend/model/record.h"

#include <QAbstractItemModel>

#include <memory>

namespace weir::widgets {

/// A record as a tree: record facts, key, headers, value, each field with its type and text, and the bytes it came from.
class RecordTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Part { None, Key, Value, Header };
    /// The bytes of a line: which part of the record, and the range in it.
    struct Bytes {
        Part part = Part::None;
        int header = -1;
        qint64 begin = 0;
        qint64 end = 0;
    };

    explicit RecordTreeModel(QObject *parent = nullptr);
    ~RecordTreeModel() override;

    void show(const model::Record &record, const model::DecodedRecord &decoded);
    void clear();

    Bytes bytesAt(const QModelIndex &index) const;
    /// The innermost line whose bytes hold this one.
    QModelIndex lineOf(Part part, qint64 byte) const;
    QModelIndex partIndex(Part part) const;
    /// What the record's batch says; invalid where that is not known.
    QModelIndex batchIndex() const;
    /// "value.customer.name": the way to the line within its part.
    QString pathOf(const QModelIndex &index) const;
    QString valueOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 3; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line;
    static void addBatch(const model::Record &record, Line &into);
    static std::unique_ptr<Line> lineFrom(const model::DecodedNode &node, Part part, int header);
    void addPart(Part part, int header, const QString &name, const model::Decoded &decoded, Line &into);
    Line *lineAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Line *line) const;

    std::unique_ptr<Line> m_root;
};

} // namespace weir::widgets
