// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/fault_editor.h"

#include "backend/base/kafka_error.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSlider>
#include <QSpinBox>

namespace weir::widgets {

namespace {

constexpr int kSlowStepMs = 50;
constexpr int kMostErrors = 100'000;
constexpr int kEveryKey = -1;

// Errors that clients meet in life, and that are worth seeing one's own program meet.
constexpr base::KafkaError kAnswers[] = {
    base::KafkaError::NotLeaderOrFollower, base::KafkaError::RequestTimedOut, base::KafkaError::NotEnoughReplicas,
    base::KafkaError::KafkaStorageError,   base::KafkaError::CoordinatorNotAvailable, base::KafkaError::TopicAuthorizationFailed,
    base::KafkaError::UnknownServerError,
};

struct Key {
    int key;
    const char *name;
};
/// What the programs of users send; by Kafka's names.
constexpr Key kKeys[] = {
    {0, "Produce"},       {1, "Fetch"},        {2, "ListOffsets"},     {3, "Metadata"},           {8, "OffsetCommit"},
    {9, "OffsetFetch"},   {10, "FindCoordinator"}, {11, "JoinGroup"},  {14, "SyncGroup"},         {12, "Heartbeat"},
    {13, "LeaveGroup"},   {68, "ConsumerGroupHeartbeat"}, {22, "InitProducerId"}, {24, "AddPartitionsToTxn"}, {25, "AddOffsetsToTxn"},
    {26, "EndTxn"},       {28, "TxnOffsetCommit"}, {19, "CreateTopics"}, {20, "DeleteTopics"},    {32, "DescribeConfigs"},
    {44, "IncrementalAlterConfigs"},
};

/// Chooses the row of `data`, which is added where another hand has set what the list does not offer.
void choose(QComboBox *box, int data, const QString &name)
{
    int row = box->findData(data);
    if (row < 0) {
        box->addItem(name, data);
        row = box->count() - 1;
    }
    box->setCurrentIndex(row);
}

QComboBox *narrowCombo(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setMinimumContentsLength(8);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

} // namespace

FaultEditor::FaultEditor(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 8, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_slow = addSlider(tr("Slow replies"), 2000 / kSlowStepMs, m_slowText);
    m_drop = addSlider(tr("Drop requests"), 100, m_dropText);
    addError();
    m_isolated = addSwitch(tr("Cut off from its peers"),
                           tr("The other brokers and the controller hear nothing of it, nor it of them; clients still reach it."));
    m_followsNobody = addSwitch(tr("Falls out of sync"), tr("It fetches nothing from the leaders it follows, and leaves their in-sync replicas."));
    m_diskFull = addSwitch(tr("Disk is full"), tr("Nothing on its disk grows: what is written is refused, what is there is read as before."));
    showSpans();
    showErrorRows();
}

QSlider *FaultEditor::addSlider(const QString &words, int most, Label *&text)
{
    const int row = m_grid->rowCount();
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, most);
    slider->setAccessibleName(words);
    text = new Label({}, FontRole::Data, Ink::Text2);
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    text->setMinimumWidth(look().px(64));
    m_grid->addWidget(new Label(words, FontRole::Body, Ink::Text2), row, 0);
    m_grid->addWidget(slider, row, 1);
    m_grid->addWidget(text, row, 2);
    connect(slider, &QSlider::sliderReleased, this, &FaultEditor::tell);
    connect(slider, &QSlider::valueChanged, this, [this, slider] {
        showSpans();
        // Keys and clicks on the track have no release.
        if (!slider->isSliderDown())
            tell();
    });
    return slider;
}

Switch *FaultEditor::addSwitch(const QString &words, const QString &explained)
{
    const int row = m_grid->rowCount();
    auto *label = new Label(words, FontRole::Body, Ink::Text2);
    label->setToolTip(explained);
    auto *button = new Switch;
    button->setAccessibleName(words);
    button->setAccessibleDescription(explained);
    button->setToolTip(explained);
    m_grid->addWidget(label, row, 0, 1, 2);
    m_grid->addWidget(button, row, 2, Qt::AlignRight | Qt::AlignVCenter);
    connect(button, &QAbstractButton::clicked, this, &FaultEditor::tell);
    return button;
}

void FaultEditor::addError()
{
    m_answer = narrowCombo(tr("Answer with"));
    m_answer->addItem(tr("No error"), 0);
    for (const base::KafkaError error : kAnswers)
        m_answer->addItem(QLatin1String(base::kafkaErrorName(base::code(error))), base::code(error));
    m_key = narrowCombo(tr("Which requests"));
    m_key->addItem(tr("All requests"), kEveryKey);
    for (const Key &key : kKeys)
        m_key->addItem(QLatin1String(key.name), key.key);
    m_count = new QSpinBox;
    m_count->setAccessibleName(tr("How many"));
    m_count->setRange(0, kMostErrors);
    m_count->setSpecialValueText(tr("Until cleared")); // at 0
    m_count->setKeyboardTracking(false);
    const auto addRow = [this](const QString &words, QWidget *field) {
        const int row = m_grid->rowCount();
        auto *label = new Label(words, FontRole::Body, Ink::Text2);
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(field, row, 1, 1, 2);
        return label;
    };
    addRow(tr("Answer with"), m_answer);
    m_keyWords = addRow(tr("Which requests"), m_key);
    m_countWords = addRow(tr("How many"), m_count);
    connect(m_answer, &QComboBox::activated, this, [this] {
        showErrorRows();
        tell();
    });
    connect(m_key, &QComboBox::activated, this, &FaultEditor::tell);
    connect(m_count, &QSpinBox::valueChanged, this, &FaultEditor::tell);
}

void FaultEditor::showSpans()
{
    m_slowText->setText(tr("%1 ms").arg(m_slow->value() * kSlowStepMs));
    if (m_drop != nullptr)
        m_dropText->setText(format::percent(m_drop->value() / 100.0));
}

/// To whom and how often is asked only where there is an error to answer with.
void FaultEditor::showErrorRows()
{
    const bool any = m_answer->currentData().toInt() != 0;
    for (QWidget *widget : {static_cast<QWidget *>(m_keyWords), static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_countWords), static_cast<QWidget *>(m_count)})
        widget->setVisible(any);
}

void FaultEditor::tell()
{
    if (!m_showing)
        Q_EMIT edited();
}

model::SandboxFaults FaultEditor::faults() const
{
    model::SandboxFaults faults;
    faults.slowMs = m_slow->value() * kSlowStepMs;
    faults.dropPercent = m_drop->value();
    faults.errorCode = static_cast<qint16>(m_answer->currentData().toInt());
    if (faults.errorCode != 0) {
        if (m_key->currentData().toInt() != kEveryKey)
            faults.errorKey = static_cast<qint16>(m_key->currentData().toInt());
        if (m_count->value() > 0)
            faults.errorCount = m_count->value();
    }
    faults.isolated = m_isolated->isChecked();
    faults.followsNobody = m_followsNobody->isChecked();
    faults.diskFull = m_diskFull->isChecked();
    return faults;
}

void FaultEditor::show(const model::SandboxFaults &faults)
{
    m_showing = true;
    if (!m_slow->isSliderDown())
        m_slow->setValue((faults.slowMs + kSlowStepMs / 2) / kSlowStepMs);
    if (!m_drop->isSliderDown())
        m_drop->setValue(faults.dropPercent);
    choose(m_answer, faults.errorCode, QLatin1String(base::kafkaErrorName(faults.errorCode)));
    const int key = faults.errorKey ? *faults.errorKey : kEveryKey;
    choose(m_key, key, tr("Key %1").arg(key));
    if (!m_count->hasFocus()) // a number that is being typed stays
        m_count->setValue(static_cast<int>(std::min<qint64>(faults.errorCount.value_or(0), kMostErrors)));
    m_isolated->setChecked(faults.isolated);
    m_followsNobody->setChecked(faults.followsNobody);
    m_diskFull->setChecked(faults.diskFull);
    showSpans();
    showErrorRows();
    m_showing = false;
}

} // namespace weir::widgets
