// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/dialogs/sheet.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/page_context.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace weir::widgets {

class BytesField;
class HeaderFields;
class Label;

/// Sends one record and says what the broker answered: partition, offset, time and latency, or its error in words. Stays
/// open, so that the next one is one key away.
class ProduceDialog : public Sheet
{
    Q_OBJECT

public:
    ProduceDialog(const PageContext &context, const QString &topic, int partitions);
    /// A corrected copy: the fields of a record that was read, whole. What is not edited is sent byte by byte as it was;
    /// what is written is a new record, nothing stored changes.
    void setRecord(const model::Record &record);

private:
    QWidget *makeForm();
    void showPartition();
    model::Spread spread() const;
    std::optional<qint32> partition(const std::optional<QByteArray> &key);
    void showAnswer();
    void judge();
    void send();
    std::optional<model::ProduceRecord> record();

    PageContext m_context;
    QString m_topic;
    int m_partitionCount;
    int m_turn = 0; ///< of round-robin
    BytesField *m_key;
    BytesField *m_value;
    HeaderFields *m_headers;
    QComboBox *m_partition;
    QComboBox *m_acks;
    Label *m_partitionNote;
    Label *m_answer;
    QLineEdit *m_typed = nullptr; ///< the cluster's name, on production
    QPushButton *m_send;
    Latest<model::ProduceAck> m_ack;
};

} // namespace weir::widgets
