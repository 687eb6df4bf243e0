// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/produce_dialog.h"

#include "backend/base/murmur2.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace weir::widgets {

ProduceDialog::ProduceDialog(const PageContext &context, const QString &topic, int partitions)
    : m_context(context)
    , m_topic(topic)
    , m_partitionCount(partitions)
{
    setTitle(tr("Produce to %1").arg(topic), Icon::Produce);
    setProduction(m_context.session->profile().production);
    setPreferredWidth(640);
    setBody(makeForm());
    QPushButton *close = makeButton(tr("Close"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    m_send = makeButton(tr("Send"), Icon::Produce, ButtonKind::Primary, nullptr, QStringLiteral("Ctrl Enter"));
    addFooterRight(close);
    addFooterRight(m_send);
    setInitialFocus(m_key);
    auto *run = new QAction(this);
    run->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    addAction(run);
    connect(run, &QAction::triggered, this, &ProduceDialog::send);
    connect(close, &QPushButton::clicked, this, [this] { reject(); });
    connect(m_send, &QPushButton::clicked, this, &ProduceDialog::send);
    connect(&m_ack, &LatestBase::changed, this, &ProduceDialog::showAnswer);
    if (m_context.session->profile().readOnly) {
        m_send->setEnabled(false);
        m_answer->setText(tr("This profile is read only: nothing can be written."));
    }
    showPartition();
}

QWidget *ProduceDialog::makeForm()
{
    auto *body = new QWidget;
    auto *form = new QFormLayout(body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [form](const QString &label, QWidget *field) {
        if (field->accessibleName().isEmpty())
            field->setAccessibleName(label);
        form->addRow(new Label(label, FontRole::Body, Ink::Text2), field);
    };
    const auto beside = [](QWidget *field, QWidget *other) {
        auto *box = new QWidget;
        auto *row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(12);
        row->addWidget(field, 1);
        row->addWidget(other);
        return box;
    };
    m_key = new QLineEdit;
    setDataFont(m_key);
    m_key->setAccessibleName(tr("Key"));
    m_noKey = new Switch(tr("No key"));
    m_noKey->setChecked(true);
    add(tr("Key"), beside(m_key, m_noKey));
    m_partition = new QComboBox;
    m_partition->addItem(tr("By key"), -1);
    for (int i = 0; i < m_partitionCount; ++i)
        m_partition->addItem(QString::number(i), i);
    m_partition->setAccessibleName(tr("Partition"));
    m_partitionNote = new Label({}, FontRole::Small, Ink::Text2);
    add(tr("Partition"), beside(m_partition, m_partitionNote));
    m_headers = new QPlainTextEdit;
    setDataFont(m_headers);
    m_headers->setPlaceholderText(tr("name: value, one a line; names may repeat"));
    m_headers->setFixedHeight(look().px(56));
    m_headers->setTabChangesFocus(true);
    add(tr("Headers"), m_headers);
    m_value = new QPlainTextEdit;
    setDataFont(m_value);
    m_value->setMinimumHeight(look().px(160));
    m_value->setTabChangesFocus(true);
    add(tr("Value"), m_value);
    m_tombstone = new Switch(tr("Tombstone: a null value, which deletes the key from a compacted topic"));
    add({}, m_tombstone);
    m_acks = new QComboBox;
    m_acks->addItem(tr("all in-sync replicas (acks=all)"), static_cast<int>(model::ProduceRecord::Acks::All));
    m_acks->addItem(tr("the leader (acks=1)"), static_cast<int>(model::ProduceRecord::Acks::Leader));
    m_acks->addItem(tr("nobody (acks=0)"), static_cast<int>(model::ProduceRecord::Acks::None));
    add(tr("Confirmed by"), m_acks);
    m_answer = new Label({}, FontRole::Body, Ink::Text2);
    m_answer->setWordWrap(true);
    m_answer->setSelectable(true);
    form->addRow(m_answer);

    connect(m_key, &QLineEdit::textEdited, this, [this] {
        m_noKey->setChecked(false);
        showPartition();
    });
    connect(m_noKey, &QAbstractButton::toggled, this, [this](bool on) {
        if (on)
            m_key->clear();
        showPartition();
    });
    connect(m_partition, &QComboBox::currentIndexChanged, this, &ProduceDialog::showPartition);
    connect(m_tombstone, &QAbstractButton::toggled, m_value, &QWidget::setDisabled);
    return body;
}

void ProduceDialog::setRecord(const model::Record &record)
{
    m_noKey->setChecked(!record.key);
    m_key->setText(QString::fromUtf8(record.key.value_or(QByteArray())));
    m_tombstone->setChecked(!record.value);
    m_value->setPlainText(QString::fromUtf8(record.value.value_or(QByteArray())));
    QStringList lines;
    for (const model::RecordHeader &header : record.headers)
        lines.append(QString::fromUtf8(header.name) + QStringLiteral(": ") + QString::fromUtf8(header.value.value_or(QByteArray())));
    m_headers->setPlainText(lines.join(QLatin1Char('\n')));
    showPartition();
}

void ProduceDialog::showPartition()
{
    if (m_partition->currentIndex() > 0)
        m_partitionNote->setText({});
    else if (m_noKey->isChecked() || m_partitionCount <= 0)
        m_partitionNote->setText(tr("without a key the producer chooses one"));
    else {
        const QByteArray key = m_key->text().toUtf8();
        const base::ByteView view(reinterpret_cast<const std::uint8_t *>(key.constData()), static_cast<std::size_t>(key.size()));
        m_partitionNote->setText(tr("this key goes to %1 (murmur2, as Java clients)").arg(base::murmur2Partition(view, m_partitionCount)));
    }
}

std::optional<model::ProduceRecord> ProduceDialog::record()
{
    model::ProduceRecord record;
    record.topic = m_topic;
    if (!m_noKey->isChecked())
        record.key = m_key->text().toUtf8();
    if (!m_tombstone->isChecked())
        record.value = m_value->toPlainText().toUtf8();
    if (m_partition->currentIndex() > 0)
        record.partition = m_partition->currentData().toInt();
    record.acks = static_cast<model::ProduceRecord::Acks>(m_acks->currentData().toInt());
    for (const QString &line : m_headers->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon <= 0) {
            m_answer->setInk(Ink::Error);
            m_answer->setText(tr("A header is written as name: value. This line is not: %1").arg(line));
            return std::nullopt;
        }
        record.headers.push_back({line.left(colon).trimmed().toUtf8(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    return record;
}

void ProduceDialog::send()
{
    if (!m_send->isEnabled())
        return;
    const std::optional<model::ProduceRecord> wanted = record();
    if (wanted)
        m_ack.start(m_context.session->producer().send(*wanted));
}

void ProduceDialog::showAnswer()
{
    m_send->setEnabled(!m_ack.isLoading());
    if (m_ack.isLoading()) {
        m_answer->setInk(Ink::Text2);
        m_answer->setText(tr("Sending"));
        return;
    }
    if (m_ack.error() != nullptr) {
        m_answer->setInk(Ink::Error);
        m_answer->setText(errorText(*m_ack.error()).line());
        return;
    }
    if (m_ack.value() == nullptr)
        return;
    const model::ProduceAck &ack = *m_ack.value();
    m_answer->setInk(Ink::Ok);
    if (!ack.offset)
        m_answer->setText(tr("Sent; with acks=0 the broker confirms nothing."));
    else
        m_answer->setText(tr("Written to partition %1 at offset %2, %3, confirmed after %4 ms.")
                              .arg(ack.partition)
                              .arg(format::count(*ack.offset), ack.timestampMs >= 0 ? format::timestamp(ack.timestampMs) : format::unknown(), format::number(ack.latencyMs)));
}

} // namespace weir::widgets
