// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/pages/messages/record_tree_model.h"
#include "widgets/parts/latest.h"

#include <QWidget>

class QComboBox;
class QSplitter;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace weir::widgets {

class CodeBox;
class HexView;
class Label;
class SegmentedControl;
class TreeView;

/// The lower half of the record view: the decoded tree (or its text) at the left, the bytes at the right. Picking a field
/// marks its bytes, and a byte its field. A record whose value was cut is fetched whole first.
class RecordDetail : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    RecordDetail(api::RecordDecoder &decoder, api::RecordReader &reader, QWidget *parent = nullptr);

    void showRecord(const model::Record &record);
    void clear();
    bool hasRecord() const { return m_hasRecord; }
    const model::Record &record() const { return m_record; }

    /// The button stays and says why it is off.
    void forbidResend(const QString &reason);

Q_SIGNALS:
    void resendWanted();
    /// "Use as filter": the words of the picked field.
    void filterWanted(const QString &words);

private:
    QWidget *makeDecodedPane();
    QWidget *makeBytesPane();
    void allowActs(bool on);
    void wholeCame();
    void decode();
    void showDecoded();
    void showText();
    void showBytes(RecordTreeModel::Part part, int header = -1);
    void markField(const QModelIndex &index);
    void pickField(qsizetype byte);
    void openTreeMenu(const QPoint &position);

    api::RecordDecoder &m_decoder;
    api::RecordReader &m_reader;
    Latest<model::Record> m_whole;
    Latest<model::DecodedRecord> m_decoded;
    model::Record m_record;
    bool m_hasRecord = false;
    RecordTreeModel m_model;
    TreeView *m_tree;
    CodeBox *m_text;
    QStackedWidget *m_faces;
    SegmentedControl *m_face;
    QComboBox *m_format;
    QToolButton *m_copy;
    QPushButton *m_resend;
    bool m_mayResend = true;
    Label *m_title;
    HexView *m_hex;
    SegmentedControl *m_part;
    Label *m_bytesTitle;
    Label *m_footer;
    RecordTreeModel::Part m_shownPart = RecordTreeModel::Part::Value;
    int m_shownHeader = -1;
    bool m_linking = false;
};

} // namespace weir::widgets
