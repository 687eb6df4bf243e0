// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/produce_dialog.h"

#include "widgets/pages/messages/bytes_field.h"
#include "widgets/pages/messages/header_fields.h"
#include "widgets/pages/messages/spread_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRandomGenerator>

namespace weir::widgets {

using model::Spread;

namespace {

/// What chooses the partition, before the partitions themselves in the list.
constexpr Spread kRules[]{Spread::Murmur2, Spread::Crc32, Spread::Fnv1a, Spread::Random, Spread::RoundRobin};

} // namespace

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
    setInitialFocus(m_key->editor());
    auto *run = new QAction(this);
    run->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    addAction(run);
    connect(run, &QAction::triggered, this, &ProduceDialog::send);
    connect(close, &QPushButton::clicked, this, [this] { reject(); });
    connect(m_send, &QPushButton::clicked, this, &ProduceDialog::send);
    connect(&m_ack, &LatestBase::changed, this, &ProduceDialog::showAnswer);
    judge();
    if (m_context.session->profile().readOnly) {
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
    m_key = new BytesField(tr("Key"), tr("No key"), BytesField::Size::Line);
    add(tr("Key"), m_key);
    m_partition = new QComboBox;
    for (const Spread spread : kRules)
        m_partition->addItem(spreadName(spread), -1 - static_cast<int>(spread));
    for (int i = 0; i < m_partitionCount; ++i)
        m_partition->addItem(QString::number(i), i);
    m_partition->setAccessibleName(tr("Partition"));
    m_partitionNote = new Label({}, FontRole::Small, Ink::Text2);
    add(tr("Partition"), beside(m_partition, m_partitionNote));
    m_headers = new HeaderFields;
    add(tr("Headers"), m_headers);
    m_value = new BytesField(tr("Value"), tr("Tombstone (null)"), BytesField::Size::Page);
    m_value->setBytes(QByteArray(""));
    add(tr("Value"), m_value);
    m_acks = new QComboBox;
    for (const auto acks : {model::ProduceRecord::Acks::All, model::ProduceRecord::Acks::Leader, model::ProduceRecord::Acks::None})
        m_acks->addItem(acksName(acks), static_cast<int>(acks));
    add(tr("Confirmed by"), m_acks);
    if (const model::Profile &profile = m_context.session->profile(); profile.production && !profile.readOnly) {
        m_typed = new QLineEdit;
        m_typed->setObjectName(QStringLiteral("produceTypedName"));
        setDataFont(m_typed);
        m_typed->setPlaceholderText(profile.name);
        add(tr("Cluster to write to"), m_typed);
        connect(m_typed, &QLineEdit::textChanged, this, &ProduceDialog::judge);
        auto *why = new Label(tr("This is a production cluster. Type its name, %1, to go on.").arg(profile.name), FontRole::Small, Ink::Text2);
        why->setWordWrap(true);
        form->addRow(QString(), why);
    }
    m_answer = new Label({}, FontRole::Body, Ink::Text2);
    m_answer->setWordWrap(true);
    m_answer->setSelectable(true);
    form->addRow(m_answer);

    connect(m_key, &BytesField::edited, this, &ProduceDialog::showPartition);
    connect(m_partition, &QComboBox::currentIndexChanged, this, &ProduceDialog::showPartition);
    return body;
}

void ProduceDialog::setRecord(const model::Record &record)
{
    setTitle(tr("Edit and resend to %1").arg(m_topic), Icon::Produce);
    m_key->setBytes(record.key);
    m_value->setBytes(record.value);
    m_headers->setHeaders(record.headers);
    // A key leads where it led; without one the producer would choose, so what was is kept.
    if (!record.key)
        m_partition->setCurrentIndex(std::max(0, m_partition->findData(record.partition)));
    showPartition();
}

model::Spread ProduceDialog::spread() const
{
    const int chosen = m_partition->currentData().toInt();
    return chosen < 0 ? static_cast<Spread>(-1 - chosen) : Spread::Chosen;
}

void ProduceDialog::showPartition()
{
    const Spread rule = spread();
    std::optional<QByteArray> key;
    if (rule == Spread::Chosen || m_partitionCount <= 0)
        m_partitionNote->setText({});
    else if (rule == Spread::Random)
        m_partitionNote->setText(tr("any of them, another each time"));
    else if (rule == Spread::RoundRobin)
        m_partitionNote->setText(tr("the next one goes to %1").arg(m_turn % m_partitionCount));
    else if (!m_key->peek(key))
        m_partitionNote->setText({});
    else if (const auto partition = partitionByKey(rule, key, m_partitionCount))
        m_partitionNote->setText(tr("this key goes to %1").arg(*partition));
    else
        m_partitionNote->setText(tr("without a key the producer chooses one"));
}

/// Nothing where the producer is to choose.
std::optional<qint32> ProduceDialog::partition(const std::optional<QByteArray> &key)
{
    switch (spread()) {
    case Spread::Chosen: return m_partition->currentData().toInt();
    case Spread::Random: return m_partitionCount > 0 ? std::optional(QRandomGenerator::global()->bounded(m_partitionCount)) : std::nullopt;
    case Spread::RoundRobin: return m_partitionCount > 0 ? std::optional(m_turn++ % m_partitionCount) : std::nullopt;
    case Spread::Murmur2: return std::nullopt; // the producer's own rule, which knows the partitions of this moment
    default: return partitionByKey(spread(), key, m_partitionCount);
    }
}

std::optional<model::ProduceRecord> ProduceDialog::record()
{
    model::ProduceRecord record;
    record.topic = m_topic;
    if (!m_key->read(record.key) || !m_headers->read(record.headers) || !m_value->read(record.value))
        return std::nullopt;
    record.partition = partition(record.key);
    record.acks = static_cast<model::ProduceRecord::Acks>(m_acks->currentData().toInt());
    return record;
}

void ProduceDialog::send()
{
    if (!m_send->isEnabled())
        return;
    const std::optional<model::ProduceRecord> wanted = record();
    if (!wanted)
        return;
    m_ack.start(m_context.session->producer().send(*wanted, m_typed ? m_typed->text() : QString()));
    showPartition();
}

void ProduceDialog::judge()
{
    const model::Profile &profile = m_context.session->profile();
    m_send->setEnabled(!m_ack.isLoading() && !profile.readOnly && model::isConfirmed(profile, m_typed ? m_typed->text() : QString()));
}

void ProduceDialog::showAnswer()
{
    judge();
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
    m_answer->setInk(ack.auditError ? Ink::Warn : Ink::Ok);
    if (!ack.offset)
        m_answer->setText(tr("Sent; with acks=0 the broker confirms nothing."));
    else
        m_answer->setText(tr("Written to partition %1 at offset %2, %3, confirmed after %4 ms.")
                              .arg(ack.partition)
                              .arg(format::count(*ack.offset), ack.timestampMs >= 0 ? format::timestamp(ack.timestampMs) : format::unknown(), format::number(ack.latencyMs)));
    if (ack.auditError)
        m_answer->setText(m_answer->text() + QLatin1Char('\n') + tr("It is not in the audit log: %1").arg(errorText(*ack.auditError).line()));
}

} // namespace weir::widgets
