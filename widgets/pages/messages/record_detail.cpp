// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_detail.h"

#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/hex_view.h"
#include "widgets/parts/label.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/tree_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weir::widgets {

using Part = RecordTreeModel::Part;

namespace {
/// What the text pane takes at once. More of it is not read there; a text field needs seconds to lay out megabytes.
constexpr qsizetype kLongestText = 200'000;
}

RecordDetail::RecordDetail(api::RecordDecoder &decoder, api::RecordReader &reader, QWidget *parent)
    : QWidget(parent)
    , m_decoder(decoder)
    , m_reader(reader)
{
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeDecodedPane());
    splitter->addWidget(makeBytesPane());
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&m_whole, &LatestBase::changed, this, &RecordDetail::wholeCame);
    connect(&m_decoded, &LatestBase::changed, this, &RecordDetail::showDecoded);
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, &RecordDetail::showDecoded);
    clear();
}

QWidget *RecordDetail::makeDecodedPane()
{
    auto *panel = new Panel(tr("Decoded"));
    panel->setPane(true);
    m_title = new Label({}, FontRole::Data, Ink::Text2);
    m_title->setElided(Qt::ElideMiddle);
    panel->addHeaderWidget(m_title);
    m_format = new QComboBox;
    m_format->setAccessibleName(tr("Value as"));
    m_format->setToolTip(tr("How the value is read"));
    m_format->addItem(tr("Automatic"), -1);
    m_format->addItem(QStringLiteral("JSON"), static_cast<int>(model::Format::Json));
    m_format->addItem(tr("Text"), static_cast<int>(model::Format::Text));
    m_format->addItem(tr("Integer"), static_cast<int>(model::Format::Integer));
    m_format->addItem(tr("Bytes"), static_cast<int>(model::Format::Bytes));
    setCompactControl(m_format, true);
    panel->addHeaderWidget(m_format);
    m_face = new SegmentedControl;
    m_face->setAccessibleName(tr("Tree or text"));
    m_face->addSegment(tr("Tree"));
    m_face->addSegment(tr("Text"));
    panel->addHeaderWidget(m_face);
    m_copy = makeIconButton(Icon::Copy, tr("Copy the record as JSON"));
    panel->addHeaderWidget(m_copy);
    m_resend = makeButton(tr("Resend..."), Icon::Produce, ButtonKind::Quiet);
    m_resend->setToolTip(tr("Edit a copy of this record and send it"));
    panel->addHeaderWidget(m_resend);
    connect(m_resend, &QPushButton::clicked, this, &RecordDetail::resendWanted);

    m_tree = new TreeView;
    m_tree->setModel(&m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Decoded record"));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_text = new CodeBox;
    m_text->setAccessibleName(tr("Value as text"));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_faces = new QStackedWidget;
    m_faces->addWidget(m_tree);
    m_faces->addWidget(m_text);
    panel->setContent(m_faces);

    connect(m_face, &SegmentedControl::currentChanged, this, [this](int face) {
        m_faces->setCurrentIndex(face);
        showText();
    });
    connect(m_format, &QComboBox::activated, this, &RecordDetail::decode);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(recordJson(m_record))); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) { markField(index); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &RecordDetail::openTreeMenu);
    return panel;
}

QWidget *RecordDetail::makeBytesPane()
{
    auto *panel = new Panel(tr("Bytes"));
    panel->setPane(true);
    m_bytesTitle = new Label({}, FontRole::Data, Ink::Text2);
    panel->addHeaderWidget(m_bytesTitle);
    m_part = new SegmentedControl;
    m_part->setAccessibleName(tr("Key or value"));
    m_part->addSegment(tr("Key"));
    m_part->addSegment(tr("Value"));
    m_part->setCurrentIndex(1);
    panel->addHeaderWidget(m_part);
    m_hex = new HexView;
    m_hex->setAccessibleName(tr("Bytes"));
    panel->setContent(m_hex);
    m_footer = new Label({}, FontRole::Small, Ink::Text2);
    m_footer->setContentsMargins(12, 4, 12, 4);
    panel->setFooter(m_footer);
    connect(m_part, &SegmentedControl::currentChanged, this, [this](int index) { showBytes(index == 0 ? Part::Key : Part::Value); });
    connect(m_hex, &HexView::bytePicked, this, &RecordDetail::pickField);
    return panel;
}

void RecordDetail::showRecord(const model::Record &record)
{
    m_record = record;
    m_hasRecord = true;
    m_title->setText(QStringLiteral("%1-%2 @ %3").arg(record.topic).arg(record.partition).arg(format::count(record.offset)));
    m_whole.reset();
    allowActs(record.valueCut == 0);
    if (record.valueCut > 0) {
        m_decoded.reset();
        m_model.clear();
        m_text->setCode({});
        m_hex->setBytes({});
        m_bytesTitle->setText({});
        m_footer->setText(tr("Fetching the whole record, %1").arg(format::bytes(record.size())));
        m_whole.start(m_reader.record(record.topic, record.partition, record.offset));
        return;
    }
    showBytes(m_part->currentIndex() == 0 ? Part::Key : Part::Value);
    decode();
}

void RecordDetail::forbidResend(const QString &reason)
{
    m_mayResend = false;
    m_resend->setEnabled(false);
    m_resend->setToolTip(reason);
}

/// Off while the record is not there, or not there as a whole.
void RecordDetail::allowActs(bool on)
{
    m_copy->setEnabled(on);
    m_resend->setEnabled(on && m_mayResend);
}

void RecordDetail::wholeCame()
{
    if (m_whole.isLoading() || !m_hasRecord)
        return;
    if (m_whole.error() == nullptr && m_whole.value() == nullptr)
        return;
    if (m_whole.value() != nullptr) {
        m_record = *m_whole.value();
        allowActs(true);
    }
    showBytes(m_part->currentIndex() == 0 ? Part::Key : Part::Value);
    decode();
    if (m_whole.error() != nullptr)
        m_footer->setText(tr("Only the first %1 of the value are left here: %2")
                              .arg(format::bytes(m_record.value->size()), errorText(*m_whole.error()).line()));
}

void RecordDetail::clear()
{
    m_hasRecord = false;
    allowActs(false);
    m_whole.reset();
    m_decoded.reset();
    m_record = {};
    m_model.clear();
    m_text->setCode({});
    m_hex->setBytes({});
    m_title->setText({});
    m_bytesTitle->setText({});
    m_footer->setText(tr("Pick a record to see its fields and bytes."));
}

void RecordDetail::decode()
{
    if (!m_hasRecord)
        return;
    const int chosen = m_format->currentData().toInt();
    m_decoded.start(m_decoder.decode(m_record, std::nullopt, chosen < 0 ? std::nullopt : std::optional(static_cast<model::Format>(chosen))));
}

void RecordDetail::showDecoded()
{
    if (!m_hasRecord || m_decoded.isLoading())
        return;
    if (m_decoded.error() != nullptr) {
        m_footer->setText(errorText(*m_decoded.error()).line());
        return;
    }
    const model::DecodedRecord *const decoded = m_decoded.value();
    if (decoded == nullptr)
        return;
    m_model.show(m_record, *decoded);
    // The first levels are open; a large record opens as far as it can be taken in.
    constexpr int kOpenLines = 200;
    m_tree->expandToDepth(m_model.rowCount(m_model.partIndex(Part::Value)) > kOpenLines ? 0 : 1);
    m_tree->header()->resizeSection(0, look().px(190));
    m_tree->header()->resizeSection(1, look().px(110));
    m_tree->collapse(m_model.batchIndex());
    m_text->clear();
    showText();
}

/// The text pane is filled when it is looked at.
void RecordDetail::showText()
{
    const model::DecodedRecord *const decoded = m_decoded.value();
    if (!m_hasRecord || decoded == nullptr || m_decoded.isLoading() || m_faces->currentIndex() == 0)
        return;
    const QString &text = decoded->value.text;
    if (decoded->value.format == model::Format::Bytes)
        m_text->setCode(tr("These bytes are no text: see them at the right."));
    else if (text.size() > kLongestText || decoded->value.shortened)
        m_text->setCode(text.left(kLongestText) + QStringLiteral(" …\n\n")
                        + tr("The value goes on: %1 in all. Copying and export take the whole.").arg(format::bytes(m_record.value ? m_record.value->size() : 0)));
    else
        m_text->setCode(text);
}

void RecordDetail::showBytes(Part part, int header)
{
    m_shownPart = part;
    m_shownHeader = header;
    std::optional<QByteArray> bytes;
    QString name;
    switch (part) {
    case Part::Key:
        bytes = m_record.key;
        name = tr("Key");
        break;
    case Part::Header:
        if (header >= 0 && header < m_record.headers.size())
            bytes = m_record.headers[header].value;
        name = tr("Header");
        break;
    default:
        bytes = m_record.value;
        name = tr("Value");
    }
    if (part != Part::Header)
        m_part->setCurrentIndex(part == Part::Key ? 0 : 1);
    m_hex->setBytes(bytes.value_or(QByteArray()));
    m_bytesTitle->setText(bytes ? tr("%1, %2").arg(name, format::bytes(bytes->size())) : tr("%1, null").arg(name));
    m_footer->setText({});
}

void RecordDetail::markField(const QModelIndex &index)
{
    if (!index.isValid() || m_linking)
        return;
    const RecordTreeModel::Bytes bytes = m_model.bytesAt(index);
    if (bytes.part == Part::None) {
        m_hex->setMarkedRange(0, 0);
        m_footer->setText({});
        return;
    }
    if (bytes.part != m_shownPart || bytes.header != m_shownHeader)
        showBytes(bytes.part, bytes.header);
    m_hex->setMarkedRange(bytes.begin, bytes.end - bytes.begin);
    if (bytes.end > bytes.begin)
        m_footer->setText(tr("%1: bytes %2 to %3, length %4").arg(m_model.pathOf(index)).arg(bytes.begin).arg(bytes.end - 1).arg(bytes.end - bytes.begin));
}

void RecordDetail::pickField(qsizetype byte)
{
    const QModelIndex index = m_model.lineOf(m_shownPart, byte);
    if (!index.isValid())
        return;
    m_linking = true; // the bytes are in sight already
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    m_linking = false;
    const RecordTreeModel::Bytes bytes = m_model.bytesAt(index);
    m_footer->setText(tr("%1: bytes %2 to %3, length %4").arg(m_model.pathOf(index)).arg(bytes.begin).arg(bytes.end - 1).arg(bytes.end - bytes.begin));
}

void RecordDetail::openTreeMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    // A part as a whole is copied from its bytes: the tree may show less of it.
    const RecordTreeModel::Bytes part = m_model.bytesAt(index);
    const bool whole = part.part == Part::Value && index.siblingAtColumn(0) == m_model.partIndex(Part::Value) && m_record.value && isText(*m_record.value);
    const QString value = whole ? QString::fromUtf8(*m_record.value) : m_model.valueOf(index);
    const QString path = m_model.pathOf(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *filter = menu->addAction(icon(Icon::Filter), tr("Use as filter"), this, [this, value] { Q_EMIT filterWanted(value); });
    filter->setEnabled(!value.isEmpty());
    menu->addSeparator();
    menu->addAction(icon(Icon::Copy), tr("Copy the value"), this, [value] { QGuiApplication::clipboard()->setText(value); });
    menu->addAction(tr("Copy the path"), this, [path] { QGuiApplication::clipboard()->setText(path); });
    QAction *record = menu->addAction(tr("Copy the record as JSON"), this, [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(recordJson(m_record))); });
    record->setEnabled(m_copy->isEnabled());
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace weir::widgets
