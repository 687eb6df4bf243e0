// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/load/load_form.h"

#include "widgets/pages/messages/spread_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace weir::widgets {

using model::LoadRequest;
using model::Spread;

namespace {

QSpinBox *makeNumber(int least, int most, int value, int step, const QString &suffix = {}, const QString &least0 = {})
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setSuffix(suffix);
    box->setSpecialValueText(least0);
    return box;
}

} // namespace

LoadForm::LoadForm(const model::Profile &profile, const QString &topic, QWidget *parent)
    : QWidget(parent)
    , m_profile(profile)
    , m_topic(topic)
    , m_records(makeNumber(0, 2'000'000'000, 100'000, 10'000, {}, tr("until it is stopped")))
    , m_rate(makeNumber(0, 10'000'000, 0, 1000, tr(" /s"), tr("as fast as it goes")))
    , m_valueBytes(makeNumber(LoadRequest::kSmallestValue, 100'000'000, 1024, 256, tr(" bytes")))
    , m_keys(makeNumber(0, 100'000'000, 1000, 100, {}, tr("no key")))
    , m_spread(new QComboBox)
    , m_acks(new QComboBox)
    , m_codec(new QComboBox)
    , m_linger(new QDoubleSpinBox)
    , m_batch(makeNumber(1, 100'000'000, 16'384, 1024, tr(" bytes")))
    , m_buffer(makeNumber(1, 2'000'000, 32'768, 1024, QStringLiteral(" KiB")))
    , m_size(new Label({}, FontRole::Small, Ink::Text2))
{
    m_linger->setRange(0, 900'000);
    m_linger->setDecimals(1);
    m_linger->setSingleStep(5);
    m_linger->setValue(5);
    m_linger->setSuffix(QStringLiteral(" ms"));
    for (const auto acks : {model::ProduceRecord::Acks::All, model::ProduceRecord::Acks::Leader, model::ProduceRecord::Acks::None})
        m_acks->addItem(acksName(acks), static_cast<int>(acks));
    const QStringList codecs{tr("none"), QStringLiteral("gzip"), QStringLiteral("snappy"), QStringLiteral("lz4"), QStringLiteral("zstd")};
    for (int codec = 0; codec < codecs.size(); ++codec)
        m_codec->addItem(codecs[codec], codec); // in the order of RecordBatch::Codec
    m_size->setWordWrap(true);
    setTopic(0, 1);
    fill();
    for (QSpinBox *box : {m_records, m_valueBytes, m_keys, m_rate, m_batch, m_buffer})
        connect(box, &QSpinBox::valueChanged, this, &LoadForm::judge);
    connect(m_spread, &QComboBox::currentIndexChanged, this, &LoadForm::judge);
    judge();
}

void LoadForm::fill()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    const auto add = [form](const QString &label, QWidget *field, const QString &why = {}) {
        field->setAccessibleName(label);
        field->setToolTip(why);
        field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        auto *text = new Label(label, FontRole::Body, Ink::Text2);
        text->setToolTip(why);
        form->addRow(text, field);
    };
    add(tr("Records"), m_records);
    add(tr("Rate"), m_rate);
    add(tr("Value"), m_valueBytes, tr("JSON text: a number and random letters"));
    add(tr("Different keys"), m_keys, tr("key-0, key-1, ... in turn"));
    add(tr("Partition"), m_spread);
    add(tr("Confirmed by"), m_acks);
    add(tr("Compression"), m_codec, QStringLiteral("compression.type"));
    add(tr("Linger"), m_linger, tr("linger.ms: how long a batch waits for more records"));
    add(tr("Batch"), m_batch, tr("batch.size: a batch is sent when it is so large, however long it waited"));
    add(tr("Buffer"), m_buffer, tr("buffer.memory: what may wait in the producer; when it is full, the generator waits"));
    if (m_profile.production && !m_profile.readOnly) {
        m_typed = new QLineEdit;
        m_typed->setObjectName(QStringLiteral("loadTypedName"));
        setDataFont(m_typed);
        m_typed->setPlaceholderText(m_profile.name);
        add(tr("Cluster to write to"), m_typed);
        connect(m_typed, &QLineEdit::textChanged, this, &LoadForm::judge);
        auto *why = new Label(tr("This is a production cluster. Type its name, %1, to go on.").arg(m_profile.name), FontRole::Small, Ink::Text2);
        why->setWordWrap(true);
        form->addRow(why);
    }
    form->addRow(m_size);
}

void LoadForm::setTopic(int partitions, int replicas)
{
    m_replicas = std::max(1, replicas);
    constexpr Spread kByRule[]{Spread::Murmur2, Spread::Crc32, Spread::Fnv1a, Spread::Random, Spread::RoundRobin, Spread::Sticky};
    const int rules = static_cast<int>(std::size(kByRule));
    if (m_spread->count() != rules + partitions) {
        const QSignalBlocker quiet(m_spread);
        const int before = m_spread->currentIndex();
        m_spread->clear();
        for (const Spread spread : kByRule)
            m_spread->addItem(spreadName(spread), -1 - static_cast<int>(spread));
        for (int partition = 0; partition < partitions; ++partition)
            m_spread->addItem(tr("always partition %1").arg(partition), partition);
        m_spread->setCurrentIndex(before >= 0 && before < m_spread->count() ? before : 0);
    }
    judge();
}

LoadRequest LoadForm::request() const
{
    LoadRequest request;
    request.topic = m_topic;
    request.records = m_records->value();
    request.recordsPerSecond = m_rate->value();
    request.valueBytes = m_valueBytes->value();
    request.keys = m_keys->value();
    const int chosen = m_spread->currentData().toInt();
    request.spread = chosen < 0 ? static_cast<Spread>(-1 - chosen) : Spread::Chosen;
    request.partition = std::max(0, chosen);
    request.acks = static_cast<model::ProduceRecord::Acks>(m_acks->currentData().toInt());
    request.codec = static_cast<model::RecordBatch::Codec>(m_codec->currentData().toInt());
    request.lingerMs = m_linger->value();
    request.batchBytes = m_batch->value();
    request.bufferBytes = qint64(m_buffer->value()) * 1024;
    return request;
}

QString LoadForm::confirmation() const
{
    return m_typed ? m_typed->text() : QString();
}

bool LoadForm::isConfirmed() const
{
    return model::isConfirmed(m_profile, confirmation());
}

void LoadForm::judge()
{
    const LoadRequest wanted = request();
    m_keys->setEnabled(wanted.spread != Spread::Sticky);
    const qint64 each = wanted.valueBytes;
    if (m_profile.readOnly)
        m_size->setText(tr("This profile is read only: nothing can be written."));
    else if (wanted.records > 0)
        m_size->setText(tr("Writes about %1 of values into %2, kept on %n replica(s). They stay there.", nullptr, m_replicas).arg(format::bytes(wanted.records * each), m_topic));
    else if (wanted.recordsPerSecond > 0)
        m_size->setText(tr("Writes about %1 of values into %2, kept on %n replica(s). They stay there.", nullptr, m_replicas)
                            .arg(format::byteRate(wanted.recordsPerSecond * static_cast<double>(each)), m_topic));
    else
        m_size->setText(tr("Writes into %1 until it is stopped, kept on %n replica(s). The records stay there.", nullptr, m_replicas).arg(m_topic));
    Q_EMIT changed();
}

} // namespace weir::widgets
