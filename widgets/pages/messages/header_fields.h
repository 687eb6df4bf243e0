// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace weir::widgets {

class BytesField;

/// Headers of a record to be sent, a line each: name, value in any format or null. Order and repeated names are kept, and
/// so are the bytes of what is not edited.
class HeaderFields : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderFields(QWidget *parent = nullptr);

    void setHeaders(const QVector<model::RecordHeader> &headers);
    /// False where a value cannot be read; that field is marked.
    bool read(QVector<model::RecordHeader> &into);
    void addHeader(const model::RecordHeader &header);
    int count() const { return static_cast<int>(m_lines.size()); }

private:
    struct Line {
        QWidget *box;
        QLineEdit *name;
        QByteArray originalName;
        BytesField *value;
    };
    void remove(QWidget *box);
    void fitHeight();

    std::vector<Line> m_lines;
    QScrollArea *m_area;
    QVBoxLayout *m_layout;
};

} // namespace weir::widgets
