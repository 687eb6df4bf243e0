// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir::ctl {

/// A table of text with aligned columns; numbers stand at the right.
class Table
{
public:
    explicit Table(QStringList headings) : m_headings(std::move(headings)) {}
    void add(QStringList row) { m_rows.push_back(std::move(row)); }
    /// To standard output.
    void print() const;

private:
    QStringList m_headings;
    std::vector<QStringList> m_rows;
};

/// One JSON value and a line end, to standard output.
void printJson(const QJsonObject &object);
void printLine(const QString &text);
/// A line to standard error, with the program's name before it.
void warn(const QString &text);

/// "12.3 MB"; "-" where it is not known.
QString bytesText(std::optional<qint64> bytes);
QString numberText(std::optional<qint64> number);

} // namespace weir::ctl
